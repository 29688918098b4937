"""``seed_demo``: the demonstration ward."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from camphucnam.office.demo.seed import PASSWORD, seed
from camphucnam.ui.commands import WRONG_USAGE, OfficeCommand, Refused


class Command(OfficeCommand):
    help = "Tạo phường minh họa có vài năm lịch sử; từ chối khi cơ sở dữ liệu có số liệu thật."
    needs_ward = False

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--households", type=int, default=3000, metavar="N", help="số hộ (mặc định 3000)")
        parser.add_argument("--seed", type=int, default=2023, metavar="S", help="hạt giống: cùng số thì cùng dữ liệu")
        parser.add_argument("--year", type=int, default=2023, metavar="Y", help="năm báo cáo; lịch sử bắt đầu hai năm trước")
        parser.add_argument("--commit", action="store_true", help="nhận cho giống các lệnh khác; lệnh này luôn ghi")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        if not 20 <= options["households"] <= 100_000:
            raise Refused("Số hộ phải từ 20 đến 100.000.", returncode=WRONG_USAGE)
        made = seed(options["households"], options["seed"], options["year"], accounts=settings.DEBUG)
        return {
            "ward": made.ward,
            "households": made.households,
            "followed": made.followed,
            "accounts": [{"username": name, "password": PASSWORD} for name in made.accounts],
        }
