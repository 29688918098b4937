"""Who is in the ward: departures end it, coming back begins it again, being split or taken off the list does not."""

from datetime import date, timedelta

import pytest

from households.models import Member, Need
from households.rules.classes import Departure, HouseholdClass
from households.rules.needs import NeedKind, NeedState
from households.selectors.need_list import NO_LONGER, NeedFilter, counts_by_kind, needs_listed
from households.selectors.presence import absences, has_gone, homes_gone, is_away, living_on, no_longer_here, still_here
from households.services.needs import NeedData, need_express, need_meet
from households.services.status import household_leave
from tests.households.factories import decide

pytestmark = pytest.mark.django_db
LISTED, LEFT = date(2021, 12, 8), date(2025, 3, 10)
EVE, LAST = LEFT - timedelta(days=1), date(2025, 12, 31)


@pytest.fixture
def home(household, officer):
    decide(household, HouseholdClass.POOR, LISTED, officer)
    return household


def gone_on(home, day) -> bool:
    return home.pk in homes_gone(home.ward_id, day)


@pytest.mark.parametrize("departure", Departure)
def test_which_departures_leave_the_ward(home, officer, departure) -> None:
    household_leave(home, on=LEFT, departure=departure, by=officer)
    leaves = departure in (Departure.MOVED_AWAY, Departure.DIED_OUT, Departure.MERGED)
    assert (gone_on(home, EVE), gone_on(home, LEFT)) == (False, leaves)
    assert (living_on(home.ward_id, EVE).count(), living_on(home.ward_id, LEFT).count()) == (2, 0 if leaves else 2)


def test_who_is_on_the_list_again_came_back(home, officer) -> None:
    household_leave(home, on=LEFT, departure=Departure.MOVED_AWAY, by=officer)
    back = date(2025, 9, 1)
    decide(home, HouseholdClass.NEAR_POOR, back, officer)
    days = (EVE, LEFT, back - timedelta(days=1), back)
    assert [gone_on(home, day) for day in days] == [False, True, True, False]
    assert [is_away(absences([home.pk])[home.pk], day) for day in days] == [False, True, True, False]


def test_a_voided_departure_never_happened(home, officer) -> None:
    household_leave(home, on=LEFT, departure=Departure.MOVED_AWAY, by=officer)
    home.periods.update(voided_at="2025-04-01T00:00:00Z", voided_by=officer, void_reason="Nhầm hộ")
    assert not gone_on(home, LEFT)


def test_needs_of_the_dead_and_the_departed_wait_for_nothing(home, ward, officer) -> None:
    day, (head, child) = date(2025, 2, 1), home.members.order_by("-is_head")
    loan = need_express(home, NeedData(NeedKind.LOAN, day), by=officer)
    met = need_express(home, NeedData(NeedKind.JOB, day, head), by=officer)
    need_meet(met, date(2025, 2, 20), "Việc làm (ví dụ)", by=officer)
    own = need_express(home, NeedData(NeedKind.VOCATIONAL, day, child), by=officer)
    Member.objects.filter(pk=child.pk).update(left_on=LEFT, left_reason="Chết")

    def listed(state: str, last: date) -> set[int]:
        return {need.pk for need in needs_listed(officer, ward.pk, NeedFilter(date(2025, 1, 1), last, state=state))}

    assert listed(NeedState.EXPRESSED, EVE) == {loan.pk, own.pk} and listed(NO_LONGER, EVE) == set()
    assert listed(NeedState.EXPRESSED, LAST) == {loan.pk} and listed(NO_LONGER, LAST) == {own.pk}
    household_leave(home, on=LEFT, departure=Departure.MOVED_AWAY, by=officer)
    assert listed(NeedState.EXPRESSED, LAST) == set() and listed(NO_LONGER, LAST) == {loan.pk, own.pk}
    assert listed("", LAST) == {met.pk} == listed(NeedState.MET, LAST)  # what was done stays told
    counted = {row.kind: row.n_needed for row in counts_by_kind(officer, ward.pk, date(2025, 1, 1), LAST)}
    assert [counted[kind] for kind in (NeedKind.JOB, NeedKind.LOAN, NeedKind.VOCATIONAL)] == [1, 0, 0]


def test_here_and_not_here_share_every_need(home, officer) -> None:
    need_express(home, NeedData(NeedKind.LOAN, LISTED), by=officer)
    need_express(home, NeedData(NeedKind.JOB, LISTED, home.members.get(is_head=False)), by=officer)
    for step in (lambda: home.members.filter(is_head=False).update(left_on=LEFT), lambda: home.members.update(left_on=LEFT)):
        step()
        for day in (EVE, LEFT):
            here, away = (set(choose(Need.objects.all(), day).values_list("pk", flat=True)) for choose in (still_here, no_longer_here))
            assert not here & away and len(here | away) == 2
    assert not Need.objects.filter(has_gone(LAST)).exists()
