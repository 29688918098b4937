"""``import_households``: read the workbook that wards exchange, show or write what it changes."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from camphucnam.accounts.models import Ward
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.commands import WRONG_USAGE, OfficeCommand, Refused, day
from households.rules.importing.plan import ImportOptions, ImportPlan
from households.rules.importing.summary import counts, problem_dicts
from households.services.imports.committing import import_at_once
from households.services.imports.planning import plan_file, read_file
from households.services.imports.previewing import new_batch

EMPTY = {
    "sheets": [],
    "households": {"created": 0, "updated": 0, "unchanged": 0},
    "members": {"created": 0, "updated": 0, "unchanged": 0},
    "status_periods": {"opened": 0, "closed": 0},
    "absent": [],
}
SHOWN = 20


class Command(OfficeCommand):
    help = "Nhập danh sách hộ nghèo, cận nghèo, thoát nghèo từ tệp Excel của phường."
    writes = True

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--decision", default="", metavar="NUMBER", help="số quyết định cho các dòng không ghi")
        parser.add_argument("--signed-on", type=day, metavar="D", help="ngày ký của quyết định đó")
        parser.add_argument("--effective-on", type=day, metavar="D", help="ngày hiệu lực; mặc định là ngày ký")
        parser.add_argument("--reviewed-on", type=day, metavar="D", help="ngày rà soát (B1, B2); mặc định là ngày ký")
        parser.add_argument("--complete", action="store_true", help="danh sách đầy đủ: từ chối khi còn hộ vắng mặt")
        parser.add_argument("--create-groups", action="store_true", help="tạo tổ dân phố chưa có")

    def answer(self, ward: Ward, options: dict[str, Any]) -> object:
        data = self._read(options["file"])
        choices = ImportOptions(
            options["decision"].strip(), options["signed_on"], options["effective_on"], options["reviewed_on"], options["complete"],
            options["create_groups"],
        )  # fmt: skip
        try:
            file = read_file(data)
        except DomainError as error:
            problem = {"sheet": None, "row": None, "column": None, "message": error.message}
            raise Refused(error.message, answer={**EMPTY, "errors": [problem], "warnings": [], "committed": False}) from None
        if options["commit"]:
            batch = new_batch(ward, options["file"].name, data, choices, by=None)
            plan = import_at_once(file, ward, choices, batch=batch, by=None)
        else:
            plan = plan_file(file, ward, choices)
        return self._answer(plan, commit=options["commit"])

    @staticmethod
    def _read(path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise Refused(f"Không mở được tệp {path}: {error.strerror}. Kiểm tra lại đường dẫn.", returncode=WRONG_USAGE) from None

    @staticmethod
    def _answer(plan: ImportPlan, *, commit: bool) -> dict[str, Any]:
        refused = bool(plan.problems.n_errors)
        answer = {
            **counts(plan),
            "errors": problem_dicts(plan.problems.errors),
            "warnings": problem_dicts(plan.problems.warnings),
            "committed": commit and not refused,
        }
        if refused:
            lines = [
                f"{item.sheet or ''} dòng {item.row or '-'} {item.column or ''}: {item.message}" for item in plan.problems.errors[:SHOWN]
            ]
            raise Refused(*lines, answer=answer)
        return answer

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """The figures, the first warnings, and whether anything was written."""
        for sheet in answer["sheets"]:
            self.stdout.write(f"Trang {sheet['name']}: {sheet['rows']} dòng, bỏ qua {sheet['skipped']}")
        households, members = answer["households"], answer["members"]
        self.stdout.write(f"Hộ: thêm {households['created']}, sửa {households['updated']}, không đổi {households['unchanged']}")
        self.stdout.write(f"Nhân khẩu: thêm {members['created']}, sửa {members['updated']}, không đổi {members['unchanged']}")
        for warning in answer["warnings"][:SHOWN]:
            self.stdout.write(f"Cảnh báo: {warning['sheet'] or ''} dòng {warning['row'] or '-'}: {warning['message']}")
        self.stdout.write("Đã ghi." if answer["committed"] else "Chạy thử, chưa ghi gì. Thêm --commit để ghi.")
