"""``manage.py report KIND``: build a programme report as the worker would; with ``--issue`` freeze it for good."""

import os
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.documents.pdf import unavailable
from camphucnam.kernel.periods import Period, PeriodKind
from camphucnam.ui.commands import WRONG_USAGE, OfficeCommand, Refused, day
from reports.definitions.base import checks_answer
from reports.definitions.checks import forbidding
from reports.layout import Registration
from reports.models import IssuedReport, ReportDraft
from reports.models.report import FileFormat
from reports.selectors.periods import period_from
from reports.selectors.reading import one_state
from reports.services.building import Built, build_draft, thaw
from reports.services.drafting import draft_set_days
from reports.services.drawing import DRAWN_FORMATS, Drawing, issued_draw
from reports.services.issuing import report_issue
from reports.services.periods import check_days, draft_of, is_preliminary, period_open
from reports.services.storage import full_path


def formats(text: str) -> list[FileFormat]:
    """argparse type of ``--format``: names separated by commas."""
    try:
        return list(dict.fromkeys(FileFormat(name.strip().lower()) for name in text.split(",") if name.strip()))
    except ValueError:
        raise ArgumentTypeError(f"‘{text}’: chỉ dùng pdf, xlsx, docx, json, cách nhau bằng dấu phẩy.") from None


class Command(OfficeCommand):
    """Without ``--issue`` the files wear the watermark and nothing is stored."""

    help = "Lập báo cáo quý, 6 tháng, năm; thêm --issue --by để ban hành"

    def add_office_arguments(self, parser: CommandParser) -> None:
        """Which report, its days, who issues it, and where the files go."""
        parser.add_argument("kind", choices=[kind.value for kind in PeriodKind], metavar="KIND")
        parser.add_argument("--year", type=int, required=True, metavar="Y", help="năm")
        parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4), metavar="Q", help="quý, cho báo cáo quý")
        parser.add_argument("--cutoff", type=day, required=True, metavar="D", help="số liệu đến hết ngày")
        parser.add_argument("--issue", action="store_true", help="ban hành")
        parser.add_argument("--by", default="", metavar="USER", help="tên đăng nhập của người ban hành")
        parser.add_argument("--format", type=formats, default=[FileFormat.PDF], metavar="LIST", help="pdf,xlsx,docx,json")
        parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="thư mục chứa tệp")

    def answer(self, ward: Ward, options: dict[str, Any]) -> object:
        """Build, perhaps issue, and write the files."""
        try:
            period = period_from(options["kind"], options["year"], options["quarter"])
        except ValueError as error:
            raise Refused(str(error), returncode=WRONG_USAGE) from None
        if options["issue"] and not options["by"]:
            raise Refused("Ban hành cần --by và tên đăng nhập.", returncode=WRONG_USAGE)
        check_days(period, period.first_day, options["cutoff"], timezone.localdate())
        self._check_possible(options["format"], options["output"])
        if not options["issue"]:
            built = self._preview(ward, period, options["cutoff"])
            drawing = Drawing(built, Registration(), preview=True)
            contents = {file_format: drawing.bytes_in(file_format) for file_format in options["format"]}
            return self._done(built, contents, period, options, is_issued=False)
        issued = self._issue(ward, period, options["cutoff"], options["by"])
        files, _ = issued_draw(issued, dict.fromkeys([*DRAWN_FORMATS, *options["format"]]))
        built = thaw(issued.snapshot, issued.sha256)
        contents = {file.file_format: full_path(file).read_bytes() for file in files}
        return self._done(built, contents, period, options, is_issued=True)

    def _check_possible(self, wanted: list[FileFormat], folder: Path) -> None:
        """Refuse before anything is frozen what this machine could not write afterwards."""
        if FileFormat.PDF in wanted and unavailable():
            raise Refused(unavailable())
        standing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        if not standing.is_dir() or not os.access(standing, os.W_OK):
            raise Refused(f"Không ghi được vào thư mục {folder}. Chọn thư mục khác hoặc cấp quyền ghi.")

    def _preview(self, ward: Ward, period: Period, cutoff: date) -> Built:
        """What the draft says now, for this cut-off; whatever had to be opened for it is rolled back."""
        with one_state():
            draft = draft_of(period_open(ward, period, by=None, today=timezone.localdate()))
            if cutoff != draft.cutoff_on:
                draft.cutoff_on, draft.is_provisional = cutoff, is_preliminary(period, cutoff)
            built = build_draft(draft)
            transaction.set_rollback(True)
        return built

    def _issue(self, ward: Ward, period: Period, cutoff: date, username: str) -> IssuedReport:
        user, today = self._user(username), timezone.localdate()
        with one_state():
            draft = draft_of(period_open(ward, period, by=user, today=today))
            if cutoff != draft.cutoff_on:
                draft = draft_set_days(draft, from_on=draft.from_on, cutoff_on=cutoff, version=draft.version, by=user, today=today)
            draft = ReportDraft.objects.select_related("period__ward").get(pk=draft.pk)
            self._refuse_failing(build_draft(draft))
            key = f"command:{draft.pk}:{draft.version}"
            return report_issue(draft, by=user, request_key=key, version=draft.version, today=today)

    def _refuse_failing(self, built: Built) -> None:
        """The reasons and the households behind them, in the answer of the refusal."""
        failing = [check.message for check in forbidding(built.checks)]
        if failing:
            answer = {"errors": failing, "files": [], "sha256": built.snapshot.sha256, "issued": False, **checks_answer(built.checks)}
            raise Refused(*failing, answer=answer)

    def _user(self, username: str) -> User:
        user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
        if user is None:
            raise Refused(f"Không có người dùng ‘{username}’ đang hoạt động.")
        return user

    def _done(
        self, built: Built, contents: dict[FileFormat, bytes], period: Period, options: dict[str, Any], *, is_issued: bool
    ) -> dict[str, object]:
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        names = []
        for file_format in options["format"]:
            path = folder / f"bao-cao-{period.code}{'' if is_issued else '-xem-thu'}.{file_format.value}"
            path.write_bytes(contents[file_format])
            self.say(f"Đã ghi {path}")
            names.append(str(path))
        return {
            "files": names,
            "sha256": built.snapshot.sha256,
            "issued": is_issued,
            "period": period.code,
            **checks_answer(built.checks),
        }

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """Plain lines."""
        self.stdout.write(f"{'Đã ban hành' if answer['issued'] else 'Bản xem thử'}, mã {answer['sha256']}")
        for check in [*answer["checks"], *answer["remarks"]]:
            self.stdout.write(f"{'Đạt' if check['ok'] else 'CHƯA ĐẠT'}: {check['message']}")
