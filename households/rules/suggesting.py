"""Suggested answers to the indicators of a poverty standard, from dated facts. A suggestion never decides: the reviewer answers.

True: deprived. False: not deprived, also where nobody is of the age that an indicator asks about. None: facts are missing.
Ages and amounts come from data/suggestions.toml.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from camphucnam.kernel.dates import age_on
from camphucnam.kernel.numbers import format_decimal
from households.rules.facts import YES, DwellingKind, FactKind, Kind, kind_rule
from households.rules.insurance import Validity
from households.rules.reviewing import Ground, Home, Person, Suggestion, Thresholds, Told, thresholds_of

STRUCTURES = (DwellingKind.WALL, DwellingKind.COLUMN, DwellingKind.ROOF)
Finding = tuple[bool | None, tuple[Ground, ...], tuple[str, ...]]
NOTHING_ASKED = Ground("Không có người ở độ tuổi được xét")


def suggestions(home: Home, standard_code: str) -> dict[int, Suggestion]:
    """Printed number of the indicator → its suggestion; empty for a standard whose thresholds are not in the data."""
    found = thresholds_of(standard_code)
    if found is None:
        return {}
    limits, names = found
    return {number: RULES[name](home, limits) for number, name in names.items()}


def _ground(about: str, kind: Kind, told: Told) -> Ground:
    start = f"{about}: " if about else ""
    return Ground(f"{start}{kind.label.lower()}: {kind_rule(kind).label(told.value)}", told.on, told.source)


def _age(person: Person, day: date) -> int | None:
    return None if person.born is None else age_on(person.born, day)


def _any(people: Iterable[Person], ask: Callable[[Person], Finding]) -> Suggestion:
    """One deprived person is enough; nobody is, once all of them are known."""
    findings = [ask(person) for person in people]
    deprived = [ground for verdict, grounds, _ in findings if verdict for ground in grounds]
    if deprived:
        return Suggestion(deprived=True, grounds=tuple(deprived))
    missing = tuple(part for verdict, _, parts in findings if verdict is None for part in parts)
    if missing:
        return Suggestion(deprived=None, missing=missing)
    grounds = tuple(ground for _, found, _ in findings for ground in found)
    return Suggestion(deprived=False, grounds=grounds or (NOTHING_ASKED,))


def _within(home: Home, from_years: int, under_years: int | None = None) -> tuple[list[Person], tuple[str, ...]]:
    """People of the age, and what is missing of those whose age is not known (they are left in)."""
    people, missing = [], []
    for person in home.people:
        age = _age(person, home.day)
        if age is None:
            missing.append(f"{person.name}: ngày sinh")
        elif age >= from_years and (under_years is None or age < under_years):
            people.append(person)
    return people, tuple(missing)


def _asked(home: Home, ask: Callable[[Person], Finding], from_years: int, under_years: int | None = None) -> Suggestion:
    people, missing = _within(home, from_years, under_years)
    found = _any(people, ask)
    return found if found.deprived or not missing else Suggestion(deprived=None, missing=found.missing + missing)


def _single(person: Person, kind: FactKind, bad: str) -> Finding:
    """Whether the answer of one kind carries the mark ``bad``."""
    told = person.facts.get(kind)
    if told is None:
        return None, (), (f"{person.name}: {kind.label.lower()}",)
    return bad in kind_rule(kind).marks(told.value), (_ground(person.name, kind, told),), ()


def _work(home: Home, limits: Thresholds) -> Suggestion:
    """Able to work and without work, or paid a wage without a contract."""
    return _asked(home, _work_of, limits.work_from)


def _work_of(person: Person) -> Finding:
    told = person.facts.get(FactKind.WORK)
    if told is None:
        return _single(person, FactKind.WORK, "jobless")
    if "wage" not in kind_rule(FactKind.WORK).marks(told.value):
        return _single(person, FactKind.WORK, "jobless")
    return _single(person, FactKind.CONTRACT, "no_contract")


def _nutrition(home: Home, limits: Thresholds) -> Suggestion:
    """Height or weight for age."""
    return _asked(home, lambda person: _single(person, FactKind.NUTRITION, "for_age"), 0, limits.child_under)


def _insurance(home: Home, limits: Thresholds) -> Suggestion:
    """Without a card that holds, and not insured otherwise."""
    return _asked(home, _insurance_of, limits.insured_from)


def _insurance_of(person: Person) -> Finding:
    if person.cover.validity is Validity.HOLDS:
        return False, (Ground(f"{person.name}: thẻ BHYT {person.cover.words.lower()}"),), ()
    told = person.facts.get(FactKind.INSURANCE_ABSENCE)
    marks = kind_rule(FactKind.INSURANCE_ABSENCE).marks(told.value) if told else frozenset()
    if told and "insured_elsewhere" in marks:
        return False, (_ground(person.name, FactKind.INSURANCE_ABSENCE, told),), ()
    if told and "absent" in marks:
        return True, (_ground(person.name, FactKind.INSURANCE_ABSENCE, told),), ()
    if person.cover.validity in (Validity.EXPIRED, Validity.NOT_YET):
        return True, (Ground(f"{person.name}: thẻ BHYT {person.cover.words.lower()}"),), ()
    return None, (), (f"{person.name}: thẻ BHYT",)


def _education(home: Home, limits: Thresholds) -> Suggestion:
    """In education or training that fits the age, or holding its certificate."""
    return _asked(home, lambda person: _education_of(person, home.day, limits), limits.adult_from, limits.adult_under)


def _education_of(person: Person, day: date, limits: Thresholds) -> Finding:
    age = _age(person, day)
    grown = age is not None and age >= limits.grown_from
    fits = {FactKind.SCHOOLING: "adult_fit" if grown else "youth_fit", FactKind.TRAINING: "adult_fit"}
    told = {kind: person.facts[kind] for kind in fits if kind in person.facts}
    for kind, answer in told.items():
        if fits[kind] in kind_rule(kind).marks(answer.value):
            return False, (_ground(person.name, kind, answer),), ()
    missing = tuple(f"{person.name}: {kind.label.lower()}" for kind in fits if kind not in told)
    grounds = tuple(_ground(person.name, kind, answer) for kind, answer in told.items())
    return (None, (), missing) if missing else (True, grounds, ())


def _school(home: Home, limits: Thresholds) -> Suggestion:
    """At the level that fits the age; not when the newest answer says that the child does not go to school."""

    def ask(person: Person) -> Finding:
        told, schooling = person.facts.get(FactKind.FITTING_SCHOOL_LEVEL), person.facts.get(FactKind.SCHOOLING)
        out = schooling is not None and "studying" not in kind_rule(FactKind.SCHOOLING).marks(schooling.value)
        if schooling is not None and out and (told is None or schooling.on >= told.on):
            return True, (_ground(person.name, FactKind.SCHOOLING, schooling),), ()
        if told is None:
            return None, (), (f"{person.name}: {FactKind.FITTING_SCHOOL_LEVEL.label.lower()}",)
        return told.value != YES, (_ground(person.name, FactKind.FITTING_SCHOOL_LEVEL, told),), ()

    return _asked(home, ask, limits.school_from, limits.child_under)


def _dependants(home: Home, limits: Thresholds) -> Suggestion:
    """More than the share of dependants: children, and the elderly or disabled who get a monthly social allowance."""
    verdicts = [_depends(person, home.day, limits) for person in home.people]
    surely, maybe = sum(verdict is True for verdict, _ in verdicts), sum(verdict is None for verdict, _ in verdicts)
    total = len(verdicts)
    words = f"{surely} người phụ thuộc trong {total} nhân khẩu"
    if total and surely * 100 > limits.dependants_above_percent * total:
        return Suggestion(deprived=True, grounds=(Ground(words),))
    if not total or (surely + maybe) * 100 > limits.dependants_above_percent * total:
        return Suggestion(deprived=None, missing=tuple(part for verdict, part in verdicts if verdict is None))
    at_most = f"Nhiều nhất {surely + maybe} người phụ thuộc trong {total} nhân khẩu"
    return Suggestion(deprived=False, grounds=(Ground(at_most if maybe else words),))


def _depends(person: Person, day: date, limits: Thresholds) -> tuple[bool | None, str]:
    age = _age(person, day)
    if age is None:
        return None, f"{person.name}: ngày sinh"
    if age < limits.child_under:
        return True, ""
    allowance = person.facts.get(FactKind.SOCIAL_ALLOWANCE)
    if allowance is not None and allowance.value != YES:
        return False, ""
    disability = person.facts.get(FactKind.DISABILITY)
    disabled = None if disability is None else "disabled" in kind_rule(FactKind.DISABILITY).marks(disability.value)
    if age < limits.elderly_from and disabled is False:
        return False, ""
    if allowance is None:
        return None, f"{person.name}: {FactKind.SOCIAL_ALLOWANCE.label.lower()}"
    if age >= limits.elderly_from or disabled:
        return True, ""
    return None, f"{person.name}: {FactKind.DISABILITY.label.lower()}"


def _house(home: Home, limits: Thresholds) -> Suggestion:
    """Wall, column, roof: how many are of material that does not last."""
    told = {kind: home.dwelling[kind] for kind in STRUCTURES if kind in home.dwelling}
    marks = {kind: kind_rule(kind).marks(answer.value) for kind, answer in told.items()}
    weak = [kind for kind in told if "not_durable" in marks[kind]]
    sound = [kind for kind in told if "durable" in marks[kind]]
    if len(weak) >= limits.weak_structures:
        return Suggestion(deprived=True, grounds=tuple(_ground("", kind, told[kind]) for kind in weak))
    if len(STRUCTURES) - len(sound) < limits.weak_structures:
        return Suggestion(deprived=False, grounds=tuple(_ground("", kind, told[kind]) for kind in sound))
    open_kinds = [kind for kind in STRUCTURES if kind not in weak and kind not in sound]
    return Suggestion(deprived=None, missing=tuple(f"{kind.label.lower()} bền chắc hay không" for kind in open_kinds))


def _area(home: Home, limits: Thresholds) -> Suggestion:
    """Square metres for each person."""
    told = home.dwelling.get(DwellingKind.AREA)
    if told is None or not home.people:
        return Suggestion(deprived=None, missing=(DwellingKind.AREA.label.lower(),))
    each = Decimal(told.value) / len(home.people)
    words = f"{kind_rule(DwellingKind.AREA).label(told.value)} cho {len(home.people)} người: {format_decimal(each, 1)}\u00a0m² một người"
    return Suggestion(deprived=each < limits.area_below_m2, grounds=(Ground(words, told.on, told.source),))


def _dwelling(kind: DwellingKind, bad: str, good: str) -> Callable[[Home, Thresholds], Suggestion]:
    def rule(home: Home, limits: Thresholds) -> Suggestion:
        told = home.dwelling.get(kind)
        marks = kind_rule(kind).marks(told.value) if told else frozenset()
        if told is None or not marks & {bad, good}:
            return Suggestion(deprived=None, missing=(kind.label.lower(),))
        return Suggestion(deprived=bad in marks, grounds=(_ground("", kind, told),))

    return rule


RULES: dict[str, Callable[[Home, Thresholds], Suggestion]] = {
    "work": _work,
    "dependants": _dependants,
    "nutrition": _nutrition,
    "insurance": _insurance,
    "education": _education,
    "school": _school,
    "house": _house,
    "area": _area,
    "water": _dwelling(DwellingKind.WATER, "not_clean", "clean"),
    "latrine": _dwelling(DwellingKind.LATRINE, "not_hygienic", "hygienic"),
    "internet": _dwelling(DwellingKind.INTERNET, "no", "yes"),
    "devices": _dwelling(DwellingKind.DEVICES, "not_reached", "reached"),
}
