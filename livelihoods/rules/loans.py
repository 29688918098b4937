"""How a loan stands on a day: what is still owed, when it falls due, whether it is overdue. Knows neither today nor the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from livelihoods.rules.words import LoanStanding


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """A loan with its dated rows. ``balances``: (day, đồng still owed); ``extensions``: (day decided, new due day)."""

    amount_dong: int
    disbursed_on: date
    due_on: date
    balances: tuple[tuple[date, int], ...] = ()
    extensions: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class LoanState:
    """The answer for a day; ``standing`` None before the loan was paid out."""

    standing: LoanStanding | None
    outstanding_dong: int
    due_on: date
    days_over: int = 0
    balance_on: date | None = None


def loan_on(loan: LoanFacts, day: date, soon_days: int) -> LoanState:
    """The newest balance not after the day counts; without one the whole amount is owed. The due day itself is still in time."""
    due = due_on(loan, day)
    if day < loan.disbursed_on:
        return LoanState(None, 0, due)
    known = max((row for row in loan.balances if row[0] <= day), default=None)
    owed = known[1] if known else loan.amount_dong
    at = known[0] if known else None
    if owed == 0:
        return LoanState(LoanStanding.SETTLED, 0, due, 0, at)
    if due < day:
        return LoanState(LoanStanding.OVERDUE, owed, due, (day - due).days, at)
    standing = LoanStanding.DUE_SOON if due <= day + timedelta(days=soon_days) else LoanStanding.RUNNING
    return LoanState(standing, owed, due, 0, at)


def due_on(loan: LoanFacts, day: date) -> date:
    """The day by which the loan must be paid back, as it stood on ``day``: the newest extension decided by then, else the contract's."""
    decided = max((row for row in loan.extensions if row[0] <= day), default=None)
    return decided[1] if decided else loan.due_on


@dataclass(slots=True)
class LoanTotals:
    """Sums of the loans of a list on a day."""

    n: int = 0
    amount_dong: int = 0
    outstanding_dong: int = 0
    n_overdue: int = 0
    overdue_dong: int = 0
    households: set[int] = field(default_factory=set)


def totals(rows: Iterable[tuple[int, int, LoanState]]) -> LoanTotals:
    """Sums of (household, amount, state) rows; loans not yet paid out do not count."""
    found = LoanTotals()
    for household, amount, state in rows:
        if state.standing is None:
            continue
        found.n += 1
        found.amount_dong += amount
        found.outstanding_dong += state.outstanding_dong
        found.households.add(household)
        if state.standing is LoanStanding.OVERDUE:
            found.n_overdue += 1
            found.overdue_dong += state.outstanding_dong
    return found
