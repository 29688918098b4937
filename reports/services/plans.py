"""The plan and the targets of a year into another: the one place that sees both."""

from django.db import transaction

from camphucnam.accounts.models import User
from indicators.services.copying import targets_copy
from programs.models import Plan
from programs.rules.programme_tree import ProgrammeTree
from programs.services.copying import plan_copy


@transaction.atomic
def plan_copy_with_targets(source: Plan, year: int, *, by: User, tree: ProgrammeTree | None = None) -> Plan:
    """A draft for another year with every part of ``source`` and its targets."""
    draft = plan_copy(source, year, by=by, tree=tree)
    targets_copy(source.ward, source.year, year, f"Kế hoạch năm {year} của phường", by=by)
    return draft
