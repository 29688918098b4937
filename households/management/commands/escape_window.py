"""``escape_window``: the 36-month window of a recognition."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from camphucnam.ui.commands import OfficeCommand, day
from households.rules.escape_window import escape_window


class Command(OfficeCommand):
    help = "Thời hạn 36 tháng kể từ ngày hiệu lực của quyết định công nhận thoát nghèo, thoát cận nghèo."
    needs_ward = False

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--effective-on", type=day, required=True, help="ngày hiệu lực của quyết định")
        parser.add_argument("--on", type=day, help="xem tại ngày; mặc định hôm nay")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        on = options["on"] or timezone.localdate()
        window = escape_window(options["effective_on"])
        return {
            "first_day": window.first_day,
            "last_day": window.last_day,
            "inside": window.contains(on),
            "days_left": window.days_left(on),
        }
