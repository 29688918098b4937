"""The steps of an import that write, and the workbooks that it gives out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import parse_plain
from camphucnam.ui.idempotency import once
from households.models import ResidentialGroup
from households.services.imports import previewing, undoing, workbooks
from households.views.imports import fetch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _attachment(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@needs(Permission.IMPORT_REGISTER)
@require_POST
@once
def commit(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask for the import to be written."""
    batch = fetch(request, pk)
    previewing.import_ask_commit(batch, version=parse_plain(request.POST.get("version", "")) or 0, by=request.user)
    return redirect("households:import", batch.pk)


@needs(Permission.IMPORT_REGISTER)
@require_POST
@once
def discard(request: OfficeRequest, pk: int) -> HttpResponse:
    """Drop an upload."""
    batch = fetch(request, pk)
    previewing.import_discard(batch, by=request.user)
    messages.success(request, f"Đã bỏ tệp {batch.file_name}. Danh sách hộ không thay đổi.")
    return redirect("households:imports")


@needs(Permission.IMPORT_REGISTER)
@require_POST
@once
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a whole import back; a refusal is shown where the button was."""
    batch = fetch(request, pk)
    try:
        undoing.import_undo(batch, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Đã hoàn tác lần nhập {batch.file_name}. Danh sách hộ trở lại như trước lần nhập.")
    return redirect("households:import", batch.pk)


@needs(Permission.IMPORT_REGISTER)
@require_safe
def problems(request: OfficeRequest, pk: int) -> HttpResponse:
    """All errors and warnings as a workbook."""
    batch = fetch(request, pk)
    return _attachment(workbooks.problem_workbook(batch), f"loi-va-canh-bao-{batch.pk}.xlsx")


@needs(Permission.IMPORT_REGISTER)
@require_safe
def template(request: OfficeRequest) -> HttpResponse:
    """The template to fill in, with the names of the ward's groups."""
    groups = ResidentialGroup.objects.visible_to(request.user).in_ward(request.ward.pk).standing_on(timezone.localdate())
    names = list(groups.order_by("sort_order", "code").values_list("name", flat=True))
    return _attachment(workbooks.template_workbook(names), "mau-nhap-ho.xlsx")
