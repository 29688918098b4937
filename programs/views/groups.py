"""What the plan asks of the leaders of residential groups, for the leaders themselves: nothing else of the plan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from households.querysets import led_groups
from households.selectors.events import reports_of
from programs.models import Assignment
from programs.selectors.plans import plan_years
from programs.selectors.work import asked_of_leaders, group_leaders_work, n_overdue
from programs.views.plan import asked_year


@needs(Permission.VIEW_OWN_GROUP)
@require_safe
def group_work(request: OfficeRequest) -> HttpResponse:
    """The assignments of the group leaders in the plan in force. Who also belongs to their agency notes progress there."""
    user, ward_id = request.user, request.ward.pk
    year = asked_year(request)
    plan, items = group_leaders_work(user, ward_id, year) if led_groups(user).filter(group__ward=ward_id).exists() else (None, [])
    shown = [item.assignment.pk for item in items]
    may_note = user.may(Permission.NOTE_PROGRESS, ward_id)
    opened = set(Assignment.objects.visible_to(user).filter(pk__in=shown).values_list("pk", flat=True)) if may_note else set()
    context = {
        "plan": plan,
        "years": plan_years(plan, lambda before: n_overdue(asked_of_leaders(before))) if plan else None,
        "items": [(item, item.assignment.pk in opened) for item in items],
        "n_reports": reports_of(user, ward_id).filter(occurred_on__year=plan.year).count() if plan else 0,
        "crumbs": [("Hộ của tổ", reverse("households:leader_home"))],
    }
    return render(request, "programs/group_work.html", context)
