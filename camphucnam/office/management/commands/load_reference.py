"""``load_reference``: the ward, the plans and the targets from the data files; nothing the second time."""

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from camphucnam.office.reference import load_all
from camphucnam.ui.commands import OfficeCommand


class Command(OfficeCommand):
    help = "Nạp chuẩn nghèo, kế hoạch, chỉ tiêu, lịch báo cáo, danh mục từ các tệp dữ liệu."
    needs_ward = False
    writes = True

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", type=int, metavar="YEAR", help="chỉ nạp kế hoạch của năm này; mặc định mọi năm có tệp")
        parser.add_argument("--ward", default="", metavar="CODE", help="mã phường; mặc định mọi phường")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        with transaction.atomic():
            counts = load_all(options["plan"], ward_code=options["ward"])
            answer = {"created": counts.created, "updated": counts.updated, "unchanged": counts.unchanged, "retired": counts.retired}
            transaction.set_rollback(not options["commit"])
        return answer
