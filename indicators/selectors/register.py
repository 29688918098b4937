"""Read the register of a ward for a programme year, in three queries whatever the number of households."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from camphucnam.kernel.dates import day_before
from households.models import Assessment, Member, StatusPeriod
from households.rules.classes import STANDING_CLASSES
from households.rules.escape_window import EXITS
from households.rules.facts import FactKind
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from households.selectors.births import birth_range
from households.selectors.histories import CLASSES, OPENINGS
from households.selectors.household_filter import first_start_inside
from households.selectors.prepared import Prepared
from indicators.rules.facts import Answers, FollowedHousehold, Person, YearFacts, year_facts
from welfare.rules.schooling import told_by_school


def _standing(ward: int, eve: date, on: date) -> QuerySet[StatusPeriod]:
    """Keys of the households that stood on the list on some day between the two days."""
    periods = StatusPeriod.objects.counting().in_ward(ward).filter(household_class__in=STANDING_CLASSES)
    return periods.overlapping(eve, on).order_by().values("household")


def _followed(ward: int, eve: date, on: date, window_start: date) -> QuerySet[StatusPeriod]:
    """Their keys and those of the households whose 36 months may run on the day: one look at the periods of the ward."""
    stood = Q(household_class__in=STANDING_CLASSES) & (Q(to_on__isnull=True) | Q(to_on__gte=eve))
    left = Q(opened_as__in=list(EXITS), from_on__gte=window_start)
    return StatusPeriod.objects.counting().in_ward(ward).filter(stood | left, from_on__lte=on).order_by().values("household")


# One line for every pair of period and stay.
_HISTORIES = Prepared(
    lambda ward, eve, on, window_start: (
        StatusPeriod.objects.counting()
        .in_ward(ward)
        .filter(household__in=_followed(ward, eve, on, window_start), from_on__lte=on)
        .order_by("household_id", "from_on")
        .values_list(
            "household_id", "household__code", "household__group_id", "pk", "household_class", "from_on", "to_on", "opened_as",
            "household__stays__group_id", "household__stays__from_on", "household__stays__to_on",
        )
    )
)  # fmt: skip
# Oldest first: the newest one stays.
_MARKS = Prepared(
    lambda ward, eve, on, window_start: (
        Assessment.objects.counting()
        .in_ward(ward)
        .filter(household__in=_followed(ward, eve, on, window_start), assessed_on__lte=on)
        .order_by("assessed_on", "pk")
        .values_list("household_id", "standard_code", "assessed_on", "deprived_mask", "known_mask")
    )
)
# One line for every pair of card and answer about the school.
_SCHOOL = {"facts__kind__in": [FactKind.FITTING_SCHOOL_LEVEL, FactKind.SCHOOLING], "facts__voided_at__isnull": True}
_MEMBERS = Prepared(
    lambda ward, eve, on: (
        Member.objects.filter(household__in=_standing(ward, eve, on))
        .annotate(
            school=FilteredRelation("facts", condition=Q(**_SCHOOL, facts__on__lte=on)),
            card=FilteredRelation("cards", condition=Q(cards__voided_at__isnull=True)),
        )
        .order_by("household_id", "pk", F("school__on").asc(nulls_first=True))
        .values_list(
            "pk", "household_id", "joined_on", "left_on", "birth_on", "birth_precision", "is_head",
            "card__pk", "card__from_on", "card__to_on", "school__kind", "school__value",
            "school__on",
        )
    )
)  # fmt: skip


def read_year(ward_id: int, year: int, on: date) -> YearFacts:
    """The frozen reading that all measures of the year share, as of the evening of ``on``."""
    eve, window_start = day_before(date(year, 1, 1)), first_start_inside(on)
    persons = _persons(ward_id, eve, on)
    answers = {household: Answers(*found) for household, *found in _MARKS(ward_id, eve, on, window_start)}
    households = []
    for key, (code, facts, stays) in _histories(ward_id, eve, on, window_start).items():
        people = persons.get(key, ())
        history = HouseholdHistory(code, facts, stays, tuple(person.presence for person in people))
        households.append(FollowedHousehold(key, history, answers.get(key), people))
    return year_facts(year, on, tuple(households))


def _histories(ward_id: int, eve: date, on: date, window_start: date) -> dict[int, tuple[str, tuple[PeriodFact, ...], tuple[Stay, ...]]]:
    """Code, periods begun up to ``on`` and stays of each household. One query."""
    codes: dict[int, str] = {}
    periods: dict[int, dict[int, PeriodFact]] = defaultdict(dict)
    stays: dict[int, dict[tuple[int, date | None, date | None], None]] = defaultdict(dict)
    for household, code, group, pk, household_class, from_on, to_on, opened_as, stay_group, stay_from, stay_to in _HISTORIES(
        ward_id, eve, on, window_start
    ):
        codes[household] = code
        if pk not in periods[household]:
            periods[household][pk] = PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk)
        stays[household][stay_group or group, stay_from, stay_to] = None
    return {key: (code, tuple(periods[key].values()), tuple(Stay(*stay) for stay in stays[key])) for key, code in codes.items()}


def _persons(ward_id: int, eve: date, on: date) -> dict[int, tuple[Person, ...]]:
    """Members of the households that stood on the list, with cards and school answers. One query."""
    rows: dict[int, list[Any]] = {}
    for pk, household, *person, card, card_from, card_to, kind, value, told_on in _MEMBERS(ward_id, eve, on):
        row = rows.get(pk)
        if row is None:
            row = rows[pk] = [household, *person, False, False, {}]
        if card is not None:
            row[6] = True
            row[7] = row[7] or ((card_from is None or card_from <= on) and (card_to is None or card_to >= on))
        if kind is not None:
            row[8][FactKind(kind)] = (value, told_on)
    found: dict[int, list[Person]] = defaultdict(list)
    for household, joined_on, left_on, birth_on, precision, is_head, has_card, is_insured, told in rows.values():
        first, last = birth_range(birth_on, precision)
        school = told_by_school(first, on, told) if told else None
        found[household].append(Person(Presence(joined_on, left_on), first, last, is_head, has_card, is_insured, school))
    return {key: tuple(persons) for key, persons in found.items()}
