"""Rows of the registers for tests. Every person is invented."""

from datetime import date
from itertools import count

from activities.rules.words import ActivityKind, ActivityState
from camphucnam.accounts.models import User, Ward
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from livelihoods.models import (
    JobFair,
    JobSeeker,
    LabourBulletin,
    LivelihoodModel,
    Loan,
    LoanConfirmation,
    ProductionGroup,
    Vacancy,
    VocationalClass,
    WorkAbroad,
)
from registers.models import Kept
from tests.activities.factories import activity as make_activity
from tests.households.factories import decide, make_group, make_household

_numbers = count(1)
SINCE = date(2021, 12, 8)
FAIR_DAY = date(2023, 3, 10)


def home(
    ward: Ward, by: User, household_class: HouseholdClass | None = HouseholdClass.POOR, born: date | None = date(1990, 5, 1)
) -> Household:
    """A household of one adult, of a class since 08/12/2021."""
    number = next(_numbers)
    household = make_household(make_group(ward), by, f"Nguyễn Văn Ví Dụ {number}")
    if household_class is not None:
        decide(household, household_class, SINCE, by)
    Member.objects.filter(household=household).update(birth_on=born)
    return household


def adult(household: Household) -> Member:
    """The head, read anew."""
    return Member.objects.select_related("household").get(household=household, is_head=True)


def unsaved(kind: type[Kept], ward: Ward, **fields: object) -> Kept:
    """A row as a form hands it to a service."""
    return kind(ward=ward, **fields)


def seeker(member: Member, by: User, from_on: date = date(2023, 2, 1), **fields: object) -> JobSeeker:
    return JobSeeker.objects.create(ward=member.ward, member=member, from_on=from_on, recorded_by=by, **fields)


def vacancy(ward: Ward, by: User, **fields: object) -> Vacancy:
    fields = {
        "employer": "Công ty Ví Dụ",
        "job": "Công nhân may",
        "positions": 2,
        "from_on": date(2023, 1, 1),
        "source": "Nơi tuyển báo",
    } | fields
    return Vacancy.objects.create(ward=ward, recorded_by=by, **fields)


def abroad(member: Member, by: User, **fields: object) -> WorkAbroad:
    fields = {"country": "Nhật Bản", "company": "Công ty Ví Dụ", "signed_on": date(2023, 3, 1)} | fields
    return WorkAbroad.objects.create(ward=member.ward, member=member, recorded_by=by, **fields)


def vocational_class(ward: Ward, by: User, **fields: object) -> VocationalClass:
    days = {"from_on": date(2023, 4, 1), "to_on": date(2023, 6, 30)}
    fields = {"occupation": "May công nghiệp", "level": "so_cap", "provider": "Trung tâm Ví Dụ"} | days | fields
    return VocationalClass.objects.create(ward=ward, recorded_by=by, **fields)


def model(ward: Ward, by: User, **fields: object) -> LivelihoodModel:
    fields = {"name": "Nuôi tôm thẻ", "kind": "thuy_san", "is_group": True, "proposed_on": date(2023, 2, 1)} | fields
    return LivelihoodModel.objects.create(ward=ward, recorded_by=by, **fields)


def running_model(ward: Ward, by: User, started_on: date = date(2023, 3, 1), **fields: object) -> LivelihoodModel:
    days = {"proposed_on": date(2022, 2, 1), "approved_on": date(2022, 2, 15), "started_on": started_on}
    return model(ward, by, **({"state": "running"} | days | fields))


def production_group(ward: Ward, by: User, **fields: object) -> ProductionGroup:
    fields = {"name": "Tổ nuôi trồng Ví Dụ", "product": "Rong nho", "founded_on": date(2023, 1, 10)} | fields
    return ProductionGroup.objects.create(ward=ward, recorded_by=by, **fields)


def loan(household: Household, by: User, **fields: object) -> Loan:
    fields = {
        "programme": "ho_ngheo", "amount_dong": 50_000_000, "disbursed_on": date(2023, 1, 15), "due_on": date(2026, 1, 15),
        "purpose": "Mua lưới", "source": "Danh sách của ngân hàng",
    } | fields  # fmt: skip
    return Loan.objects.create(ward=household.ward, household=household, borrower=adult(household), recorded_by=by, **fields)


def confirmation(household: Household, by: User, **fields: object) -> LoanConfirmation:
    fields = {
        "programme": "ho_ngheo",
        "confirmed_on": date(2023, 1, 10),
        "purpose": "Mua lưới",
        "class_label": "Hộ nghèo",
        "grounds": [["Lý do", "Nguồn"]],
    } | fields
    return LoanConfirmation.objects.create(ward=household.ward, household=household, borrower=adult(household), recorded_by=by, **fields)


def fair(ward: Ward, by: User, state: ActivityState = ActivityState.UNDER_WAY, **fields: object) -> JobFair:
    """A fair on FAIR_DAY; ``fields`` are its activity's."""
    days = {
        ActivityState.PLANNED: {},
        ActivityState.UNDER_WAY: {"from_on": FAIR_DAY},
        ActivityState.DONE: {"from_on": FAIR_DAY, "to_on": FAIR_DAY, "result": "Xong"},
    }[state]
    activity = make_activity(ward, by, "DA4.TDA2", ActivityKind.JOB_FAIR, planned_from_on=FAIR_DAY, planned_to_on=FAIR_DAY,
                             state=state, **days, **fields)  # fmt: skip
    return JobFair.objects.create(ward=ward, activity=activity, organiser="Trung tâm Ví Dụ", recorded_by=by)


def bulletin(ward: Ward, by: User, **fields: object) -> LabourBulletin:
    fields = {
        "number": f"{next(_numbers)}", "period": "tháng 3/2023", "issued_on": date(2023, 3, 1), "source": "Trung tâm Ví Dụ",
        "content": "Cần thợ may",
    } | fields  # fmt: skip
    return LabourBulletin.objects.create(ward=ward, recorded_by=by, **fields)
