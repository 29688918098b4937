"""Facts of a household for the eligibility rules, and the verdict for a code of the plan."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Household, Member
from households.models.member import Sex
from households.rules.escape_window import EXITS, escape_window
from households.rules.history import PeriodFact
from households.rules.standards import standard_by_code, standard_for_decision
from households.selectors.histories import periods_by_household
from households.selectors.standing import Standing, standing_on
from programs.models import BeneficiaryRule, Plan
from programs.rules.ages import AgeBand, indicator_names
from programs.rules.eligibility import Facts, Person, Reason, Rule, Verdict, judge
from programs.rules.words import BeneficiaryClass, RuleKind, RuleUnit, Trait
from programs.selectors.plans import standing_plan


def verdict_for(household: Household, code: str, on: date) -> Verdict:
    """The verdict about a household for a (sub-)project or policy code on a day; DomainError for an unknown code or no plan."""
    plan = plan_for_day(household.ward_id, on)
    rules = rules_for(plan, code)
    verdict = judge(rules, facts_of(household, on))
    if plan.year == on.year:
        return verdict
    remark = Reason(f"Chưa có kế hoạch năm {on.year}; xét theo kế hoạch năm {plan.year}.", plan.citation)
    return Verdict(verdict.eligible, verdict.priority, (*verdict.reasons, remark))


def plan_for_day(ward_id: int, on: date) -> Plan:
    """The ward's plan for the year of a day; the nearest earlier one, else the earliest there is."""
    plans = Plan.objects.in_ward(ward_id)
    years = sorted(set(plans.values_list("year", flat=True)))
    if not years:
        raise DomainError("Phường chưa có kế hoạch nào. Nạp kế hoạch: manage.py load_reference --plan 2023 --commit")
    year = max((year for year in years if year <= on.year), default=years[0])
    plan = standing_plan(plans, year)
    if plan is None:
        raise DomainError(f"Phường chưa có kế hoạch năm {year}.")
    return plan


def rules_for(plan: Plan, code: str) -> list[Rule]:
    """The rules of a (sub-)project or policy; DomainError lists the codes of the plan."""
    rows = BeneficiaryRule.objects.current().filter(plan=plan).select_related("subproject", "policy")
    found = rows.filter(Q(subproject__code=code) | Q(policy__code=code))
    rules = [as_rule(row, plan) for row in found]
    if not rules:
        known = dict.fromkeys(
            row.subproject.code if row.subproject else row.policy.code if row.policy else "" for row in rows.filter(content__isnull=True)
        )
        raise DomainError(f"Kế hoạch năm {plan.year} không có (tiểu) dự án hay chính sách mã ‘{code}’. Các mã: {', '.join(known)}.")
    return rules


def as_rule(row: BeneficiaryRule, plan: Plan) -> Rule:
    """A stored rule as the frozen value that the rules work with."""
    age = None
    if row.lower_months is not None or row.upper_months is not None:
        age = AgeBand(row.lower_months, row.lower_inclusive, row.upper_months, row.upper_inclusive)
    return Rule(
        code=row.code,
        kind=RuleKind(row.kind),
        unit=RuleUnit(row.unit),
        classes=tuple(BeneficiaryClass(value) for value in row.classes),
        traits=tuple(Trait(value) for value in row.traits),
        text=row.text.rstrip(";."),
        source=f"{plan.citation}, {row.clause}",
        age=age,
        is_derived=row.is_derived,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def facts_of(household: Household, on: date) -> Facts:
    """What the register knows about a household on a day, for the rules."""
    standing = standing_on(household.pk, on)
    window = standing.window
    exit_period = None if window else _last_exit(periods_by_household([household.pk])[household.pk], on)
    over = escape_window(exit_period.from_on) if exit_period else None
    shown = window or over
    traits, denied = _dwelling(standing)
    return Facts(
        on=on,
        household_class=BeneficiaryClass(standing.household_class.value) if standing.household_class else None,
        class_source=_decision(standing),
        window_class=BeneficiaryClass(window.kind.value) if window and window.kind else None,
        window_last_day=window.last_day if window else None,
        window_over_on=over.last_day if over and over.last_day < on else None,
        window_source=standard_for_decision(shown.first_day).window_source if shown else "",
        people=tuple(_person(sex, born) for sex, born in _members(household, on)),
        traits=traits,
        denied=denied,
    )


def _members(household: Household, on: date) -> list[tuple[str, date | None]]:
    return list(Member.objects.filter(household=household).present_on(on).order_by("pk").values_list("sex", "birth_on"))


def _person(sex: str, born: date | None) -> Person:
    return Person(born=born, is_female=None if not sex else sex == Sex.FEMALE)


def _last_exit(periods: Iterable[PeriodFact], on: date) -> PeriodFact | None:
    exits = [period for period in periods if period.opened_as in EXITS and period.from_on <= on]
    return max(exits, key=lambda period: period.from_on, default=None)


def _decision(standing: Standing) -> str:
    if standing.decision is None:
        return "Danh sách hộ của phường"
    return f"Quyết định số {standing.decision.number} ngày {format_dmy(standing.decision.signed_on)}"


def _dwelling(standing: Standing) -> tuple[frozenset[Trait], frozenset[Trait]]:
    """Traits that the newest assessment answers: (known to hold, known not to)."""
    if standing.marks is None:
        return frozenset(), frozenset()
    numbers = {item.name: item.number for item in standard_by_code(standing.marks.standard_code).deprivations}
    answers = {Trait(trait): standing.marks.is_deprived(numbers[name]) for trait, name in indicator_names().items() if name in numbers}
    yes = frozenset(trait for trait, answer in answers.items() if answer)
    no = frozenset(trait for trait, answer in answers.items() if answer is False)
    return yes, no
