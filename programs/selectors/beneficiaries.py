"""Everyone of a ward whom the rules of one (sub-)project or policy concern on a day, and who of them has had it or is promised it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from households.selectors.standings import standings_on
from programs.rules.beneficiaries import Answer, Facts, Rule, Truth, answer, standing_rules
from programs.rules.eligibility import state_of
from programs.rules.words import BeneficiaryClass, RuleKind, VerdictState
from programs.selectors.facts import ward_facts


class Span(LabelledEnum):
    """From when on something given counts as had."""

    YEAR = "year", "Trong năm"
    STANDING = "standing", "Từ khi vào diện"
    EVER = "ever", "Từ trước đến nay"


class Delivery(LabelledEnum):
    """What came of an entitlement in the span that was asked for."""

    GIVEN = "given", "Đã được hưởng"
    PLANNED = "planned", "Đã dự kiến"
    NONE = "none", "Chưa được hưởng"


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A household that benefits, or that may when something more is recorded. ``people``: keys of those whom a rule about persons
    is met by; ``given_on``: the last day on which it was given."""

    household: int
    standing: BeneficiaryClass | None
    state: VerdictState
    people: tuple[int, ...]
    whole_household: bool
    delivery: Delivery
    given_on: date | None

    @property
    def n_people(self) -> int:
        """Persons who benefit themselves."""
        return len(self.people)


def beneficiaries_of(
    code: str, rules: Sequence[Rule], ward_id: int, on: date, provided: Iterable[tuple[int, str, date, bool]], span: Span = Span.YEAR
) -> list[Beneficiary]:
    """Households that benefit on ``on`` or for which something is not known, in no order. Those to whom the rules say no are left
    out. Seven queries beside those of ``provided``.

    Given counts until ``on``: from the first day of its year, from the first day of the household's present class (of the year, for
    households that were never on the list), or from ever; promised, for a day of that year or later.
    """
    eligible, priority = (standing_rules(rules, on, kind) for kind in (RuleKind.ELIGIBLE, RuleKind.PRIORITY))
    if not eligible:
        return []
    here = standings_on(ward_id, on)
    since = {key: standing.since for key, standing in here.items()} if span is Span.STANDING else {}
    given = _deliveries(code, provided, on, None if span is Span.EVER else since)
    gone = {key for key, standing in here.items() if standing.household_class is None and standing.window is None}
    facts = ward_facts(ward_id, on)
    return [row for key, known in facts.items() if key not in gone for row in _row(key, known, answer(eligible, priority, known), given)]


def _deliveries(
    code: str, provided: Iterable[tuple[int, str, date, bool]], on: date, since: Mapping[int, date | None] | None
) -> dict[int, tuple[Delivery, date | None]]:
    """``since``: household → first day that counts, of the year where there is none; None: every day counts."""
    first = date(on.year, 1, 1)
    days: dict[int, list[tuple[bool, date]]] = defaultdict(list)
    for household, of_code, day, is_given in provided:
        if of_code != code:
            continue
        start = date.min if since is None else since.get(household) or first
        if (start <= day <= on) if is_given else day >= first:
            days[household].append((is_given, day))
    found: dict[int, tuple[Delivery, date | None]] = {}
    for household, rows in days.items():
        given = [day for is_given, day in rows if is_given]
        found[household] = (Delivery.GIVEN, max(given)) if given else (Delivery.PLANNED, None)
    return found


def _row(key: int, facts: Facts, found: Answer, given: dict[int, tuple[Delivery, date | None]]) -> Iterator[Beneficiary]:
    if found.truth is Truth.NO:
        return
    state = state_of(found.truth is Truth.YES, found.priority, found.truth is Truth.UNKNOWN)
    delivery, day = given.get(key, (Delivery.NONE, None))
    yield Beneficiary(key, facts.window_class or facts.household_class, state, found.people, found.whole_household, delivery, day)
