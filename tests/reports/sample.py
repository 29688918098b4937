"""A small invented register and the documents made from it, the same in every run."""

from datetime import date

from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from reports.definitions.blocks import heading, missing, paragraph, table
from reports.layout import Block, Document, Kind, Letterhead, Sheet
from reports.registry import FORMS, collect_forms
from reports.rules.facts import RegisterFacts
from tests.reports.histories import facts_of

POOR, NEAR, FREE = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
SINCE = date(2022, 12, 8)


def _household(code: str, group: int, people: int, *periods: PeriodFact) -> HouseholdHistory:
    return HouseholdHistory(code, periods, (Stay(group, None, None),), tuple(Presence(None, None) for _ in range(people)))


def _stays(household_class: HouseholdClass) -> PeriodFact:
    return PeriodFact(household_class, SINCE, None, Opening.NEW)


def _changes(before: HouseholdClass, last: date, after: HouseholdClass, opened: Opening) -> tuple[PeriodFact, PeriodFact]:
    return PeriodFact(before, SINCE, last, Opening.NEW), PeriodFact(after, date.fromordinal(last.toordinal() + 1), None, opened)


def register() -> RegisterFacts:
    """Every column of the movement tables has an entry."""
    middle = date(2023, 6, 14)
    households = (
        _household("H01", 1, 3, _stays(POOR)),
        _household("H02", 1, 2, *_changes(POOR, middle, NEAR, Opening.EASED)),
        _household("H03", 1, 4, *_changes(POOR, middle, FREE, Opening.ESCAPED_POVERTY)),
        _household("H04", 2, 1, PeriodFact(POOR, SINCE, middle, Opening.NEW)),
        _household("H05", 2, 5, *_changes(NEAR, middle, POOR, Opening.WORSENED)),
        _household("H06", 2, 2, PeriodFact(POOR, date(2023, 7, 1), None, Opening.RELAPSE)),
        _household("H07", 2, 3, PeriodFact(POOR, date(2023, 7, 1), None, Opening.NEW)),
        _household("H08", 3, 2, PeriodFact(POOR, date(2023, 8, 1), None, Opening.OTHER_IN)),
        _household("H09", 3, 4, _stays(NEAR)),
        _household("H10", 3, 2, *_changes(NEAR, middle, FREE, Opening.ESCAPED_NEAR_POVERTY)),
        _household("H11", 3, 3, PeriodFact(NEAR, SINCE, middle, Opening.NEW)),
        _household("H12", 3, 1, PeriodFact(NEAR, date(2023, 7, 1), None, Opening.RELAPSE)),
        _household("H13", 1, 6, PeriodFact(NEAR, date(2023, 7, 1), None, Opening.NEW)),
        _household("H14", 1, 2, PeriodFact(NEAR, date(2023, 8, 1), None, Opening.OTHER_IN)),
    )
    return facts_of(households, date(2023, 1, 1), date(2023, 12, 20))


def sheets() -> tuple[Sheet, ...]:
    """Forms 1 to 7 of the register."""
    forms, _ = collect_forms(register(), provisional=False)
    return tuple(FORMS[number].sheet(form) for number, form in forms.items())


def document(*extra: Block, provisional: bool = False, annexes: tuple[Sheet, ...] | None = None) -> Document:
    """A short report with its annexes; ``extra`` blocks carry what a test wants to see drawn."""
    rows = [("1", "Dự án 2. Đa dạng hóa sinh kế", 3, date(2023, 6, 12))]
    columns = (("TT", Kind.TEXT, 6), ("Dự án", Kind.TEXT, 40), ("Số hộ", Kind.NUMBER, 10), ("Ngày", Kind.DAY, 16))
    return Document(
        "BÁO CÁO",
        "Kết quả thực hiện công tác giảm nghèo năm 2023",
        Letterhead("ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ", "ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ", "UBND phường Ví Dụ", "BC-UBND", "Ví Dụ"),
        "Ủy ban nhân dân thành phố Ví Dụ",
        ("Thực hiện Kế hoạch số 01/KH-UBND ngày 24/04/2023 của UBND phường Ví Dụ;",),
        (
            heading("I. TÌNH HÌNH CHỈ ĐẠO, ĐIỀU HÀNH", 2),
            paragraph("Phường đã họp, tuyên truyền, tập huấn; người nghèo được hưởng chính sách đầy đủ."),
            heading("1. Kết quả giảm nghèo", 3),
            missing(),
            heading("4.1. Tín dụng ưu đãi", 4),
            table("subprojects", "Kết quả các dự án", columns, rows),
            *extra,
        ),
        "Trên đây là báo cáo kết quả thực hiện của Ủy ban nhân dân phường Ví Dụ",
        ("UBND thành phố Ví Dụ;", "Lưu: VT."),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Nguyễn Văn Ví Dụ",
        sheets() if annexes is None else annexes,
        date(2023, 12, 20),
        provisional,
    )
