"""By how many households poverty fell since 1 January: columns of form 2 (diễn biến hộ nghèo)."""

from camphucnam.kernel.dates import format_dmy
from households.rules.classes import HouseholdClass
from indicators.rules.facts import YearFacts
from indicators.rules.figures import Figure

TO_NEAR_POOR, ABOVE_NEAR_POOR = 2, 3


def _exits(facts: YearFacts, columns: tuple[int, ...]) -> Figure:
    missing = no_opening(facts)
    if missing:
        return missing
    flows = [flow for flow in facts.flows if flow.table is HouseholdClass.POOR and flow.column in columns]
    return Figure(sum(flow.households for flow in flows), _keys(facts, {flow.code for flow in flows}))


def _keys(facts: YearFacts, codes: set[str]) -> tuple[int, ...]:
    return tuple(household.pk for household in facts.households if household.history.code in codes)


def no_opening(facts: YearFacts) -> Figure | None:
    """The missing figure where the register begins after the year's opening day."""
    if facts.knows_opening:
        return None
    return Figure.missing(f"Danh sách hộ chưa có số liệu tại ngày {format_dmy(facts.eve)} (đầu kỳ).")


def net_reduction_poor(facts: YearFacts) -> Figure:
    """Opening minus closing of the poor households; negative when poverty grew."""
    missing = no_opening(facts)
    if missing:
        return missing
    opening = [h for h in facts.households if h.class_on(facts.eve) is HouseholdClass.POOR]
    moved = {flow.code for flow in facts.flows if flow.table is HouseholdClass.POOR and flow.households}
    return Figure(len(opening) - len(facts.in_class(HouseholdClass.POOR)), _keys(facts, moved))


def gross_exits_poor(facts: YearFacts) -> Figure:
    """Exits from poverty, also into near-poverty (columns 2 and 3)."""
    return _exits(facts, (TO_NEAR_POOR, ABOVE_NEAR_POOR))


def exits_above_near_poor(facts: YearFacts) -> Figure:
    """Exits that also left near-poverty behind (column 3)."""
    return _exits(facts, (ABOVE_NEAR_POOR,))
