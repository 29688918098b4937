"""``manage.py form N``: a statutory form of the ward as XLSX, PDF or JSON."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from camphucnam.accounts.models import Ward
from camphucnam.ui.commands import WRONG_USAGE, OfficeCommand, Refused, as_json, day
from reports.definitions.base import answer_of
from reports.models.report import FileFormat
from reports.registry import form_type
from reports.services.drawing import draw_document
from reports.services.forms_alone import form_collect, form_document

SUFFIXES = {".xlsx": FileFormat.XLSX, ".pdf": FileFormat.PDF, ".json": FileFormat.JSON}


class Command(OfficeCommand):
    """See docs: the answer's ``values`` are keyed by the printed column numbers, an empty cell is null."""

    help = "Lập biểu thống kê số N của phường; đuôi tệp (.xlsx, .pdf, .json) chọn định dạng"

    def add_office_arguments(self, parser: CommandParser) -> None:
        """Number, days, whether preliminary, and the file."""
        parser.add_argument("number", type=int, metavar="N", help="số biểu, 1–15")
        parser.add_argument("--from", type=day, dest="first", metavar="D", help="ngày đầu kỳ (tính từ đầu ngày)")
        parser.add_argument("--to", type=day, dest="last", metavar="D", help="ngày cuối kỳ (tính đến hết ngày)")
        parser.add_argument("--on", type=day, metavar="D", help="số liệu đến hết ngày")
        parser.add_argument("--provisional", action="store_true", help="in “Số liệu sơ bộ”")
        parser.add_argument("--output", type=Path, metavar="FILE", help="tệp kết quả")

    def answer(self, ward: Ward, options: dict[str, Any]) -> object:
        """Collect the form, write the file."""
        number, target = options["number"], options["output"]
        first, last = self._days(options)
        if target is None and not options["json"]:
            raise Refused("Thiếu --output và tên tệp (hoặc --json).", returncode=WRONG_USAGE)
        if target is not None and target.suffix.lower() not in SUFFIXES:
            raise Refused(f"Đuôi tệp ‘{target.suffix}’ không dùng được. Chọn .xlsx, .pdf hoặc .json.", returncode=WRONG_USAGE)
        if form_type(number).needs_period and options["first"] is None:
            raise Refused(f"Biểu {number} nói về diễn biến giữa hai ngày: cần --from và --to.", returncode=WRONG_USAGE)
        collected = form_collect(ward, number, first, last, provisional=options["provisional"])
        answer = answer_of(collected.form, collected.checks)
        if target is not None:
            self._write(target, SUFFIXES[target.suffix.lower()], as_json(answer), form_document(ward, collected.form))
        return answer

    def _days(self, options: dict[str, Any]) -> tuple[date, date]:
        first, last, on = options["first"], options["last"], options["on"]
        if on is not None and first is None and last is None:
            return on, on
        if on is not None or last is None:
            raise Refused("Cho --on, hoặc cho cả --from và --to.", returncode=WRONG_USAGE)
        if first is not None and first > last:
            raise Refused("Ngày --from sau ngày --to.", returncode=WRONG_USAGE)
        return first or last, last

    def _write(self, target: Path, file_format: FileFormat, json_text: str, document: Any) -> None:
        content = json_text.encode() if file_format is FileFormat.JSON else draw_document(document, file_format)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise Refused(f"Không ghi được tệp {target}: {error.strerror}.") from None
        self.say(f"Đã ghi {target}")

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """Plain lines: title and what is wrong."""
        self.stdout.write(answer["title"])
        for check in [*answer["checks"], *answer["remarks"]]:
            self.stdout.write(f"{'Đạt' if check['ok'] else 'CHƯA ĐẠT'}: {check['message']}")
