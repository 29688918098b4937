"""The register as the forms read it: SQL and histories tell the same, in a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from households.models import Household, StatusPeriod
from households.rules.classes import HouseholdClass
from reports.definitions.base import Unit
from reports.definitions.checks import forbidding
from reports.registry import collect_forms
from reports.selectors.register import load_facts
from tests.households.factories import make_group, make_households

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 20)


def totals(ward: Ward, number: int, unit: Unit = Unit.HOUSEHOLDS) -> dict[str, int]:
    forms, _ = collect_forms(load_facts(ward, FIRST, LAST), provisional=False)
    return {key: cell.value for key, cell in forms[number].line("", unit).figures.items()}


def test_the_year_by_hand(ward: Ward, register: dict[str, Household]) -> None:
    # poor: 3 at the start; one eased, one escaped, one came from near-poverty
    assert totals(ward, 2) == {"1": 3, "2": 1, "3": 1, "4": 0, "5": 1, "6": 0, "7": 0, "8": 0, "9": 2}
    # near-poor: 3 at the start; one died out, one moved between groups, one worsened, one came from poverty
    assert totals(ward, 3) == {"1": 3, "2": 0, "3": 1, "4": 2, "5": 1, "6": 0, "7": 0, "8": 1, "9": 2}
    assert totals(ward, 3, Unit.PERSONS) == {"1": 6, "2": 0, "3": 2, "4": 5, "5": 2, "6": 0, "7": 0, "8": 2, "9": 3}


def test_every_identity_holds(ward: Ward, register: dict[str, Household]) -> None:
    checks = collect_forms(load_facts(ward, FIRST, LAST), provisional=False)[1]
    assert not forbidding(checks)


def test_every_day_of_the_year_agrees_with_sql(ward: Ward, register: dict[str, Household]) -> None:
    for month in range(1, 13):
        checks = collect_forms(load_facts(ward, FIRST, date(2023, month, 28)), provisional=False)[1]
        assert not forbidding(checks), month


def test_a_household_written_past_the_rules_is_named(ward: Ward, register: dict[str, Household]) -> None:
    """A household whose stay was lost stands in the count but in no history."""
    register["stays"].stays.all().delete()
    checks = {check.code: check for check in collect_forms(load_facts(ward, FIRST, LAST), provisional=False)[1]}
    assert not checks["closing_register_poor"].ok
    assert checks["closing_register_poor"].households == ("H-stays",)


def test_another_ward_is_not_counted(ward: Ward, other_ward: Ward, register: dict[str, Household]) -> None:
    before = totals(ward, 2)
    make_households(make_group(other_ward), 5)
    assert totals(ward, 2) == before


def test_voided_periods_do_not_count(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    StatusPeriod.objects.filter(household=register["stays"]).update(voided_at="2023-01-01T00:00Z", void_reason="thử")
    assert totals(ward, 2)["1"] == 2


def test_average_households_fill_their_columns(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    make_households(make_group(ward), 3, HouseholdClass.AVERAGE)
    forms, _ = collect_forms(load_facts(ward, FIRST, LAST), provisional=False)
    line = forms[1].line("")
    assert (line.figures["7"].value, line.figures["13"].value) == (3, 3)


@pytest.mark.parametrize("n", [5, 60])
def test_the_number_of_queries_does_not_grow(ward: Ward, n: int) -> None:
    make_households(make_group(ward), n)
    with CaptureQueriesContext(connection) as captured:
        load_facts(ward, FIRST, LAST)
    assert len([q for q in captured.captured_queries if q["sql"].startswith("SELECT")]) == 9
