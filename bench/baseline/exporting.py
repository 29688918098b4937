"""The register as a workbook the naive way: every object in memory, an ordinary openpyxl workbook, no styles."""

from collections import Counter
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from households.models import Household, Member, StatusPeriod
from households.rules.classes import HouseholdClass

HEADS = ("Mã hộ", "Chủ hộ", "Tổ dân phố", "Địa chỉ", "Phân loại", "Từ ngày", "Số nhân khẩu")


def export_by_hand(ward: int, day: date, path: Path) -> int:
    """Write the file; the number of households."""
    households = Household.objects.filter(ward=ward).select_related("group").order_by("head_sort_key", "code")
    periods = {period.household_id: period for period in StatusPeriod.objects.filter(household__ward=ward).counting().covering(day)}
    members = Counter(member.household_id for member in Member.objects.filter(household__ward=ward).present_on(day).defer("personal_id"))
    book = Workbook()
    sheet = book.active
    sheet.append(HEADS)
    for household in households:
        period = periods.get(household.pk)
        label = HouseholdClass(period.household_class).label if period else "Chưa có phân loại"
        row = (household.code, household.head_name, household.group.name, household.address, label, period and period.from_on)
        sheet.append((*row, members[household.pk]))
    book.save(path)
    return sheet.max_row - 1
