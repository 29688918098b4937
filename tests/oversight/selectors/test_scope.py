"""Who sees what: the officer and the Front everything, an agency what is addressed to it, the committee no household."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from oversight.models import Answer, Evaluation, Finding, PlanItem, Recommendation, Visit
from oversight.rules.words import ItemState, Verdict
from oversight.selectors import registers as found
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db


def test_scope(
    ward: Ward, officer: User, signer: User, front: User, health: User, finance: User, committee: User, leader: User, administrator: User,
    other_officer: User,
) -> None:  # fmt: skip
    make.item(ward, officer)
    visit = make.visit(ward, officer)
    make.finding(visit, officer)
    make.answer(make.recommendation(visit, officer, "TYT"), health)
    make.evaluation(ward, officer)
    tables = (PlanItem, Visit, Finding, Recommendation, Answer, Evaluation)
    seen = {user: "".join(str(table.objects.visible_to(user).count()) for table in tables) for user in (
        officer, signer, front, health, finance, committee, leader, administrator, other_officer,
    )}  # fmt: skip
    assert seen == {
        officer: "111111", signer: "111111", front: "111111", health: "000110", finance: "000000", committee: "100101",
        leader: "000000", administrator: "000000", other_officer: "000000",
    }  # fmt: skip


def test_an_agency_loses_sight_of_what_was_voided_and_of_former_members(ward: Ward, officer: User, health: User) -> None:
    row = make.recommendation(make.visit(ward, officer), officer, "TYT")
    make.answer(row, health)
    health.agency_memberships.update(to_on=timezone.localdate() - timedelta(days=1))
    assert not Recommendation.objects.visible_to(health).exists() and not Answer.objects.visible_to(health).exists()
    health.agency_memberships.update(to_on=None)
    Recommendation.objects.update(voided_at="2024-03-01T00:00Z", voided_by=officer, void_reason="Ghi hai lần")
    assert not Recommendation.objects.visible_to(health).exists() and not Answer.objects.visible_to(health).exists()


def test_overdue_comes_first(ward: Ward, plan: object, officer: User) -> None:
    visit, today = make.visit(ward, officer), timezone.localdate()
    done = make.recommendation(visit, officer, due_on=make.DAY)
    waiting = make.recommendation(visit, officer, due_on=today)
    answered = make.recommendation(visit, officer, due_on=make.DAY)
    returned = make.recommendation(visit, officer, due_on=today - timedelta(days=1))
    late = make.recommendation(visit, officer, due_on=make.DUE)
    make.answer(done, officer, verdict=Verdict.ACCEPTED)
    make.answer(answered, officer)
    make.answer(returned, officer, verdict=Verdict.RETURNED)
    rows = list(found.recommendations(officer, ward.pk))
    assert rows == [late, returned, waiting, answered, done]
    assert [row.urgency for row in rows] == [0, 0, 1, 2, 3]
    assert all(row.state is Recommendation.objects.get(pk=row.pk).state_now() for row in rows)


def test_a_visit_without_findings_has_none_rather_than_no_figure(ward: Ward, plan: object, officer: User) -> None:
    make.visit(ward, officer)
    row = found.visits(officer, ward.pk).get()
    assert (row.n_households, row.n_findings, row.n_recommendations) == (0, 0, 0)


def test_filters_agree_with_the_state_shown(ward: Ward, plan: object, officer: User) -> None:
    today = timezone.localdate()
    make.item(ward, officer, planned_to_on=today)
    make.item(ward, officer)
    make.item(ward, officer, drop_reason="Trùng")
    held = make.item(ward, officer)
    make.visit(ward, officer, held)
    rows = found.plan_items(officer, ward.pk)
    for state in ItemState:
        chosen = list(found.in_state(rows, state, today))
        assert len(chosen) == 1 and found.state_of_item(chosen[0], today) is state
    assert found.in_state(rows, "", today).count() == 4
