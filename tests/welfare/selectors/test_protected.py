"""T17: the newest dated answer wins, of cases and of the register of households; only who lives here counts; who has outgrown the group."""

from datetime import date, timedelta

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household, Member
from households.rules.classes import Departure
from households.rules.facts import NO, YES, FactKind
from households.services.facts import fact_record
from households.services.status import household_leave
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.selectors.assistance import gaps_on, protected_on
from welfare.selectors.results import assistance_results

pytestmark = pytest.mark.django_db
EARLY, DAY, LATE = date(2023, 3, 1), make.DAY, date(2023, 9, 1)
RECEIVES, ELIGIBLE = FactKind.SOCIAL_ALLOWANCE, FactKind.SOCIAL_PROTECTION_ELIGIBLE


def stands(household: Household, day: date = LATE) -> tuple[bool, bool]:
    found = protected_on(household.ward_id, day)
    assert set(found.receiving) <= set(found.eligible)
    return make.head(household).pk in found.eligible, make.head(household).pk in found.receiving


def told(household: Household, kind: FactKind, value: str, on: date, by: User) -> None:
    fact_record(make.head(household), kind, value, on, "Rà soát", by=by)


def test_a_newer_end_overrules_an_older_word(officer: User, poor: Household) -> None:
    told(poor, RECEIVES, YES, EARLY, officer)
    make.granted(poor, officer, make.SINCE, to_on=DAY, end_reason="Thôi hưởng")
    assert [stands(poor, day) for day in (EARLY, DAY, DAY + timedelta(days=1))] == [(True, True), (True, True), (False, False)]


def test_a_newer_refusal_overrules_an_older_word(officer: User, poor: Household) -> None:
    told(poor, ELIGIBLE, YES, EARLY, officer)
    make.case(poor, officer, refused_on=DAY, refused_reason="Có lương hưu")
    assert [stands(poor, day) for day in (EARLY, DAY)] == [(True, False), (False, False)]
    assert gaps_on(poor.ward_id, DAY) == []


@pytest.mark.parametrize(
    ("kind", "value", "wanted"), [(RECEIVES, NO, (True, False)), (ELIGIBLE, NO, (False, False)), (RECEIVES, YES, (True, True))]
)
def test_a_newer_word_overrules_an_older_decision(
    kind: FactKind, value: str, wanted: tuple[bool, bool], officer: User, poor: Household
) -> None:
    make.granted(poor, officer, EARLY)
    told(poor, kind, value, DAY, officer)
    assert stands(poor) == wanted


def test_a_newer_word_overrules_an_older_end(officer: User, poor: Household) -> None:
    make.granted(poor, officer, make.SINCE, to_on=EARLY, end_reason="Thôi hưởng")
    told(poor, RECEIVES, YES, DAY, officer)
    assert stands(poor) == (True, True)
    assert [gap.is_receiving for gap in gaps_on(poor.ward_id, DAY)] == [True]


def test_the_end_of_one_group_leaves_another_running(officer: User, poor: Household) -> None:
    make.granted(poor, officer, make.SINCE, to_on=DAY, end_reason="Chuyển nhóm")
    make.granted(poor, officer, EARLY, code="allowance_single_parent")
    assert stands(poor) == (True, True)


def test_a_waiting_case_does_not_deny_what_is_received(officer: User, poor: Household) -> None:
    told(poor, RECEIVES, YES, EARLY, officer)
    make.case(poor, officer, eligible_on=DAY)
    assert stands(poor) == (True, True)


def test_on_the_same_day_the_decision_wins(officer: User, poor: Household) -> None:
    make.granted(poor, officer, DAY)
    told(poor, RECEIVES, NO, DAY, officer)
    assert stands(poor) == (True, True)


def test_who_moved_away_or_died_is_not_counted_and_costs_nothing(rates: Ward, officer: User, poor: Household) -> None:
    moved, dead = make.home(rates, officer), make.home(rates, officer)
    for home in (poor, moved, dead):
        make.granted(home, officer, EARLY)
    told(moved, RECEIVES, YES, EARLY, officer)
    household_leave(moved, on=DAY, departure=Departure.MOVED_AWAY, by=officer)
    Member.objects.filter(household=dead).update(left_on=DAY, left_reason="Chết")
    for day, n in ((DAY - timedelta(days=1), 3), (DAY, 1)):
        lines = {line.code: line for line in assistance_results(rates.pk, make.SINCE, day)}
        assert (lines["social_protection_receiving"].value, lines["assistance_monthly_dong"].value) == (n, n * 540_000)
        assert len(lines["assistance_monthly_dong"].households) == n


def test_who_has_outgrown_the_group_is_found(ward: Ward, officer: User, client_of) -> None:
    home = make.home(ward, officer, others=1)
    small = make.child(home, date(2019, 6, 1))
    make.granted(home, officer, EARLY, member=small, code="allowance_orphan_under_4")
    assert [[gap.member for gap in gaps_on(ward.pk, day)] for day in (DAY - timedelta(days=1), DAY)] == [[], [small]]
    client = client_of(officer)
    page = client.get("/an-sinh/bao-tro-xa-hoi/can-doi-chieu/").content.decode()
    assert "dưới 4 tuổi: đang hưởng, nay đã quá tuổi" in page
    assert "1 người đang hưởng đã quá tuổi của đối tượng" in client.get("/an-sinh/bao-tro-xa-hoi/").content.decode()


def test_queries_do_not_grow(ward: Ward, officer: User, client_of) -> None:
    def grow(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer, others=1)
            make.granted(home, officer, EARLY, member=make.child(home, date(2018, 6, 1)), code="allowance_orphan_under_4")
            told(home, RECEIVES, YES, EARLY, officer)

    assert_constant_queries(client_of(officer), "/an-sinh/bao-tro-xa-hoi/can-doi-chieu/", grow)
