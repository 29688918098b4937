"""Shares of poor and near-poor households, from the indicators of the newest assessment."""

from collections.abc import Collection, Iterable

from camphucnam.kernel.dates import format_dmy
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from indicators.rules.facts import FollowedHousehold, YearFacts
from indicators.rules.figures import Figure

# Names of indicators as the standards print them (households/data/standards); their numbers differ between standards.
WATER, LATRINE = "Nguồn nước sinh hoạt", "Nhà tiêu hợp vệ sinh"
HOUSING = ("Chất lượng nhà ở", "Diện tích nhà ở bình quân đầu người")


def keys(households: Iterable[FollowedHousehold]) -> tuple[int, ...]:
    """Primary keys."""
    return tuple(household.pk for household in households)


def no_register(facts: YearFacts) -> Figure | None:
    """The missing figure where nobody was ever recorded up to the day."""
    if facts.knows_day:
        return None
    return Figure.missing(f"Danh sách hộ chưa có số liệu đến ngày {format_dmy(facts.on)}.")


def unassessed(households: list[FollowedHousehold], what: str) -> str:
    """The sentence about households without an answer."""
    return f"{len(households)} hộ chưa có phiếu rà soát hoặc phiếu chưa trả lời {what}." if households else ""


def households_poor_near_poor(facts: YearFacts) -> Figure:
    """Poor and near-poor households of the day."""
    found = facts.in_class(*STANDING_CLASSES)
    return no_register(facts) or Figure(len(found), keys(found))


def _not_lacking(facts: YearFacts, name: str) -> Figure:
    missing = no_register(facts)
    if missing:
        return missing
    by_answer: dict[bool | None, list[FollowedHousehold]] = {True: [], False: [], None: []}
    for household, _ in facts.standing:
        by_answer[household.lacks(name)].append(household)
    reason = unassessed(by_answer[None], f"chỉ số “{name}”")
    return Figure(len(by_answer[False]), keys(by_answer[False]), keys(by_answer[True]), keys(by_answer[None]), reason)


def households_clean_water(facts: YearFacts) -> Figure:
    """Poor and near-poor households that do not lack clean water."""
    return _not_lacking(facts, WATER)


def households_hygienic_latrine(facts: YearFacts) -> Figure:
    """Poor and near-poor households that do not lack a hygienic latrine."""
    return _not_lacking(facts, LATRINE)


def near_poor_housing_deprived(facts: YearFacts, helped: Collection[int] = ()) -> Figure:
    """Near-poor households that lack the quality or the area of housing on the day, and those who were ``helped`` in the year, each
    once: a house that was handed over ends the deprivation, and whoever got it was in need of it."""
    missing = no_register(facts)
    if missing:
        return missing
    lacking: list[FollowedHousehold] = []
    sound: list[FollowedHousehold] = []
    unknown: list[FollowedHousehold] = []
    others = [household for household in facts.in_class(HouseholdClass.NEAR_POOR) if household.pk not in helped]
    for household in others:
        answers = [household.lacks(name) for name in HOUSING]
        (lacking if True in answers else unknown if None in answers else sound).append(household)
    counted = (*keys(lacking), *dict.fromkeys(helped))
    return Figure(len(counted), counted, keys(sound), keys(unknown), unassessed(unknown, "hai chỉ số về nhà ở"))
