"""The deprivation tables (chỉ số thiếu hụt): counts and shares, for poor and for near-poor households."""

from collections import defaultdict
from collections.abc import Callable

from households.rules.classes import HouseholdClass
from reports.definitions.base import TOTAL_NAME, Figure, Figures, Form, FormRow, FormType, add_up, rate, total_of
from reports.layout import Column, HeadCell, Kind
from reports.rules.facts import Answers, RegisterFacts

HOUSEHOLDS, DEPRIVATIONS = "households", "deprivations"
INDICATORS = tuple(str(number) for number in range(1, 13))
WORDS = {HouseholdClass.POOR: "hộ nghèo", HouseholdClass.NEAR_POOR: "hộ cận nghèo"}


def _known(answers: Answers | None, number: int) -> bool:
    return answers is not None and bool(answers.known_mask >> (number - 1) & 1)


def _indicator(codes: list[str], facts: RegisterFacts, number: int) -> Figure:
    """How many of the households lack it; empty when nobody in a group with households was asked."""
    answered = [code for code in codes if _known(facts.answers.get(code), number)]
    if codes and not answered:
        return Figure(None)
    lacking = tuple(sorted(code for code in answered if facts.answers[code].deprived_mask >> (number - 1) & 1))
    return Figure(len(lacking), lacking)


def counts(facts: RegisterFacts, table: HouseholdClass) -> list[tuple[str, str, Figures]]:
    """(group code, group name, figures) of the count form, in the printed order."""
    by_group: dict[int, list[str]] = defaultdict(list)
    for stock in facts.closing_stocks:
        if stock.table is table:
            by_group[stock.group].append(stock.code)
    found = []
    for group in facts.groups:
        codes = sorted(by_group[group.pk])
        indicators = {key: _indicator(codes, facts, int(key)) for key in INDICATORS}
        figures = {HOUSEHOLDS: Figure(len(codes), tuple(codes)), DEPRIVATIONS: add_up(indicators.values())} | indicators
        found.append((group.code, group.name, figures))
    return found


def _shares(figures: Figures) -> Figures:
    return {HOUSEHOLDS: figures[HOUSEHOLDS]} | {key: rate(figures[key], figures[HOUSEHOLDS]) for key in INDICATORS}


def form_type(number: int, table: HouseholdClass, *, shares: bool) -> FormType:
    """One of the four deprivation forms."""
    word = WORDS[table]
    what = "TỶ LỆ CÁC CHỈ SỐ" if shares else "CÁC CHỈ SỐ"
    title = f"PHÂN TÍCH {what} THIẾU HỤT DỊCH VỤ XÃ HỘI CƠ BẢN CỦA {word.upper()}"
    kind = Kind.PERCENT if shares else Kind.NUMBER
    lead = [Column(HOUSEHOLDS, Kind.NUMBER, 10), *([] if shares else [Column(DEPRIVATIONS, Kind.NUMBER, 10)])]
    columns = (Column("A", Kind.TEXT, 4), Column("B", Kind.TEXT, 24), *lead, *(Column(key, kind, 8) for key in INDICATORS))

    def collect(facts: RegisterFacts, provisional: bool) -> Form:
        lines = counts(facts, table)
        rows = [FormRow(code, name, None, figures) for code, name, figures in lines]
        total = total_of(rows, (HOUSEHOLDS, DEPRIVATIONS, *INDICATORS))
        if shares:
            rows = [FormRow(row.group, row.name, None, _shares(row.figures)) for row in rows]
            total = _shares(total)
        return Form(number, title, None, facts.last_day, provisional, tuple(rows), (FormRow("", TOTAL_NAME, None, total),))

    short = f"{'Tỷ lệ thiếu hụt' if shares else 'Thiếu hụt'} của {word}"
    return FormType(number, title, short, columns, _head(word, shares=shares), collect)


def _head(word: str, *, shares: bool) -> Callable[[bool], tuple[HeadCell, ...]]:
    def head(provisional: bool) -> tuple[HeadCell, ...]:
        services = f"thiếu hụt dịch vụ xã hội cơ bản của {word}"
        group = f"Tỷ lệ chỉ số {services} (%)" if shares else f"Chỉ số {services}"
        first = 3 if shares else 4
        counted = () if shares else (HeadCell("Tổng số thiếu hụt", 0, 3, rows=2),)
        return (
            HeadCell("TT", 0, 0, rows=2),
            HeadCell("Tổ dân phố", 0, 1, rows=2),
            HeadCell(f"Tổng số {word}", 0, 2, rows=2),
            *counted,
            HeadCell(group, 0, first, columns=len(INDICATORS)),
            *(HeadCell(key, 1, first + n) for n, key in enumerate(INDICATORS)),
        )

    return head
