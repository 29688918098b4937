"""Where a case stands on a day, and what it comes to."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from welfare.rules.assistance import AssistanceState, assistance_kinds, benefit_history, monthly_benefit, state_on
from welfare.rules.rates import RateTable, rate_kinds

FILE = RateTable(term for kind in rate_kinds().values() for term in kind.terms)
DAY = date(2023, 6, 1)


@pytest.mark.parametrize(
    ("from_on", "to_on", "refused_on", "state"),
    [
        (None, None, None, AssistanceState.WAITING), (DAY, None, None, AssistanceState.RECEIVING),
        (DAY + timedelta(days=1), None, None, AssistanceState.WAITING), (DAY, DAY, None, AssistanceState.RECEIVING),
        (date(2022, 1, 1), DAY - timedelta(days=1), None, AssistanceState.ENDED), (None, None, DAY, AssistanceState.REFUSED),
        (None, None, DAY + timedelta(days=1), AssistanceState.WAITING),
    ],
)  # fmt: skip
def test_states(from_on: date | None, to_on: date | None, refused_on: date | None, state: AssistanceState) -> None:
    assert state_on(from_on, to_on, refused_on, DAY) is state


def test_children_of_a_single_parent_multiply_the_coefficient() -> None:
    assert monthly_benefit(FILE, "allowance_single_parent", 2, date(2024, 7, 1)) == 1_000_000


def test_the_social_pension_has_no_coefficient() -> None:
    assert monthly_benefit(FILE, "social_pension", 1, date(2025, 7, 1)) == 500_000
    assert monthly_benefit(FILE, "social_pension", 1, date(2025, 6, 30)) is None
    assert "social_pension" in {kind.code for kind in assistance_kinds()}


def test_a_new_standard_is_a_new_line() -> None:
    found = benefit_history(FILE, "allowance_elderly_80", 1, date(2023, 1, 1), date(2025, 12, 31))
    assert found == [(date(2023, 1, 1), 360_000), (date(2024, 7, 1), 500_000), (date(2025, 7, 1), None)]


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(st.dates(date(2020, 1, 1), date(2027, 1, 1)), st.integers(0, 1500), st.integers(0, 1500))
def test_the_history_says_what_each_day_says(first: date, length: int, offset: int) -> None:
    last = first + timedelta(days=length)
    day = first + timedelta(days=min(offset, length))
    found = benefit_history(FILE, "allowance_severe", 1, first, last)
    assert [amount for start, amount in found if start <= day][-1] == monthly_benefit(FILE, "allowance_severe", 1, day)
