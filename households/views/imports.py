"""Import of the ward's workbook: upload, preview, and what became of earlier ones."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.badges import state_badge
from camphucnam.ui.idempotency import once
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.forms.imports import ImportChoicesForm, UploadForm, choices_of
from households.models import ImportBatch, ImportLine
from households.models.imports import ImportState, LineKind
from households.selectors import imports as selectors
from households.services.imports import previewing
from households.services.imports.undoing import undo_refusal

BADGES = {
    ImportState.UPLOADED: "running",
    ImportState.PREVIEWED: "waiting",
    ImportState.REFUSED: "late",
    ImportState.COMMITTED: "done",
    ImportState.DISCARDED: "stopped",
    ImportState.UNDONE: "stopped",
}
TAB = "xem"


def fetch(request: OfficeRequest, pk: int) -> ImportBatch:
    """An import that the person may see, in the ward of the request; 404 otherwise."""
    return get_object_or_404(selectors.imports_of(request.user, request.ward.pk).select_related("ward", "closed_by"), pk=pk)


def _badge(batch: ImportBatch) -> SafeString:
    state = ImportState(batch.state)
    return state_badge(BADGES[state], state.label)


@needs(Permission.IMPORT_REGISTER)
def import_list(request: OfficeRequest) -> HttpResponse:
    """Earlier imports, newest first."""
    page = paginate(request, selectors.imports_of(request.user, request.ward.pk))
    columns = [
        Column("Tệp", "file_name"),
        Column("Tình trạng", _badge),
        Column("Tải lên ngày", lambda batch: timezone.localdate(batch.uploaded_at), "day"),
        Column("Người tải", lambda batch: batch.uploaded_by.full_name if batch.uploaded_by else "Hệ thống", hide_on_phone=True),
        Column("Hộ thay đổi", "n_changes", "number"),
        Column("Lỗi", "n_errors", "number"),
        Column("Cảnh báo", "n_warnings", "number", hide_on_phone=True),
    ]
    empty = Empty(
        "Chưa có lần nhập nào.", "Tải tệp Excel của phường lên, xem trước rồi mới ghi.", "Tải tệp lên", reverse("households:import_upload")
    )
    table = Table(columns, page.rows, "Các lần nhập", row_url=lambda batch: reverse("households:import", args=[batch.pk]), empty=empty)
    return render(request, "households/imports/list.html", {"page": page, "table": table})


@needs(Permission.IMPORT_REGISTER)
@once
def upload(request: OfficeRequest) -> HttpResponse:
    """Choose a workbook; it is read in the background."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = previewing.import_upload(request.ward, file.name, file.read(), form.options, by=request.user)
        except DomainError as error:
            form.refuse(error, "file")
        else:
            return redirect("households:import", batch.pk)
    return render(request, "households/imports/upload.html", {"form": form})


@needs(Permission.IMPORT_REGISTER)
def import_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One import in whatever state: progress, preview with its three lists, or what became of it."""
    batch = fetch(request, pk)
    state, job = ImportState(batch.state), selectors.newest_job(batch)
    context = {
        "batch": batch,
        "badge": _badge(batch),
        "job": job,
        "is_live": bool(job and job.is_live),
        "can_commit": state is ImportState.PREVIEWED and batch.n_changes > 0,
        "nothing_new": state is ImportState.PREVIEWED and not batch.n_changes,
        "can_reread": batch.may_become(ImportState.UPLOADED),
        "can_discard": batch.may_become(ImportState.DISCARDED),
        "is_committed": state is ImportState.COMMITTED,
        "why_not_undo": undo_refusal(batch) if state is ImportState.COMMITTED else "",
        "tiles": selectors.tiles_of(batch),
        **_lists(request, batch),
    }
    return render(request, "households/imports/import.html", context)


def _lists(request: OfficeRequest, batch: ImportBatch) -> dict[str, object]:
    if not batch.summary or batch.state in {ImportState.DISCARDED, ImportState.UNDONE}:
        return {}
    kind = selectors.KIND_OF_WORD.get(request.GET.get(TAB, ""), selectors.first_tab(batch))
    tabs = [
        (f"{item.label} ({selectors.count_of(batch, item)})", f"?{TAB}={word}", item is kind) for item, word in selectors.TAB_WORDS.items()
    ]
    page = paginate(request, selectors.lines_of(batch, kind))
    table = _line_table(kind, page.rows, written=batch.state == ImportState.COMMITTED)
    return {"tabs": tabs, "page": page, "table": table, "has_problems": batch.n_errors or batch.n_warnings}


def _line_table(kind: LineKind, rows: Sequence[ImportLine], *, written: bool) -> Table:
    place = [Column("Trang", "sheet"), Column("Dòng", "row", "number")]
    if kind is not LineKind.CHANGE:
        columns = [*place, Column("Cột", "column"), Column("Nội dung và cách sửa", "message")]
        return Table(columns, rows, kind.label, empty=Empty("Không có lỗi nào." if kind is LineKind.ERROR else "Không có cảnh báo nào."))
    columns = [
        *place,
        Column("Mã hộ", "household_code", css="nowrap"),
        Column("Chủ hộ", "column"),
        Column("Đã ghi" if written else "Sẽ ghi", "message"),
    ]
    empty = Empty("Không có thay đổi nào.", "Mọi hộ trong tệp đã có trong danh sách đúng như tệp ghi.")
    return Table(columns, rows, kind.label, row_url=_household_url if written else None, link=2, empty=empty)


def _household_url(line: ImportLine) -> str:
    return reverse("households:household", args=[line.household_code])


@needs(Permission.IMPORT_REGISTER)
@once
def reread(request: OfficeRequest, pk: int) -> HttpResponse:
    """Read the same file again with other choices."""
    batch = fetch(request, pk)
    form = ImportChoicesForm(request.POST or None, initial=choices_of(batch))
    if request.method == "POST" and form.is_valid():
        previewing.import_reread(batch, form.options, by=request.user)
        messages.success(request, "Đang đọc lại tệp.")
        return redirect("households:import", batch.pk)
    return render(request, "households/imports/reread.html", {"form": form, "batch": batch})
