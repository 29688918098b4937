"""The official lines of a document (NĐ 30/2020/NĐ-CP, Phụ lục I), the same in every format."""

from datetime import date
from typing import Any, Protocol

from camphucnam.kernel.dates import format_official

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
COMMITTEE = "ỦY BAN NHÂN DÂN"


class Names(Protocol):
    """The names of a ward in force on a day (``ward.profile_on(day)``)."""

    parent_name: str
    authority_name: str
    place_name: str


def stacked(name: str) -> str:
    """A long name of a People's Committee on two lines, broken where people break it."""
    return name.replace(f"{COMMITTEE} ", f"{COMMITTEE}\n", 1) if name.startswith(f"{COMMITTEE} ") else name


def number_line(number: str, symbol: str) -> str:
    """``Số: 05/BC-UBND``; two digits below 10, blank until the clerk gives the number."""
    number = number.strip()
    if number.isdecimal():
        number = f"{int(number):02d}"
    return f"Số: {number or '        '}/{symbol}"


def place_line(place: str, dated_on: date | None, year: int) -> str:
    """``Cam Phúc Nam, ngày 05 tháng 02 năm 2026``; the day blank until it is given."""
    day = format_official(dated_on) if dated_on else f"ngày      tháng      năm {year}"
    return f"{place}, {day}"


def letterhead(profile: Names, dated_on: date | None, year: int, symbol: str = "", number: str = "") -> dict[str, Any]:
    """What ``documents/letterhead.html`` prints: names in force on the day of the document; without ``symbol`` no number line."""
    return {
        "parent_lines": stacked(profile.parent_name),
        "authority_lines": stacked(profile.authority_name),
        "nation": NATION,
        "motto": MOTTO,
        "number_line": number_line(number, symbol) if symbol else "",
        "place_line": place_line(profile.place_name, dated_on, year),
    }
