"""Rows of registers and the grants on which they hang: written together, voided together."""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from programs.policies import check_can_work
from registers.services.keeping import change, check_standing, keep, void
from support.models import BudgetLine, Commitment, Grant, TiedRow
from support.rules.words import GrantState
from support.selectors.benefits import record_under
from support.selectors.tied import holder_of, whole_of
from support.services.grants import grant_decide, grant_hand_over, grant_void

Row = TypeVar("Row", bound=TiedRow)
NO_ORIGIN = "Chọn khoản hỗ trợ đã ghi, hoặc nguồn kinh phí, hoặc ghi người, đơn vị tặng."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where what a household is given comes from: a grant that stands already, else a line of the budget (and the commitment of the line
    under which it is bought), else a donor; and why an officer gives it outside the rules."""

    grant: Grant | None = None
    line: BudgetLine | None = None
    commitment: Commitment | None = None
    donor: str = ""
    override_reason: str = ""
    conflict_reason: str = ""


@transaction.atomic
def row_keep(row: Row, origin: Origin | None, *, by: User, **details: object) -> Row:
    """Write a new row of a register. What a household is given hangs on its grant from the first moment: one that stands already and
    agrees with the row, else one that is decided and handed over here by the verbs of grants."""
    kept: Any = row
    check_can_work(by, kept.ward_id, *kept.codes)
    if row.is_given:
        _tie(row, origin, by=by)
    keep(kept, by=by, **details)
    return row


@transaction.atomic
def row_tie(row: Row, origin: Origin | None, *, version: int, by: User) -> Row:
    """Hang a row that was written before grants were asked for on its grant."""
    kept: Any = row
    check_can_work(by, kept.ward_id, *kept.codes)
    check_standing(kept)
    if not row.is_given:
        raise DomainError("Dòng này không phải thứ hộ được cho nên không có khoản hỗ trợ.")
    if row.grant is not None:
        raise DomainError("Dòng này đã gắn với khoản hỗ trợ.")
    columns = _tie(row, origin, by=by)
    change(kept, columns, version=version, by=by, viec="Gắn khoản hỗ trợ")
    return row


@transaction.atomic
def row_void(row: Row, reason: str, *, version: int, by: User) -> Row:
    """Void a row of a register. The grant that it made is voided with it (refused once it is paid); one that had been recorded by
    itself only comes free."""
    kept: Any = row
    grant = row.grant
    if grant is not None and row.made_grant:
        grant_void(grant, reason, version=grant.version, by=by, holder=row)
    void(kept, reason, version=version, by=by)
    if grant is not None and not row.made_grant:
        row.grant = None
        row.save(update_fields=["grant"])
    return row


@transaction.atomic
def row_hand_over(row: Row, *, by: User) -> None:
    """The row says now when it was handed over: so does its grant."""
    grant = row.grant
    if grant is not None and row.handed_on is not None and grant.state == GrantState.PLANNED:
        grant_hand_over(grant, row.handed_on, "", version=grant.version, by=by, holder=row)


def _tie(row: TiedRow, origin: Origin | None, *, by: User) -> dict[str, object]:
    """Hang the row on its grant; what it writes into the row."""
    if origin is not None and origin.grant is not None:
        row.grant, row.made_grant = _found(row, origin.grant, by=by), False
    elif origin is not None and (origin.line is not None or origin.donor):
        row.grant, row.made_grant = _made(row, origin, by=by), True
    else:
        raise DomainError(NO_ORIGIN)
    columns: dict[str, object] = {
        "grant": row.grant, "made_grant": row.made_grant, row.VALUE: row.grant.value_dong, row.DAY: row.grant.given_on,
        **row.derived(row.grant),
    }  # fmt: skip
    for name, value in columns.items():
        setattr(row, name, value)
    return columns


def _made(row: TiedRow, origin: Origin, *, by: User) -> Grant:
    kept: Any = row
    grant = Grant(
        ward=kept.ward, household=row.home, member=row.person, code=row.GRANT_CODE, line=origin.line, donor=origin.donor,
        commitment=origin.commitment, value_dong=row.value, part_of=whole_of(row), override_reason=origin.override_reason,
        conflict_reason=origin.conflict_reason,
        **row.described(origin.line),
    )  # fmt: skip
    grant_decide(grant, by=by, record=record_under(row))
    if row.handed_on is not None:
        grant_hand_over(grant, row.handed_on, "", version=grant.version, by=by)
    return grant


def _found(row: TiedRow, grant: Grant, *, by: User) -> Grant:
    """The grant, once it agrees with the row. Its version is taken: nobody voids it or hangs another row on it at the same time."""
    _check_same(row, grant)
    whole = whole_of(row)
    part_of = whole if whole is not None and whole.pk != grant.pk else grant.part_of
    change(grant, {"part_of": part_of}, version=grant.version, by=by, viec="Gắn với sổ")
    if holder_of(grant) is not None:
        raise DomainError("Khoản hỗ trợ này đã gắn với một dòng khác ở sổ. Chọn khoản khác.")
    if grant.state == GrantState.PLANNED and row.handed_on is not None:
        grant_hand_over(grant, row.handed_on, "", version=grant.version, by=by)
    return grant


def _check_same(row: TiedRow, grant: Grant) -> None:
    """Same household, content, value and day; the message tells both figures."""
    check_standing(grant)
    if grant.state == GrantState.CANCELLED:
        raise DomainError("Khoản hỗ trợ này đã ghi không trao. Chọn khoản khác.")
    if grant.household_id != row.home.pk or grant.code != row.GRANT_CODE:
        raise DomainError(
            f"Khoản hỗ trợ đã chọn của hộ {grant.household.code}, nội dung {grant.code}. Chọn khoản {row.GRANT_CODE} của hộ này."
        )
    if grant.member is not None and row.person is not None and grant.member_id != row.person.pk:
        raise DomainError(f"Khoản hỗ trợ đã chọn của {grant.member.full_name}. Chọn khoản của người này.")
    if row.value is not None and row.value != grant.value_dong:
        raise DomainError(
            f"Ở sổ ghi {format_dong(row.value)}, khoản hỗ trợ đã ghi {format_dong(grant.value_dong)}. Ghi cho khớp, hoặc chọn khoản khác."
        )
    if row.handed_on is not None and grant.given_on is not None and row.handed_on != grant.given_on:
        raise DomainError(
            f"Ở sổ ghi trao ngày {format_dmy(row.handed_on)}, khoản hỗ trợ đã ghi trao ngày {format_dmy(grant.given_on)}. Ghi cho khớp."
        )
