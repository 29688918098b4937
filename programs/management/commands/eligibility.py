"""``eligibility --household CODE --for CODE --on D``: who may benefit, and why."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from camphucnam.ui.commands import OfficeCommand, Refused, day
from households.models import Household
from programs.selectors.eligibility import verdict_for


class Command(OfficeCommand):
    help = "Hộ này có được hưởng (tiểu) dự án hay chính sách này không, vì sao."

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--household", required=True, metavar="CODE", help="mã hộ")
        parser.add_argument("--for", required=True, metavar="CODE", help="mã (tiểu) dự án hoặc chính sách, ví dụ DA2, DA3.TDA1, CS2")
        parser.add_argument("--on", type=day, help="xét vào ngày; mặc định hôm nay")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        on = options["on"] or timezone.localdate()
        household = Household.objects.in_ward(ward.pk).filter(code=options["household"]).first()
        if household is None:
            raise Refused(f"Không có hộ mang mã ‘{options['household']}’. Mã hộ có trong danh sách hộ.")
        verdict = verdict_for(household, options["for"], on)
        return {
            "for": options["for"],
            "eligible": verdict.eligible,
            "priority": verdict.priority,
            "reasons": [{"text": reason.text, "source": reason.source} for reason in verdict.reasons],
        }

    def show(self, answer: Any, options: dict[str, Any]) -> None:
        word = "Được hưởng, thuộc diện ưu tiên" if answer["priority"] else "Được hưởng" if answer["eligible"] else "Không được hưởng"
        self.stdout.write(f"{options['for']}: {word}")
        for reason in answer["reasons"]:
            self.stdout.write(f"  - {reason['text']} ({reason['source']})")
