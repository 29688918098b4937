"""Reads who does what in a plan, for the rule that finds gaps."""

from collections import Counter

from django.utils import timezone

from programs.models import Agency, AgencyMembership, Assignment, Plan, Policy, SubProject
from programs.rules.ownership import AgencyFact, OwnedFact, OwnershipFinding, Shares, TaskFact, find_gaps
from programs.rules.words import AssignmentKind


def gaps_of(plan: Plan) -> list[OwnershipFinding]:
    """What the plan leaves to nobody, in five queries."""
    members = AgencyMembership.objects.covering(timezone.localdate()).filter(agency__ward=plan.ward_id, user__is_active=True)
    people = Counter(members.values_list("agency", flat=True))
    agencies = Agency.objects.current().filter(ward=plan.ward_id)
    tasks = Assignment.objects.current().filter(plan=plan).select_related("agency")
    subprojects = SubProject.objects.current().filter(project__programme__plan=plan).select_related("lead", "project")
    policies = Policy.objects.current().filter(plan=plan).prefetch_related("owners")
    return find_gaps(
        Shares(
            agencies=[AgencyFact(row.code, row.name, people[row.pk]) for row in agencies],
            tasks=[TaskFact(row.code, row.title, row.agency.code, row.kind == AssignmentKind.TASK) for row in tasks],
            subprojects=[OwnedFact(row.code, row.full_name, (row.lead.code,) if row.lead else ()) for row in subprojects],
            policies=[OwnedFact(row.code, row.name, tuple(owner.code for owner in row.owners.all())) for row in policies],
        )
    )
