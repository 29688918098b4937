"""The list as a workbook."""

from django.http import FileResponse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import SORT_PARAMETER
from households.selectors.household_filter import Reader
from households.services.list_export import ListExport, list_export
from households.views.listing import list_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.EXPORT_REGISTER)
def export(request: OfficeRequest) -> FileResponse:
    """Exactly the households of the filter in the address; recorded with filter and count."""
    form = list_form(request)
    wanted = form.wanted(request.GET.get(SORT_PARAMETER, ""))
    conditions = [f"{chip.label}: {chip.value}" for chip in Filters(form, request.GET).chips]
    described = "; ".join(conditions) or "Hộ đang theo dõi"
    asked = ListExport(Reader.of(request.user, request.ward.pk), wanted, described, request.GET.get("thanh_vien") == "1")
    name = f"danh-sach-ho-{wanted.day:%Y-%m-%d}-luc-{timezone.localtime():%H%M%S}.xlsx"
    return FileResponse(list_export(request.ward, asked), as_attachment=True, filename=name, content_type=XLSX)
