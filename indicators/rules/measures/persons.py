"""Shares of persons in poor and near-poor households: health insurance, schooling of children."""

from households.rules.classes import STANDING_CLASSES
from indicators.rules.ages import school_age
from indicators.rules.facts import FollowedHousehold, Person, YearFacts
from indicators.rules.figures import Figure
from indicators.rules.measures.households import no_register
from welfare.rules.schooling import SCHOOLING, SchoolState, school_states


def persons_poor_near_poor(facts: YearFacts) -> Figure:
    """Persons living in poor and near-poor households on the day."""
    counted = {household.pk: len(household.present_on(facts.on)) for household in facts.in_class(*STANDING_CLASSES)}
    return no_register(facts) or Figure(sum(counted.values()), tuple(counted))


def persons_insured(facts: YearFacts) -> Figure:
    """Those of them who hold a health insurance card valid on the day; missing where no card was ever recorded."""
    missing = no_register(facts)
    if missing:
        return missing
    present = [(household, household.present_on(facts.on)) for household in facts.in_class(*STANDING_CLASSES)]
    everyone = [person for _, persons in present for person in persons]
    if everyone and not any(person.has_card for person in everyone):
        return Figure.missing("Danh sách chưa có số thẻ bảo hiểm y tế của người nào.")
    return Figure(
        sum(person.is_insured for person in everyone),
        tuple(household.pk for household, persons in present if any(person.is_insured for person in persons)),
        tuple(household.pk for household, persons in present if not all(person.is_insured for person in persons)),
    )


def _children(household: FollowedHousehold, facts: YearFacts) -> tuple[list[Person], bool]:
    """Children of school age on the day, and whether someone's birth date leaves it open."""
    band = school_age()
    ages = [(person, person.is_aged(band.low, band.high, facts.on)) for person in household.present_on(facts.on)]
    return [person for person, in_band in ages if in_band], any(in_band is None for _, in_band in ages)


def children_3_16_poor_near_poor(facts: YearFacts) -> Figure:
    """Children of 3 to under 16 completed years in poor and near-poor households."""
    missing = no_register(facts)
    if missing:
        return missing
    total, counted, undated = 0, [], []
    for household in facts.in_class(*STANDING_CLASSES):
        children, is_open = _children(household, facts)
        total += len(children)
        if children:
            counted.append(household.pk)
        if is_open:
            undated.append(household.pk)
    reason = f"{len(undated)} hộ có người chưa đủ ngày sinh để biết có thuộc độ tuổi hay không." if undated else ""
    return Figure(total, tuple(counted), (), tuple(undated), reason)


def _at_level(household: FollowedHousehold, children: list[Person]) -> list[bool | None]:
    """For each child of school age whether it is at the fitting level: what the list of the school says (``welfare.rules.schooling``)."""
    assessed_on = household.answers.assessed_on if household.answers else None
    states = school_states([child.school for child in children], household.lacks(SCHOOLING), assessed_on)
    return [None if state is SchoolState.UNKNOWN else state is SchoolState.FITS for state in states]


def children_3_16_at_fitting_level(facts: YearFacts) -> Figure:
    """Those of them who go to the school level that fits their age."""
    missing = no_register(facts)
    if missing:
        return missing
    total = 0
    counted, lacking, unknown = [], [], []
    for household in facts.in_class(*STANDING_CLASSES):
        children, is_open = _children(household, facts)
        levels = _at_level(household, children)
        total += levels.count(True)
        if True in levels:
            counted.append(household.pk)
        if False in levels:
            lacking.append(household.pk)
        if None in levels or is_open:
            unknown.append(household.pk)
    reason = f"{len(unknown)} hộ có trẻ chưa rõ đi học đúng độ tuổi hay không." if unknown else ""
    return Figure(total, tuple(counted), tuple(lacking), tuple(unknown), reason)
