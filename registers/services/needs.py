"""Rows that tell of help meet the needs that were told before it, and let go of them when they are voided."""

from django.apps import apps

from camphucnam.accounts.models import User
from camphucnam.kernel.text import inside
from households.models import Need
from households.rules.needs import NeedState
from households.services.needs import need_meet, need_meet_otherwise, need_reopen
from registers.models import Help, Kept

LONGEST = 200


def reference(row: Kept) -> str:
    """How a need names the row that met it."""
    return f"{row._meta.label_lower}:{row.pk}"


def meet(row: Kept, *, by: User) -> list[Need]:
    """Meet the open needs that the row's help answers; call it inside the transaction that records the help. A need told later
    than the help waits on."""
    given = row.help()
    if given is None:
        return []
    found = Need.objects.filter(
        household=given.household, member=given.member, kind__in=given.kinds, state=NeedState.EXPRESSED, expressed_on__lte=given.on
    )
    needs = list(found.select_related("household", "member"))
    for need in needs:
        need_meet(need, given.on, given.words[:LONGEST], by=by, ref=reference(row))
    return needs


def release(row: Kept, *, by: User) -> None:
    """The row no longer counts: needs that it met wait again, or stay met by the earliest other row that would have met them.
    What was met by something else, or by hand, stays."""
    for need in Need.objects.filter(met_ref=reference(row), state=NeedState.MET).select_related("household", "member"):
        other = _other(row, need)
        if other is None:
            need_reopen(need, f"Đã hủy: {inside(row.WORD)}.", by=by)
        else:
            instead, given = other
            need_meet_otherwise(need, given.on, given.words[:LONGEST], by=by, ref=reference(instead))


def _other(row: Kept, need: Need) -> tuple[Kept, Help] | None:
    """The earliest counting row of the table, or of those like it, that helped the same person or household since the need was told."""
    helped = need.household if need.member is None else need.member
    found: list[tuple[Kept, Help]] = []
    for table in (type(row), *(apps.get_model(label) for label in row.ALIKE)):
        rows = table.objects.counting().filter(**{table.HELPED: helped}).order_by("pk")
        found += [(other, given) for other in rows if other != row and (given := other.help()) is not None]
    fitting = [pair for pair in found if need.kind in pair[1].kinds and pair[1].on >= need.expressed_on]
    return min(fitting, key=lambda pair: (pair[1].on, pair[0].pk), default=None)
