"""All working registers on one page: what each keeps, for whom it opens, and the desks that it serves."""

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.navigation import url_of
from programs.policies import open_codes
from programs.registry import pages


def own_registers(request: OfficeRequest) -> list[tuple[str, str]]:
    """(address, label) of the registers that the person's agency keeps; none for who reads them all."""
    codes = open_codes(request.user, request.ward.pk)
    return [] if codes is None else [(url, item.label) for item, _ in pages(codes) if (url := url_of(item.url_name))]


@needs(Permission.VIEW_REGISTER, Permission.NOTE_PROGRESS)
def register_list(request: OfficeRequest) -> HttpResponse:
    """The registers that the person opens: every one for who reads the ward's list, for the others those of their agency."""
    shown = [(url_of(item.url_name), item, served) for item, served in pages(open_codes(request.user, request.ward.pk))]
    return render(request, "programs/registers.html", {"registers": [row for row in shown if row[0]]})
