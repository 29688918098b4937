"""Say in words how a household stands on a day, and why."""

from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import format_dmy
from households.rules.classes import STANDING_CLASSES, HouseholdClass, WindowKind
from households.rules.classification import Facts, Verdict, classify
from households.rules.standards import PovertyStandard, standard_by_code, standard_for_decision
from households.selectors.assessments import Marks
from households.selectors.standing import Standing

Reason = tuple[str, str]
WINDOW_WORDS = {WindowKind.ESCAPED_POVERTY: "thoát nghèo", WindowKind.ESCAPED_NEAR_POVERTY: "thoát cận nghèo"}


@dataclass(frozen=True, slots=True)
class Clock:
    """The running window on a day: how many days of how many are over."""

    kind: WindowKind
    first_day: date
    last_day: date
    days_left: int
    n_days: int
    n_over: int


def sentence(standing: Standing, marks_shown: bool = True) -> str:
    """``Hộ cận nghèo từ 08/12/2023 theo QĐ 12/QĐ-UBND; thiếu hụt 2/12 chỉ số``."""
    if standing.household_class is None:
        return "Chưa có phân loại vào ngày này"
    text = standing.household_class.label
    if standing.since:
        text += f" từ {format_dmy(standing.since)}"
    if standing.decision:
        text += f" theo QĐ {standing.decision.number}"
    if marks_shown and standing.household_class in STANDING_CLASSES:
        text += f"; {deprivation_words(standing.marks)}"
    return text


def deprivation_words(marks: Marks | None) -> str:
    """``thiếu hụt 2/12 chỉ số``, with what is not known."""
    if marks is None or not marks.known_mask:
        return "chưa có số liệu về chỉ số thiếu hụt"
    standard = standard_by_code(marks.standard_code)
    unknown = standard.n_deprivations - marks.known_mask.bit_count()
    words = f"thiếu hụt {len(marks.deprived)}/{standard.n_deprivations} chỉ số"
    return f"{words} ({unknown} chỉ số chưa rõ)" if unknown else words


def clock(standing: Standing, day: date) -> Clock | None:
    """The window clock, or None outside a window."""
    window = standing.window
    if window is None or window.kind is None:
        return None
    n_days = (window.last_day - window.first_day).days
    left = window.days_left(day)
    return Clock(window.kind, window.first_day, window.last_day, left, n_days, n_days - left)


def verdict_of_marks(marks: Marks | None) -> Verdict | None:
    """The class that a sheet computes to; None while B1 or any indicator is not known."""
    if marks is None or marks.income_score is None:
        return None
    standard = standard_by_code(marks.standard_code)
    limits = standard.limits(marks.area_type)
    if marks.known_mask.bit_count() < standard.n_deprivations or limits.income_score_max is None:
        return None
    return classify(Facts(marks.area_type, frozenset(marks.deprived), marks.income_score), standard)


def reasons(standing: Standing) -> list[Reason]:
    """Why the household stands as it does: the decision, what the sheet computes to, and the window, each with its source."""
    found: list[Reason] = []
    if standing.decision is not None and standing.household_class is not None:
        decision = standing.decision
        label = standing.household_class.label.lower()
        days = f"ký ngày {format_dmy(decision.signed_on)}, hiệu lực từ {format_dmy(decision.effective_on)}"
        text = f"Quyết định số {decision.number} {days}, ghi {label}."
        found.append((text, "Quyết định số 24/2021/QĐ-TTg: danh sách do Chủ tịch UBND cấp xã công nhận"))
    found += _sheet_reasons(standing.marks, standing.household_class)
    window = standing.window
    if window is not None and window.kind is not None:
        standard = standard_for_decision(window.first_day)
        text = (
            f"Hộ {WINDOW_WORDS[window.kind]} từ {format_dmy(window.first_day)} nên còn trong thời hạn {standard.window_months} tháng, "
            f"đến hết ngày {format_dmy(window.last_day)}."
        )
        found.append((text, standard.window_source))
    return found or [("Hộ chưa có quyết định phân loại nào có hiệu lực vào ngày này.", "")]


def _sheet_reasons(marks: Marks | None, household_class: HouseholdClass | None) -> list[Reason]:
    if marks is None:
        return [("Chưa có phiếu rà soát nào đến ngày này, nên chưa tính được phân loại để đối chiếu.", "")]
    standard = standard_by_code(marks.standard_code)
    source = f"Phiếu rà soát ngày {format_dmy(marks.assessed_on)}, {standard.legal_basis}"
    verdict = verdict_of_marks(marks)
    if verdict is None:
        return [(f"Phiếu rà soát chưa đủ để tính phân loại: {_missing(marks, standard)}.", source)]
    found: list[Reason] = [(reason, source) for reason in verdict.reasons]
    if household_class is not None and verdict.household_class is not household_class and household_class is not HouseholdClass.AVERAGE:
        text = (
            f"Phiếu này tính ra {verdict.household_class.label.lower()}, khác với quyết định ({household_class.label.lower()}). "
            "Quyết định là căn cứ pháp lý; kiểm tra lại phiếu nếu thấy chưa hợp lý."
        )
        found.append((text, ""))
    return found


def _missing(marks: Marks, standard: PovertyStandard) -> str:
    parts = []
    if marks.income_score is None:
        parts.append("chưa có điểm B1")
    unknown = standard.n_deprivations - marks.known_mask.bit_count()
    if unknown:
        parts.append(f"{unknown} chỉ số chưa rõ")
    if standard.limits(marks.area_type).income_score_max is None:
        parts.append("chuẩn này chưa công bố mức điểm B1")
    return ", ".join(parts)
