"""The annex of the programme report with what every (sub-)project and policy achieved in the period."""

from datetime import date

from reports.definitions.base import PROVISIONAL
from reports.layout import Column, HeadCell, Kind, Row, Sheet
from reports.rules.programme import ProgrammeFacts

TITLE = "KẾT QUẢ THỰC HIỆN CÁC DỰ ÁN, TIỂU DỰ ÁN, CHÍNH SÁCH"
CODE = "results"
VALUE = "3"
HEAD = (("TT", 5), ("Dự án, tiểu dự án, chính sách", 40), ("Kết quả", 44), ("Số liệu", 16), ("Đơn vị tính", 14), ("Cách tính", 50))


def result_sheet(facts: ProgrammeFacts, first: date, cutoff: date, *, provisional: bool) -> Sheet:
    """One row a result line; every figure carries the households behind it."""
    columns = tuple(Column(str(n), Kind.NUMBER if str(n) == VALUE else Kind.TEXT, width) for n, (_, width) in enumerate(HEAD))
    head = tuple(HeadCell(label, 0, n) for n, (label, _) in enumerate(HEAD))
    rows = []
    before, number = "", 0
    for item in facts.results:
        again = item.subject == before
        number += not again
        before = item.subject
        values = (str(number), item.subject, item.label, item.value, item.unit, item.note)
        behind = {VALUE: item.households} if item.households else {}
        rows.append(Row(values, joined=(0, 1) if again else (), behind=behind))
    lines = (f"Từ ngày {first:%d/%m/%Y} đến hết ngày {cutoff:%d/%m/%Y}", *((PROVISIONAL,) if provisional else ()))
    return Sheet(CODE, "Dự án, chính sách", TITLE, lines, columns, head, tuple(rows), tuple(_notes(facts)))


def _notes(facts: ProgrammeFacts) -> list[str]:
    if not facts.results and not facts.silent:
        return [f"Năm {facts.period.year} chưa có kế hoạch trong hệ thống."]
    return [f"Chưa có số liệu trong sổ theo dõi: {'; '.join(facts.silent)}."] if facts.silent else []
