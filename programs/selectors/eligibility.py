"""The verdict about a household or a person for a code of the plan, with every reason; the rules of a plan as frozen values."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from camphucnam.kernel.errors import DomainError
from households.models import Household, Member
from programs.models import BeneficiaryRule, Plan, SupportContent
from programs.rules.ages import AgeBand
from programs.rules.beneficiaries import Facts, Rule
from programs.rules.eligibility import Reason, Verdict, judge
from programs.rules.versions import year_that_counts
from programs.rules.words import BeneficiaryClass, RuleKind, RuleUnit, Trait
from programs.selectors.facts import facts_in

RULE = (
    "code", "kind", "unit", "classes", "traits", "text", "clause", "is_derived", "from_on", "to_on",
    "lower_months", "lower_inclusive", "upper_months", "upper_inclusive",
)  # fmt: skip
CONTENT = ("subproject__code", "order", "text")
OWNER = ("subproject__code", "policy__code", "content__order", "content__subproject__code")


@dataclass(frozen=True, slots=True)
class PlanRules:
    """All rules of a plan: of (sub-)projects and policies by code, of contents by code and order, in the plan's order; the words of
    contents by code and order."""

    plan: Plan
    by_code: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))
    by_content: dict[tuple[str, int], Rule] = field(default_factory=dict)
    contents: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, code: str) -> list[Rule]:
        """The rules of a (sub-)project or policy; DomainError lists the codes of the plan."""
        if not self.by_code.get(code):
            known = ", ".join(self.by_code)
            raise DomainError(f"Kế hoạch năm {self.plan.year} không có (tiểu) dự án hay chính sách mã ‘{code}’. Các mã: {known}.")
        return self.by_code[code]

    def answering(self, code: str, content: int | None) -> list[Rule]:
        """The rules of a content where it has its own, else those of its (sub-)project or policy; empty for an unknown code."""
        own = self.by_content.get((code, content)) if content is not None else None
        return [own] if own is not None else self.by_code.get(code, [])

    def contents_of(self, code: str) -> dict[int, str]:
        """Number → words of the contents of a (sub-)project, in their order."""
        return dict(sorted((order, words) for (of_code, order), words in self.contents.items() if of_code == code))


def plan_rules(plan: Plan) -> PlanRules:
    """The rules of a plan. Two queries."""
    contents = SupportContent.objects.current().filter(subproject__project__programme__plan=plan)
    found = PlanRules(plan, contents={(code, order): text for code, order, text in contents.values_list(*CONTENT)})
    rows = BeneficiaryRule.objects.current().filter(plan=plan).order_by("order")
    for row in rows.values_list(*RULE, *OWNER, named=True):
        if row.content__order is not None:
            found.by_content[row.content__subproject__code, row.content__order] = _rule(row, plan)
        else:
            found.by_code[row.subproject__code or row.policy__code].append(_rule(row, plan))
    return found


def verdict_for(household: Household, code: str, on: date) -> Verdict:
    """The verdict about a household for a (sub-)project or policy code on a day; DomainError for an unknown code or no plan."""
    plan = plan_for_day(household.ward_id, on)
    return with_remark(judge(plan_rules(plan).of(code), facts_of(household, on)), plan, on)


def verdict_of_member(member: Member, code: str, on: date) -> Verdict:
    """The verdict about one person: the household's class counts, traits are the person's own. DomainError as above, and for a
    person who does not belong to the household on that day."""
    plan = plan_for_day(member.ward_id, on)
    return with_remark(judge(plan_rules(plan).of(code), facts_of_member(member, on)), plan, on)


def with_remark(verdict: Verdict, plan: Plan, on: date) -> Verdict:
    """The verdict; where there is no plan of the year, it says which one was taken."""
    if plan.year == on.year:
        return verdict
    remark = Reason(f"Chưa có kế hoạch năm {on.year}; xét theo kế hoạch năm {plan.year}.", plan.citation)
    return replace(verdict, reasons=(*verdict.reasons, remark))


def plan_for_day(ward_id: int, on: date) -> Plan:
    """The version that was in force on a day: of the ward's plan for its year (the nearest earlier year that has one, else the earliest
    there is) the newest version signed by then, and the first one on days before that was signed. One query."""
    plans: list[Plan] = list(Plan.objects.in_ward(ward_id).in_force().order_by("year", "version_number"))
    if not plans:
        raise DomainError("Phường chưa có kế hoạch nào. Nạp kế hoạch: manage.py load_reference --plan 2023 --commit")
    year = year_that_counts({plan.year for plan in plans}, on.year)
    versions = [plan for plan in plans if plan.year == year]
    return [versions[0], *(plan for plan in versions if plan.signed_on is not None and plan.signed_on <= on)][-1]


def rules_for(plan: Plan, code: str, content: str = "") -> list[Rule]:
    """The rules of a (sub-)project or policy, or of the content with these words where it has its own; DomainError lists the codes of
    the plan. A content that the plan words otherwise is judged by its code's rules."""
    rules = plan_rules(plan)
    standing = rules.of(code)
    order = next((order for order, words in rules.contents_of(code).items() if words == content), None)
    return standing if order is None else rules.answering(code, order)


def _rule(row: Any, plan: Plan) -> Rule:
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
    return facts_in([household.pk], on)[household.pk]


def facts_of_member(member: Member, on: date) -> Facts:
    """What the register knows about one person on a day; DomainError for somebody who is not in the household on that day."""
    facts = facts_of(member.household, on)
    return narrowed(facts, member.pk)


def narrowed(facts: Facts, key: int) -> Facts:
    """The facts of a household seen from one of its people."""
    person = next((person for person in facts.people if person.key == key), None)
    if person is None:
        raise DomainError("Người này không thuộc hộ vào ngày xét. Chọn một ngày khác.")
    return replace(facts, people=(person,), about_person=True)
