"""Social assistance: eligible, granted, ended, refused."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_on, format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.models.member import BirthPrecision, possible_births
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep
from welfare.models import AssistanceCase
from welfare.rules.assistance import assistance_kinds, check_age


@transaction.atomic
def assistance_open(case: AssistanceCase, *, by: User) -> AssistanceCase:
    """A person meets the conditions of a group from a day on; refused where the age of that day is not the group's."""
    check_not_future(case.eligible_on, "Ngày đủ điều kiện")
    check_member(case.member, case.ward_id, case.eligible_on)
    if case.code not in {kind.code for kind in assistance_kinds()}:
        raise DomainError("Chọn một đối tượng trong danh sách.")
    if case.member.birth_on is not None:
        births = possible_births(case.member.birth_on, BirthPrecision(case.member.birth_precision))
        youngest, oldest = (max(0, age_on(born, case.eligible_on)) for born in reversed(births))
        check_age(case.member.full_name, youngest, oldest, case.code, case.eligible_on)
    case.household = case.member.household
    return keep(case, by=by, tu_ngay=format_dmy(case.eligible_on))


@dataclass(frozen=True, slots=True)
class Grant:
    """The decision. ``from_on`` may lie before or after the day of the decision."""

    number: str
    decided_on: date
    from_on: date


def _check_undecided(case: AssistanceCase) -> None:
    check_standing(case)
    if case.from_on is not None:
        raise DomainError(f"Đã ghi quyết định số {case.number}.")
    if case.refused_on is not None:
        raise DomainError("Đã ghi không được hưởng.")


@transaction.atomic
def assistance_grant(case: AssistanceCase, grant: Grant, *, version: int, by: User) -> AssistanceCase:
    """The decision was signed."""
    _check_undecided(case)
    check_not_future(grant.decided_on, "Ngày quyết định")
    if grant.from_on < case.eligible_on:
        raise DomainError(f"Ngày bắt đầu hưởng phải từ ngày đủ điều kiện ({format_dmy(case.eligible_on)}) trở đi.")
    values = {"number": clean(grant.number), "decided_on": grant.decided_on, "from_on": grant.from_on}
    return change(case, values, version=version, by=by, viec="Quyết định hưởng", tu_ngay=format_dmy(grant.from_on))


@transaction.atomic
def assistance_end(case: AssistanceCase, on: date, reason: str, *, version: int, by: User) -> AssistanceCase:
    """The last day, and why it ended."""
    check_standing(case)
    if case.from_on is None or case.to_on is not None:
        raise DomainError("Chỉ ghi thôi hưởng cho người đang hưởng.")
    return change(case, {"to_on": on, "end_reason": clean(reason)}, version=version, by=by, viec="Thôi hưởng", den_ngay=format_dmy(on))


@transaction.atomic
def assistance_refuse(case: AssistanceCase, on: date, reason: str, *, version: int, by: User) -> AssistanceCase:
    """The authority did not grant it."""
    _check_undecided(case)
    check_not_future(on, "Ngày trả lời")
    values = {"refused_on": on, "refused_reason": clean(reason)}
    return change(case, values, version=version, by=by, viec="Không được hưởng", ngay=format_dmy(on))
