"""An agency writes down a need that it was told, of the kinds that are its work."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.idempotency import once
from camphucnam.ui.navigation import url_of
from households.views.fetch import FormPage, saved
from programs.forms.needs import TellForm
from programs.policies import need_kinds
from programs.services.needs import need_tell


@needs(Permission.NOTE_PROGRESS)
@once
def tell(request: OfficeRequest) -> HttpResponse:
    """One need of a person or household that the agency may serve."""
    kinds = need_kinds(request.user, request.ward.pk)
    if not kinds:
        raise Http404
    form = TellForm(request.POST or None, user=request.user, ward_id=request.ward.pk, kinds=kinds)
    back = url_of("programs:needs")
    if request.method == "POST" and form.is_valid():
        household, data = form.told()
        if saved(form, lambda: need_tell(household, data, by=request.user)):
            messages.success(request, "Đã ghi nhu cầu.")
            return redirect(back)
    lead = "Nhu cầu thuộc phần việc của đơn vị. Nhu cầu đã ghi và chưa được đáp ứng thì không ghi lại."
    return FormPage("Ghi nhu cầu", "Ghi nhu cầu", back, [("Nhu cầu", back)], lead).draw(request, form)
