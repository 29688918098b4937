"""``household CODE``: how one household stands on a day."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from camphucnam.kernel.text import mask_name
from camphucnam.ui.commands import OfficeCommand, Refused, day
from households.models import Household
from households.selectors.standing import Standing, count_members_on, standing_on


class Command(OfficeCommand):
    help = "Hộ này đứng ở đâu vào một ngày: phân loại, quyết định, thời hạn 36 tháng."

    def add_office_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="mã hộ")
        parser.add_argument("--on", type=day, help="xem tại ngày; mặc định hôm nay")

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        on = options["on"] or timezone.localdate()
        household = Household.objects.in_ward(ward.pk).select_related("group").filter(code=options["code"]).first()
        if household is None:
            raise Refused(f"Không có hộ mang mã ‘{options['code']}’. Mã hộ có trong danh sách hộ.")
        standing = standing_on(household.pk, on)
        return {
            "code": household.code,
            "group": household.group.name,
            "head_masked": mask_name(household.head_name),
            "class": standing.household_class,
            "class_label": standing.household_class.label if standing.household_class else None,
            "since": standing.since,
            **_decision(standing),
            **_window(standing, on),
            "members": count_members_on(household.pk, on),
            "deprivations": standing.marks.deprived if standing.marks and standing.marks.known_mask else None,
            "standard": standing.standard_code or (standing.marks.standard_code if standing.marks else None),
        }


def _decision(standing: Standing) -> dict[str, object]:
    decision = standing.decision
    if decision is None:
        return {"decision": None}
    return {"decision": {"number": decision.number, "signed_on": decision.signed_on, "effective_on": decision.effective_on}}


def _window(standing: Standing, on: Any) -> dict[str, object]:
    window = standing.window
    if window is None:
        return {"window": None}
    return {"window": {"kind": window.kind, "first_day": window.first_day, "last_day": window.last_day, "days_left": window.days_left(on)}}
