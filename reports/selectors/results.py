"""What the working registers behind the plan add up to in the period of a report."""

from datetime import date

from households.models import Household
from programs.models import Plan, Policy, SubProject
from programs.registry import results_of
from programs.selectors.plans import PlanTree
from reports.rules.programme import ResultFact


def result_facts(plan: Plan | None, first: date, last: date) -> tuple[tuple[ResultFact, ...], tuple[str, ...]]:
    """Lines that have a figure, in the plan's order, and the names of what has none. The lines are those of the desks."""
    if plan is None:
        return (), ()
    tree = PlanTree(plan)
    subjects: list[SubProject | Policy] = [*tree.subprojects, *tree.policies]
    found = []
    silent = []
    for subject in subjects:
        lines = [line for line in results_of(subject.code, plan.ward_id, first, last) if line.value is not None]
        found += [(subject, line) for line in lines]
        if not lines:
            silent.append(_name(subject))
    wanted = {key for _, line in found for key in line.households}
    codes = dict(Household.objects.in_ward(plan.ward_id).filter(pk__in=wanted).order_by().values_list("pk", "code"))
    facts = tuple(
        ResultFact(
            _name(subject),
            line.label,
            line.value or 0,
            line.unit,
            line.note,
            tuple(sorted(codes[key] for key in line.households if key in codes)),
        )
        for subject, line in found
    )
    return facts, tuple(silent)


def printed_name(part: SubProject) -> str:
    """The name of a (sub-)project with its project, as documents print it."""
    return part.full_name if part.is_whole_project else f"{part.project.printed.rstrip('.: ')} - {part.full_name}"


def _name(subject: SubProject | Policy) -> str:
    return printed_name(subject) if isinstance(subject, SubProject) else subject.name
