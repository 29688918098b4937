"""Vietnamese numbers and money. Money is a whole number of đồng, never a fraction."""

import re
from decimal import ROUND_HALF_UP, Decimal

MISSING = "Chưa có số liệu"
_GROUPED = re.compile(r"^-?\d{1,3}([.\s\u00a0]\d{3})+$")
LONGEST_PLAIN = 9  # digits; more are no page, version or year, and would not fit a database column
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ")


def format_int(value: int | None) -> str:
    """``1.234.567``; the sentence for missing where there is none."""
    return MISSING if value is None else f"{value:,}".replace(",", ".")


def format_decimal(value: Decimal | float | None, places: int = 1) -> str:
    """``12,5`` with thousands dots; trailing zeros after the comma are dropped."""
    if value is None:
        return MISSING
    quantised = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{quantised:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").rstrip(",") if "," in text else text


def format_percent(value: Decimal | float | None, places: int = 2) -> str:
    """``12,5 %`` with a no-break space."""
    return MISSING if value is None else f"{format_decimal(value, places)}\u00a0%"


def format_dong(value: int | None) -> str:
    """``1.500.000 đồng``."""
    return MISSING if value is None else f"{format_int(value)}\u00a0đồng".replace("-", "−")


def parse_int(text: str) -> int:
    """Read ``1.500.000``, ``1 500 000`` or ``1500000``; ValueError for anything else, so that ``1.5`` is never 15."""
    text = text.strip()
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if _GROUPED.match(text):
        return int(re.sub(r"[.\s\u00a0]", "", text))
    raise ValueError(f"not a whole number: {text}")


def parse_plain(text: str) -> int | None:
    """Read the ASCII digits of an address or a hidden field; None for anything else, and for more than nine digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PLAIN else None


def percent(part: int, whole: int) -> Decimal | None:
    """``part / whole × 100`` rounded half up to two places; None for an empty whole."""
    if whole == 0:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _three_digits(number: int, leading: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words: list[str] = []
    if hundreds or not leading:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0 and units and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [_DIGITS[tens], "mươi"]
    if units:
        words.append({1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}.get(units, _DIGITS[units]))
    return " ".join(words)


def dong_in_words(value: int) -> str:
    """``một triệu năm trăm nghìn đồng``, read back under a money field."""
    if value == 0:
        return "không đồng"
    groups: list[int] = []
    rest = abs(value)
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    words: list[str] = []
    for position in range(len(groups) - 1, -1, -1):
        if groups[position]:
            words.append(_three_digits(groups[position], leading=not words) + _SCALES[position])
    return ("âm " if value < 0 else "") + " ".join(words) + " đồng"
