"""Write the status periods, renewals and assessments of a plan."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from households.models import Assessment, StatusPeriod, StatusRenewal
from households.rules.classes import Opening
from households.rules.importing.plan import HouseholdPlan
from households.rules.standards import standard_for_decision
from households.rules.transitions import Step
from households.services.imports.writing import Writing, add_all, pieces

SOURCE = "Nhập từ tệp Excel"


def write_statuses(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Close what changes, open the new periods, note the renewals."""
    _close(writing, [plan for plan in plans if plan.transition.step is Step.CHANGE])
    opening = [plan for plan in plans if plan.transition.step in (Step.OPEN, Step.CHANGE)]
    for plan, period in zip(opening, add_all(StatusPeriod, [_period(writing, plan) for plan in opening]), strict=True):
        writing.trace_of(plan).add(StatusPeriod, period.pk)
    renewing = [plan for plan in plans if plan.transition.step is Step.RENEW]
    for plan, renewal in zip(renewing, add_all(StatusRenewal, [_renewal(writing, plan) for plan in renewing]), strict=True):
        writing.trace_of(plan).add(StatusRenewal, renewal.pk)


def _close(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """One statement for each last day, whatever the number of households."""
    by_day: dict[date | None, list[int]] = defaultdict(list)
    for plan in plans:
        closes = plan.transition.closes
        assert closes is not None  # noqa: S101
        by_day[plan.transition.closes_on].append(closes.pk)
        trace = writing.trace_of(plan)
        trace.before.setdefault("StatusPeriod", {})[str(closes.pk)] = {"to_on": None, "ended_recorded_at": None}
    for day, keys in by_day.items():
        for some in pieces(keys):
            StatusPeriod.objects.filter(pk__in=some, to_on__isnull=True).update(to_on=day, ended_recorded_at=writing.now)


def _period(writing: Writing, plan: HouseholdPlan) -> StatusPeriod:
    household = writing.household_of(plan)
    return StatusPeriod(
        household=household,
        ward_id=household.ward_id,
        household_class=plan.household_class,
        from_on=plan.decision.effective_on,
        decision_id=writing.decisions[plan.decision.key],
        standard_code=standard_for_decision(plan.decision.effective_on).code,
        opened_as=plan.transition.opened_as or Opening.RECORDED,
        recorded_by=writing.by,
    )


def _renewal(writing: Writing, plan: HouseholdPlan) -> StatusRenewal:
    closes = plan.transition.closes
    assert closes is not None  # noqa: S101
    return StatusRenewal(
        period_id=closes.pk,
        decision_id=writing.decisions[plan.decision.key],
        effective_on=plan.decision.effective_on,
        standard_code=standard_for_decision(plan.decision.effective_on).code,
    )


def write_assessments(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Void assessments of the same day that the file replaces, and add the new ones."""
    assessed = [plan for plan in plans if plan.assessment is not None]
    replaced = []
    rows = []
    for plan in assessed:
        new = plan.assessment
        assert new is not None  # noqa: S101
        if new.replaces is not None:
            replaced.append(new.replaces)
            writing.trace_of(plan).before.setdefault("Assessment", {})[str(new.replaces)] = {"voided_at": None, "void_reason": ""}
        household = writing.household_of(plan)
        rows.append(
            Assessment(
                household=household,
                ward_id=household.ward_id,
                assessed_on=new.on,
                standard_code=new.standard_code,
                area_type=new.area_type,
                income_score=new.b1,
                deprived_mask=new.deprived_mask,
                known_mask=new.known_mask,
                reported_deprivation_score=new.reported_b2,
                source=SOURCE,
                recorded_by=writing.by,
            )
        )
    for some in pieces(replaced):
        Assessment.objects.filter(pk__in=some).update(voided_at=writing.now, void_reason="Thay bằng số liệu của tệp nhập sau")
    for plan, row in zip(assessed, add_all(Assessment, rows), strict=True):
        writing.trace_of(plan).add(Assessment, row.pk)
