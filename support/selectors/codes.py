"""The (sub-)projects and policies of a year, by local code."""

from collections import defaultdict
from datetime import date

from programs.models import Policy, SubProject, SupportContent
from programs.selectors.eligibility import plan_for_day


def codes_of_year(ward_id: int, year: int) -> dict[str, str]:
    """Local code → name, in the order of the plan that stands for the year; DomainError where the ward has no plan."""
    plan = plan_for_day(ward_id, date(year, 12, 31))
    subprojects = SubProject.objects.current().filter(project__programme__plan=plan).order_by("project__order", "order")
    policies = Policy.objects.current().filter(plan=plan).order_by("order")
    return dict([*subprojects.values_list("code", "name"), *policies.values_list("code", "name")])


def contents_of_year(ward_id: int, year: int) -> dict[str, list[str]]:
    """Local code of a (sub-)project → its contents in the words and order of the plan; DomainError where the ward has no plan."""
    plan = plan_for_day(ward_id, date(year, 12, 31))
    rows = SupportContent.objects.current().filter(subproject__project__programme__plan=plan).order_by("order")
    found: dict[str, list[str]] = defaultdict(list)
    for code, text in rows.values_list("subproject__code", "text"):
        found[code].append(text)
    return found
