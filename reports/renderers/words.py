"""How values and the official lines of a document are written, the same in every format."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from camphucnam.documents import words as paper
from camphucnam.kernel.dates import format_dmy, format_official
from camphucnam.kernel.numbers import format_int
from reports.layout import Document, Kind, Registration, Value

MISSING = "–"
PROVISIONAL = "(Số liệu sơ bộ)"
WATERMARK = "BẢN XEM THỬ"
DEMO = "Dữ liệu minh họa"
END = "./."
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
CENT = Decimal("0.01")


def shown(value: Value, kind: Kind) -> str:
    """A cell as read by people: 1.234, 12,50, 08/12/2023; a dash for a figure that is missing."""
    if value is None:
        return "" if kind is Kind.TEXT else MISSING
    if kind is Kind.PERCENT:
        return str(Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)).replace(".", ",")
    if kind is Kind.NUMBER:
        return format_int(int(value)) if not isinstance(value, date | str) else str(value)
    return format_dmy(value) if isinstance(value, date) else str(value)


def number_line(document: Document, registration: Registration) -> str:
    """``Số: 05/BC-UBND``; two digits below 10, blank until the clerk gives the number."""
    return paper.number_line(registration.number, document.letterhead.symbol)


def place_line(document: Document, registration: Registration) -> str:
    """``Cam Phúc Nam, ngày 05 tháng 02 năm 2026``; the day blank until it is given."""
    return paper.place_line(document.letterhead.place, registration.dated_on, document.dated_on.year)


def annex_line(document: Document, registration: Registration) -> str:
    """The italic line under an annex title."""
    number = number_line(document, registration).removeprefix("Số: ")
    day = format_official(registration.dated_on) if registration.dated_on else f"ngày      tháng      năm {document.dated_on.year}"
    return f"(Kèm theo {document.type_word.capitalize()} số {number} {day} của {document.letterhead.issuer})"
