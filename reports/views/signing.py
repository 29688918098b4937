"""What waits for the leader's signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty, Table
from reports import policies
from reports.forms import ReasonForm
from reports.models import Notice, ReportDraft
from reports.rules.states import DraftState
from reports.services.drafting import draft_return, draft_sign
from reports.views.fetch import draft_or_404, version_of_form


@needs(Permission.SIGN_REPORT)
@require_safe
def to_sign(request: OfficeRequest) -> HttpResponse:
    """Reports that wait, oldest first."""
    drafts = ReportDraft.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("period", "sent_by")
    columns = [
        Column("Báo cáo", lambda draft: draft.period.period.label),
        Column("Số liệu đến ngày", "cutoff_on", "day"),
        Column("Người trình", lambda draft: draft.sent_by.full_name if draft.sent_by else ""),
        Column("Trình ngày", lambda draft: timezone.localdate(draft.sent_at) if draft.sent_at else None, "day"),
        Column("Hạn nội bộ", lambda draft: draft.period.internal_due, "day"),
    ]
    table = Table(
        columns,
        list(drafts.filter(state=DraftState.WAITING).order_by("sent_at")),
        "Báo cáo chờ ký",
        row_url=lambda draft: reverse("reports:report", args=[draft.period.period.code]),
        empty=Empty("Không có báo cáo nào chờ ký.", "Khi cán bộ trình ký, báo cáo hiện ở đây."),
    )
    notices = Notice.objects.visible_to(request.user).unread().filter(ward=request.ward)[:20]
    return render(request, "reports/to_sign.html", {"table": table, "notices": notices})


@needs(Permission.SIGN_REPORT)
@require_POST
@once
def sign(request: OfficeRequest, code: str) -> HttpResponse:
    """Mark as signed."""
    draft_sign(draft_or_404(request, code), version=version_of_form(request), by=request.user)
    messages.success(request, "Đã ký duyệt. Cán bộ ban hành đúng bản này.")
    return redirect("reports:to_sign")


@needs(Permission.SIGN_REPORT)
@once
def give_back(request: OfficeRequest, code: str) -> HttpResponse:
    """Return it with a reason."""
    draft = draft_or_404(request, code)
    policies.check_can_sign(request.user, draft)
    form = ReasonForm(request.POST or None, initial={"version": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            draft_return(draft, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã trả lại để sửa.")
            return redirect("reports:to_sign")
    back = reverse("reports:report", args=[code])
    context = {"form": form, "heading": f"Trả lại báo cáo {draft.period.period.label}", "submit": "Trả lại", "back": back, "draft": draft}
    return render(request, "reports/form_page.html", {**context, "crumbs": [("Chờ ký", reverse("reports:to_sign"))]})
