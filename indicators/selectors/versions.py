"""The targets of one version of a plan: as wanted, never as measured."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from indicators.models import Target
from indicators.selectors.targets import as_facts
from programs.models import Plan, Policy, SubProjectSection
from programs.rules.plan_differences import Line


def targets_of(plan: Plan) -> list[Target]:
    """Standing targets of a version, and those that a draft has taken out after them, in the plan's order. One query."""
    rows = Target.objects.filter(plan=plan).select_related("indicator", "plan").order_by("order")
    return sorted(rows, key=lambda target: target.retired_on is not None)


def target_lines(plan: Plan) -> Iterator[Line]:
    """What a version says in its targets, for the comparison of versions."""
    for target in targets_of(plan):
        if target.retired_on is None:
            facts = as_facts(target)
            who = "; ".join(filter(None, (f"{facts.assigned_type.label} {target.assigned_by}".strip(), target.assigned_document)))
            text = f"{target.code} {target.short_name}: {facts.wanted}. {target.name} ({target.population_text}; {who})"
            yield Line(f"target:{target.code}", "Chỉ tiêu theo dõi", text)


def printed_texts(plan: Plan) -> dict[str, list[str]]:
    """Code of each target → the paragraphs of the document that state it. Three queries."""
    found: dict[str, list[str]] = defaultdict(list)
    parts = SubProjectSection.objects.current().filter(subproject__project__programme__plan=plan)
    for row in chain(plan.sections.filter(retired_on__isnull=True), parts, Policy.objects.current().filter(plan=plan)):
        for paragraph in row.paragraphs:
            for code in paragraph.get("targets", ()):
                found[code].append(paragraph["text"])
    return found
