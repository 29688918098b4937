"""The desk of each (sub-)project and policy: what it is for, its registers, its assignments, what came of it in a period."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong, format_int
from camphucnam.ui.filters import Filters
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Household
from households.views.columns import name_column
from programs.forms.desk import PeriodForm
from programs.models import Assignment, Plan, Policy, SubProject
from programs.policies import can_read
from programs.registry import ResultLine, registers_of, results_of
from programs.selectors.plans import PlanTree, findings_about
from programs.selectors.work import work_items
from programs.views.plan import asked_plan, tabs
from programs.views.registers import opens

MONEY = "đồng"
SEE_LACKS = frozenset({Permission.EDIT_PLAN, Permission.NOTE_PROGRESS, Permission.VIEW_REGISTER})


@needs(Permission.VIEW_PLAN)
def desks(request: OfficeRequest) -> HttpResponse:
    """Every (sub-)project and policy of the plan with the registers kept for it."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    tree = PlanTree(plan)
    context = {
        "plan": plan,
        "tabs": tabs(plan, "programs:desks", request.user),
        "subprojects": [(item, registers_of(item.code)) for item in tree.subprojects],
        "policies": [(item, registers_of(item.code)) for item in tree.policies],
        "may_see_lacks": not SEE_LACKS.isdisjoint(request.user.permissions_in(request.ward.pk)),
    }
    return render(request, "programs/desks.html", context)


@needs(Permission.VIEW_PLAN)
def desk(request: OfficeRequest, code: str) -> HttpResponse:
    """One desk. Names stand in the registers, for those who keep or read them; here are figures."""
    plan, subject = _subject(request, code)
    form = _period(request, plan)
    first, last = form.period
    may_open = can_read(request.user, request.ward.pk, code)
    lines = results_of(code, request.ward.pk, first, last)
    context = {
        "plan": plan,
        "subject": subject,
        "is_policy": isinstance(subject, Policy),
        "registers": [item for item in registers_of(code) if opens(request, item)],
        "may_open": may_open,
        "filters": Filters(form, request.GET, searches=False),
        "period": (first, last),
        "results": _results_table(lines, code, form.period, may_open),
        "items": work_items(_assignments(plan, subject)),
        "findings": findings_about(plan, code),
        "crumbs": [("Dự án và chính sách", f"{reverse('programs:desks')}?nam={plan.year}")],
    }
    return render(request, "programs/desk.html", context)


@needs(Permission.VIEW_PLAN)
def behind(request: OfficeRequest, code: str, line: str) -> HttpResponse:
    """The households behind one result line, for those who keep or read the register."""
    plan, subject = _subject(request, code)
    if not can_read(request.user, request.ward.pk, code):
        raise Http404
    first, last = _period(request, plan).period
    found = next((item for item in results_of(code, request.ward.pk, first, last) if item.code == line), None)
    if found is None:
        raise Http404
    rows = Household.objects.servable_to(request.user).in_ward(request.ward.pk).filter(pk__in=found.households)
    page = paginate(request, rows.order_by("head_sort_key", "code").values("code", "head_name", "group__name"))
    columns = [Column("Mã hộ", "code", css="nowrap"), name_column("Chủ hộ", "head_name"), Column("Tổ dân phố", "group__name")]
    opens = request.user.may(Permission.VIEW_REGISTER, request.ward.pk)
    query = urlencode({"ngay": format_dmy(last)})
    table = Table(
        columns,
        page.rows,
        caption=found.label,
        row_url=(lambda row: f"{reverse('households:household', args=[row['code']])}?{query}") if opens else None,
        link=1,
        empty=Empty("Không có hộ nào."),
    )
    back = f"{reverse('programs:desk', args=[code])}?{_query(first, last)}"
    context = {"line": found, "period": (first, last), "page": page, "table": table, "crumbs": [(str(subject.name), back)]}
    return render(request, "programs/desk_behind.html", context)


def _subject(request: OfficeRequest, code: str) -> tuple[Plan, SubProject | Policy]:
    """The plan asked for and its (sub-)project or policy with this code; 404 without."""
    plan = asked_plan(request)
    if plan is None:
        raise Http404
    subprojects = SubProject.objects.current().select_related("lead", "project").filter(project__programme__plan=plan, code=code)
    subject = subprojects.first() or Policy.objects.current().prefetch_related("owners").filter(plan=plan, code=code).first()
    if subject is None:
        raise Http404
    return plan, subject


def _period(request: OfficeRequest, plan: Plan) -> PeriodForm:
    """The year of the plan until today."""
    today, year_end = timezone.localdate(), date(plan.year, 12, 31)
    given = {name: request.GET.get(name, "") for name in ("tu", "den")}
    return PeriodForm(given, default=(date(plan.year, 1, 1), min(today, year_end) if today.year >= plan.year else year_end))


def _assignments(plan: Plan, subject: SubProject | Policy) -> QuerySet[Assignment]:
    """What the plan gives to whom about it: for a policy the tasks of its owners."""
    rows = Assignment.objects.current().filter(plan=plan).select_related("agency", "subproject").order_by("agency__order", "order")
    if isinstance(subject, SubProject):
        return rows.filter(subproject=subject)
    return rows.filter(agency__in=subject.owners.all(), subproject__isnull=True)


def _query(first: date, last: date) -> str:
    return urlencode({"tu": format_dmy(first), "den": format_dmy(last)})


def _results_table(lines: Sequence[ResultLine], code: str, period: tuple[date, date], may_open: bool) -> Table:
    query = _query(*period)

    def figure(line: ResultLine) -> SafeString | str:
        shown = MISSING if line.value is None else format_dong(line.value) if line.unit == MONEY else format_int(line.value)
        if not (may_open and line.households):
            return shown
        return format_html('<a href="{}?{}">{}</a>', reverse("programs:desk_behind", args=[code, line.code]), query, shown)

    columns: list[Column] = [
        Column("Kết quả", "label"),
        Column("Số liệu", figure, css="n"),
        Column("Đơn vị tính", lambda line: "" if line.unit == MONEY else line.unit),
        Column("Ghi chú", "note"),
    ]
    empty: Any = Empty("Chưa có sổ nào ghi kết quả.", "Kết quả hiện ở đây khi đơn vị phụ trách ghi sổ.")
    return Table(columns, lines, caption="Kết quả trong kỳ", empty=empty)
