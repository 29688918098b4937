"""Who may take part, pasted lists, attendance."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Activity, Attendance, Participation
from activities.rules.words import ActivityState
from activities.selectors.verdicts import judged
from activities.services.activities import activity_change, activity_start
from activities.services.participants import NotEligible, attendance_mark, participant_add, participant_add_list, preview_list
from activities.views.catalogue import BOOK
from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from programs.models import Plan, SupportContent
from programs.selectors.eligibility import plan_rules, rules_for, verdict_of_member
from tests.activities import factories as make
from tests.posting import post

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


@pytest.fixture
def child(ward: Ward, officer: User, poor: Household) -> Member:
    """Six years old in 2023; her household is poor."""
    return Member.objects.create(
        ward=ward, household=poor, full_name="Nguyễn Thị Ví Dụ Con", birth_on=date(2017, 3, 1), sex="female", joined_on=date(2017, 3, 1)
    )  # fmt: skip


def test_a_person_is_judged_as_a_person(ward: Ward, plan: object, officer: User, poor: Household, child: Member) -> None:
    """The household is eligible for Dự án 2, which serves who is of working age; the child is not."""
    row, own = make.running(ward, officer, "DA2"), verdict_of_member(child, "DA2", make.DAY)
    assert not own.eligible
    with pytest.raises(NotEligible, match="Chưa thuộc đối tượng"):
        participant_add(new(row, member=child), by=officer)
    text = f"{poor.code} {poor.code}/1 {poor.code}/2 {poor.code.lower()}"
    lines = preview_list(row, text, by=officer)
    assert [line.needs_reason for line in lines] == [False, False, True, False]
    assert lines[3].problem == f"Trùng với dòng {poor.code} ở trên."
    assert participant_add_list(row, text, "Đi cùng mẹ", by=officer) == 3
    kept = Participation.objects.get(member=child)
    assert (kept.is_eligible, kept.override_reason, kept.basis) == (False, "Đi cùng mẹ", " ".join(r.text for r in own.reasons))


def test_the_rule_of_the_content_is_asked(ward: Ward, plan: object, officer: User, poor: Household, child: Member) -> None:
    """Tiểu dự án 2 of Dự án 3 serves children under 16, one of its contents mothers and children under 5."""
    rules = plan_rules(Plan.objects.get())
    order = next(order for code, order in rules.by_content if code == "DA3.TDA2")
    content = SupportContent.objects.get(subproject=make.subproject(ward, "DA3.TDA2"), order=order)
    assert rules_for(Plan.objects.get(), "DA3.TDA2", content.text) == [rules.by_content["DA3.TDA2", order]]
    assert participant_add(new(make.running(ward, officer, "DA3.TDA2"), member=child), by=officer).is_eligible
    with pytest.raises(NotEligible, match="dưới 5 tuổi"):
        participant_add(new(make.running(ward, officer, "DA3.TDA2", content=content), member=child), by=officer)


def test_a_pasted_list_is_judged_at_once(ward: Ward, plan: object, officer: User) -> None:
    row, homes, asked = make.running(ward, officer, "DA2"), [make.home(ward, officer) for _ in range(6)], []
    for n in (2, 6):
        with CaptureQueriesContext(connection) as captured:
            judged(row, {(home.pk, None) for home in homes[:n]})
        asked.append(len(captured))
    assert asked[0] == asked[1]


BEFORE, AFTER = date(2023, 5, 30), date(2023, 6, 10)


@pytest.fixture
def left(ward: Ward, plan: object, officer: User) -> Activity:
    """Planned on 30/05 with a household that stays poor and a person who moves out on 05/06."""
    activity = make.activity(ward, officer, "DA2", planned_from_on=BEFORE, planned_to_on=AFTER)
    stays, moves = make.home(ward, officer), make.home(ward, officer)
    for fields in ({"household": stays}, {"member": make.head(moves)}):
        participant_add(new(activity, **fields), by=officer)
    Member.objects.filter(household=moves).update(left_on=date(2023, 6, 5))
    return activity


def test_who_is_no_longer_eligible_on_the_day_it_begins_is_named(left: Activity, officer: User) -> None:
    lost = left.participations.get(member__isnull=False)
    said = rf"Không còn thuộc đối tượng vào ngày 10/06/2023, cần ghi lý do: {lost.name} \({lost.household.code}\)\. Hủy dòng"
    with pytest.raises(NotEligible, match=said):
        activity_start(Activity.objects.get(), AFTER, version=1, by=officer)
    left.refresh_from_db()
    assert (left.state, left.version) == (ActivityState.PLANNED, 1)
    activity_start(left, AFTER, "Đã đăng ký từ trước", version=1, by=officer)
    lost.refresh_from_db()
    assert (lost.is_eligible, lost.override_reason, lost.version) == (False, "Đã đăng ký từ trước", 2)
    assert lost.basis == "Không ở trong hộ vào ngày 10/06/2023."
    assert left.participations.get(member__isnull=True).is_eligible


def test_another_planned_day_judges_again_and_back(left: Activity, officer: User) -> None:
    with pytest.raises(NotEligible):
        activity_change(left, {"planned_from_on": AFTER}, [], version=1, by=officer)
    left.refresh_from_db()
    activity_change(left, {"planned_from_on": AFTER}, [], "Đã đăng ký", version=left.version, by=officer)
    activity_change(left, {"title": "Tên khác"}, [], version=left.version, by=officer)
    assert Participation.objects.get(member__isnull=False).override_reason == "Đã đăng ký"
    activity_change(left, {"planned_from_on": BEFORE}, [], version=left.version, by=officer)
    assert list(Participation.objects.values_list("is_eligible", "override_reason")) == [(True, ""), (True, "")]


def test_the_start_form_asks_for_the_reason(left: Activity, officer: User, client_of: Any) -> None:
    client, url = client_of(officer), BOOK.step_url(left, "bat-dau")
    data = {"version": 1, "on": "10/06/2023", "override_reason": ""}
    page = post(client, url, data).content.decode()
    assert "Không còn thuộc đối tượng vào ngày 10/06/2023" in page and "override_reason" in page
    assert post(client, url, data | {"override_reason": "Đã đăng ký"}).status_code == 302
    assert "Chưa thuộc đối tượng</span>: Đã đăng ký" in client.get(BOOK.page_of(left)).content.decode()


def test_judging_again_asks_the_same_number_of_questions(ward: Ward, plan: object, officer: User) -> None:
    asked = []
    for n in (2, 6):
        activity = make.activity(ward, officer, "DA2", planned_from_on=BEFORE, planned_to_on=AFTER)
        for _ in range(n):
            participant_add(new(activity, household=make.home(ward, officer)), by=officer)
        with CaptureQueriesContext(connection) as captured:
            activity_start(activity, AFTER, version=1, by=officer)
        asked.append(len(captured))
    assert asked[0] == asked[1]
