"""What the register knows about households and their people on a day, as facts of the beneficiary rules.

``facts_in`` reads a few households with the sources that sentences name; ``ward_facts`` reads any number of households of a ward
without them. Both take the same number of queries whatever the number of households.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from camphucnam.kernel.dates import age_on, day_after, format_dmy
from households.models import DwellingFact, Member, MemberFact, Need, StatusPeriod
from households.models.member import Sex
from households.rules.classes import Departure
from households.rules.escape_window import EXITS, EscapeWindow, escape_window
from households.rules.facts import DwellingKind, FactKind
from households.rules.history import PeriodFact
from households.rules.needs import NeedKind
from households.rules.standards import standard_by_code, standard_for_decision
from households.selectors.assessments import Marks
from households.selectors.histories import periods_by_household
from households.selectors.standing import Standing, standings_on
from households.selectors.standings import HouseholdStanding
from programs.rules.ages import indicator_names
from programs.rules.beneficiaries import Facts, Person
from programs.rules.traits import Known, dwelling_kinds, dwelling_known, person_kinds, person_known
from programs.rules.words import BeneficiaryClass, Trait
from programs.selectors.ward_rows import ALL, NO_STANDING, WardRows, marks_of, standings_of

CLASSES = {item.value: item for item in BeneficiaryClass}
PERSON_KINDS = {kind.value: kind for kind in FactKind}
DWELLING_KINDS = {kind.value: kind for kind in DwellingKind}
NOTHING: dict[Any, tuple[str, date]] = {}
UNKNOWN = Known()
FEMALE: dict[str, bool | None] = {Sex.FEMALE.value: True, Sex.MALE.value: False}


def facts_in(households: Sequence[int], on: date) -> dict[int, Facts]:
    """Facts of these households on a day, with the decision and the articles that sentences name. Eight queries, one more where a
    household has left."""
    inside = {"household__in": households}
    standings = standings_on(households, on)
    periods = periods_by_household(households)
    members = Member.objects.filter(**inside).present_on(on).order_by("household_id", "sort_order", "pk")
    facts = MemberFact.objects.counting().filter(kind__in=person_kinds(), on__lte=on, member__household__in=households)
    dwellings = DwellingFact.objects.counting().filter(kind__in=dwelling_kinds(), on__lte=on, **inside)
    loans = Need.objects.filter(kind=NeedKind.LOAN, **inside).counting_in(on, on)
    people = _people(
        members.values_list("pk", "household_id", "sex", "birth_on"),
        facts.order_by("on", "pk").values_list("member_id", "kind", "value", "on"),
        on,
    )
    homes = _homes(
        dwellings.order_by("on", "pk").values_list("household_id", "kind", "value", "on"),
        set(loans.order_by().values_list("household_id", flat=True)),
        {key: standing.marks for key, standing in standings.items() if standing.marks is not None},
        on,
    )
    found = {
        key: _sourced(standing, periods.get(key, []), tuple(people.get(key, ())), homes.get(key, UNKNOWN), on)
        for key, standing in standings.items()
    }
    return found | _departed(found, periods)


def _departed(found: Mapping[int, Facts], periods: Mapping[int, Sequence[PeriodFact]]) -> dict[int, Facts]:
    """Of those who have left, the facts with the day and the reason."""
    last = {key: _last_begun(periods[key], facts.on) for key, facts in found.items() if facts.has_left}
    if not last:
        return {}
    reasons = dict(StatusPeriod.objects.filter(pk__in=[period.pk for period in last.values()]).values_list("pk", "departure"))
    return {
        key: replace(
            found[key],
            left_on=day_after(period.to_on) if period.to_on else None,
            departure=Departure(reasons[period.pk]) if reasons[period.pk] else None,
        )
        for key, period in last.items()
    }


def _last_begun(periods: Sequence[PeriodFact], on: date) -> PeriodFact:
    return max((period for period in periods if period.from_on <= on), key=lambda period: period.from_on)


def ward_facts(ward_id: int, on: date) -> dict[int, Facts]:
    """Facts of all households of a ward on a day, without sources. Six queries."""
    needs = ALL.needs(ward_id, on)
    return assembled(ALL, ward_id, on, standings_of(ALL, ward_id, on), marks_of(ALL, ward_id, on), borrowers(needs))


def borrowers(needs: Iterable[tuple[Any, ...]]) -> set[int]:
    """Households that want to borrow, among rows of open needs."""
    return {household for household, kind, _, _ in needs if kind == NeedKind.LOAN}


def assembled(
    rows: WardRows,
    ward_id: int,
    on: date,
    standings: Mapping[int, HouseholdStanding],
    marks: Mapping[int, Marks],
    borrowing: set[int],
) -> dict[int, Facts]:
    """Facts of the chosen households, for a caller that has read standings, marks and needs already. Three queries."""
    people = _people(rows.members(ward_id, on), rows.member_facts(ward_id, on), on)
    homes = _homes(rows.dwelling_facts(ward_id, on), borrowing, marks, on)
    found = {}
    for key in people.keys() | homes.keys():
        standing, home = standings.get(key, NO_STANDING), homes.get(key, UNKNOWN)
        found[key] = Facts(
            on=on,
            household_class=CLASSES[standing.household_class] if standing.household_class else None,
            window_class=CLASSES[standing.window] if standing.window else None,
            people=tuple(people.get(key, ())),
            traits=home.traits,
            denied=_traits(home.denied),
            has_left=key in standings and standing.household_class is None and standing.window is None,
        )
    return found


def _people(members: Iterable[tuple[Any, ...]], facts: Iterable[tuple[Any, ...]], on: date) -> dict[int, list[Person]]:
    """Household → its people with what their facts mean. ``members``: key, household, sex, birth; ``facts``: member, kind, answer,
    day, oldest first."""
    recorded: dict[int, dict[Any, tuple[str, date]]] = defaultdict(dict)
    for member, kind, value, day in facts:
        recorded[member][PERSON_KINDS[kind]] = value, day
    # Of most people nothing is recorded: what that means follows from age and sex alone.
    unrecorded: dict[tuple[int | None, str], Known] = {}
    found: dict[int, list[Person]] = defaultdict(list)
    for key, household, sex, born in members:
        if key in recorded:
            known = person_known(recorded[key], born, sex, on)
        else:
            plain = (age_on(born, on) if born else None, sex)
            known = unrecorded.get(plain) or unrecorded.setdefault(plain, person_known(NOTHING, born, sex, on))
        found[household].append(Person(born, FEMALE.get(sex), known.traits, known.classes, known.denied, key))
    return found


def _homes(facts: Iterable[tuple[Any, ...]], borrowing: set[int], marks: Mapping[int, Marks], on: date) -> dict[int, Known]:
    """Household → what is known of it as a whole: facts of the dwelling, marks of the newest assessment, the wish to borrow."""
    recorded: dict[int, dict[Any, tuple[str, date]]] = defaultdict(dict)
    for household, kind, value, day in facts:
        recorded[household][DWELLING_KINDS[kind]] = value, day
    found = {}
    for key in recorded.keys() | marks.keys() | borrowing:
        answers, mark = recorded.get(key), marks.get(key)
        if answers is None:
            home = _marked(mark.standard_code, mark.deprived_mask, mark.known_mask) if mark else UNKNOWN
        else:
            home = _with_marks(dwelling_known(answers, on), mark, max(day for _, day in answers.values()))
        found[key] = replace(home, traits=home.traits | {Trait.NEEDS_LOAN}) if key in borrowing else home
    return found


def _with_marks(home: Known, marks: Marks | None, newest_fact: date) -> Known:
    """Traits that the newest assessment answers, where no newer fact of the dwelling does."""
    if marks is None:
        return home
    traits, denied = set(home.traits), set(home.denied)
    for trait, number in _indicators(marks.standard_code):
        answered = marks.is_deprived(number)
        if answered is None or (trait in home.traits | home.denied and newest_fact >= marks.assessed_on):
            continue
        (traits if answered else denied).add(trait)
        (denied if answered else traits).discard(trait)
    return Known(frozenset(traits), home.classes, frozenset(denied))


@lru_cache(maxsize=8192)
def _marked(standard_code: str, deprived_mask: int, known_mask: int) -> Known:
    """What marks alone say, of a dwelling of which nothing else is recorded."""
    return _with_marks(UNKNOWN, Marks(0, date.min, standard_code, "", None, deprived_mask, known_mask), date.min)


@cache
def _indicators(standard_code: str) -> tuple[tuple[Trait, int], ...]:
    """(trait, printed number of the indicator that answers it) of a standard."""
    numbers = {item.name: item.number for item in standard_by_code(standard_code).deprivations}
    return tuple((Trait(trait), numbers[name]) for trait, name in indicator_names().items() if name in numbers)


def _traits(denied: Iterable[Any]) -> frozenset[Trait]:
    return frozenset(item for item in denied if isinstance(item, Trait))


def _sourced(standing: Standing, periods: Sequence[PeriodFact], people: tuple[Person, ...], home: Known, on: date) -> Facts:
    window, over = standing.window, _last_window(periods, on) if standing.window is None else None
    shown = window or over
    return Facts(
        on=on,
        household_class=CLASSES[standing.household_class] if standing.household_class else None,
        class_source=_decision(standing),
        window_class=CLASSES[window.kind] if window and window.kind else None,
        window_last_day=window.last_day if window else None,
        window_over_on=over.last_day if over and over.last_day < on else None,
        window_source=standard_for_decision(shown.first_day).window_source if shown else "",
        people=people,
        traits=home.traits,
        denied=_traits(home.denied),
        has_left=standing.household_class is None and window is None and any(period.from_on <= on for period in periods),
    )


def _last_window(periods: Sequence[PeriodFact], on: date) -> EscapeWindow | None:
    exits = [period.from_on for period in periods if period.opened_as in EXITS and period.from_on <= on]
    return escape_window(max(exits)) if exits else None


def _decision(standing: Standing) -> str:
    if standing.decision is None:
        return "Danh sách hộ của phường"
    return f"Quyết định số {standing.decision.number} ngày {format_dmy(standing.decision.signed_on)}"
