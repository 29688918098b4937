"""Report an event; the officer's inbox; take, answer, open again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.idempotency import once
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.forms.event import AnswerForm, InboxFilterForm
from households.models import HouseholdEvent
from households.models.event import EventOutcome, EventState, Severity
from households.rules.event_types import event_type
from households.selectors.events import InboxFilter, days_waiting, inbox, steps_of
from households.selectors.household_tabs import STATE_KINDS, event_line
from households.services.event import event_answer, event_reopen, event_take
from households.views.fetch import saved

SEVERITY_KINDS = {Severity.URGENT: "late", Severity.SERIOUS: "risk", Severity.MODERATE: "waiting"}


@needs(Permission.ANSWER_EVENT)
def event_inbox(request: OfficeRequest) -> HttpResponse:
    """What waits for an answer, the worst and oldest first."""
    form = InboxFilterForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    wanted = InboxFilter(values.get("q", ""), values.get("tinh_trang", ""), values.get("muc_do", ""), values.get("loai", ""))
    found = inbox(request.user, request.ward.pk, wanted).select_related("household__group")
    page = paginate(request, found)
    context = {"page": page, "filters": Filters(form, request.GET), "table": _table(list(page.rows)), "wanted": wanted}
    return render(request, "households/inbox.html", context)


def _table(rows: list[HouseholdEvent]) -> Table:
    today, prefix = timezone.localdate(), reverse("households:inbox")
    columns = [
        Column("Mức độ", lambda event: state_badge(SEVERITY_KINDS[Severity(event.severity)], Severity.label_of(event.severity))),
        Column("Biến cố", lambda event: event_type(event.type_code).name),
        Column("Hộ", lambda event: f"{event.household.head_name} ({event.household.code})"),
        Column("Tổ dân phố", "household.group.name"),
        Column("Xảy ra ngày", "occurred_on", "day"),
        Column("Báo ngày", lambda event: timezone.localdate(event.reported_at), "day", hide_on_phone=True),
        Column("Số ngày", lambda event: days_waiting(event, today), "number", title="Số ngày từ khi báo đến khi trả lời, hoặc đến hôm nay"),
        Column("Tình trạng", lambda event: state_badge(STATE_KINDS[EventState(event.state)], EventState.label_of(event.state))),
    ]
    empty = Empty("Không có biến cố nào khớp.", "Tổ trưởng báo biến cố từ trang của tổ; cán bộ ghi hộ từ hồ sơ của hộ.")
    return Table(columns, rows, caption="Biến cố, rủi ro", row_url=lambda event: f"{prefix}{event.pk}/", link=1, empty=empty)


def event_of(request: OfficeRequest, pk: int) -> HouseholdEvent:
    """An event that the person may see; 404 otherwise."""
    found = HouseholdEvent.objects.visible_to(request.user).in_ward(request.ward.pk)
    return get_object_or_404(found.select_related("household__group", "reported_by", "answered_by"), pk=pk)


@needs(Permission.ANSWER_EVENT, Permission.VIEW_OWN_GROUP, Permission.VIEW_REGISTER)
def event_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """The report, what was done and, for the officer, the answer form."""
    event = event_of(request, pk)
    return _draw(request, event, AnswerForm(initial=_initial(event)))


def _initial(event: HouseholdEvent) -> dict[str, object]:
    return {"version": event.version, "outcome": event.outcome, "reason": event.answer_reason, "answer": event.answer}


def _draw(request: OfficeRequest, event: HouseholdEvent, form: AnswerForm) -> HttpResponse:
    held = request.user.permissions_in(request.ward.pk)
    context = {
        "event": event,
        "line": event_line(event),
        "kind": event_type(event.type_code),
        "severity": (SEVERITY_KINDS[Severity(event.severity)], Severity.label_of(event.severity)),
        "outcome": EventOutcome.label_of(event.outcome),
        "n_days": days_waiting(event, timezone.localdate()),
        "steps": steps_of(event),
        "form": form,
        "may_answer": Permission.ANSWER_EVENT in held,
        "is_leader": Permission.VIEW_REGISTER not in held,
        "base_template": "base.html" if Permission.VIEW_REGISTER in held else "leader.html",
        "answered": event.state == EventState.ANSWERED,
        "reported": event.state == EventState.REPORTED,
    }
    return render(request, "households/event.html", context)


def _version(request: OfficeRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@needs(Permission.ANSWER_EVENT)
@require_POST
@once
def take(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a report in hand; of two officers the second is told who and when."""
    event = event_of(request, pk)
    event_take(event, version=_version(request), by=request.user)
    messages.success(request, "Đã nhận xử lý. Tổ trưởng thấy tình trạng này.")
    return redirect("households:event", pk=pk)


@needs(Permission.ANSWER_EVENT)
@require_POST
@once
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Outcome, reason and the words for the reporter."""
    event = event_of(request, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        act = lambda: event_answer(  # noqa: E731
            event,
            outcome=EventOutcome(values["outcome"]),
            reason=values["reason"],
            answer=values["answer"],
            version=values["version"],
            by=request.user,
        )
        if saved(form, act, event):
            messages.success(request, "Đã trả lời. Tổ trưởng đọc được câu trả lời trên trang của tổ.")
            return redirect("households:event", pk=pk)
        event = event_of(request, pk)
    return _draw(request, event, form)


@needs(Permission.ANSWER_EVENT)
@require_POST
@once
def reopen(request: OfficeRequest, pk: int) -> HttpResponse:
    """Go on with an event that was answered."""
    event_reopen(event_of(request, pk), version=_version(request), by=request.user)
    messages.success(request, "Đã mở lại để xử lý tiếp.")
    return redirect("households:event", pk=pk)
