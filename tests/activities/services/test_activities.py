"""Plan, change, start, finish, cancel: who may, what is refused."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from activities.models import Activity, Attendance, CadreTraining, Taking
from activities.rules.words import ActivityKind, ActivityState
from activities.services.activities import (
    Outcome,
    activity_cancel,
    activity_change,
    activity_correct,
    activity_finish,
    activity_plan,
    activity_start,
    activity_void,
    taking_record,
)
from activities.views.catalogue import BOOK
from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from tests.activities import factories as make
from tests.posting import post

pytestmark = pytest.mark.django_db


def test_an_agency_plans_what_it_leads(ward: Ward, culture: User) -> None:
    row = activity_plan(make.unsaved_activity(ward, "DA5.TDA1"), by=culture)
    assert (row.state, row.recorded_by, row.search_text[:9]) == (ActivityState.PLANNED, culture, "hoat dong")
    assert AuditEvent.objects.filter(action="work_recorded").count() == 1


@pytest.mark.parametrize(
    ("code", "kind", "who"), [("DA5.TDA1", ActivityKind.TRAINING, "health"), ("DA2", ActivityKind.FUND_DRIVE, "culture")]
)
def test_others_do_not(code: str, kind: ActivityKind, who: str, ward: Ward, plan: object, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        activity_plan(make.unsaved_activity(ward, code, kind), by=request.getfixturevalue(who))
    assert not Activity.objects.exists()


def test_communication_belongs_to_the_culture_section_whatever_it_serves(ward: Ward, culture: User) -> None:
    assert activity_plan(make.unsaved_activity(ward, "DA3.TDA2", ActivityKind.COMMUNICATION), by=culture).pk


def test_content_must_be_of_the_subproject(ward: Ward, officer: User, plan: object) -> None:
    row = make.unsaved_activity(ward, "DA2", content=make.subproject(ward, "DA3.TDA1").contents.first())
    with pytest.raises(DomainError, match="không thuộc tiểu dự án"):
        activity_plan(row, by=officer)


def test_days_in_order_are_asked_in_words(ward: Ward, officer: User, plan: object) -> None:
    with pytest.raises(DomainError, match="Ngày dự kiến kết thúc"):
        activity_plan(make.unsaved_activity(ward, planned_to_on=date(2023, 5, 31)), by=officer)


def test_from_plan_to_result(ward: Ward, culture: User) -> None:
    row = activity_plan(make.unsaved_activity(ward), by=culture)
    activity_start(row, date(2023, 6, 2), version=1, by=culture)
    activity_finish(row, Outcome(date(2023, 6, 2), "Đã xong", 5_000_000, 40, 25), version=2, by=culture)
    row.refresh_from_db()
    assert (row.state, row.from_on, row.to_on, row.headcount, row.cost_dong) == ("done", date(2023, 6, 2), date(2023, 6, 2), 40, 5_000_000)
    with pytest.raises(IllegalTransition):
        activity_cancel(row, "Mưa", version=3, by=culture)


@pytest.mark.parametrize(
    ("outcome", "message"),
    [
        (Outcome(date(2023, 5, 31), "Xong"), "Ngày kết thúc phải từ ngày bắt đầu"),
        (Outcome(date(2023, 6, 2), " "), "Ghi kết quả"),
        (Outcome(date(2023, 6, 2), "Xong", None, 10, 11), "Số nữ"),
        (Outcome(date(2999, 1, 1), "Xong"), "không thể sau hôm nay"),
    ],
)
def test_refused_results(outcome: Outcome, message: str, ward: Ward, officer: User, plan: object) -> None:
    row = make.running(ward, officer)
    with pytest.raises(DomainError, match=message):
        activity_finish(row, outcome, version=1, by=officer)


def test_what_came_of_it_can_be_corrected(ward: Ward, officer: User, culture: User, health: User, client_of: Any) -> None:
    row = make.done(ward, officer, headcount=500, cost_dong=3_000_000)
    person = make.participation(row, officer, outside_name="Người Ngoài Ví Dụ")
    Attendance.objects.create(participation=person, on=date(2023, 6, 1), is_present=True, recorded_by=officer)
    right = Outcome(date(2023, 6, 2), "Xong lớp", None, 50, 20)
    for outcome, reason, said in (
        (right, " ", "Ghi lý do"), (replace(right, to_on=date(2023, 5, 31)), "Nhầm", "Đã điểm danh người có mặt ngày 01/06/2023"),
        (replace(right, headcount_women=51), "Nhầm", "Số nữ"), (replace(right, to_on=date(2999, 1, 1)), "Nhầm", "sau hôm nay"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=said):
            activity_correct(Activity.objects.get(), outcome, reason, version=1, by=culture)
    with pytest.raises(NotAllowed):
        activity_correct(Activity.objects.get(), right, "Nhầm", version=1, by=health)
    activity_correct(Activity.objects.get(), right, "Gõ nhầm", version=1, by=culture)
    row.refresh_from_db()
    assert (row.state, row.to_on, row.result, row.headcount, row.cost_dong) == ("done", right.to_on, "Xong lớp", 50, None)
    details = AuditEvent.objects.get(details__viec="Sửa kết quả").details
    assert details["truoc"] == "đến ngày 01/06/2023; 500 người; 3.000.000 đồng" and details["ly_do"] == "Gõ nhầm"
    assert details["sau"] == "đến ngày 02/06/2023; 50 người; 20 nữ"
    client, url = client_of(culture), BOOK.step_url(row, "sua-ket-qua")
    assert url in client.get(BOOK.page_of(row)).content.decode() and "Xong lớp" in client.get(url).content.decode()
    data = {"version": row.version, "on": "02/06/2023", "result": "Xong", "headcount": "51", "reason": "Đếm lại"}
    assert post(client, url, data).status_code == 302
    row.refresh_from_db()
    assert (row.headcount, row.headcount_women, row.version) == (51, None, 3)


def test_a_course_of_cadres_ends_with_its_activity(ward: Ward, officer: User, plan: object) -> None:
    row, cadre = make.done(ward, officer), make.cadre(ward, officer)
    values = {"activity": row, "course": row.title, "organiser": "Ví Dụ", "from_on": row.from_on, "to_on": row.to_on}
    course = CadreTraining.objects.create(ward=ward, recorded_by=officer, cadre=cadre, **values)
    activity_correct(row, Outcome(date(2023, 6, 5), "Xong"), "Gõ nhầm ngày", version=1, by=officer)
    course.refresh_from_db()
    assert (course.to_on, course.version) == (date(2023, 6, 5), 2)
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        activity_void(row, "Nhầm", version=row.version, by=officer)


def test_only_what_is_over_has_a_result_to_correct(ward: Ward, officer: User, plan: object) -> None:
    with pytest.raises(IllegalTransition, match="chưa có kết quả"):
        activity_correct(make.running(ward, officer), Outcome(date(2023, 6, 2), "Xong"), "Nhầm", version=1, by=officer)


def test_a_planned_activity_does_not_end_before_it_began(ward: Ward, officer: User, plan: object) -> None:
    with pytest.raises(IllegalTransition):
        activity_finish(make.activity(ward, officer), Outcome(date(2023, 6, 2), "Xong"), version=1, by=officer)


def test_cancelling_needs_a_reason(ward: Ward, officer: User, plan: object) -> None:
    row = make.activity(ward, officer)
    with pytest.raises(DomainError, match="lý do"):
        activity_cancel(row, "  ", version=1, by=officer)
    activity_cancel(Activity.objects.get(), "Bão", version=1, by=officer)
    assert Activity.objects.get().cancel_reason == "Bão"


def test_the_second_of_two_writers_is_told(ward: Ward, officer: User, plan: object) -> None:
    row = make.activity(ward, officer)
    activity_start(row, date(2023, 6, 1), version=1, by=officer)
    with pytest.raises(EditConflict):
        activity_finish(row, Outcome(date(2023, 6, 2), "Xong"), version=1, by=officer)


def test_the_subject_stays_once_somebody_is_listed(ward: Ward, officer: User, plan: object) -> None:
    row = make.activity(ward, officer)
    make.participation(row, officer, outside_name="Người Ngoài Ví Dụ")
    with pytest.raises(DomainError, match="không đổi"):
        activity_change(row, {"subproject": make.subproject(ward, "DA2")}, [], version=1, by=officer)
    activity_change(row, {"title": "Tên mới"}, [], version=1, by=officer)
    assert Activity.objects.get().search_text == "ten moi"


def test_nobody_gives_an_activity_to_another_agency_unasked(ward: Ward, culture: User) -> None:
    row = make.activity(ward, culture)
    with pytest.raises(NotAllowed):
        activity_change(row, {"subproject": make.subproject(ward, "DA3.TDA2")}, [], version=1, by=culture)


def test_takings_belong_to_fund_drives(ward: Ward, front: User, officer: User) -> None:
    drive = make.activity(ward, officer, "", ActivityKind.FUND_DRIVE)
    day = timezone.localdate()
    taking_record(Taking(ward=ward, activity=drive, received_on=day, source="Ủng hộ Ví Dụ", amount_dong=1), by=front)
    with pytest.raises(DomainError, match="lớn hơn 0"):
        taking_record(Taking(ward=ward, activity=drive, received_on=day, source="Ủng hộ Ví Dụ", amount_dong=0), by=front)
    other = make.activity(ward, officer, "DA2")
    with pytest.raises(DomainError, match="vận động quỹ"):
        taking_record(Taking(ward=ward, activity=other, received_on=day, source="Ủng hộ Ví Dụ", amount_dong=1), by=officer)
