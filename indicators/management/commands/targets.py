"""``targets``: every target of a year with its figures on a day."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from camphucnam.kernel.numbers import MISSING, format_decimal
from camphucnam.ui.commands import OfficeCommand, Refused, day
from indicators.rules.table import TargetRow
from indicators.selectors.targets import target_table


class Command(OfficeCommand):
    help = "In các chỉ tiêu của một năm và kết quả thực hiện tính đến một ngày."

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, metavar="Y", help="năm của chỉ tiêu")
        parser.add_argument("--on", type=day, metavar="D", help="số liệu đến hết ngày này; mặc định hôm nay, hoặc 31/12 của một năm đã qua")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        year = options["year"]
        if not 2000 <= year <= 2100:
            raise Refused(f"Không có năm {year}.")
        on = options["on"] or min(max(timezone.localdate(), date(year, 1, 1)), date(year, 12, 31))
        rows = target_table(ward, year, on)
        if not rows:
            raise Refused(f"Phường chưa có chỉ tiêu năm {year}. Chạy `manage.py load_reference --plan {year} --commit`.")
        return [as_document(row) for row in rows]

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        words = {True: "đạt", False: "chưa đạt", None: "-"}
        for item in answer:
            actual = MISSING if item["actual"] is None else f"{format_decimal(item['actual'], 2)} {item['unit']}"
            self.stdout.write(f"{item['code']}  {words[item['met']]:<9} {actual:<18} {item['name']}")


def as_document(row: TargetRow) -> dict[str, Any]:
    """One target as ``--json`` prints it; what is missing is null."""
    target, verdict = row.target, row.verdict
    comparison = target.goal.comparison
    return {
        "code": target.code,
        "name": target.name,
        "dimension": target.dimension,
        "operator": comparison.value if comparison else "",
        "value": target.goal.value,
        "unit": target.goal.unit,
        "numerator": row.numerator.figure.value,
        "denominator": row.denominator.figure.value if row.denominator else None,
        "actual": verdict.actual,
        "met": verdict.met,
        "source": target.source,
    }
