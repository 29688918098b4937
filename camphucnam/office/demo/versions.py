"""A draft that would replace the plan of the demonstration year: one target is raised, one line is taken out. It binds nobody yet."""

from dataclasses import fields
from decimal import Decimal

from camphucnam.accounts.models import User, Ward
from indicators.models import Target
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from indicators.services.target import TargetData, target_change
from programs.models import Plan
from programs.rules.words import PlanState
from programs.selectors.lines import KINDS, stamp_of
from programs.services.copying import plan_amend
from programs.services.lines import line_retire

REASON = "Ví dụ: nâng mức giao về nhà tiêu hợp vệ sinh, rút gọn nơi nhận"
RAISED, WANTED = "T12", Decimal(92)


def write_versions(ward: Ward, officer: User, year: int) -> None:
    """The draft; nothing in a year without a plan in force."""
    plan = Plan.objects.in_ward(ward.pk).filter(year=year, state=PlanState.ISSUED).first()
    if plan is None:
        return
    draft = plan_amend(plan, REASON, by=officer)
    target = Target.objects.filter(plan=draft, code=RAISED).first()
    if target is not None:
        same = {field.name: getattr(target, field.name) for field in fields(TargetData)}
        wanted = same | {
            "name": target.name.replace("90%", f"{WANTED}%"),
            "value": WANTED,
            "comparison": Comparison(target.comparison),
            "assigned_type": AssignedType(target.assigned_type),
        }
        target_change(target, TargetData(**wanted), stamp=target_stamp(target), by=officer)
    kind = KINDS["noi-nhan"]
    for row in kind.rows(draft).order_by("-order")[1:2]:  # the last one is the office's own copy
        line_retire(draft, kind, row.pk, stamp=stamp_of(row), by=officer)
