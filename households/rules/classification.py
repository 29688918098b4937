"""Classify a household by a poverty standard. The legal result is the decision; this is the computation beside it."""

from dataclasses import dataclass

from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong, format_int
from households.rules.classes import HouseholdClass
from households.rules.standards import AreaLimits, PovertyStandard

AREA_WORDS = {"urban": "thành thị", "rural": "nông thôn"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a household on the review day: B1 points or income (đồng per person per month), and what it lacks."""

    area: str
    deprivations: frozenset[int]
    income_score: int | None = None
    income: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class with everything that led to it; ``counted`` are the printed numbers of the indicators counted."""

    household_class: HouseholdClass
    standard: str
    income_limit: int
    counted: tuple[int, ...]
    reasons: tuple[str, ...]


def deprivation_score(n_deprived: int, standard: PovertyStandard) -> int:
    """B2 points of a number of deprived indicators."""
    return n_deprived * standard.points_per_deprivation


def classify(facts: Facts, standard: PovertyStandard) -> Verdict:
    """Apply the standard: under the income limit, enough deprivations make poor, fewer near-poor.

    DomainError when neither points nor income are given, or the standard has no cut-off for points.
    """
    limits = standard.limits(facts.area)
    counted = tuple(sorted(standard.deprivation(number).number for number in facts.deprivations))
    under, reasons = _under_limit(facts, limits, standard)
    if not under:
        household_class, reason = _above(facts, limits, standard)
        return Verdict(household_class, standard.code, limits.income_limit, counted, (*reasons, reason))
    names = "; ".join(f"{n}. {standard.deprivation(n).name}" for n in counted) or "không có chỉ số nào"
    reasons.append(f"Thiếu hụt {len(counted)}/{standard.n_deprivations} chỉ số: {names}.")
    poor = len(counted) >= standard.poor_min_deprivations
    compared = "từ" if poor else "dưới"
    household_class = HouseholdClass.POOR if poor else HouseholdClass.NEAR_POOR
    reasons.append(
        f"Số chỉ số thiếu hụt {compared} {standard.poor_min_deprivations} nên là {household_class.label.lower()} "
        f"({standard.income_source})."
    )
    return Verdict(household_class, standard.code, limits.income_limit, counted, tuple(reasons))


def _under_limit(facts: Facts, limits: AreaLimits, standard: PovertyStandard) -> tuple[bool, list[str]]:
    area = AREA_WORDS[facts.area]
    if facts.income is not None:
        under = facts.income <= limits.income_limit
        word = "không vượt" if under else "vượt"
        return under, [
            (
                f"Thu nhập bình quân {format_dong(facts.income)}/người/tháng {word} mức {format_dong(limits.income_limit)} "
                f"của khu vực {area} ({standard.income_source})."
            )
        ]
    if facts.income_score is None:
        raise DomainError("Chưa có điểm B1 hoặc thu nhập bình quân. Nhập một trong hai để phân loại.")
    if limits.income_score_max is None:
        raise DomainError(f"{standard.legal_basis} chưa công bố mức điểm B1 cho khu vực {area}. Phân loại bằng thu nhập bình quân.")
    under = facts.income_score < limits.income_score_max or (
        facts.income_score == limits.income_score_max and limits.income_score_operator == "<="
    )
    word = "không vượt" if under else "vượt"
    score, most = format_int(facts.income_score), format_int(limits.income_score_max)
    return under, [f"Điểm B1 là {score}, {word} mức {most} điểm của khu vực {area} ({standard.score_source})."]


def _above(facts: Facts, limits: AreaLimits, standard: PovertyStandard) -> tuple[HouseholdClass, str]:
    if facts.income is not None and limits.average_upper is not None and facts.income <= limits.average_upper:
        return HouseholdClass.AVERAGE, (
            f"Thu nhập trên chuẩn nghèo và không vượt {format_dong(limits.average_upper)} "
            f"nên là hộ có mức sống trung bình ({standard.income_source})."
        )
    return HouseholdClass.NOT_POOR, "Hộ vượt mức thu nhập thì không xét số chỉ số thiếu hụt: là hộ không nghèo."
