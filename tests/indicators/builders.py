"""Registers of a few households as frozen facts, and as rows."""

from collections.abc import Sequence
from datetime import date

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import day_before
from camphucnam.kernel.text import fold, name_sort_key
from households.models import Assessment, Household, HouseholdStay, Member, ResidentialGroup, StatusPeriod
from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from indicators.rules.facts import Answers, FollowedHousehold, Person, YearFacts, year_facts
from welfare.rules.schooling import SchoolState, Told

POOR, NEAR_POOR, NOT_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
STANDARD = "ND07-2021"
LAST_YEAR, SCHOOL_DAY = date(2022, 12, 9), date(2023, 9, 15)
ALL_KNOWN = 0b1111_1111_1111
Step = tuple[date, HouseholdClass, Opening]


def mask(*numbers: int) -> int:
    """Bits of printed indicator numbers."""
    return sum(1 << (number - 1) for number in numbers)


def answers(*deprived: int, known: int = ALL_KNOWN) -> Answers:
    """A whole assessment that finds these indicators lacking."""
    return Answers(STANDARD, LAST_YEAR, mask(*deprived), known)


def born(day: date, *, insured: bool | None = None, school: bool | None = None, joined: date | None = None) -> Person:
    """A person with a known birthday; ``insured`` None has no card; ``school`` is what the school says of its level."""
    told = None if school is None else Told(SchoolState.FITS if school else SchoolState.BEHIND, SCHOOL_DAY)
    return Person(Presence(joined, None), day, day, False, insured is not None, bool(insured), told)


def undated() -> Person:
    """A person whose birth date nobody wrote down."""
    return Person(Presence(None, None), None, None, False, False, False, None)


def periods_of(steps: Sequence[Step], end: date | None = None) -> tuple[PeriodFact, ...]:
    """Periods one after the other; ``end`` is the last day of the last one."""
    ends = [day_before(step[0]) for step in steps[1:]] + [end]
    return tuple(PeriodFact(step[1], step[0], last, step[2], n) for n, (step, last) in enumerate(zip(steps, ends, strict=True), 1))


def home(
    pk: int,
    household_class: HouseholdClass | Sequence[Step] = POOR,
    marks: Answers | None = None,
    people: Sequence[Person] = (),
    *,
    group: int = 1,
    end: date | None = None,
) -> FollowedHousehold:
    """A household that has stood in a class since last year, or went through these steps."""
    steps = [(LAST_YEAR, household_class, Opening.NEW)] if isinstance(household_class, HouseholdClass) else household_class
    history = HouseholdHistory(f"H{pk}", periods_of(steps, end), (Stay(group, None, None),), tuple(person.presence for person in people))
    return FollowedHousehold(pk, history, marks, tuple(people))


def register(*homes: FollowedHousehold, on: date = date(2023, 12, 31)) -> YearFacts:
    """The reading of the year of ``on``."""
    return year_facts(on.year, on, homes)


def group_row(ward: Ward, number: int = 1) -> ResidentialGroup:
    """A residential group."""
    name = f"TDP {number:02d} (ví dụ)"
    return ResidentialGroup.objects.create(ward=ward, code=f"TDP{number:02d}", name=name, folded_name=fold(name), sort_order=number)


def household_row(
    group: ResidentialGroup,
    code: str,
    steps: HouseholdClass | Sequence[Step] = POOR,
    deprived: Sequence[int] | None = (1, 2, 7),
    births: Sequence[date] = (date(1980, 5, 1),),
    *,
    end: date | None = None,
) -> Household:
    """A stored household with periods, an assessment (None: without) and members; the first one is the head."""
    name = f"Chủ Hộ {code}"
    row = Household.objects.create(
        ward=group.ward, group=group, code=code, head_name=name, head_sort_key=name_sort_key(name), search_text=fold(name)
    )
    HouseholdStay.objects.create(household=row, group=group)
    steps = [(LAST_YEAR, steps, Opening.NEW)] if isinstance(steps, HouseholdClass) else steps
    for period in periods_of(steps, end):
        StatusPeriod.objects.create(
            household=row,
            ward_id=row.ward_id,
            household_class=period.household_class,
            from_on=period.from_on,
            to_on=period.to_on,
            standard_code=STANDARD,
            opened_as=period.opened_as,
        )
    if deprived is not None:
        Assessment.objects.create(
            household=row,
            ward_id=row.ward_id,
            assessed_on=LAST_YEAR,
            standard_code=STANDARD,
            area_type="urban",
            deprived_mask=mask(*deprived),
            known_mask=ALL_KNOWN,
        )
    for order, birth in enumerate(births):
        person = f"Người {code} {order}"
        Member.objects.create(
            ward=group.ward,
            household=row,
            full_name=person,
            folded_name=fold(person),
            sort_order=order,
            is_head=order == 0,
            birth_on=birth,
        )
    return row
