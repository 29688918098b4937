"""Who may take part, pasted lists, attendance."""

from datetime import date
from typing import Any

import pytest

from activities.models import Activity, Attendance, Participation
from activities.services.participants import NotEligible, attendance_mark, participant_add, participant_add_list, preview_list
from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household
from households.rules.classes import HouseholdClass
from tests.activities import factories as make

pytestmark = pytest.mark.django_db


def new(row: Activity, **fields: Any) -> Participation:
    return Participation(ward=row.ward, activity=row, **fields)


def test_the_verdict_of_the_first_day_is_kept(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = participant_add(new(make.running(ward, officer, "DA2"), member=make.head(poor), override_reason="thừa"), by=officer)
    assert (row.household, row.is_eligible, row.override_reason) == (poor, True, "") and row.basis


def test_who_is_not_eligible_needs_a_reason(ward: Ward, plan: object, officer: User) -> None:
    activity, rich = make.running(ward, officer, "DA2"), make.home(ward, officer, HouseholdClass.NOT_POOR)
    with pytest.raises(NotEligible, match="Chưa thuộc đối tượng"):
        participant_add(new(activity, household=rich), by=officer)
    row = participant_add(new(activity, household=rich, override_reason="Chủ tịch đồng ý"), by=officer)
    assert (row.is_eligible, row.override_reason) == (False, "Chủ tịch đồng ý")


def test_eligibility_is_judged_on_the_day_it_began(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    early = make.running(ward, officer, "DA2", from_on=date(2021, 12, 7))
    with pytest.raises(DomainError):
        participant_add(new(early, household=poor), by=officer)
    first_poor_day = make.running(ward, officer, "DA2", from_on=date(2021, 12, 8))
    assert participant_add(new(first_poor_day, household=poor), by=officer).is_eligible


def test_outside_people_and_nobody_twice(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    activity = make.running(ward, officer, "DA2")
    assert participant_add(new(activity, outside_name="Người Ngoài Ví Dụ"), by=officer).is_eligible is None
    participant_add(new(activity, household=poor), by=officer)
    with pytest.raises(DomainError, match="đã có trong danh sách"):
        participant_add(new(activity, household=poor), by=officer)
    with pytest.raises(DomainError, match="Chọn hộ hoặc người"):
        participant_add(new(activity), by=officer)


def test_households_of_other_wards_are_refused(ward: Ward, plan: object, other_ward: Ward, officer: User, other_officer: User) -> None:
    stranger = make.home(other_ward, other_officer)
    with pytest.raises(DomainError, match="không thuộc phường"):
        participant_add(new(make.running(ward, officer, "DA2"), household=stranger), by=officer)


def test_a_pasted_list_says_what_is_wrong_with_each_line(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    activity, rich = make.running(ward, officer, "DA2"), make.home(ward, officer, HouseholdClass.NOT_POOR)
    text = f"{poor.code} {poor.code}/1 {rich.code} KHONG-CO"
    problems = {line.text: line.problem for line in preview_list(activity, text, by=officer)}
    assert problems[poor.code] == problems[f"{poor.code}/1"] == ""
    assert problems[rich.code].startswith("Chưa thuộc đối tượng") and "Không có hộ" in problems["KHONG-CO"]
    assert participant_add_list(activity, text, "", by=officer) == 2
    assert participant_add_list(activity, text, "Theo đề nghị của tổ", by=officer) == 1
    with pytest.raises(DomainError, match="Không có dòng nào"):
        participant_add_list(activity, text, "", by=officer)


def test_attendance_can_be_marked_again(ward: Ward, plan: object, officer: User) -> None:
    activity = make.running(ward, officer)
    one, two = (make.participation(activity, officer, outside_name=f"Người Ngoài Ví Dụ {n}") for n in (1, 2))
    assert attendance_mark(activity, make.DAY, [one.pk, two.pk], version=1, by=officer) == 2
    assert attendance_mark(activity, make.DAY, [two.pk], version=2, by=officer) == 1
    assert dict(Attendance.objects.values_list("participation", "is_present")) == {one.pk: False, two.pk: True}
    with pytest.raises(EditConflict):
        attendance_mark(activity, make.DAY, [], version=2, by=officer)


@pytest.mark.parametrize(
    ("on", "message"), [(date(2023, 5, 31), "từ ngày bắt đầu"), (date(2023, 6, 2), "đã kết thúc"), (date(2999, 1, 1), "sau hôm nay")]
)
def test_days_outside_are_refused(on: date, message: str, ward: Ward, plan: object, officer: User) -> None:
    with pytest.raises(DomainError, match=message):
        attendance_mark(make.done(ward, officer), on, [], version=1, by=officer)


def test_only_people_on_the_list_are_marked_and_only_by_its_keeper(ward: Ward, plan: object, officer: User, health: User) -> None:
    activity = make.running(ward, officer)
    with pytest.raises(DomainError, match="không còn trong danh sách"):
        attendance_mark(activity, make.DAY, [999], version=1, by=officer)
    with pytest.raises(NotAllowed):
        attendance_mark(activity, make.DAY, [], version=2, by=health)
