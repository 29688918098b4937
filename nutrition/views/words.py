"""How measurements, doses and ages read on a page."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import format_decimal
from camphucnam.ui.badges import state_badge
from nutrition.rules.growth import is_low, is_very_low
from nutrition.rules.words import NutritionClass, Standard

SCORES = (("Chiều cao theo tuổi", "height_for_age"), ("Cân nặng theo tuổi", "weight_for_age"))


SHORT = {
    NutritionClass.NORMAL: ("done", "Bình thường"),
    NutritionClass.MODERATE: ("waiting", "SDD vừa"),
    NutritionClass.SEVERE: ("risk", "SDD nặng"),
    NutritionClass.ACUTE: ("risk", "Gầy còm"),
    NutritionClass.MODERATE_ACUTE: ("risk", "Gầy còm, SDD vừa"),
    NutritionClass.SEVERE_ACUTE: ("risk", "Gầy còm, SDD nặng"),
}
"""Short enough for a phone; the scores beside it say which measure is low."""


def class_badge(code: str | None) -> SafeString:
    """The class of the newest measurement; says when there is none."""
    if not code:
        return mark_safe('<span class="muted">Chưa cân đo</span>')
    return state_badge(*SHORT[NutritionClass(code)])


def score(value: Decimal | None) -> SafeString:
    """``−2,31`` with a word where it is low; a dash where the tables have no value."""
    if value is None:
        return mark_safe("–")
    shown = format_decimal(value, 2).replace("-", "−")
    word = " (nặng)" if is_very_low(value) else " (thấp)" if is_low(value) else ""
    return format_html('<span class="nowrap">{}{}</span>', shown, word)


def kilograms(row: Any) -> str:
    """``9,8 kg``."""
    return f"{format_decimal(Decimal(row.weight_g) / 1000, 2)}\u00a0kg"


def centimetres(row: Any) -> str:
    """``74,5 cm, nằm``."""
    return f"{format_decimal(Decimal(row.height_mm) / 10, 1)}\u00a0cm, {'nằm' if row.lying else 'đứng'}"


def standard(row: Any) -> str:
    """Name of the tables."""
    return Standard.label_of(row.standard)


def age(months: int | None, born: date | None) -> str:
    """``23 tháng``; years from five on: ``7 tuổi 3 tháng``; what is missing where the months are not known."""
    if months is None:
        return "chưa rõ ngày sinh" if born is None else f"chỉ có năm sinh {born.year}"
    if months < 60:
        return f"{months} tháng"
    years, rest = divmod(months, 12)
    return f"{years} tuổi {rest} tháng" if rest else f"{years} tuổi"
