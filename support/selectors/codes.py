"""The (sub-)projects and policies of a year, by local code."""

from datetime import date

from programs.models import Policy, SubProject
from programs.selectors.eligibility import plan_for_day


def codes_of_year(ward_id: int, year: int) -> dict[str, str]:
    """Local code → name, in the order of the plan that stands for the year; DomainError where the ward has no plan."""
    plan = plan_for_day(ward_id, date(year, 12, 31))
    subprojects = SubProject.objects.current().filter(project__programme__plan=plan).order_by("project__order", "order")
    policies = Policy.objects.current().filter(plan=plan).order_by("order")
    return dict([*subprojects.values_list("code", "name"), *policies.values_list("code", "name")])
