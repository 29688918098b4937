"""Which (sub-)projects and policies an agency leads or owns, and which a person looks after."""

from collections import defaultdict

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.models import Plan, Policy, SubProject
from programs.querysets import own_agencies


def codes_by_agency(plan: Plan) -> dict[tuple[int, str], list[str]]:
    """(key, name) of an agency → codes that it leads or owns by the plan, in the plan's order. Two queries."""
    leads = SubProject.objects.current().filter(project__programme__plan=plan, lead__isnull=False).order_by("project__order", "order")
    owns = Policy.objects.current().filter(plan=plan, owners__isnull=False).order_by("order")
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for key, name, code in leads.values_list("lead", "lead__name", "code"):
        found[key, name].append(code)
    for key, name, code in owns.values_list("owners", "owners__name", "code"):
        found[key, name].append(code)
    return found


def codes_for(user: User, plan: Plan, by_agency: dict[tuple[int, str], list[str]]) -> frozenset[str] | None:
    """Codes whose lists the person may read; None means all of them: who reads the ward's list or edits the plan."""
    if user.may(Permission.VIEW_REGISTER, plan.ward_id) or user.may(Permission.EDIT_PLAN, plan.ward_id):
        return None
    own = set(own_agencies(user).values_list("agency", flat=True))
    return frozenset(code for (key, _), codes in by_agency.items() if key in own for code in codes)
