"""The targets of one version of a plan; those of a draft are changed here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.idempotency import once
from households.views.fetch import FormPage, saved
from indicators.forms.target import NewTargetForm, StampedForm, TargetForm
from indicators.models import Target
from indicators.policies import can_change
from indicators.rules.table import TargetFacts
from indicators.rules.wording import states_value
from indicators.selectors.targets import as_facts, target_stamp
from indicators.selectors.versions import printed_texts, targets_of
from indicators.services.target import target_add, target_change, target_restore, target_retire
from programs.models import Plan
from programs.rules.words import PlanState

LEAD = "Lần kế hoạch đang có hiệu lực giữ nguyên chỉ tiêu của nó đến khi dự thảo được ban hành. Cách đo không đổi ở đây."

NEW_LEAD = "Chỉ tiêu được đo từ khi dự thảo được ban hành. Lời văn in trong văn bản ghi riêng ở các mục của dự thảo."


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A target of a version, how it reads, and what the document prints about it."""

    target: Target
    facts: TargetFacts
    printed: list[str]

    @property
    def is_printed(self) -> bool:
        """Whether the document names the value that is wanted."""
        return states_value(self.printed, self.target.value)


def _plan(request: OfficeRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)


@needs(Permission.VIEW_PLAN)
@require_safe
def plan_targets(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a version of the plan wants, target by target; the officer changes those of a draft."""
    plan = _plan(request, pk)
    is_draft = plan.state == PlanState.DRAFT
    texts = printed_texts(plan)
    lines = [WantedLine(target, as_facts(target), texts.get(target.code, [])) for target in targets_of(plan)]
    crumbs = [("Các lần của kế hoạch", reverse("programs:versions"))]
    may_change = is_draft and request.user.may(Permission.EDIT_PLAN, request.ward.pk)
    if may_change:
        crumbs.append((f"Dự thảo kế hoạch năm {plan.year}", reverse("programs:draft", args=[plan.pk])))
    context = {
        "plan": plan,
        "state": PlanState(plan.state).label,
        "lines": [line for line in lines if line.target.retired_on is None],
        "removed": [line for line in lines if line.target.retired_on is not None] if is_draft else [],
        "may_change": may_change,
        "add_url": reverse("indicators:add", args=[plan.pk]) if may_change else "",
        "crumbs": crumbs,
    }
    return render(request, "indicators/plan_targets.html", context)


def _target(request: OfficeRequest, pk: int, code: str, *, removed: bool = False) -> Target:
    rows = Target.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("indicator", "ward", "plan")
    target: Target = get_object_or_404(rows, plan=pk, code=code, retired_on__isnull=not removed)
    if not can_change(request.user, target):
        raise Http404
    return target


def _sent(request: OfficeRequest, form: OfficeForm, write: Callable[[], object], done: str) -> bool:
    """Whether the form was sent and written; the form says what was refused."""
    if request.method != "POST" or not form.is_valid() or not saved(form, write):
        return False
    messages.success(request, done)
    return True


@needs(Permission.EDIT_PLAN)
@once
def add(request: OfficeRequest, pk: int) -> HttpResponse:
    """A target more in a draft."""
    plan = _plan(request, pk)
    if plan.state != PlanState.DRAFT or not request.user.may(Permission.EDIT_PLAN, plan.ward_id):
        raise Http404
    form = NewTargetForm(request.POST or None, ward_id=plan.ward_id, initial={"assigned_by": "UBND phường"})
    write = lambda: target_add(plan, form.wanted(), form.data_of(), by=request.user)  # noqa: E731
    if _sent(request, form, write, "Đã thêm chỉ tiêu vào dự thảo."):
        return redirect("indicators:plan_targets", pk)
    back = reverse("indicators:plan_targets", args=[pk])
    crumbs = [(f"Chỉ tiêu của dự thảo năm {plan.year}", back)]
    return FormPage("Thêm chỉ tiêu vào dự thảo", "Thêm chỉ tiêu", back, crumbs, NEW_LEAD).draw(request, form)


@needs(Permission.EDIT_PLAN)
@once
def change(request: OfficeRequest, pk: int, code: str) -> HttpResponse:
    """New words and numbers of a target."""
    target = _target(request, pk, code)
    form = TargetForm(request.POST or None, target=target)
    done = f"Đã sửa chỉ tiêu {code} trong dự thảo."
    if _sent(request, form, lambda: target_change(target, form.data_of(), stamp=form.cleaned_data["stamp"], by=request.user), done):
        return redirect("indicators:plan_targets", pk)
    return _page(target, f"Sửa chỉ tiêu {code} của dự thảo", "Lưu chỉ tiêu", LEAD).draw(request, form)


@needs(Permission.EDIT_PLAN)
@once
def retire(request: OfficeRequest, pk: int, code: str) -> HttpResponse:
    """The draft no longer wants it."""
    target = _target(request, pk, code)
    form = StampedForm(request.POST or None, initial={"stamp": target_stamp(target)})
    done = f"Đã bỏ chỉ tiêu {code} khỏi dự thảo."
    if _sent(request, form, lambda: target_retire(target, stamp=form.cleaned_data["stamp"], by=request.user), done):
        return redirect("indicators:plan_targets", pk)
    lead = f"{target.name}. Số liệu đã nhập vẫn được giữ, và chỉ tiêu có thể khôi phục đến khi ban hành."
    return _page(target, f"Bỏ chỉ tiêu {code} khỏi dự thảo", "Bỏ chỉ tiêu", lead, danger=True).draw(request, form)


@needs(Permission.EDIT_PLAN)
@once
def restore(request: OfficeRequest, pk: int, code: str) -> HttpResponse:
    """The draft wants it again."""
    target = _target(request, pk, code, removed=True)
    form = StampedForm(request.POST or None, initial={"stamp": target_stamp(target)})
    done = f"Đã khôi phục chỉ tiêu {code}."
    if _sent(request, form, lambda: target_restore(target, stamp=form.cleaned_data["stamp"], by=request.user), done):
        return redirect("indicators:plan_targets", pk)
    return _page(target, f"Khôi phục chỉ tiêu {code}", "Khôi phục", f"{target.name}.").draw(request, form)


def _page(target: Target, heading: str, submit: str, lead: str, *, danger: bool = False) -> FormPage:
    back = reverse("indicators:plan_targets", args=[target.plan_id])
    return FormPage(heading, submit, back, [(f"Chỉ tiêu của dự thảo năm {target.year}", back)], lead, danger=danger)
