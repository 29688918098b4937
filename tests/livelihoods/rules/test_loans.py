"""How a loan stands on a day, counted by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livelihoods.rules.loans import LoanFacts, LoanState, due_on, loan_on, totals
from livelihoods.rules.words import LoanStanding as S

LOAN = LoanFacts(
    100,
    date(2023, 1, 10),
    date(2024, 2, 29),
    balances=((date(2023, 6, 1), 60), (date(2024, 6, 1), 0)),
    extensions=((date(2024, 1, 5), date(2024, 8, 31)),),
)


@pytest.mark.parametrize(
    ("day", "standing", "owed", "due", "over"),
    [
        (date(2023, 1, 9), None, 0, date(2024, 2, 29), 0),  # not paid out yet
        (date(2023, 1, 10), S.RUNNING, 100, date(2024, 2, 29), 0),
        (date(2023, 5, 31), S.RUNNING, 100, date(2024, 2, 29), 0),
        (date(2023, 6, 1), S.RUNNING, 60, date(2024, 2, 29), 0),
        (date(2024, 1, 4), S.RUNNING, 60, date(2024, 2, 29), 0),  # 56 days to go
        (date(2024, 1, 5), S.RUNNING, 60, date(2024, 8, 31), 0),  # the extension counts from its day on
        (date(2024, 5, 31), S.RUNNING, 60, date(2024, 8, 31), 0),
        (date(2024, 6, 1), S.SETTLED, 0, date(2024, 8, 31), 0),
    ],
)
def test_a_loan_day_by_day(day: date, standing: S | None, owed: int, due: date, over: int) -> None:
    state = loan_on(LOAN, day, 30)
    assert (state.standing, state.outstanding_dong, state.due_on, state.days_over) == (standing, owed, due, over)


@pytest.mark.parametrize(
    ("day", "standing", "over"),
    [
        (date(2024, 1, 29), S.RUNNING, 0),  # 31 days before
        (date(2024, 1, 30), S.DUE_SOON, 0),  # 30 days before
        (date(2024, 2, 29), S.DUE_SOON, 0),  # the due day itself is in time
        (date(2024, 3, 1), S.OVERDUE, 1),
    ],
)
def test_the_edges_of_the_due_day(day: date, standing: S, over: int) -> None:
    state = loan_on(LoanFacts(100, date(2023, 1, 10), date(2024, 2, 29)), day, 30)
    assert (state.standing, state.days_over) == (standing, over)


def test_the_newest_extension_decided_by_the_day_counts() -> None:
    loan = LoanFacts(
        1, date(2023, 1, 1), date(2023, 6, 1), extensions=((date(2023, 5, 1), date(2024, 1, 1)), (date(2023, 12, 1), date(2025, 1, 1)))
    )
    assert [due_on(loan, day) for day in (date(2023, 4, 30), date(2023, 5, 1), date(2023, 12, 1))] == [
        date(2023, 6, 1),
        date(2024, 1, 1),
        date(2025, 1, 1),
    ]


STATES = st.builds(LoanState, st.sampled_from([None, *S]), st.integers(0, 10**9), st.just(date(2024, 1, 1)), st.integers(0, 9), st.none())


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 10**9), STATES)))
def test_sums_hold_whatever_the_order(rows: list[tuple[int, int, LoanState]]) -> None:
    found = totals(rows)
    counted = [row for row in rows if row[2].standing is not None]
    late = [row for row in counted if row[2].standing is S.OVERDUE]
    assert found.n == len(counted) and found.n_overdue == len(late)
    assert found.overdue_dong == sum(row[2].outstanding_dong for row in late) <= found.outstanding_dong
    assert totals(reversed(rows)) == found
