"""The tab "Chính sách" of the household page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.ui.tables import Column, Empty, Table
from households.views.columns import name_column
from households.views.fetch import day_of, household_crumbs, household_of
from programs.policies import can_work
from welfare.models import AssistanceCase
from welfare.models.base import LEGAL_AID
from welfare.rules.assistance import AssistanceState, monthly_benefit
from welfare.rules.housing import HousingKind
from welfare.rules.legal import LegalField
from welfare.rules.rates import rate_name
from welfare.rules.schooling import SchoolSupportKind, year_words
from welfare.selectors.household import HouseholdPolicies, policies_of
from welfare.views.assistance import case_badge
from welfare.views.batches import line_badge
from welfare.views.catalogue import BOOK
from welfare.views.education import support_state
from welfare.views.housing import stage_badge
from welfare.views.insurance import cover_badge
from welfare.views.legal import legal_badge
from welfare.views.relief import kg_words
from welfare.views.relief import line_badge as relief_badge


@needs(Permission.VIEW_REGISTER)
def household_policies(request: OfficeRequest, code: str) -> HttpResponse:
    """Everything that the household receives under the regular policies, up to a day."""
    household, day = household_of(request, code), day_of(request)
    found = policies_of(household, day)
    tables = _tables(found)
    if can_work(request.user, request.ward.pk, *LEGAL_AID):
        tables.append(_legal(found))
    shown = [(heading, table) for heading, table in tables if table.rows]
    return render(
        request, "welfare/household.html", {"household": household, "day": day, "tables": shown, "crumbs": household_crumbs(household)}
    )


def _table(heading: str, columns: list[Column], rows: Any, *, leads: bool = True) -> tuple[str, Table]:
    url = BOOK.page_of if leads else None
    return heading, Table(columns, list(rows), caption=heading, empty=Empty("Chưa ghi gì."), row_url=url)


def _tables(found: HouseholdPolicies) -> list[tuple[str, Table]]:
    def monthly(row: AssistanceCase) -> str:
        if row.state_on(found.day) is not AssistanceState.RECEIVING:
            return ""
        amount = monthly_benefit(found.rates, row.code, row.times, found.day)
        return MISSING if amount is None else format_dong(amount)

    cards = [name_column("Người", "member__full_name"), Column("Thẻ BHYT", lambda row: cover_badge(row.cover)),
             Column("Đến hết ngày", lambda row: format_dmy(row.card.to_on) if row.card and row.card.to_on else ""),
             Column("Lý do đã ghi", "reason")]  # fmt: skip
    lines = [name_column("Người", "member__full_name"), Column("Đợt mua thẻ", "batch__title"), Column("Kết quả", line_badge)]
    assistance = [name_column("Người", "member__full_name"), Column("Đối tượng", lambda row: rate_name(row.code)),
                  Column("Hưởng từ", "from_on", "day"), Column("Mức một tháng", monthly, css="n"),
                  Column("Tình trạng", case_badge)]  # fmt: skip
    housing = [Column("Hình thức", lambda row: HousingKind.label_of(row.kind)), Column("Từ ngày", "stage_on", "day"),
               Column("Mức được duyệt", "approved_dong", "dong"), Column("Giai đoạn", stage_badge)]  # fmt: skip
    school = [name_column("Người học", "member__full_name"), Column("Năm học", lambda row: year_words(row.school_year)),
              Column("Loại hỗ trợ", lambda row: SchoolSupportKind.label_of(row.kind)), Column("Tình trạng", support_state)]  # fmt: skip
    relief = [Column("Đợt", "round__title"), Column("Gạo", lambda row: kg_words(row.kg), css="n"), Column("Kết quả", relief_badge)]
    return [
        _table("Bảo hiểm y tế", cards, found.insured, leads=False),
        _table("Trong các đợt mua thẻ", lines, found.insurance_lines),
        _table("Bảo trợ xã hội", assistance, found.assistance),
        _table("Nhà ở", housing, found.housing),
        _table("Hỗ trợ học tập", school, found.school, leads=False),
        _table("Cứu đói", relief, found.relief),
    ]


def _legal(found: HouseholdPolicies) -> tuple[str, Table]:
    columns = [
        Column("Yêu cầu ngày", "requested_on", "day"),
        Column("Người", "name"),
        Column("Lĩnh vực", lambda row: LegalField.label_of(row.field)),
        Column("Tình trạng", legal_badge),
    ]
    return _table("Trợ giúp pháp lý", columns, found.legal_aid)
