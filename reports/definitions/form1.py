"""Form 1: result of the review (kết quả rà soát) by group."""

from collections import defaultdict

from camphucnam.kernel.dates import format_dmy
from households.rules.classes import HouseholdClass
from reports.definitions.base import TOTAL_NAME, Figure, Figures, Form, FormRow, FormType, Tally, Unit, rate, total_of
from reports.layout import Column, HeadCell, Kind
from reports.rules.facts import GroupFact, RegisterFacts

TITLE = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO; HỘ CẬN NGHÈO; HỘ LÀM NÔNG, LÂM, NGƯ NGHIỆP CÓ MỨC SỐNG TRUNG BÌNH"
KEYS = tuple(str(number) for number in range(1, 15))
COUNTED = ("1", "2", "3", "5", "7", "9", "11", "13")
RATES = {"4": ("3", "1"), "6": ("5", "1"), "8": ("7", "1"), "10": ("9", "2"), "12": ("11", "2"), "14": ("13", "2")}
BY_CLASS = {HouseholdClass.POOR: ("3", "9"), HouseholdClass.NEAR_POOR: ("5", "11"), HouseholdClass.AVERAGE: ("7", "13")}
COLUMNS = (
    Column("A", Kind.TEXT, 4),
    Column("B", Kind.TEXT, 20),
    *(Column(key, Kind.PERCENT if key in RATES else Kind.NUMBER, 9) for key in KEYS),
)


def head(provisional: bool) -> tuple[HeadCell, ...]:
    """The head as printed; while the review runs the figures are called preliminary."""
    word = "sơ bộ" if provisional else "chính thức"
    pairs = (
        "Tổng số hộ nghèo", "Tổng số hộ cận nghèo", "Tổng số hộ nông, lâm, ngư nghiệp có mức sống trung bình",
        "Tổng số khẩu nghèo", "Tổng số khẩu cận nghèo", "Tổng số khẩu thuộc hộ nông, lâm, ngư nghiệp có mức sống trung bình",
    )  # fmt: skip
    cells = [
        HeadCell("TT", 0, 0, rows=3),
        HeadCell("Tổ dân phố", 0, 1, rows=3),
        HeadCell("Tổng số hộ dân cư (tại thời điểm rà soát)", 0, 2, rows=2, columns=2),
        HeadCell(f"Kết quả rà soát về hộ ({word})", 0, 4, columns=6),
        HeadCell(f"Kết quả rà soát về khẩu ({word})", 0, 10, columns=6),
        HeadCell("Số hộ", 2, 2, italic=True),
        HeadCell("Nhân khẩu", 2, 3, italic=True),
    ]
    for n, text in enumerate(pairs):
        column = 4 + 2 * n
        cells.append(HeadCell(text, 1, column, columns=2))
        cells.append(HeadCell("Số hộ" if n < 3 else "Số khẩu", 2, column, italic=True))
        cells.append(HeadCell("Tỷ lệ", 2, column + 1, italic=True))
    cells += [HeadCell("A", 3, 0), HeadCell("B", 3, 1)]
    for n, key in enumerate(KEYS):
        text = f"{key}={RATES[key][0]}/{RATES[key][1]}*100" if key in RATES else key
        cells.append(HeadCell(text, 3, 2 + n, italic=True))
    return tuple(cells)


def _with_rates(figures: Figures) -> Figures:
    figures |= {key: rate(figures[part], figures[whole]) for key, (part, whole) in RATES.items()}
    return {key: figures[key] for key in KEYS}


def _row(facts: RegisterFacts, group: GroupFact, cells: dict[tuple[int, HouseholdClass], Tally]) -> FormRow:
    baseline = facts.baselines.get(group.pk)
    figures = {"1": Figure(baseline.n_households if baseline else None), "2": Figure(baseline.n_persons if baseline else None)}
    for household_class, (of_households, of_persons) in BY_CLASS.items():
        tally = cells.get((group.pk, household_class), Tally())
        known = household_class is not HouseholdClass.AVERAGE or facts.knows_average
        figures[of_households] = tally.figure(Unit.HOUSEHOLDS) if known else Figure(None)
        figures[of_persons] = tally.figure(Unit.PERSONS) if known else Figure(None)
    return FormRow(group.code, group.name, None, _with_rates(figures))


def collect(facts: RegisterFacts, provisional: bool) -> Form:
    """One line per group; the population of a group is the newest entered one not after the day."""
    cells: dict[tuple[int, HouseholdClass], Tally] = defaultdict(Tally)
    for stock in facts.closing_stocks:
        cells[stock.group, stock.table].add(stock.code, 1, stock.persons)
    for standing in facts.closing:
        if standing.household_class is HouseholdClass.AVERAGE:
            cells[standing.group, HouseholdClass.AVERAGE].add(standing.code, 1, standing.persons)
    rows = tuple(_row(facts, group, cells) for group in facts.groups)
    total = FormRow("", TOTAL_NAME, None, _with_rates(total_of(rows, COUNTED)))
    days = sorted({baseline.on for baseline in facts.baselines.values()})
    notes = [f"Tổng số hộ dân cư theo số liệu nhập cho ngày {', '.join(map(format_dmy, days))}."] if days else []
    if not facts.knows_average:
        notes.append("Chưa có danh sách hộ nông, lâm, ngư nghiệp có mức sống trung bình: để trống các cột 7, 8, 13, 14.")
    title = TITLE.replace("CHÍNH THỨC", "SƠ BỘ") if provisional else TITLE
    return Form(1, title, None, facts.last_day, provisional, rows, (total,), tuple(notes))


FORM = FormType(1, TITLE, "Kết quả rà soát", COLUMNS, head, collect)
