"""Who may open the pages of oversight."""

from functools import wraps

from django.http import Http404
from django.http.response import HttpResponseBase

from camphucnam.accounts.decorators import View, needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from oversight.policies import can_follow, can_read_visits, own_kinds
from programs.policies import can_work

FOLLOWERS = (P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER, P.VIEW_FIGURES)


def follows(view: View) -> View:
    """Only for people who read the plan of inspection, all recommendations and the evaluation; 404 for the others."""

    @needs(*FOLLOWERS)
    @wraps(view)
    def guarded(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not can_follow(request.user, request.ward.pk):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def tabs_for(request: OfficeRequest) -> list[tuple[str, str]]:
    """(label, name of the page) of the lists that the person may open."""
    visits = [("Cuộc kiểm tra, giám sát", "oversight:visits")] if can_read_visits(request.user, request.ward.pk) else []
    return [
        ("Kế hoạch năm", "oversight:list"),
        *visits,
        ("Kiến nghị", "oversight:recommendations"),
        ("Đánh giá kế hoạch", "oversight:evaluations"),
    ]


def plans(request: OfficeRequest) -> bool:
    """Whether the person plans and does any kind of oversight."""
    return bool(own_kinds(request.user, request.ward.pk))


def keeps(request: OfficeRequest, *codes: str) -> bool:
    """Whether the person keeps rows of these works."""
    return can_work(request.user, request.ward.pk, *codes)
