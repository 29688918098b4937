"""Class and window of every household on a day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from households.rules.classes import HouseholdClass, WindowKind
from households.selectors.standings import HouseholdStanding, standings_on
from tests.households.factories import decide, make_group, make_household

pytestmark = pytest.mark.django_db


def test_class_and_window_on_the_edges_of_a_window(ward: Ward, other_ward: Ward, officer: User, other_officer: User) -> None:
    home = make_household(make_group(ward), officer)
    decide(home, HouseholdClass.POOR, date(2021, 12, 8), officer)
    decide(home, HouseholdClass.NOT_POOR, date(2023, 8, 31), officer)
    foreign = make_household(make_group(other_ward), other_officer)
    decide(foreign, HouseholdClass.POOR, date(2021, 12, 8), other_officer)
    assert standings_on(ward.pk, date(2021, 12, 7)) == {}
    assert standings_on(ward.pk, date(2023, 8, 30)) == {home.pk: HouseholdStanding(HouseholdClass.POOR)}
    inside = HouseholdStanding(HouseholdClass.NOT_POOR, WindowKind.ESCAPED_POVERTY)
    assert standings_on(ward.pk, date(2023, 8, 31)) == standings_on(ward.pk, date(2026, 8, 31)) == {home.pk: inside}
    assert standings_on(ward.pk, date(2026, 9, 1)) == {home.pk: HouseholdStanding(HouseholdClass.NOT_POOR)}
    assert inside.is_one_of(HouseholdClass.POOR, WindowKind.ESCAPED_POVERTY)
    assert not inside.is_one_of(HouseholdClass.POOR, WindowKind.ESCAPED_NEAR_POVERTY)


def test_one_query_for_all(ward: Ward, officer: User) -> None:
    group = make_group(ward)
    for _ in range(5):
        decide(make_household(group, officer), HouseholdClass.NEAR_POOR, date(2021, 12, 8), officer)
    with CaptureQueriesContext(connection) as captured:
        assert len(standings_on(ward.pk, date(2022, 1, 1))) == 5
    assert len(captured) == 1
