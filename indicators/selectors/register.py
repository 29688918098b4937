"""Read the register of a ward for a programme year, in three queries whatever the number of households."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from camphucnam.kernel.dates import add_months, day_before
from households.models import Member, StatusPeriod
from households.models.member import BirthPrecision, FactKind
from households.rules.classes import STANDING_CLASSES
from households.rules.escape_window import EXITS
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from households.selectors.assessments import latest_marks
from households.selectors.histories import CLASSES, OPENINGS
from households.selectors.household_filter import first_start_inside
from indicators.rules.facts import Answers, FollowedHousehold, Person, YearFacts, year_facts


def read_year(ward_id: int, year: int, on: date) -> YearFacts:
    """The frozen reading that all measures of the year share, as of the evening of ``on``."""
    periods = StatusPeriod.objects.counting().in_ward(ward_id)
    standing = periods.filter(household_class__in=STANDING_CLASSES).overlapping(day_before(date(year, 1, 1)), on)
    exits = periods.filter(opened_as__in=list(EXITS), from_on__gte=first_start_inside(on), from_on__lte=on)
    followed = StatusPeriod.objects.filter(Q(pk__in=standing.values("pk")) | Q(pk__in=exits.values("pk"))).values_list(
        "household", flat=True
    )
    persons = _persons(standing.values("household"), on)
    marks = latest_marks(followed, on)
    households = []
    for key, (code, facts, stays) in _histories(followed, on).items():
        people = persons.get(key, ())
        mark = marks.get(key)
        answers = Answers(mark.standard_code, mark.assessed_on, mark.deprived_mask, mark.known_mask) if mark else None
        history = HouseholdHistory(code, facts, stays, tuple(person.presence for person in people))
        households.append(FollowedHousehold(key, history, answers, people))
    return year_facts(year, on, tuple(households))


def _histories(followed: QuerySet[Any, int], on: date) -> dict[int, tuple[str, tuple[PeriodFact, ...], tuple[Stay, ...]]]:
    """Code, periods begun up to ``on`` and stays of each household. One query: a line for every pair of period and stay."""
    lines = (
        StatusPeriod.objects.counting()
        .filter(household__in=followed, from_on__lte=on)
        .order_by("household_id", "from_on")
        .values_list(
            "household_id", "household__code", "household__group_id", "pk", "household_class", "from_on", "to_on", "opened_as",
            "household__stays__group_id", "household__stays__from_on", "household__stays__to_on",
        )
    )  # fmt: skip
    codes: dict[int, str] = {}
    periods: dict[int, dict[int, PeriodFact]] = defaultdict(dict)
    stays: dict[int, dict[Stay, None]] = defaultdict(dict)
    for household, code, group, pk, household_class, from_on, to_on, opened_as, stay_group, stay_from, stay_to in lines:
        codes[household] = code
        if pk not in periods[household]:
            periods[household][pk] = PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk)
        stays[household][Stay(stay_group or group, stay_from, stay_to)] = None
    return {key: (code, tuple(periods[key].values()), tuple(stays[key])) for key, code in codes.items()}


def _persons(households: QuerySet[Any], on: date) -> dict[int, tuple[Person, ...]]:
    """Members of the households with cards and school answers. One query: a line for every pair of card and answer."""
    school = Q(facts__kind=FactKind.FITTING_SCHOOL_LEVEL, facts__on__lte=on)
    lines = (
        Member.objects.filter(household__in=households)
        .annotate(school=FilteredRelation("facts", condition=school))
        .order_by("household_id", "pk", F("school__on").asc(nulls_first=True))
        .values_list(
            "pk", "household_id", "joined_on", "left_on", "birth_on", "birth_precision", "is_head",
            "cards__pk", "cards__from_on", "cards__to_on", "school__value",
        )
    )  # fmt: skip
    rows: dict[int, list[Any]] = {}
    for pk, household, joined_on, left_on, birth_on, precision, is_head, card, card_from, card_to, fits in lines:
        row = rows.get(pk)
        if row is None:
            row = rows[pk] = [household, joined_on, left_on, birth_on, precision, is_head, False, False, None]
        if card is not None:
            row[6] = True
            row[7] = row[7] or ((card_from is None or card_from <= on) and (card_to is None or card_to >= on))
        if fits is not None:
            row[8] = fits
    found: dict[int, list[Person]] = defaultdict(list)
    for household, joined_on, left_on, birth_on, precision, is_head, has_card, is_insured, fits in rows.values():
        first, last = birth_range(birth_on, precision)
        found[household].append(Person(Presence(joined_on, left_on), first, last, is_head, has_card, is_insured, fits))
    return {key: tuple(persons) for key, persons in found.items()}


def birth_range(birth_on: date | None, precision: str) -> tuple[date | None, date | None]:
    """First and last day on which the person may have been born."""
    if birth_on is None or precision == BirthPrecision.DAY:
        return birth_on, birth_on
    if precision == BirthPrecision.MONTH:
        first = birth_on.replace(day=1)
        return first, day_before(add_months(first, 1))
    return date(birth_on.year, 1, 1), date(birth_on.year, 12, 31)
