"""Result lines: boundary days, what is overdue on the last day, no figure for nothing recorded."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household
from oversight.models import Visit
from oversight.rules.words import FindingKind, OversightKind, Verdict
from oversight.selectors.results import oversight_results, recommendation_results
from programs.registry import results_of
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2024, 2, 1), date(2024, 2, 29)
BEFORE, AFTER = date(2024, 1, 31), date(2024, 3, 1)


def values(ward: Ward, first: date = FIRST, last: date = LAST) -> dict[str, int | None]:
    return {line.code: line.value for line in oversight_results(ward.pk, first, last)}


def test_nothing_recorded_is_no_figure(ward: Ward, plan: object) -> None:
    assert set(values(ward).values()) == {None}


def test_the_desk_shows_these_lines(ward: Ward, plan: object) -> None:
    codes = [line.code for line in results_of("DA6.TDA2", ward.pk, FIRST, LAST)]
    assert {"inspections_planned", "inspections_held", "recommendations_overdue"} <= set(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("day", "inside"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_visits_count_by_the_day(day: date, inside: int, ward: Ward, plan: object, officer: User, poor: Household) -> None:
    make.item(ward, officer, planned_from_on=BEFORE, planned_to_on=BEFORE)
    row = make.visit(ward, officer, held_on=day)
    make.seen(row, officer, poor)
    found = {line.code: line for line in oversight_results(ward.pk, FIRST, LAST)}
    assert [found[code].value for code in ("inspections_held", "inspections_unplanned", "households_inspected")] == [inside] * 3
    assert found["households_inspected"].households == ((poor.pk,) if inside else ())
    Visit.objects.update(voided_at="2024-03-01T00:00Z", voided_by=officer, void_reason="Ghi hai lần")
    assert values(ward)["inspections_held"] == 0


def test_planned_and_held_of_the_plan(ward: Ward, plan: object, officer: User, front: User) -> None:
    early = make.item(ward, officer, planned_from_on=FIRST, planned_to_on=LAST)
    make.item(ward, officer, planned_from_on=FIRST, planned_to_on=LAST)
    make.item(ward, officer, planned_from_on=FIRST, planned_to_on=LAST, drop_reason="Trùng")
    make.item(ward, officer, planned_from_on=FIRST, planned_to_on=AFTER)
    supervised = make.item(ward, front, OversightKind.SUPERVISION, planned_from_on=BEFORE, planned_to_on=BEFORE)
    make.visit(ward, officer, early, held_on=BEFORE)  # ahead of its period
    make.visit(ward, front, supervised, held_on=LAST)  # behind it
    found = values(ward)
    assert (found["inspections_planned"], found["inspections_planned_held"]) == (2, 1)
    assert (found["inspections_held"], found["supervisions_held"], found["inspections_unplanned"]) == (1, 1, 0)


def test_findings_with_their_households(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = make.visit(ward, officer, held_on=LAST)
    make.finding(row, officer, FindingKind.WRONG_BENEFICIARY, household=poor)
    make.finding(row, officer, FindingKind.GOOD)
    found = {line.code: line for line in oversight_results(ward.pk, FIRST, LAST)}
    assert (found["findings_wrong_beneficiary"].value, found["findings_money"].value) == (1, 0)
    assert found["findings_wrong_beneficiary"].households == (poor.pk,) and "findings_good" not in found


def test_recommendations_stand_as_on_the_last_day(ward: Ward, plan: object, officer: User) -> None:
    visit = make.visit(ward, officer, held_on=BEFORE)
    old = make.recommendation(visit, officer, issued_on=BEFORE, due_on=FIRST)
    due_today = make.recommendation(visit, officer, issued_on=FIRST, due_on=LAST)
    returned = make.recommendation(visit, officer, issued_on=FIRST, due_on=FIRST)
    accepted = make.recommendation(visit, officer, issued_on=LAST, due_on=LAST)
    make.recommendation(visit, officer, issued_on=AFTER, due_on=AFTER)
    make.answer(returned, officer, FIRST, Verdict.RETURNED)
    make.answer(accepted, officer, LAST, Verdict.ACCEPTED)
    make.answer(old, officer, AFTER)
    made = ("recommendations_made", "recommendations_answered", "recommendations_accepted", "recommendations_overdue")
    assert [values(ward)[code] for code in made] == [3, 2, 1, 2]  # old and returned
    make.answer(returned, officer, LAST)
    assert values(ward)["recommendations_overdue"] == 1
    later = {line.code: line.value for line in recommendation_results(ward.pk, FIRST, AFTER)}
    assert (later["recommendations_made"], later["recommendations_overdue"]) == (4, 1)  # due_today, now the day is over
    assert due_today.pk


def test_recommendations_count_by_the_day_of_the_answer_and_of_the_verdict(ward: Ward, plan: object, officer: User) -> None:
    """Made in January, answered and sent back in February, answered again and accepted in March: each month tells its own."""
    row = make.recommendation(make.visit(ward, officer, held_on=BEFORE), officer, issued_on=BEFORE, due_on=AFTER)
    make.answer(row, officer, FIRST, Verdict.RETURNED)
    make.answer(row, officer, LAST, Verdict.ACCEPTED, judged_on=AFTER)
    months = ((date(2024, 1, 1), BEFORE), (FIRST, LAST), (AFTER, date(2024, 3, 31)), (date(2024, 1, 1), date(2024, 12, 31)))
    codes = ("recommendations_made", "recommendations_answered", "recommendations_accepted")
    assert [[values(ward, *month)[code] for code in codes] for month in months] == [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]


def test_lines_cost_the_same_whatever_their_number(
    ward: Ward, plan: object, officer: User, poor: Household, django_assert_num_queries
) -> None:
    for _ in range(5):
        row = make.visit(ward, officer, held_on=LAST)
        make.answer(make.recommendation(row, officer, issued_on=LAST, due_on=AFTER), officer, LAST)
    with django_assert_num_queries(7):
        oversight_results(ward.pk, FIRST, LAST)
