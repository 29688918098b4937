"""Which (sub-)projects and policies an agency leads or owns, and which a person looks after."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Subquery
from django.utils.text import Truncator

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.models import Agency, Assignment, Plan, Policy, SubProject
from programs.policies import own_codes
from programs.rules.words import AssignmentKind, PlanState

TASKS_NAMED, TASK_WORDS = 3, 12


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
    """Codes of ``plan`` whose lists the person may read: those that the person's agencies lead or own today, whatever day the plan is of;
    None means all of them: who reads the ward's list or edits the plan."""
    if user.may(Permission.VIEW_REGISTER, plan.ward_id) or user.may(Permission.EDIT_PLAN, plan.ward_id):
        return None
    own = own_codes(user).get(plan.ward_id, frozenset())
    return own & {code for codes in by_agency.values() for code in codes}


def work_held(agency: Agency) -> list[str]:
    """What plans in force give to the agency, that of today and those of later years, in sentences that name it."""
    today = Plan.objects.in_ward(agency.ward_id).at_work().values("year")
    plans = Plan.objects.in_ward(agency.ward_id).filter(state=PlanState.ISSUED, year__gte=Subquery(today)).order_by("year")
    held = ((plan.year, ", ".join(_held(agency, plan))) for plan in plans)
    return [f"năm {year}: {said}" for year, said in held if said]


def _held(agency: Agency, plan: Plan) -> Iterator[str]:
    led = SubProject.objects.current().filter(project__programme__plan=plan, lead=agency).order_by("project__order", "order")
    owned = Policy.objects.current().filter(plan=plan, owners=agency).order_by("order")
    tasks = Assignment.objects.current().filter(plan=plan, agency=agency).exclude(kind=AssignmentKind.LEAD).order_by("order")
    texts = [Truncator(row.title).words(TASK_WORDS) for row in tasks]
    yield from (f"chủ trì {code}" for code in led.values_list("code", flat=True))
    yield from (f"phụ trách {code}" for code in owned.values_list("code", flat=True))
    if texts:
        yield f"{len(texts)} nhiệm vụ ({'; '.join([*texts[:TASKS_NAMED], *(['…'] if len(texts) > TASKS_NAMED else [])])})"
