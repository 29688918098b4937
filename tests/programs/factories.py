"""Plans, memberships and notes for tests."""

from datetime import date

from camphucnam.accounts.models import User, Ward
from programs.models import Agency, AgencyMembership, Assignment, Plan, Policy, SubProject
from programs.services.copying import plan_amend, plan_copy
from programs.services.issuing import plan_issue
from programs.services.reference import load

YEAR = 2023


def load_plan(ward: Ward) -> Plan:
    """The ward's plan of 2023 from the data file."""
    load(ward, YEAR, True)
    return Plan.objects.get(ward=ward, year=YEAR)


def join(user: User, ward: Ward, code: str) -> AgencyMembership:
    """The person belongs to the agency since long ago."""
    return AgencyMembership.objects.create(user=user, agency=Agency.objects.get(ward=ward, code=code), from_on=date(2020, 1, 1))


def task(ward: Ward, code: str) -> Assignment:
    """The assignment with this code."""
    return Assignment.objects.get(plan__ward=ward, code=code)


def draft_giving(plan: Plan, by: User, held: dict[str, str], year: int = 0) -> Plan:
    """A draft, of the same year unless said, that gives (sub-)projects and policies (code → agency) to others."""
    draft = plan_copy(plan, year, by=by) if year else plan_amend(plan, "Giao lại", by=by)
    for code, agency_code in held.items():
        agency = Agency.objects.get(ward=plan.ward_id, code=agency_code)
        SubProject.objects.filter(project__programme__plan=draft, code=code).update(lead=agency)
        for policy in Policy.objects.filter(plan=draft, code=code):
            policy.owners.set([agency])
    return draft


def issued(draft: Plan, by: User, on: date | None = None) -> Plan:
    """The draft in force, signed on the first day of the autumn of its year unless said."""
    draft.refresh_from_db()
    return plan_issue(draft, f"{draft.version_number}", on or date(draft.year, 9, draft.version_number), version=draft.version, by=by)
