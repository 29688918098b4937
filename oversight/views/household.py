"""The tab of a household: when it was visited and what was found about it."""

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from households.views.fetch import household_crumbs, household_of
from oversight.models import Finding, VisitHousehold
from oversight.views.badges import finding_badge
from oversight.views.catalogue import BOOK


@needs(Permission.VIEW_REGISTER)
def household(request: OfficeRequest, code: str) -> HttpResponse:
    """Visits and findings of one household."""
    home = household_of(request, code)
    visits = VisitHousehold.objects.visible_to(request.user).counting().filter(household=home, visit__voided_at__isnull=True)
    findings = Finding.objects.visible_to(request.user).counting().filter(household=home, visit__voided_at__isnull=True)
    seen = [Column("Ngày", "visit__held_on", "day"), Column("Nội dung", "visit__subject"), Column("Tình hình ghi nhận", "seen")]
    said = [Column("Ngày", "visit__held_on", "day"), Column("Loại", finding_badge), Column("Nội dung", "text")]
    lists = [
        ("Được kiểm tra, giám sát", seen, visits.select_related("visit").order_by("-visit__held_on")),
        ("Phát hiện", said, findings.select_related("visit").order_by("-visit__held_on")),
    ]
    tables = [
        (heading, Table(columns, rows, caption=heading, row_url=BOOK.page_of, link=0, empty=Empty("Chưa có dòng nào.")))
        for heading, columns, rows in ((heading, columns, list(found)) for heading, columns, found in lists)
        if rows
    ]
    return render(request, "oversight/household.html", {"household": home, "crumbs": household_crumbs(home), "tables": tables})
