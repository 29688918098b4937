"""The register as a workbook the naive way: every object in memory, an ordinary openpyxl workbook, no styles."""

from datetime import date
from pathlib import Path

from django.db.models import Prefetch
from openpyxl import Workbook

from households.models import Household, Member, StatusPeriod
from households.rules.classes import HouseholdClass

HEADS = ("Mã hộ", "Chủ hộ", "Tổ dân phố", "Địa chỉ", "Phân loại", "Từ ngày", "Số nhân khẩu")


def export_by_hand(ward: int, day: date, path: Path) -> int:
    """Write the file; the number of households."""
    households = Household.objects.filter(ward=ward).select_related("group").order_by("head_sort_key", "code")
    households = households.prefetch_related(
        Prefetch("periods", StatusPeriod.objects.counting().covering(day)),
        Prefetch("members", Member.objects.present_on(day).defer("personal_id")),
    )
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for household in households:
        period = next(iter(household.periods.all()), None)
        label = HouseholdClass(period.household_class).label if period else "Chưa có phân loại"
        members = len(household.members.all())
        row = (household.code, household.head_name, household.group.name, household.address, label, period and period.from_on, members)
        sheet.append(row)
    book.save(path)
    return sheet.max_row - 1
