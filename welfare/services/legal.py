"""Legal aid: asked for, answered."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.rules.classes import HouseholdClass
from households.selectors.standings import standings_on
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep
from welfare.models import LegalAidCase
from welfare.rules.legal import LegalGround

CLASSES = {LegalGround.POOR: HouseholdClass.POOR, LegalGround.NEAR_POOR: HouseholdClass.NEAR_POOR}


@transaction.atomic
def legal_aid_log(case: LegalAidCase, *, by: User) -> LegalAidCase:
    """Somebody asked. Poor and near-poor as a ground must be the class of the household on that day. The log names no one."""
    check_not_future(case.requested_on, "Ngày yêu cầu")
    if case.member is not None:
        check_member(case.member, case.ward_id, case.requested_on)
        case.household = case.member.household
        _check_ground(case)
    return keep(case, by=by, ngay=format_dmy(case.requested_on))


def _check_ground(case: LegalAidCase) -> None:
    wanted = CLASSES.get(LegalGround(case.ground))
    if wanted is None or case.household is None:
        return
    standing = standings_on(case.ward_id, case.requested_on, [case.household.pk]).get(case.household.pk)
    if standing is None or standing.household_class is not wanted:
        raise DomainError(f"Hộ này không phải {wanted.label.lower()} vào ngày {format_dmy(case.requested_on)}. Chọn lại đối tượng.")


@transaction.atomic
def legal_aid_close(case: LegalAidCase, on: date, result: str, *, version: int, by: User) -> LegalAidCase:
    """The matter is over, with its result."""
    check_standing(case)
    check_not_future(on, "Ngày xong")
    if case.closed_on is not None:
        raise DomainError(f"Vụ việc đã xong ngày {format_dmy(case.closed_on)}.")
    return change(case, {"closed_on": on, "result": clean(result)}, version=version, by=by, viec="Xong", ngay=format_dmy(on))
