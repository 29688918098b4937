"""The shape of every office command: one JSON document on standard output, messages on standard error, exit 0, 1 or 2."""

import argparse
import json
import sys
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model

from camphucnam.kernel.dates import EARLIEST_DAY, LATEST_DAY, parse_dmy
from camphucnam.kernel.errors import DomainError

REFUSED, WRONG_USAGE = 1, 2


class Refused(Exception):
    """The command refuses and has written nothing. ``answer`` is the JSON to print; without one it is ``{"errors": messages}``."""

    def __init__(self, *messages: str, answer: object = None, returncode: int = REFUSED) -> None:
        super().__init__("; ".join(messages))
        self.messages = list(messages)
        self.answer = {"errors": self.messages} if answer is None else answer
        self.returncode = returncode


def day(text: str) -> date:
    """argparse type of a date: ISO or dd/mm/yyyy; anything else is wrong usage (exit 2)."""
    try:
        parsed: date | None = date.fromisoformat(text)
    except ValueError:
        parsed = parse_dmy(text)
    if parsed is None or not EARLIEST_DAY <= parsed <= LATEST_DAY:
        raise argparse.ArgumentTypeError(f"‘{text}’ không phải ngày có thật. Viết 2023-04-24 hoặc 24/04/2023.")
    return parsed


def as_json(answer: object) -> str:
    """JSON with Vietnamese letters as they are; days in ISO, decimals as numbers."""
    return json.dumps(answer, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (set, frozenset, tuple)):
        return sorted(value)
    return str(value)


class OfficeCommand(BaseCommand):
    """Base of the commands that officers, night jobs and checks from outside use.

    A subclass gives ``help``, ``add_office_arguments``, ``answer`` (the JSON document) and, where the default lines do not read
    well, ``show`` (plain text). It raises ``Refused`` or a ``DomainError`` to refuse. ``writes = True`` adds ``--commit``;
    ``needs_ward = False`` leaves out the ward.
    """

    writes = False
    needs_ward = True
    # A support command must still answer when an unrelated page or package has a fault.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="in đúng một tài liệu JSON ra đầu ra chuẩn")
        if self.needs_ward:
            parser.add_argument("--ward", default="", metavar="CODE", help="mã phường; không cần khi chỉ có một phường")
        if self.writes:
            parser.add_argument("--commit", action="store_true", help="ghi vào cơ sở dữ liệu; thiếu thì chỉ chạy thử")
        self.add_office_arguments(parser)

    def add_office_arguments(self, parser: CommandParser) -> None:
        """Arguments of the command itself."""

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        """Do the work and return what ``--json`` prints. ``ward`` is an ``accounts.Ward``, None where ``needs_ward`` is False."""
        raise NotImplementedError

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        """Print the answer as plain lines."""
        lines = answer.items() if isinstance(answer, dict) else enumerate(answer, 1)
        for key, value in lines:
            self.stdout.write(f"{key}: {value}")

    def handle(self, *args: object, **options: Any) -> None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        try:
            answer = self.answer(self.ward_with(options["ward"]) if self.needs_ward else None, options)
        except Refused as refusal:
            self._refuse(refusal, options["json"])
        except DomainError as error:
            self._refuse(Refused(error.message), options["json"])
        if options["json"]:
            self.stdout.write(as_json(answer))
        else:
            self.show(answer, options)

    def say(self, message: str) -> None:
        """Progress and remarks; on standard error, so that ``--json`` stays one document."""
        self.stderr.write(message, self.style.NOTICE)

    def ward_with(self, code: str) -> Model:
        """The ward of ``--ward``, or the only one there is."""
        wards = apps.get_model("accounts", "Ward").objects.order_by("code")
        if code:
            ward = wards.filter(code=code).first()
            if ward is None:
                raise Refused(
                    f"Không có phường mã ‘{code}’. Các mã đang có: {', '.join(wards.values_list('code', flat=True)) or 'chưa có'}."
                )
            return ward
        first = list(wards[:2])
        if not first:
            raise Refused("Cơ sở dữ liệu chưa có phường nào. Tạo phường hoặc chạy `manage.py seed_demo --commit` trước.")
        if len(first) > 1:
            raise Refused("Cơ sở dữ liệu có nhiều phường. Thêm --ward và mã phường.", returncode=WRONG_USAGE)
        return first[0]

    def _refuse(self, refusal: Refused, as_document: bool) -> NoReturn:
        if as_document:
            self.stdout.write(as_json(refusal.answer))
        if not self._called_from_command_line:  # type: ignore[attr-defined]  # set by run_from_argv
            raise CommandError("; ".join(refusal.messages), returncode=refusal.returncode)
        for message in refusal.messages:
            self.stderr.write(message)
        sys.exit(refusal.returncode)
