"""Reading the registers of credit, and whether a household may borrow."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from camphucnam.accounts.models import User
from camphucnam.accounts.models.ward import AreaType
from households.models import Household
from livelihoods.models import Loan, LoanBalance, LoanConfirmation, LoanExtension, LoanUseCheck
from livelihoods.rules.loan_programmes import Terms, programme
from livelihoods.rules.loans import LoanFacts, LoanState, loan_on
from livelihoods.rules.picklists import due_within_days
from livelihoods.rules.words import LoanStanding, first_capital
from programs.rules.eligibility import Verdict
from programs.selectors.eligibility import facts_of
from registers.querysets import KeptQuerySet


@dataclass(frozen=True, slots=True)
class LoanVerdict:
    """The answer about a household, a programme and a day. ``terms`` None: none are recorded for that day."""

    verdict: Verdict
    terms: Terms | None
    class_label: str


def loan_verdict(household: Household, code: str, on: date) -> LoanVerdict:
    """Whether the ward can confirm the household for a programme on a day, with every reason."""
    wanted, facts = programme(code), facts_of(household, on)
    verdict = wanted.judge(facts, is_rural=household.area_type == AreaType.RURAL)
    standing = facts.window_class or facts.household_class
    return LoanVerdict(verdict, wanted.terms_on(on), first_capital(standing.label) if standing else "Chưa có phân loại")


def loans(user: User, ward_id: int) -> KeptQuerySet:
    """Loans with household and borrower, and whether the newest visit found misuse."""
    newer = LoanUseCheck.objects.counting().filter(loan=OuterRef("loan"), on__gt=OuterRef("on"))
    misuse = LoanUseCheck.objects.counting().filter(loan=OuterRef("pk"), is_right=False).filter(~Exists(newer))
    rows = Loan.objects.visible_to(user).in_ward(ward_id).select_related("household__group", "borrower")
    return rows.annotate(is_misused=Exists(misuse))


def confirmations(user: User, ward_id: int) -> KeptQuerySet:
    """Confirmations with household and borrower."""
    return LoanConfirmation.objects.visible_to(user).in_ward(ward_id).select_related("household__group", "borrower")


def states_of(rows: Iterable[Loan], day: date) -> dict[int, LoanState]:
    """How each loan stands on ``day``. Two queries, whatever their number."""
    found = list(rows)
    keys = [row.pk for row in found]
    balances: dict[int, list[tuple[date, int]]] = defaultdict(list)
    extensions: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for loan, on, owed in LoanBalance.objects.counting().filter(loan__in=keys).values_list("loan_id", "on", "outstanding_dong"):
        balances[loan].append((on, owed))
    for loan, on, due in LoanExtension.objects.counting().filter(loan__in=keys).values_list("loan_id", "decided_on", "new_due_on"):
        extensions[loan].append((on, due))
    soon = due_within_days()[0]
    return {
        row.pk: loan_on(
            LoanFacts(row.amount_dong, row.disbursed_on, row.due_on, tuple(balances[row.pk]), tuple(extensions[row.pk])), day, soon
        )
        for row in found
    }


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan as a list shows it."""

    loan: Loan
    state: LoanState


def loan_rows(rows: KeptQuerySet, day: date, wanted: str) -> list[LoanRow]:
    """Loans paid out by ``day``, earliest due day first. ``wanted``: empty for all that are owed, ``overdue``, ``misuse``,
    ``settled``, ``all``, or the number of days within which they fall due."""
    found = list(rows.filter(disbursed_on__lte=day))
    states = states_of(found, day)
    pairs = [LoanRow(loan, states[loan.pk]) for loan in found]
    kept = [row for row in pairs if _is_wanted(row, day, wanted)]
    return sorted(kept, key=lambda row: (row.state.due_on, row.loan.pk))


def _is_wanted(row: LoanRow, day: date, wanted: str) -> bool:
    standing = row.state.standing
    if wanted == "all":
        return True
    if wanted == "misuse":
        return bool(getattr(row.loan, "is_misused", False))
    if wanted in {LoanStanding.OVERDUE, LoanStanding.SETTLED}:
        return standing == wanted
    if wanted.isdecimal():
        return standing in {LoanStanding.RUNNING, LoanStanding.DUE_SOON} and row.state.due_on <= day + timedelta(days=int(wanted))
    return standing is not LoanStanding.SETTLED
