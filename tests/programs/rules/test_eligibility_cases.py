"""Cases of tests/data/eligibility_cases.txt: from recorded facts, through traits, to the verdict by the rules of the plan of 2023."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from camphucnam.kernel.dates import day_before
from households.rules.classes import HouseholdClass, Opening
from households.rules.escape_window import EXITS, escape_window, window_on
from households.rules.facts import DwellingKind, FactKind
from households.rules.history import PeriodFact, class_on
from households.rules.standards import standard_for_decision
from programs.rules.ages import AgeBand
from programs.rules.eligibility import Facts, Person, Rule, judge
from programs.rules.plan_file import read_plan
from programs.rules.traits import dwelling_known, person_known
from programs.rules.words import BeneficiaryClass as C
from programs.rules.words import RuleKind, RuleUnit, Trait
from tests.programs.rules.test_eligibility import RULES, TABLE, as_rule

CASES = Path(__file__).resolve().parents[2] / "data" / "eligibility_cases.txt"
LEAST = 200
SEXES = {"M": "male", "F": "female", "U": ""}
CONTENTS = {
    content["rule"]["code"]: [as_rule(content["rule"])]
    for part in read_plan(2023)["subprojects"]
    for content in part["contents"]
    if "rule" in content
}
# Line 119 is a target, no rule of the plan: the band of its children, both ends inside.
VITAMIN_A = Rule(
    "VITAMIN_A", RuleKind.ELIGIBLE, RuleUnit.PERSON, (C.ANYONE,), (Trait.CHILD,), "trẻ em từ 06 tháng đến 36 tháng tuổi", "dòng 119",
    AgeBand(6, True, 36, True),
)  # fmt: skip
ALL_RULES = {**RULES, **CONTENTS, "VITAMIN_A": [VITAMIN_A]}


@dataclass(frozen=True)
class Case:
    subject: str
    day: date
    standing: str
    people: str
    home: str
    force: str
    answer: str
    word: str
    source: str
    line: int

    def __str__(self) -> str:
        return f"{self.line}-{self.subject}-{self.answer}"


def cases() -> Iterator[Case]:
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            subject, day, standing, people, home, force, answer, word, source = (cell.strip() for cell in line.split("|"))
            on = date.fromisoformat(day or "2023-06-01")
            yield Case(subject, on, standing, people or "M1980-01-01", home, force, answer, word, source, number)


def recorded(text: str, kinds: type, day: date) -> dict:
    """``disability=severe pregnant=yes@2022-07-01`` as recorded answers with their days."""
    found = {}
    for token in text.split():
        kind, _, value = token.partition("=")
        answer, _, on = value.partition("@")
        found[kinds(kind)] = (answer, date.fromisoformat(on) if on else day)
    return found


def person(text: str, day: date) -> Person:
    head, _, facts = text.strip().partition(" ")
    sex, born = SEXES[head[0]], None if head[1:] == "?" else date.fromisoformat(head[1:])
    known = person_known(recorded(facts, FactKind, day), born, sex, day)
    return Person(born, {"female": True, "male": False}.get(sex), known.traits, known.classes, known.denied)


def periods(text: str) -> list[PeriodFact]:
    """``escaped_poverty@2021-06-01,near_poor@2022-12-10``: each period ends the day before the next."""
    found: list[PeriodFact] = []
    for token in text.split(","):
        kind, _, first = token.partition("@")
        begins = date.fromisoformat(first)
        if found:
            found[-1] = replace(found[-1], to_on=day_before(begins))
        is_exit = kind in {opening.value for opening in EXITS}
        standing = HouseholdClass.NOT_POOR if is_exit else HouseholdClass(kind)
        found.append(PeriodFact(standing, begins, None, Opening(kind) if is_exit else Opening.NEW))
    return found


def facts_of(case: Case) -> Facts:
    people = tuple(person(text, case.day) for text in case.people.split(";"))
    tokens = case.home.split()
    home = dwelling_known(recorded(" ".join(token for token in tokens if "=" in token), DwellingKind, case.day), case.day)
    traits = home.traits | {Trait(token[1:]) for token in tokens if token.startswith("+")}
    denied = frozenset(home.denied | {Trait(token[1:]) for token in tokens if token.startswith("-")})
    plain = Facts(case.day, None, "Quyết định số 12", people=people, traits=traits, denied=denied)  # type: ignore[arg-type]
    if "@" not in case.standing:
        return plain if case.standing == "-" else replace(plain, household_class=C(case.standing))
    history = periods(case.standing)
    window, standing = window_on(history, case.day), class_on(history, case.day)
    exits = [period.from_on for period in history if period.opened_as in EXITS and period.from_on <= case.day]
    over = escape_window(max(exits)).last_day if exits and window is None else None
    return replace(
        plain,
        household_class=C(standing.value) if standing else None,
        window_class=C(window.kind.value) if window and window.kind else None,
        window_last_day=window.last_day if window else None,
        window_over_on=over if over and over < case.day else None,
        window_source=standard_for_decision(case.day).window_source,
    )


def rules_of(case: Case) -> list[Rule]:
    """The plan's rules with the days in force of the case: of all, of priority rules (p…), of the first rule (e…)."""
    rules = ALL_RULES[case.subject]
    for token in case.force.split():
        which, _, day = token.partition("=")
        names = {"from_on" if which.endswith("from") else "to_on": date.fromisoformat(day)}
        first = rules[0]
        touched = {
            "p": [rule for rule in rules if rule.kind is RuleKind.PRIORITY],
            "e": [first],
        }.get(which[0] if which not in {"from", "to"} else "", rules)
        rules = [replace(rule, **names) if rule in touched else rule for rule in rules]  # type: ignore[arg-type]
    return rules


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_case(case: Case) -> None:
    verdict = judge(rules_of(case), facts_of(case))
    told = " ".join(reason.text for reason in verdict.reasons)
    answer = "priority" if verdict.priority else "yes" if verdict.eligible else "open" if verdict.is_open else "no"
    assert answer == case.answer, told
    assert case.word in told
    assert all(reason.source for reason in verdict.reasons), told


def test_there_are_enough_cases_and_every_part_of_the_plan_has_some() -> None:
    found = list(cases())
    assert len(found) + len(TABLE) >= LEAST
    assert {case.subject for case in found} >= set(RULES)
    assert all(case.source for case in found)
    assert len({(case.subject, case.day, case.standing, case.people, case.home, case.force) for case in found}) == len(found)
