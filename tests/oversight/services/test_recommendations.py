"""Recommendations: made by whoever looked, answered by the agency addressed, judged by whoever asked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from oversight.models import Answer, Recommendation, Reminder
from oversight.rules.words import OversightKind, RecommendationState, Verdict
from oversight.services.recommendations import answer_judge, recommendation_answer, recommendation_make, reminder_record
from registers.services.keeping import void
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db
S = RecommendationState


@pytest.fixture
def asked(ward: Ward, plan: object, officer: User) -> Recommendation:
    return make.recommendation(make.visit(ward, officer), officer, "TYT")


def new(row: Recommendation, answered_on: date = make.DUE) -> Answer:
    return Answer(recommendation=row, answered_on=answered_on, text="Đã làm (ví dụ)")


def test_made_on_a_finding_of_the_visit(ward: Ward, plan: object, officer: User) -> None:
    row, other = make.visit(ward, officer), make.visit(ward, officer)
    found = make.finding(row, officer)
    assert recommendation_make(make.unsaved_recommendation(row, finding=found), by=officer).state is S.OPEN
    with pytest.raises(DomainError, match="Phát hiện không thuộc"):
        recommendation_make(make.unsaved_recommendation(other, finding=found), by=officer)
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        void(found, "Ghi sai", version=1, by=officer)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"issued_on": date(2023, 6, 14)}, "từ ngày kiểm tra"),
        ({"due_on": date(2023, 6, 14)}, "Hạn trả lời phải từ"),
        ({"issued_on": date(2999, 1, 1), "due_on": date(2999, 1, 2)}, "không thể sau hôm nay"),
    ],
)
def test_refused_days(fields: dict, message: str, ward: Ward, plan: object, officer: User) -> None:
    with pytest.raises(DomainError, match=message):
        recommendation_make(make.unsaved_recommendation(make.visit(ward, officer), **fields), by=officer)


def test_the_front_recommends_after_its_supervision_only(ward: Ward, front: User, officer: User) -> None:
    own = make.visit(ward, front, kind=OversightKind.SUPERVISION)
    assert recommendation_make(make.unsaved_recommendation(own), by=front).pk
    with pytest.raises(NotAllowed):
        recommendation_make(make.unsaved_recommendation(make.visit(ward, officer)), by=front)


def test_answered_returned_answered_accepted(asked: Recommendation, health: User, officer: User) -> None:
    first = recommendation_answer(new(asked), version=1, by=health)
    assert (first.recorded_by, first.ward, asked.state_now()) == (health, asked.ward, S.ANSWERED)
    with pytest.raises(IllegalTransition):
        recommendation_answer(new(asked), version=2, by=health)
    with pytest.raises(DomainError, match="việc đơn vị cần làm tiếp"):
        answer_judge(first, Verdict.RETURNED, " ", make.DUE, version=1, by=officer)
    answer_judge(first, Verdict.RETURNED, "Bổ sung", date(2023, 7, 20), version=1, by=officer)
    assert asked.state_now() is S.RETURNED
    asked.refresh_from_db()
    with pytest.raises(DomainError, match="từ ngày 20/07/2023"):
        recommendation_answer(new(asked, date(2023, 7, 19)), version=asked.version, by=health)
    asked.refresh_from_db()
    second = recommendation_answer(new(asked, date(2023, 7, 20)), version=asked.version, by=health)
    answer_judge(second, Verdict.ACCEPTED, "", date(2023, 7, 21), version=1, by=officer)
    assert asked.state_now() is S.ACCEPTED
    with pytest.raises(IllegalTransition):
        answer_judge(second, Verdict.RETURNED, "Đổi ý", date(2023, 7, 22), version=2, by=officer)
    with pytest.raises(IllegalTransition):
        recommendation_answer(new(asked, date(2023, 7, 22)), version=asked.version, by=health)


def test_only_the_agency_addressed_or_the_officer_answers(
    asked: Recommendation, finance: User, front: User, committee: User, officer: User
) -> None:
    for user in (finance, front, committee):
        with pytest.raises(NotAllowed):
            recommendation_answer(new(asked), version=1, by=user)
    assert not Answer.objects.exists()
    assert recommendation_answer(new(asked), version=1, by=officer).pk  # it came on paper


def test_the_agency_does_not_judge_itself(asked: Recommendation, health: User) -> None:
    answer = recommendation_answer(new(asked), version=1, by=health)
    with pytest.raises(NotAllowed):
        answer_judge(answer, Verdict.ACCEPTED, "", make.DUE, version=1, by=health)


def test_one_of_two_who_answer_passes(asked: Recommendation, health: User, officer: User) -> None:
    mine, theirs = Recommendation.objects.get(), Recommendation.objects.get()
    recommendation_answer(new(mine), version=1, by=health)
    with pytest.raises(EditConflict):
        recommendation_answer(new(theirs), version=1, by=officer)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(("day", "message"), [(date(2023, 6, 14), "từ ngày 15/06/2023"), (None, "không thể sau hôm nay")])
def test_refused_days_of_answers(day: date | None, message: str, asked: Recommendation, health: User) -> None:
    with pytest.raises(DomainError, match=message):
        recommendation_answer(new(asked, day or timezone.localdate() + timedelta(days=1)), version=1, by=health)


def test_a_voided_answer_opens_the_recommendation_again(asked: Recommendation, health: User, officer: User) -> None:
    answer = recommendation_answer(new(asked), version=1, by=health)
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        void(asked, "Ghi sai", version=2, by=officer)
    void(answer, "Trả lời nhầm kiến nghị", version=1, by=officer)
    assert asked.state_now() is S.OPEN
    asked.refresh_from_db()
    void(asked, "Ghi sai", version=asked.version, by=officer)
    with pytest.raises(DomainError, match="đã bị hủy"):
        recommendation_answer(new(asked), version=asked.version, by=health)


def test_reminders(asked: Recommendation, health: User, officer: User) -> None:
    reminder = Reminder(ward=asked.ward, recommendation=asked, on=make.DUE, how="Gọi điện")
    with pytest.raises(NotAllowed):
        reminder_record(reminder, by=health)
    assert reminder_record(reminder, by=officer).pk
    with pytest.raises(DomainError, match="từ ngày kiến nghị"):
        reminder_record(Reminder(ward=asked.ward, recommendation=asked, on=date(2023, 6, 14), how="Gọi"), by=officer)
