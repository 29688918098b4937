"""A statutory form on screen: every figure opens the households behind it, for those who may see the register."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.filters import Filters
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Household
from households.views.columns import name_column
from reports.definitions.base import FormRow, FormType, Unit
from reports.forms import FormDaysForm
from reports.layout import Column as SheetColumn
from reports.layout import Row
from reports.registry import FORMS
from reports.renderers import xlsx
from reports.renderers.tables import Link, screen_html
from reports.services.forms_alone import FormAnswer, form_collect, form_document
from reports.views.words import split_checks

READERS = (Permission.WRITE_REPORT, Permission.SIGN_REPORT, Permission.VIEW_FIGURES)
NOBODY = Empty("Không có hộ nào.")
COLUMN_WORDS = {"households": "tổng số hộ", "deprivations": "tổng số thiếu hụt"}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """The form and the days that the address asks for."""

    kind: FormType
    first: date
    last: date
    days_form: FormDaysForm

    @property
    def query(self) -> str:
        """The days as they stand in an address."""
        return urlencode({"tu": format_dmy(self.first), "den": format_dmy(self.last)})


def asked(request: OfficeRequest, number: int) -> Asked:
    """404 for a form that is not there; days that are not real fall back to the year so far."""
    if number not in FORMS:
        raise Http404
    today = timezone.localdate()
    form = FormDaysForm(request.GET or None)
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = values.get("den") or today
    first = values.get("tu") or date(last.year, 1, 1)
    if first > last:
        form.add_error("tu", "Ngày bắt đầu sau ngày cuối; đang xem từ đầu năm.")
        first = date(last.year, 1, 1)
    shown = FormDaysForm(initial={"tu": first, "den": last}) if not form.errors else form
    return Asked(FORMS[number], first, last, shown)


def _collect(request: OfficeRequest, wanted: Asked) -> FormAnswer:
    return form_collect(request.ward, wanted.kind.number, wanted.first, wanted.last)


def _link(request: OfficeRequest, wanted: Asked) -> Link | None:
    if not request.user.may(Permission.VIEW_REGISTER, request.ward.pk):
        return None
    base = reverse("reports:form_behind", args=[wanted.kind.number]) + f"?{wanted.query}&"

    def link(row: Row, column: SheetColumn) -> str:
        if not row.behind.get(column.key):
            return ""
        return base + urlencode({"to": row.group, "dvt": row.unit, "cot": column.key})

    return link


def _address(kind: FormType, wanted: Asked) -> str:
    return f"{reverse('reports:form', args=[kind.number])}?{wanted.query}"


def _tabs(wanted: Asked) -> list[tuple[str, str, bool]]:
    return [
        (f"Biểu {kind.number}", f"{reverse('reports:form', args=[kind.number])}?{wanted.query}", kind is wanted.kind)
        for kind in FORMS.values()
    ]


@needs(*READERS)
@require_safe
def form_page(request: OfficeRequest, number: int) -> HttpResponse:
    """The form with its checks."""
    wanted = asked(request, number)
    answer = _collect(request, wanted)
    sheet = wanted.kind.sheet(answer.form)
    context = {
        "kind": wanted.kind,
        "sheet": sheet,
        "table": screen_html(sheet, _link(request, wanted)),
        "tabs": _tabs(wanted),
        "filters": Filters(wanted.days_form, QueryDict()),
        "checks": split_checks(answer.checks),
        "query": wanted.query,
        "may_open": request.user.may(Permission.VIEW_REGISTER, request.ward.pk),
        "crumbs": [("Báo cáo", reverse("reports:calendar"))],
    }
    return render(request, "reports/statutory.html", context)


@needs(*READERS)
@require_safe
def form_xlsx(request: OfficeRequest, number: int) -> HttpResponse:
    """The form as a workbook."""
    wanted = asked(request, number)
    content = xlsx.render(form_document(request.ward, _collect(request, wanted).form))
    name = f"bieu-{number}-{wanted.last.isoformat()}.xlsx"
    record(Action.REPORT_DOWNLOADED, by=request.user, ward_id=request.ward.pk, target_label=f"Biểu {number}", tep=name)
    return HttpResponse(content, content_type=XLSX_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _behind(request: OfficeRequest, answer: FormAnswer) -> tuple[FormRow, str]:
    """The line and column that the address names."""
    group, unit, key = request.GET.get("to", ""), request.GET.get("dvt", ""), request.GET.get("cot", "")
    line = answer.form.line(group, Unit(unit) if unit in list(Unit) else None)
    if line is None or key not in line.figures:
        raise Http404
    return line, key


@needs(Permission.VIEW_REGISTER)
@require_safe
def form_behind(request: OfficeRequest, number: int) -> HttpResponse:
    """The households behind one figure."""
    wanted = asked(request, number)
    answer = _collect(request, wanted)
    line, key = _behind(request, answer)
    codes = line.figures[key].behind
    visible = Household.objects.visible_to(request.user).in_ward(request.ward.pk).filter(code__in=codes)
    page = paginate(request, visible.order_by("head_sort_key", "code").values("code", "head_name", "group__name"), total=len(codes))
    prefix, day = reverse("households:list"), format_dmy(wanted.last)
    columns = [Column("Mã hộ", "code", css="nowrap"), name_column("Chủ hộ", "head_name"), Column("Tổ dân phố hiện nay", "group__name")]
    context = {
        "kind": wanted.kind, "line": line, "column_words": COLUMN_WORDS.get(key, f"cột {key}"), "page": page,
        "table": Table(columns, page.rows, "Các hộ", row_url=lambda row: f"{prefix}{row['code']}/?ngay={day}", link=1, empty=NOBODY),
        "sheet": wanted.kind.sheet(answer.form),
        "crumbs": [("Báo cáo", reverse("reports:calendar")), (f"Biểu {number}", _address(wanted.kind, wanted))],
    }  # fmt: skip
    return render(request, "reports/behind.html", context)
