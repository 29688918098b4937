"""The plan editor: only drafts, only for who edits the plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.idempotency import once
from programs.forms.drafts import AmendForm, HeadForm, IssueForm, NumberForm
from programs.forms.line import LineForm
from programs.forms.lines import FORMS
from programs.models import Plan
from programs.rules.words import PlanState
from programs.selectors.drafts import groups_of, obstacles
from programs.selectors.lines import KINDS, LineKind, stamp_of
from programs.selectors.plans import PlanTree
from programs.selectors.removed import removed, removed_lines
from programs.services.copying import plan_amend
from programs.services.issuing import plan_issue
from programs.services.lines import head_change, line_add, line_change, line_restore, line_retire
from programs.services.numbers import plan_number_set

HEAD = ("title", "place", "symbol", "issuing_lines", "intro", "closing", "signing_lines")


def _plan(request: OfficeRequest, pk: int, state: PlanState = PlanState.DRAFT) -> Plan:
    """A plan of the ward in this state; 404 otherwise."""
    rows = Plan.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("ward", "based_on")
    return get_object_or_404(rows, pk=pk, state=state)


def _kind(slug: str) -> LineKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _page(request: OfficeRequest, plan: Plan, form: Any, heading: str, submit: str, **more: Any) -> HttpResponse:
    back = more.pop("back", None) or reverse("programs:draft", args=[plan.pk])
    crumbs = [("Các lần của kế hoạch", reverse("programs:versions"))]
    if plan.state == PlanState.DRAFT:
        crumbs.append((f"Dự thảo kế hoạch năm {plan.year}", reverse("programs:draft", args=[plan.pk])))
    context = {"plan": plan, "form": form, "heading": heading, "submit": submit, "back": back, "crumbs": crumbs, **more}
    return render(request, "programs/draft_form.html", context)


@needs(Permission.EDIT_PLAN)
@require_safe
def draft(request: OfficeRequest, pk: int) -> HttpResponse:
    """The whole draft, line by line."""
    plan = _plan(request, pk)
    tree = PlanTree(plan)
    groups = groups_of(plan, tree)
    context = {
        "plan": plan,
        "groups": groups,
        "removed": removed_lines(plan),
        "obstacles": obstacles(plan, tree),
        "n_remarks": sum(group.n_remarks for group in groups),
        "crumbs": [("Các lần của kế hoạch", reverse("programs:versions"))],
    }
    return render(request, "programs/draft.html", context)


@needs(Permission.EDIT_PLAN)
@once
def head(request: OfficeRequest, pk: int) -> HttpResponse:
    """Title, opening, closing, signature."""
    plan = _plan(request, pk)
    values = {name: getattr(plan, name) for name in HEAD}
    form = HeadForm(request.POST or None, initial={**values, "version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            head_change(plan, {name: form.cleaned_data[name] for name in HEAD}, version=form.cleaned_data["version"], by=request.user)
        except EditConflict as error:
            form.conflict(error, plan.version)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã sửa phần đầu, phần cuối của dự thảo.")
            return redirect("programs:draft", plan.pk)
    return _page(request, plan, form, "Phần đầu, phần cuối văn bản", "Lưu")


@needs(Permission.EDIT_PLAN)
@once
def add_line(request: OfficeRequest, pk: int, slug: str) -> HttpResponse:
    """A new line."""
    plan, kind = _plan(request, pk), _kind(slug)
    form = FORMS[slug](request.POST or None, plan=plan, under=request.GET.get("thuoc", ""))
    if request.method == "POST" and form.is_valid():
        try:
            line_add(plan, kind, form.values(), by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã thêm {kind.label}.")
            return redirect("programs:draft", plan.pk)
    return _page(request, plan, form, f"Thêm {kind.label}", "Thêm")


@needs(Permission.EDIT_PLAN)
@once
def change_line(request: OfficeRequest, pk: int, slug: str, line: int) -> HttpResponse:
    """New words of a line."""
    plan, kind = _plan(request, pk), _kind(slug)
    row = get_object_or_404(kind.rows(plan), pk=line)
    stamp = stamp_of(row)
    form = FORMS[slug](request.POST or None, plan=plan, instance=row, initial={"version": stamp})
    if request.method == "POST" and form.is_valid() and _change(request, plan, kind, line, form):
        return redirect("programs:draft", plan.pk)
    more = {"retire_url": reverse("programs:retire_line", args=[plan.pk, slug, line]), "stamp": stamp, "kind": kind}
    return _page(request, plan, form, f"Sửa {kind.label}", "Lưu", **more)


def _change(request: OfficeRequest, plan: Plan, kind: LineKind, line: int, form: LineForm) -> bool:
    try:
        line_change(plan, kind, line, form.values(), stamp=form.cleaned_data["version"] or 0, by=request.user)
    except EditConflict as error:
        form.conflict(error, stamp_of(kind.model.objects.get(pk=line)))
    except DomainError as error:
        form.refuse(error)
    else:
        messages.success(request, f"Đã sửa {kind.label}.")
        return True
    return False


@needs(Permission.EDIT_PLAN)
@once
def retire_line(request: OfficeRequest, pk: int, slug: str, line: int) -> HttpResponse:
    """Remove a line with what hangs on it."""
    plan, kind = _plan(request, pk), _kind(slug)
    get_object_or_404(kind.rows(plan), pk=line)
    if request.method != "POST":
        return redirect("programs:change_line", plan.pk, slug, line)
    stamp = request.POST.get("version", "")
    try:
        line_retire(plan, kind, line, stamp=int(stamp) if stamp.isascii() and stamp.isdigit() else -1, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("programs:change_line", plan.pk, slug, line)
    messages.success(request, f"Đã bỏ {kind.label} khỏi dự thảo.")
    return redirect("programs:draft", plan.pk)


@needs(Permission.EDIT_PLAN)
@once
def restore_line(request: OfficeRequest, pk: int, slug: str, line: int) -> HttpResponse:
    """A removed line stands in the draft again, with what hangs on it."""
    plan, kind = _plan(request, pk), _kind(slug)
    get_object_or_404(removed(plan, kind), pk=line)
    if request.method == "POST":
        try:
            line_restore(plan, kind, line, by=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"Đã khôi phục {kind.label}.")
    return redirect(reverse("programs:draft", args=[plan.pk]) + "#removed")


@needs(Permission.EDIT_PLAN)
@once
def issue(request: OfficeRequest, pk: int) -> HttpResponse:
    """Number and day; afterwards nobody changes it."""
    plan = _plan(request, pk)
    form = IssueForm(request.POST or None, initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            plan_issue(plan, **form.cleaned_data, by=request.user)
        except EditConflict as error:
            form.conflict(error, plan.version)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã ban hành kế hoạch năm {plan.year}.")
            return redirect("programs:paper", plan.pk)
    lead = "Ban hành xong thì văn bản không sửa được nữa; muốn sửa phải lập kế hoạch thay thế."
    return _page(request, plan, form, f"Ban hành kế hoạch năm {plan.year}", "Ban hành", lead=lead, obstacles=obstacles(plan))


@needs(Permission.EDIT_PLAN)
@once
def amend(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft that will replace an issued plan."""
    plan = _plan(request, pk, PlanState.ISSUED)
    form = AmendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            target = plan_amend(plan, form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã lập dự thảo lần {target.version_number}.")
            return redirect("programs:draft", target.pk)
    lead = "Bản đang có hiệu lực giữ nguyên đến khi bản thay thế được ban hành."
    back = reverse("programs:versions")
    return _page(request, plan, form, f"Thay thế kế hoạch năm {plan.year}", "Lập dự thảo thay thế", lead=lead, back=back)


@needs(Permission.EDIT_PLAN)
@once
def number(request: OfficeRequest, pk: int) -> HttpResponse:
    """The number that the clerk gave after the plan was issued."""
    plan = _plan(request, pk, PlanState.ISSUED)
    if plan.number:
        raise Http404
    form = NumberForm(request.POST or None, initial={"version": plan.version})
    if request.method == "POST" and form.is_valid():
        try:
            plan_number_set(plan, **form.cleaned_data, by=request.user)
        except EditConflict as error:
            form.conflict(error, plan.version)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã ghi số {plan.printed_number}.")
            return redirect("programs:versions")
    return _page(request, plan, form, f"Số của kế hoạch năm {plan.year}", "Ghi số", back=reverse("programs:versions"))
