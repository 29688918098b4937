"""Housing support: proposed, approved, built, handed over or dropped."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.files.kinds import PAPERS
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.selectors.standings import standings_on
from programs.policies import check_can_work
from registers.services.keeping import change, check_constraints, check_household, check_not_future, check_standing, keep
from registers.services.needs import meet
from support.services.supporting import check_double
from support.services.tying import Origin, row_keep
from welfare.models import HousingCase, HousingFile, HousingMoney
from welfare.rules.housing import HOUSING_TRANSITIONS, STAGE_DAYS, HousingKind, HousingStage
from welfare.selectors.housing import condition_of

LONGEST = 500


@transaction.atomic
def housing_propose(case: HousingCase, *, by: User) -> HousingCase:
    """Propose a household; its class and the recorded state of the dwelling are kept with the proposal."""
    check_household(case.household, case.ward_id)
    check_not_future(case.proposed_on, "Ngày đề nghị")
    standing = standings_on(case.ward_id, case.proposed_on, [case.household_id]).get(case.household_id)
    case.household_class = (standing.household_class if standing else None) or ""
    case.condition = (clean(case.condition) or condition_of(case.household, case.proposed_on))[:LONGEST]
    check_constraints(case)  # an open case is named as such, before the rules of double benefit
    check_double(case, by=by)
    return keep(case, by=by, hinh_thuc=HousingKind.label_of(case.kind), ngay=format_dmy(case.proposed_on), trung=bool(case.conflict))


def _move(case: HousingCase, stage: HousingStage, on: date, values: Mapping[str, object], version: int, by: User) -> HousingCase:
    check_standing(case)
    before = HousingStage(case.stage)
    if stage not in HOUSING_TRANSITIONS[before]:
        raise DomainError(f"Nhà ở này đang ở bước “{before.label}” nên không ghi “{stage.label}” được.")
    check_not_future(on, "Ngày này")
    if on < case.stage_on:
        raise DomainError(f"Ngày này phải từ ngày của bước trước ({format_dmy(case.stage_on)}) trở đi.")
    written = {**values, "stage": stage, STAGE_DAYS[stage]: on}
    return change(case, written, version=version, by=by, viec=stage.label, ngay=format_dmy(on))


@transaction.atomic
def housing_approve(case: HousingCase, on: date, decision: str, amount_dong: int | None, *, version: int, by: User) -> HousingCase:
    """The support was approved; ``amount_dong`` None where the decision names no amount."""
    values = {"decision": clean(decision), "approved_dong": amount_dong}
    return _move(case, HousingStage.APPROVED, on, values, version, by)


@transaction.atomic
def housing_start(case: HousingCase, on: date, *, version: int, by: User) -> HousingCase:
    """Work began."""
    return _move(case, HousingStage.UNDER_WAY, on, {}, version, by)


@transaction.atomic
def housing_hand_over(case: HousingCase, on: date, area_m2: Decimal | None, *, version: int, by: User) -> HousingCase:
    """The household got its house, which meets its need; on this day the targets count it."""
    _move(case, HousingStage.HANDED_OVER, on, {"area_m2": area_m2}, version, by)
    meet(case, by=by)
    return case


@transaction.atomic
def housing_drop(case: HousingCase, on: date, reason: str, *, version: int, by: User) -> HousingCase:
    """It does not come about, and why."""
    return _move(case, HousingStage.DROPPED, on, {"dropped_reason": clean(reason)}, version, by)


@transaction.atomic
def housing_pay(money: HousingMoney, origin: Origin | None = None, *, by: User) -> HousingMoney:
    """Money came for a house that was approved: on a grant of the household, unless it is a loan or the family's own."""
    check_standing(money.case)
    check_not_future(money.paid_on, "Ngày chi")
    if money.case.approved_on is None:
        raise DomainError("Nhà ở này chưa được phê duyệt nên chưa ghi kinh phí.")
    return row_keep(money, origin, by=by, so_tien=money.amount_dong)


@transaction.atomic
def housing_attach(row: HousingFile, upload: Upload, *, by: User) -> HousingFile:
    """Keep a photograph or paper; photographs are made anew, everything is encrypted."""
    check_standing(row.case)
    check_can_work(by, row.ward_id, *row.codes)
    check_not_future(row.taken_on, "Ngày này")
    row.file = file_keep(row.case.ward, upload, kinds=PAPERS, by=by)
    return keep(row, by=by, buoc=HousingStage.label_of(row.stage))
