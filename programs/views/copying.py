"""Carry a plan into another year."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from programs.forms.copying import CopyForm
from programs.models import Plan
from programs.rules.programme_tree import tree_by_code
from programs.services.copying import plan_copy


@needs(Permission.EDIT_PLAN)
@once
def copy_plan(request: OfficeRequest, pk: int) -> HttpResponse:
    """A draft for another year, with the targets and the codes of the chosen national programme."""
    source = get_object_or_404(Plan.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("ward"), pk=pk)
    form = CopyForm(request.POST or None, year=max(timezone.localdate().year, source.year + 1))
    if request.method == "POST" and form.is_valid():
        try:
            tree = tree_by_code(form.cleaned_data["tree"])
            draft = plan_copy(source, form.cleaned_data["year"], by=request.user, tree=tree)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã lập dự thảo kế hoạch năm {draft.year}. Xem lại từng dòng rồi ban hành.")
            return redirect("programs:draft", draft.pk)
    context = {"source": source, "form": form, "crumbs": [("Các lần của kế hoạch", reverse("programs:versions"))]}
    return render(request, "programs/copy_plan.html", context)
