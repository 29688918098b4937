"""Entitled but not served: every deprivation and open need of a ward with what answers it and what came of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from households.selectors.assessments import Marks
from households.selectors.standings import HouseholdStanding
from programs.rules.answers import (
    Answering,
    Delivered,
    Had,
    Lack,
    LackState,
    answers_to,
    better,
    delivered,
    deprivations,
    need,
    state_of,
    words_by_order,
)
from programs.rules.beneficiaries import Facts, Rule, Truth, answer, rule_truth, standing_rules, strongest
from programs.rules.words import ProvidedRow, RuleKind
from programs.selectors.eligibility import PlanRules, narrowed
from programs.selectors.facts import assembled, borrowers
from programs.selectors.ward_rows import LACKING, marks_of, standings_of

Provided = Iterable[ProvidedRow]
EVERY_CODE = None
NOTHING: dict[str, Delivered] = {}


@dataclass(slots=True)
class LackRow:
    """A lack with how each of its answers stands."""

    lack: Lack
    answers: tuple[tuple[Answering, LackState], ...]
    state: LackState


def by_household(provided: Provided, contents: Collection[str]) -> dict[int, dict[str, list[Had]]]:
    """Household → code → what was given and promised. ``contents``: those of the plan; one that it words otherwise by now counts as not
    named."""
    found: dict[int, dict[str, list[Had]]] = {}
    for household, code, day, is_given, member, means, named in provided:
        found.setdefault(household, {}).setdefault(code, []).append((day, is_given, member, means, named if named in contents else ""))
    return found


def lacks_on(ward_id: int, on: date, rules: PlanRules, provided: Provided, codes: frozenset[str] | None = EVERY_CODE) -> list[LackRow]:
    """Every lack of the ward on a day, households in no order. ``codes``: only lacks that one of these answers, and only these answers.

    Six queries beside those of ``provided``, whatever the number of households.
    """
    standings, marks, needs = standings_of(LACKING, ward_id, on), marks_of(LACKING, ward_id, on), LACKING.needs(ward_id, on)
    facts = assembled(LACKING, ward_id, on, standings, marks, borrowers(needs))
    judge, given = _Judge(rules, facts, on), by_household(provided, frozenset(rules.contents.values()))
    lacks = _lacks(needs, marks, standings)
    return [_row(lack, judge, given, codes, on) for lack in lacks if codes is EVERY_CODE or _answered_by(lack, codes)]


def _answered_by(lack: Lack, codes: frozenset[str]) -> bool:
    return any(item.code in codes for item in answers_to(lack))


def _lacks(
    needs: Iterable[tuple[int, str, date, int | None]], marks: Mapping[int, Marks], standings: Mapping[int, HouseholdStanding]
) -> Iterator[Lack]:
    """Deprivations of households that have not left the ward's list, and open needs."""
    for household, found in marks.items():
        standing = standings.get(household)
        if found.deprived_mask and (standing is None or standing.household_class is not None):
            yield from deprivations(household, found.standard_code, found.deprived_mask, found.assessed_on)
    for household, kind, expressed_on, member in needs:
        yield need(household, kind, expressed_on, member)


class _Judge:
    """Truth about a household and an answer; each asked once."""

    def __init__(self, rules: PlanRules, facts: Mapping[int, Facts], on: date) -> None:
        self._rules, self._facts, self._on = rules, facts, on
        self._here = words_by_order(rules.contents)
        self._standing: dict[tuple[str, int | None], list[Rule]] = {}
        self._narrowed: dict[int, Facts] = {}
        self._known: dict[tuple[int, int | None, str, int | None], Truth] = {}

    def truth(self, lack: Lack, item: Answering) -> Truth:
        """Whether the household, or the person whose need it is, belongs to those whom the answer is for."""
        key = lack.household, lack.member, item.code, item.content
        if key not in self._known:
            self._known[key] = self._judged(lack, item)
        return self._known[key]

    def concerned(self, lack: Lack, item: Answering) -> tuple[int, ...]:
        """The persons whom the answer is about: whose need it is, or those of the household by whom rules about persons are met. Empty
        where it is for the household, or where nobody is entitled."""
        facts = self._facts.get(lack.household)
        if lack.member is not None or facts is None:
            return () if lack.member is None else (lack.member,)
        found = answer(self._in_force(item), (), facts)
        return () if found.whole_household else found.people

    def words(self, item: Answering) -> str:
        """The content that the answer names, in the words of the plan; empty where it names none."""
        return self._place(item)[1]

    def _place(self, item: Answering) -> tuple[int | None, str]:
        """(number, words) in this plan of the content that the answer names."""
        return (None, "") if item.content is None else self._here.get((item.code, item.content), (None, ""))

    def _judged(self, lack: Lack, item: Answering) -> Truth:
        facts = self._facts.get(lack.household)
        rules = self._in_force(item)
        if facts is None or not rules:
            return Truth.UNKNOWN if rules else Truth.NO
        asked = self._asked(lack, facts)
        return strongest(rule_truth(rule, asked) for rule in rules)

    def _asked(self, lack: Lack, facts: Facts) -> Facts:
        """The facts of the person whose need it is, of the household for the rest."""
        if lack.member is None:
            return facts
        if lack.member not in self._narrowed:
            lives_there = any(person.key == lack.member for person in facts.people)
            self._narrowed[lack.member] = narrowed(facts, lack.member) if lives_there else facts
        return self._narrowed[lack.member]

    def _in_force(self, item: Answering) -> list[Rule]:
        key = item.code, item.content
        if key not in self._standing:
            rules = self._rules.answering(item.code, self._place(item)[0])
            self._standing[key] = standing_rules(rules, self._on, RuleKind.ELIGIBLE)
        return self._standing[key]


def _row(lack: Lack, judge: _Judge, given: Mapping[int, Mapping[str, Delivered]], codes: frozenset[str] | None, on: date) -> LackRow:
    answers, best, here = [], LackState.NO_ANSWER, given.get(lack.household, NOTHING)
    for item in answers_to(lack):
        if codes is EVERY_CODE or item.code in codes:
            had = here.get(item.code)
            done = delivered(had, item, lack.since, on, judge.concerned(lack, item), judge.words(item)) if had else None
            state = done or state_of(judge.truth(lack, item))
            answers.append((item, state))
            best = better(best, state)
    return LackRow(lack, tuple(answers), best)
