"""Everyone of a ward whom the rules of one (sub-)project or policy concern on a day, or those
of one content, and who of them has had it or is promised it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from households.selectors.standings import standings_on
from programs.rules.answers import Told, content_wanted
from programs.rules.beneficiaries import Answer, Facts, Truth, answer, standing_rules
from programs.rules.eligibility import state_of
from programs.rules.words import BeneficiaryClass, Means, ProvidedRow, RuleKind, VerdictState
from programs.selectors.eligibility import PlanRules
from programs.selectors.facts import ward_facts


class Span(LabelledEnum):
    """From when on something given counts as had."""

    YEAR = "year", "Trong năm"
    STANDING = "standing", "Từ khi vào diện"
    EVER = "ever", "Từ trước đến nay"


class Delivery(LabelledEnum):
    """What came of an entitlement in the span that was asked for."""

    GIVEN = "given", "Đã được hưởng"
    PARTLY = "partly", "Hưởng một phần"
    PLANNED = "planned", "Đã dự kiến"
    UNTOLD = "untold", "Có hỗ trợ, chưa rõ nội dung"
    """Asked for a content: something of the (sub-)project was given or promised, and nobody recorded which content it was."""
    NONE = "none", "Chưa được hưởng"


GotRow = tuple[bool, date, int | None, bool]
"""(whether given; else promised, day, person; None: the whole household, whether it is known to be what is asked for)."""


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """A household that benefits, or that may when something more is recorded. ``people``: keys of those whom a rule about persons
    is met by; ``got``: what it was given and promised in the span; what others than ``people`` got does not count where the rules are
    about persons alone."""

    household: int
    standing: BeneficiaryClass | None
    state: VerdictState
    people: tuple[int, ...]
    whole_household: bool
    got: tuple[GotRow, ...] = ()

    @property
    def n_people(self) -> int:
        """Persons who benefit themselves."""
        return len(self.people)

    @property
    def served(self) -> frozenset[int]:
        """Those of ``people`` who have had it: all of them where the household as a whole has."""
        given = {member for is_given, _, member, is_told in self.got if is_given and is_told}
        return frozenset(self.people) if None in given else given.intersection(self.people)

    @property
    def delivery(self) -> Delivery:
        """What came of it, so far as it is known."""
        if self.given_on is None:
            told = any(is_told for *_, is_told in self.got)
            return Delivery.PLANNED if told else Delivery.UNTOLD if self.got else Delivery.NONE
        whole = self.whole_household or not self.people or len(self.served) == len(self.people)
        return Delivery.GIVEN if whole else Delivery.PARTLY

    @property
    def given_on(self) -> date | None:
        """The last day on which it was given."""
        return max((day for is_given, day, _, is_told in self.got if is_given and is_told), default=None)

    def of_person(self, key: int) -> "Beneficiary":
        """The same for one of ``people``."""
        own = tuple(row for row in self.got if row[2] is None or row[2] == key)
        return replace(self, people=(key,), whole_household=False, got=own)


def beneficiaries_of(
    code: str, order: int | None, rules: PlanRules, on: date, provided: Iterable[ProvidedRow], span: Span = Span.YEAR
) -> list[Beneficiary]:
    """Households that benefit on ``on`` or for which something is not known, in no order. Those to whom the rules say no are left
    out. Seven queries beside those of ``provided``.

    Given counts until ``on``: from the first day of its year, from the first day of the household's present class (of the year, for
    households that were never on the list), or from ever; promised, for a day of that year or later. Where the rules are about
    persons and the registers tell who got it, a household of which not all have had it stands as partly served. ``order``: number of
    the one content that is asked for; one that this plan words otherwise by now counts as not named.
    """
    eligible, priority = (standing_rules(rules.answering(code, order), on, kind) for kind in (RuleKind.ELIGIBLE, RuleKind.PRIORITY))
    if not eligible:
        return []
    ward_id = rules.plan.ward_id
    here = standings_on(ward_id, on)
    since = {key: standing.since for key, standing in here.items()} if span is Span.STANDING else {}
    given = _deliveries(_of(code, order, rules, provided), on, None if span is Span.EVER else since)
    gone = {key for key, standing in here.items() if standing.household_class is None and standing.window is None}
    facts = ward_facts(ward_id, on)
    return [row for key, known in facts.items() if key not in gone for row in _row(key, known, answer(eligible, priority, known), given)]


def _of(code: str, order: int | None, rules: PlanRules, provided: Iterable[ProvidedRow]) -> Iterator[tuple[int, GotRow]]:
    """(household, row) of what is or may be the content; without one, of whatever the (sub-)project or policy gives."""
    wanted = content_wanted(code, rules.contents[code, order]) if order is not None else None
    known = frozenset(rules.contents_of(code).values())
    for household, of_code, day, is_given, member, means, named in provided:
        if of_code != code:
            continue
        if wanted is not None:
            told = wanted.told_by(means, named if named in known else "")
        else:
            told = Told.NO if means == Means.TAKING_PART else Told.YES
        if told is not Told.NO:
            yield household, (is_given, day, member, told is Told.YES)


def _deliveries(rows: Iterable[tuple[int, GotRow]], on: date, since: Mapping[int, date | None] | None) -> Mapping[int, Sequence[GotRow]]:
    """``since``: household → first day that counts, of the year where there is none; None: every day counts."""
    first = date(on.year, 1, 1)
    days: dict[int, list[GotRow]] = defaultdict(list)
    for household, row in rows:
        is_given, day, *_ = row
        start = date.min if since is None else since.get(household) or first
        if (start <= day <= on) if is_given else day >= first:
            days[household].append(row)
    return days


def _row(key: int, facts: Facts, found: Answer, got: Mapping[int, Sequence[GotRow]]) -> Iterator[Beneficiary]:
    if found.truth is Truth.NO:
        return
    state = state_of(found.truth is Truth.YES, found.priority, found.truth is Truth.UNKNOWN)
    rows, of_persons = got.get(key, ()), found.people and not found.whole_household
    own = tuple(row for row in rows if not of_persons or row[2] is None or row[2] in found.people)
    yield Beneficiary(key, facts.window_class or facts.household_class, state, found.people, found.whole_household, own)
