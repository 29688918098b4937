"""What households have had or are promised, as the check for double benefit reads it: grants, and rows of registers that say by
themselves that a household is supported."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from registers.querysets import KeptQuerySet
from support.models import Grant, SupportingRow, TiedRow, supporting_tables, tied_tables
from support.rules.double_benefit import Benefit, Record
from support.rules.words import GrantState


def benefits_of(households: Collection[int]) -> dict[int, list[Benefit]]:
    """Primary key of the household → what it has had or is promised, oldest first. One query for the grants, one a table beside."""
    found: dict[int, list[Benefit]] = defaultdict(list)
    wholes = _records_of_grants({"in": households})
    rows = Grant.objects.counting().filter(household__in=households).exclude(state=GrantState.CANCELLED)
    rows = rows.annotate(day=Coalesce(F("given_on"), F("decided_on")))
    for household, code, day, pk, part_of, member in rows.values_list("household", "code", "day", "pk", "part_of", "member"):
        found[household].append(Benefit(code, day, pk, part_of or pk, wholes.get(pk), member))
    for table in supporting_tables():
        columns = (table.SUPPORT_HOME, "pk", table.SUPPORT_ON, table.SUPPORT_UNTIL, *filter(None, [table.SUPPORT_PERSON]))
        chosen = standing(table).filter(**{f"{table.SUPPORT_HOME}__in": households})
        for household, pk, on, until, *person in chosen.values_list(*columns):
            person_key = person[0] if person else None
            record, last = record_of(table, pk), until or date.max
            found[household].append(Benefit(table.SUPPORT_CODE, on, pk, 0, record, person_key, last, table.WORD))
    for benefits in found.values():
        benefits.sort(key=lambda item: (item.on, item.key))
    return found


def benefit_of_grant(row: Any, records: dict[int, Record]) -> Benefit:
    """A grant that was read with ``day``."""
    return Benefit(row.code, row.day, row.pk, row.part_of_id or row.pk, records.get(row.pk), row.member_id)


def benefit_of_row(row: SupportingRow) -> Benefit:
    """A row of a register, saved or not."""
    person, record = row.supported_person, record_of(type(row), row.pk) if row.pk else None
    key, word = row.pk or 0, getattr(row, "WORD", "")
    return Benefit(row.SUPPORT_CODE, row.supported_on, key, 0, record, person.pk if person is not None else None, row.supported_until, word)


def standing(table: Any) -> KeptQuerySet:
    """Rows of a supporting table that count and came about or may still."""
    rows: KeptQuerySet = table.objects.counting().filter(table.supporting_rows())
    return rows


def record_of(table: type[SupportingRow], key: int) -> Record:
    """What names a row of a register among all of them."""
    return table._meta.label_lower, key


def record_under(row: TiedRow) -> Record | None:
    """The supporting row to which a row about money belongs: parts of one support."""
    if row.WHOLE and _leads_to_support(type(row)):
        return record_of(type(getattr(row, row.WHOLE[0])), getattr(row, f"{row.WHOLE[0]}_id"))
    return None


def records_in(ward_id: int) -> dict[int, Record]:
    """Grant → the supporting row to which its money belongs, for a whole ward."""
    return _records_of_grants({"ward": ward_id})


def _records_of_grants(where: dict[str, Any]) -> dict[int, Record]:
    found: dict[int, Record] = {}
    for table in _leading(tied_tables()):
        whole = table._meta.get_field(table.WHOLE[0]).related_model
        rows = table.objects.counting().filter(grant__isnull=False)
        rows = rows.filter(ward=where["ward"]) if "ward" in where else rows.filter(**{f"{table.HOME}__in": where["in"]})
        found |= {grant: record_of(whole, key) for grant, key in rows.values_list("grant", table.WHOLE[0])}
    return found


def _leading(tables: Iterable[Any]) -> Sequence[Any]:
    return [table for table in tables if table.WHOLE and _leads_to_support(table)]


def _leads_to_support(table: Any) -> bool:
    model = table._meta.get_field(table.WHOLE[0]).related_model
    return isinstance(model, type) and issubclass(model, SupportingRow)
