"""The registered measures: a name in the data file leads to a label and to how the figure is found."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from indicators.rules.facts import YearFacts
from indicators.rules.figures import Figure
from indicators.rules.measures import households, movement, persons
from indicators.rules.measures.entered import ENTERED
from welfare.rules.schooling import SCHOOLING


@dataclass(frozen=True, slots=True)
class Measure:
    """``compute`` is None where the figure is entered by people; ``source`` says where a computed one comes from. ``whole`` computes
    the denominator that also holds the households (primary keys) of its numerator; None where it does so by itself."""

    name: str
    label: str
    compute: Callable[[YearFacts], Figure] | None = None
    source: str = ""
    whole: Callable[[YearFacts, Collection[int]], Figure] | None = None

    @property
    def is_entered(self) -> bool:
        """Whether people enter it."""
        return self.compute is None


_REGISTER = "danh sách hộ, các quyết định công nhận"
_ASSESSMENTS = "phiếu rà soát mới nhất của từng hộ"
_COMPUTED = (
    Measure("net_reduction_poor", "Số hộ nghèo giảm (đầu kỳ trừ hiện tại)", movement.net_reduction_poor, _REGISTER),
    Measure("gross_exits_poor", "Số hộ thoát nghèo (kể cả thành hộ cận nghèo)", movement.gross_exits_poor, _REGISTER),
    Measure("exits_above_near_poor", "Số hộ thoát nghèo, vượt chuẩn cận nghèo", movement.exits_above_near_poor, _REGISTER),
    Measure(
        "persons_insured", "Số người có thẻ bảo hiểm y tế còn giá trị", persons.persons_insured, "thẻ bảo hiểm y tế đã ghi cho từng người"
    ),
    Measure("persons_poor_near_poor", "Số người thuộc hộ nghèo, hộ cận nghèo", persons.persons_poor_near_poor, _REGISTER),
    Measure(
        "children_3_16_at_fitting_level",
        "Số trẻ từ 3 đến dưới 16 tuổi đi học đúng bậc, cấp học",
        persons.children_3_16_at_fitting_level,
        f"{_ASSESSMENTS} (chỉ số “{SCHOOLING}”) và thông tin của trường học về từng trẻ; câu trả lời mới nhất được tính",
    ),
    Measure(
        "children_3_16_poor_near_poor",
        "Số trẻ từ 3 đến dưới 16 tuổi thuộc hộ nghèo, hộ cận nghèo",
        persons.children_3_16_poor_near_poor,
        "ngày sinh của từng người",
    ),
    Measure(
        "near_poor_housing_deprived",
        "Số hộ cận nghèo còn thiếu hụt về nhà ở (chất lượng hoặc diện tích) và hộ cận nghèo đã được hỗ trợ nhà ở trong năm",
        households.near_poor_housing_deprived,
        f"{_ASSESSMENTS}; hộ đã được hỗ trợ theo sổ hỗ trợ nhà ở",
        households.near_poor_housing_deprived,
    ),
    Measure("households_clean_water", "Số hộ không thiếu hụt nguồn nước sinh hoạt", households.households_clean_water, _ASSESSMENTS),
    Measure(
        "households_hygienic_latrine", "Số hộ không thiếu hụt nhà tiêu hợp vệ sinh", households.households_hygienic_latrine, _ASSESSMENTS
    ),
    Measure("households_poor_near_poor", "Số hộ nghèo, hộ cận nghèo", households.households_poor_near_poor, _REGISTER),
)
MEASURES: dict[str, Measure] = {measure.name: measure for measure in _COMPUTED} | {
    name: Measure(name, label) for name, label in ENTERED.items()
}


class Measured:
    """One reading of the register, measured on demand: what several targets share is computed once."""

    def __init__(self, facts: YearFacts) -> None:
        self.facts = facts
        self._figures: dict[str, Figure] = {}

    def whole(self, name: str, part: Figure) -> Figure:
        """The figure of a computed measure as the denominator of ``part``, whose households it holds."""
        compute = MEASURES[name].whole
        return self.figure(name) if compute is None else compute(self.facts, part.households)

    def figure(self, name: str) -> Figure:
        """The figure of a computed measure; KeyError for a name that nobody registered or that people enter."""
        if name not in self._figures:
            compute = MEASURES[name].compute
            if compute is None:
                raise KeyError(name)
            self._figures[name] = compute(self.facts)
        return self._figures[name]
