"""All working registers on one page: what each keeps, for whom it opens, and the desks that it serves."""

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.navigation import url_of
from programs.policies import can_work, open_codes
from programs.registry import Register, pages


def opens(request: OfficeRequest, register: Register) -> bool:
    """Whether a register that serves what the person reads opens to the person: a confidential one only to those who keep it."""
    return not register.is_confidential or can_work(request.user, request.ward.pk, *register.codes)


def own_registers(request: OfficeRequest) -> list[tuple[str, str]]:
    """(address, label) of the registers that the person's agency keeps; none for who reads them all."""
    codes = open_codes(request.user, request.ward.pk)
    return [] if codes is None else [(url, item.label) for item, _ in pages(codes) if (url := url_of(item.url_name))]


@needs(Permission.VIEW_REGISTER, Permission.NOTE_PROGRESS)
def register_list(request: OfficeRequest) -> HttpResponse:
    """The registers that the person opens: every one for who reads the ward's list, for the others those of their agency."""
    found = pages(open_codes(request.user, request.ward.pk))
    shown = [(url_of(item.url_name), item, served) for item, served in found if opens(request, item)]
    return render(request, "programs/registers.html", {"registers": [row for row in shown if row[0]]})
