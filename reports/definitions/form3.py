"""Form 3: movement of near-poor households (diễn biến hộ cận nghèo)."""

from households.rules.classes import HouseholdClass
from reports.definitions import movement
from reports.definitions.base import Form, FormType
from reports.definitions.movement import CLOSING_FORMULA, COLUMNS, KEYS
from reports.layout import HeadCell
from reports.rules.facts import RegisterFacts

TITLE = "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"


def head(provisional: bool) -> tuple[HeadCell, ...]:
    """The head as printed."""
    numbers = [*KEYS[:-1], CLOSING_FORMULA]
    return (
        HeadCell("TT", 0, 0, rows=3),
        HeadCell("Tổ dân phố", 0, 1, rows=3),
        HeadCell("Phân tổ", 0, 2, rows=3),
        HeadCell("Tổng số hộ cận nghèo đầu kỳ", 0, 3, rows=3),
        HeadCell("Diễn biến giảm", 0, 4, columns=3),
        HeadCell("Số hộ thoát cận nghèo", 1, 4, rows=2),
        HeadCell("Số hộ cận nghèo trở thành hộ nghèo", 1, 5, rows=2),
        HeadCell("Số hộ khác: thay đổi nhân khẩu, hộ đơn thân chết, chuyển đi nơi khác, tách, nhập với hộ khác", 1, 6, rows=2),
        HeadCell("Diễn biến tăng số hộ cận nghèo", 0, 7, columns=4),
        HeadCell("Số hộ nghèo trở thành hộ cận nghèo", 1, 7, rows=2),
        HeadCell("Số hộ bổ sung", 1, 8, columns=2),
        HeadCell("Tái cận nghèo", 2, 8),
        HeadCell("Phát sinh mới", 2, 9),
        HeadCell("Số hộ khác: thay đổi nhân khẩu, chuyển đến, tách, nhập với hộ khác…", 1, 10, rows=2),
        HeadCell("Tổng số hộ cận nghèo cuối kỳ", 0, 11, rows=3),
        *(HeadCell("", 3, column) for column in range(3)),
        *(HeadCell(text, 3, 3 + n, italic=True) for n, text in enumerate(numbers)),
    )


def collect(facts: RegisterFacts, provisional: bool) -> Form:
    """Two lines per group."""
    return movement.collect(facts, provisional, number=3, title=TITLE, table=HouseholdClass.NEAR_POOR)


FORM = FormType(3, TITLE, "Diễn biến hộ cận nghèo", COLUMNS, head, collect, needs_period=True)
