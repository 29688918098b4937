"""Meet the needs that a person or household had told, by what was just recorded for them."""

from collections.abc import Iterable
from datetime import date

from camphucnam.accounts.models import User
from households.models import Household, Member, Need
from households.rules.needs import NeedKind, NeedState
from households.services.needs import need_meet

LONGEST = 200


def meet_needs(household: Household, member: Member | None, kinds: Iterable[NeedKind], on: date, met_by: str, *, by: User) -> list[Need]:
    """Meet the open needs of these kinds that were told by the day; call it inside the transaction that records the help.

    ``member`` None: needs of the household as a whole. A need told later than the help waits on.
    """
    found = Need.objects.filter(
        household=household, member=member, kind__in=list(kinds), state=NeedState.EXPRESSED, expressed_on__lte=on
    ).select_related("household", "member")
    needs = list(found)
    for need in needs:
        need_meet(need, on, met_by[:LONGEST], by=by)
    return needs
