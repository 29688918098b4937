"""Add, change and take leave of members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.text import mask_personal_id
from camphucnam.ui.idempotency import once
from households.forms.facts import VoidFactForm
from households.forms.member import LeaveForm, MemberForm, NewMemberForm
from households.models import InsuranceCard
from households.rules.workbook.identifiers import structure_remarks
from households.services.cards import card_void
from households.services.member import MemberData, member_add, member_change, member_leave
from households.views.fetch import FormPage, household_crumbs, household_of, household_url, member_of, saved


def _doubts(request: OfficeRequest, data: MemberData) -> None:
    """Say what does not fit between the personal id and the person; it does not stop the writing."""
    year = data.birth_on.year if data.birth_on else None
    for remark in structure_remarks(data.personal_id, data.sex, year) if data.personal_id else []:
        messages.warning(request, remark)


@needs(Permission.EDIT_REGISTER)
@once
def add(request: OfficeRequest, code: str) -> HttpResponse:
    """A new member."""
    household = household_of(request, code)
    form = NewMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.data_of()
        if saved(form, lambda: member_add(household, data, by=request.user)):
            messages.success(request, f"Đã thêm {data.full_name}.")
            _doubts(request, data)
            return redirect(household_url(household))
    page = FormPage(f"Thêm thành viên hộ {household.code}", "Thêm thành viên", household_url(household), household_crumbs(household))
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def change(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """What is recorded about a member."""
    member = member_of(request, code, pk)
    household = member.household
    form = MemberForm(request.POST or None, initial=MemberForm.initial_of(member), member=member)
    if request.method == "POST" and form.is_valid():
        data, version = form.data_of(), form.cleaned_data["version"]
        if saved(form, lambda: member_change(member, data, version=version, by=request.user), member):
            messages.success(request, f"Đã lưu thông tin của {data.full_name}.")
            _doubts(request, data)
            return redirect(household_url(household))
    page = FormPage(f"Sửa thành viên {member.full_name}", "Lưu thành viên", household_url(household), household_crumbs(household))
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def void_card(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """An insurance card that was written by mistake."""
    household = household_of(request, code)
    found = InsuranceCard.objects.counting().filter(member__household=household).select_related("member__household")
    card = get_object_or_404(found, pk=pk)
    form = VoidFactForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: card_void(card, form.cleaned_data["reason"], by=request.user)):
        messages.success(request, "Đã hủy thẻ. Thẻ không tính nữa và vẫn xem được kèm lý do.")
        return redirect(household_url(household))
    until = f", đến hết {format_dmy(card.to_on)}" if card.to_on else ""
    lead = (
        f"Thẻ {mask_personal_id(card.number)} của {card.member.full_name}{until}. Chỉ hủy thẻ ghi sai; thẻ hết hạn thì "
        "sửa ngày hết giá trị. Thẻ do một đợt mua thẻ ghi thì hủy người đó trong đợt mua."
    )
    page = FormPage("Hủy thẻ BHYT ghi sai", "Hủy thẻ", household_url(household), household_crumbs(household), lead, danger=True)
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def leave(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """Died, moved, married away: no longer counted from a day on."""
    member = member_of(request, code, pk)
    household = member.household
    form = LeaveForm(request.POST or None, initial={"version": member.version}, member=member)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: member_leave(  # noqa: E731
            member, on=values["on"], reason=values["reason"], version=values["version"], by=request.user, new_head=values.get("new_head")
        )
        if saved(form, act, member):
            messages.success(request, f"Đã ghi {member.full_name} rời hộ từ ngày {format_dmy(values['on'])}.")
            return redirect(household_url(household))
    lead = "Người này vẫn được giữ trong quá trình của hộ; các báo cáo về ngày trước đó không đổi."
    page = FormPage(f"{member.full_name} rời hộ", "Ghi rời hộ", household_url(household), household_crumbs(household), lead, danger=True)
    return page.draw(request, form)
