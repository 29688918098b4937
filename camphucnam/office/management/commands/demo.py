"""``demo``: everything `make run` needs after the packages are there, ending in `up`."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from camphucnam.accounts.models import User
from camphucnam.office.demo.seed import PASSWORD
from households.models import Household


class Command(BaseCommand):
    """Brings the database up to date, fills an empty one with the demonstration ward, starts the office, tells who may sign in."""

    help = "Chuẩn bị cơ sở dữ liệu, tạo phường minh họa nếu còn trống, rồi chạy `up`. Chỉ khi DEBUG=1."

    def handle(self, *args: object, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Chạy thử chỉ có khi DEBUG=1. Để vận hành thật: manage.py migrate, collectstatic, up (docs/operations.md).")
        self.stdout.write("Chuẩn bị cơ sở dữ liệu …")
        call_command("migrate", verbosity=0)
        if not Household.objects.exists() and not User.objects.exists():
            self.stdout.write("Tạo phường minh họa (khoảng 3.000 hộ, không có người thật) …")
            call_command("seed_demo", stdout=StringIO())
        else:
            call_command("load_reference", commit=True, stdout=StringIO())
        call_command("up", greeting=self._greeting(), stdout=self.stdout, stderr=self.stderr)

    def _greeting(self) -> str:
        people = User.objects.filter(is_demo=True).order_by("pk")
        lines = [f"  {user.username:<12} {user.full_name}" for user in people]
        if not lines:
            return ""
        return "\n".join([f"Tài khoản minh họa, mật khẩu chung: {PASSWORD}", *lines])
