"""``manage.py duties --year Y``: the reporting duties of a year with their days and states."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.commands import OfficeCommand
from reports.selectors.periods import DutyLine, duties_of


def line_answer(line: DutyLine) -> dict[str, object]:
    """One duty as the command prints it."""
    return {
        "kind": line.period.kind.value,
        "period": line.period.code,
        "label": line.period.label,
        "from_agency": line.duty.from_agency,
        "to_agency": line.duty.to_agency,
        "before": line.days.before,
        "last_day": line.days.last_day,
        "internal_due": line.days.internal_due,
        "state": line.state.value,
        "state_label": line.state.label,
        "source": line.duty.source,
    }


class Command(OfficeCommand):
    """Days follow data/calendar.toml until a period is opened; then they never move."""

    help = "Lịch báo cáo của một năm"

    def add_office_arguments(self, parser: CommandParser) -> None:
        """The year."""
        parser.add_argument("--year", type=int, required=True, metavar="Y", help="năm")

    def answer(self, ward: Ward, options: dict[str, Any]) -> object:
        """Six duties in the order of their due days."""
        return [line_answer(line) for line in duties_of(ward, options["year"], timezone.localdate())]

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """Plain lines."""
        for line in answer:
            due = f"trước ngày {format_dmy(line['before'])}, nội bộ {format_dmy(line['internal_due'])}"
            self.stdout.write(f"{line['label']}: {due}. {line['state_label']}")
