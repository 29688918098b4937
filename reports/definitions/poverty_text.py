"""The sentences and tables about poverty reduction: movement in words, against the targets, and the twelve indicators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_before, format_dmy
from camphucnam.kernel.numbers import MISSING, format_int
from reports.definitions.base import Form, Unit, rate
from reports.definitions.blocks import missing, paragraph, table
from reports.definitions.deprivation import HOUSEHOLDS
from reports.definitions.movement import CLOSING, OPENING, figure
from reports.layout import Block, Kind, Value
from reports.rules.programme import IndicatorFact, TargetFact

READING_WORDS = {
    "net": "Giảm thuần (đầu kỳ trừ cuối kỳ)",
    "gross": "Thoát nghèo (cột 2 và cột 3)",
    "above_near_poor": "Vượt chuẩn cận nghèo (cột 3)",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The filled-in forms with the days they speak of."""

    forms: Mapping[int, Form]
    first_day: date
    cutoff: date

    def count(self, form: int, column: int, unit: Unit = Unit.HOUSEHOLDS) -> str:
        """A total of form 2 or 3 in words."""
        return format_int(_whole(self.forms[form], column, unit))

    def share(self, column: str) -> str:
        """A rate of form 1 in words."""
        line = self.forms[1].line("")
        value = line.figures[column].value if line else None
        return MISSING.lower() if value is None else f"{str(value).replace('.', ',')}\u00a0%"


def _whole(form: Form, column: int, unit: Unit = Unit.HOUSEHOLDS) -> int:
    value = figure(form, column, unit).value
    return int(value) if value is not None else 0


def sentences(wording: Wording) -> list[Block]:
    """Opening, movement and closing of poor and near-poor households."""
    count, persons = wording.count, Unit.PERSONS
    opening = (
        f"Đầu kỳ (ngày {format_dmy(day_before(wording.first_day))}): toàn phường có {count(2, OPENING)} hộ nghèo với "
        f"{count(2, OPENING, persons)} nhân khẩu; {count(3, OPENING)} hộ cận nghèo với {count(3, OPENING, persons)} nhân khẩu."
    )
    poor = (
        f"Trong kỳ, {count(2, 2)} hộ nghèo trở thành hộ cận nghèo, {count(2, 3)} hộ thoát nghèo vượt chuẩn cận nghèo, "
        f"{count(2, 4)} hộ giảm do nguyên nhân khác; {count(2, 5)} hộ cận nghèo trở thành hộ nghèo, {count(2, 6)} hộ tái nghèo, "
        f"{count(2, 7)} hộ nghèo phát sinh mới, {count(2, 8)} hộ tăng do nguyên nhân khác."
    )
    near = (
        f"Về hộ cận nghèo: {count(3, 2)} hộ thoát cận nghèo, {count(3, 4)} hộ giảm do nguyên nhân khác; {count(3, 6)} hộ tái cận nghèo, "
        f"{count(3, 7)} hộ phát sinh mới, {count(3, 8)} hộ tăng do nguyên nhân khác."
    )
    closing = (
        f"Cuối kỳ (ngày {format_dmy(wording.cutoff)}): toàn phường có {count(2, CLOSING)} hộ nghèo với "
        f"{count(2, CLOSING, persons)} nhân khẩu, tỷ lệ hộ nghèo: {wording.share('4')}; "
        f"{count(3, CLOSING)} hộ cận nghèo với {count(3, CLOSING, persons)} nhân khẩu, tỷ lệ hộ cận nghèo: {wording.share('6')}."
    )
    return [paragraph(text) for text in (opening, poor, near, closing)]


def readings(form: Form) -> dict[str, int]:
    """The three readings of "giảm n hộ nghèo": net, gross, above near-poverty."""
    gross = _whole(form, 2) + _whole(form, 3)
    return {"net": _whole(form, OPENING) - _whole(form, CLOSING), "gross": gross, "above_near_poor": _whole(form, 3)}


def against_targets(targets: Sequence[TargetFact]) -> list[Block]:
    """Reduction of poor households since 1 January in all readings, beside what was wanted."""
    read = [item for item in targets if item.readings]
    if not read:
        return [missing("Chưa có chỉ tiêu giảm hộ nghèo của năm trong hệ thống.")]
    columns = (
        ("Chỉ tiêu", Kind.TEXT, 34), ("Nguồn", Kind.TEXT, 26), ("Yêu cầu", Kind.TEXT, 12),
        *((word, Kind.NUMBER, 14) for word in READING_WORDS.values()), ("Đánh giá", Kind.TEXT, 14),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for item in read:
        values = dict(item.readings)
        rows.append(
            (f"{item.name} ({item.assigned.lower()})", item.source, item.wanted, *(values.get(key) for key in READING_WORDS), item.state)
        )
    note = "Tính từ ngày 01/01 của năm; mỗi chỉ tiêu được đánh giá theo cách đọc ghi trong kế hoạch."
    return [table("reduction", "Kết quả giảm hộ nghèo so với chỉ tiêu", columns, rows, [note])]


def deprivation_table(forms: Mapping[int, Form], indicators: Sequence[IndicatorFact], standard: str) -> Block:
    """The twelve indicators: households that lack them and their share, poor and near-poor."""
    columns = (
        ("TT", Kind.TEXT, 6), ("Chiều", Kind.TEXT, 22), ("Chỉ số", Kind.TEXT, 34),
        ("Hộ nghèo thiếu hụt", Kind.NUMBER, 12), ("Tỷ lệ (%)", Kind.PERCENT, 10),
        ("Hộ cận nghèo thiếu hụt", Kind.NUMBER, 12), ("Tỷ lệ (%)", Kind.PERCENT, 10),
    )  # fmt: skip
    poor, near = forms[4].line(""), forms[6].line("")
    rows: list[tuple[Value, ...]] = []
    for item in indicators:
        key = str(item.number)
        cells: list[Value] = []
        for line in (poor, near):
            lacking, whole = (line.figures.get(key), line.figures[HOUSEHOLDS]) if line else (None, None)
            cells += [lacking.value, rate(lacking, whole).value] if lacking and whole else [None, None]
        rows.append((key, item.dimension, item.name, *cells))
    return table("deprivation", "Mức độ thiếu hụt 12 chỉ số dịch vụ xã hội cơ bản", columns, rows, [f"Theo {standard}."])
