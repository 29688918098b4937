"""``classify``: apply a poverty standard to typed facts."""

from typing import Any

from django.core.management.base import CommandParser

from camphucnam.ui.commands import WRONG_USAGE, OfficeCommand, Refused, day
from households.rules.classification import Facts, classify
from households.rules.standards import standard_by_code, standard_on


class Command(OfficeCommand):
    help = "Phân loại theo chuẩn nghèo từ điểm B1 (hoặc thu nhập) và các chỉ số thiếu hụt."
    needs_ward = False

    def add_office_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--standard", metavar="CODE", help="mã chuẩn nghèo")
        which.add_argument("--on", type=day, help="chuẩn nghèo có hiệu lực vào ngày này")
        parser.add_argument("--area", choices=["urban", "rural"], required=True, help="thành thị hoặc nông thôn")
        money = parser.add_mutually_exclusive_group(required=True)
        money.add_argument("--income-score", type=int, metavar="N", help="điểm B1")
        money.add_argument("--income", type=int, metavar="VND", help="thu nhập bình quân, đồng/người/tháng")
        parser.add_argument("--deprivations", default="", metavar="1,4,9", help="số của các chỉ số thiếu hụt; để trống nếu không có")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        standard = standard_by_code(options["standard"]) if options["standard"] else standard_on(options["on"])
        for name, label in (("income_score", "Điểm B1"), ("income", "Thu nhập")):
            if options[name] is not None and options[name] < 0:
                raise Refused(f"{label} không thể là số âm.", returncode=WRONG_USAGE)
        verdict = classify(
            Facts(options["area"], self._numbers(options["deprivations"]), options["income_score"], options["income"]), standard
        )
        return {
            "class": verdict.household_class,
            "standard": verdict.standard,
            "income_limit": verdict.income_limit,
            "counted": list(verdict.counted),
            "reasons": list(verdict.reasons),
        }

    @staticmethod
    def _numbers(text: str) -> frozenset[int]:
        try:
            return frozenset(int(part) for part in text.split(",") if part.strip())
        except ValueError:
            raise Refused(f"‘{text}’ không phải dãy số. Viết ví dụ 1,4,9.", returncode=WRONG_USAGE) from None
