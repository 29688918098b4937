"""Invent what a review finds: points and marks that fit the class and the people of the home."""

from datetime import date
from random import Random

from camphucnam.office.demo.people import Home
from households.models import Assessment, Household
from households.rules.standards import standard_for_decision

# How often an indicator is marked among those that can be; water and latrines are rare in a city ward.
WEIGHTS = {1: 6, 2: 5, 3: 2, 4: 3, 5: 5, 6: 2, 7: 4, 8: 4, 9: 1, 10: 2, 11: 4, 12: 1}


def possible(home: Home, day: date) -> list[int]:
    """Indicators that the people of the home can lack at all."""
    ages = [person.age_on(day) for person in home.people if person.left_on is None]
    found = [1, 2, 7, 9, 10, 11, 12]
    if any(age < 16 for age in ages):
        found.append(3)
    if any(not person.insured and person.age_on(day) >= 6 for person in home.people):
        found.append(4)
    if any(16 <= age <= 30 for age in ages):
        found.append(5)
    if any(person.fitting_school is False for person in home.people):
        found.append(6)
    if len(ages) >= 4:
        found.append(8)
    return sorted(found)


def settle_facts(random: Random, home: Home, day: date) -> None:
    """Decide who has no card and which children are not at the fitting school level, before marks are given."""
    for person in home.people:
        if person.age_on(day) >= 6 and random.random() < 0.03:
            person.insured = False
        if 2 <= person.age_on(day) < 16:
            person.fitting_school = random.random() > 0.04


def assessment_of(random: Random, home: Home, household: Household, household_class: str, day: date) -> Assessment:
    """An unsaved assessment: below the cut-off with enough marks for the poor, above it for those who left."""
    standard = standard_for_decision(day)
    cut_off = standard.limits(household.area_type).income_score_max or 0
    options = possible(home, day)
    forced = [number for number in (4, 6) if number in options]
    least = standard.poor_min_deprivations
    wanted = {"poor": random.randint(least, least + 2), "near_poor": random.randint(len(forced[:2]), least - 1)}.get(household_class, 0)
    chosen: set[int] = set(forced[: max(wanted, 0)])
    pool = [number for number in options if number not in (4, 6)]
    while len(chosen) < wanted and pool:
        number = random.choices(pool, weights=[WEIGHTS[n] for n in pool])[0]
        pool.remove(number)
        chosen.add(number)
    above = household_class not in ("poor", "near_poor")
    return Assessment(
        household=household,
        ward_id=household.ward_id,
        assessed_on=day,
        standard_code=standard.code,
        area_type=household.area_type,
        income_score=cut_off + random.randint(5, 40) if above else cut_off - random.randint(0, 60),
        deprived_mask=sum(1 << (number - 1) for number in chosen),
        known_mask=(1 << standard.n_deprivations) - 1,
        source="Rà soát (dữ liệu minh họa)",
    )
