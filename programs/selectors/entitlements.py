"""What one household, or one of its people, is entitled to on a day: every (sub-)project and policy of the plan with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from households.models import Household, Member
from programs.models import Plan, Policy, SubProject, SupportContent
from programs.rules.beneficiaries import Facts, Rule
from programs.rules.eligibility import Verdict, judge
from programs.rules.words import VerdictState
from programs.selectors.eligibility import PlanRules, facts_of, narrowed, plan_for_day, plan_rules

BADGES = {VerdictState.PRIORITY: "done", VerdictState.ELIGIBLE: "done", VerdictState.OPEN: "waiting", VerdictState.NOT: "stopped"}
THE_HOUSEHOLD = "Cả hộ"


@dataclass(frozen=True, slots=True)
class Subject:
    """A (sub-)project, policy or content as lists name it."""

    code: str
    name: str
    is_policy: bool = False


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The verdict about one of them, and whom it concerns."""

    subject: Subject
    verdict: Verdict
    members: tuple[str, ...] = ()
    contents: tuple["Entitlement", ...] = ()

    @property
    def badge(self) -> str:
        """Kind of state badge."""
        return BADGES[self.verdict.state]

    @property
    def state(self) -> str:
        """The word of the verdict."""
        return self.verdict.state.label

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """(sentence, document and article)."""
        return [(reason.text, reason.source) for reason in self.verdict.reasons]

    @property
    def printed(self) -> list[str]:
        """``Trong hộ có trẻ em (Kế hoạch …, phần II, mục 2.3).``"""
        return [f"{text.rstrip('.')}{f' ({source})' if source else ''}." for text, source in self.reasons]


@dataclass(frozen=True, slots=True)
class Entitlements:
    """Everything about one household or person and a day. ``names``: those who belong to the household on that day."""

    plan: Plan
    on: date
    rows: tuple[Entitlement, ...]
    names: dict[int, str]
    member: int | None = None

    @property
    def n_eligible(self) -> int:
        """How many (sub-)projects and policies are open to them."""
        return sum(row.verdict.eligible for row in self.rows)

    @property
    def by_answer(self) -> list[tuple[str, list[Entitlement]]]:
        """(heading, rows): what is open to them, what cannot be told yet, what is not for them; only what there is."""
        groups = (
            ("Được hưởng", [row for row in self.rows if row.verdict.eligible]),
            ("Chưa đủ số liệu để trả lời", [row for row in self.rows if row.verdict.is_open]),
            ("Không thuộc đối tượng", [row for row in self.rows if not row.verdict.eligible and not row.verdict.is_open]),
        )
        return [(heading, rows) for heading, rows in groups if rows]

    @property
    def is_of_other_year(self) -> bool:
        """Whether the plan of the year is missing and another one was taken."""
        return self.plan.year != self.on.year


def subjects_of(plan: Plan) -> list[Subject]:
    """The (sub-)projects and policies of a plan in its order. Two queries."""
    subprojects = SubProject.objects.current().filter(project__programme__plan=plan).order_by("project__order", "order")
    policies = Policy.objects.current().filter(plan=plan).order_by("order")
    return [
        *(Subject(code, name) for code, name in subprojects.values_list("code", "name")),
        *(Subject(code, name, True) for code, name in policies.values_list("code", "name")),
    ]


def entitlements_of(household: Household, on: date, member: int | None = None) -> Entitlements:
    """What the household is entitled to on ``on``, or one of its people; DomainError where the ward has no plan, or where the
    person does not belong to the household on that day."""
    plan = plan_for_day(household.ward_id, on)
    facts = facts_of(household, on)
    names = dict(Member.objects.filter(household=household).present_on(on).order_by("sort_order", "pk").values_list("pk", "full_name"))
    seen = facts if member is None else narrowed(facts, member)
    rules, contents = plan_rules(plan), _contents(plan)
    rows = [_entitlement(subject, rules, contents.get(subject.code, ()), seen, names) for subject in subjects_of(plan)]
    return Entitlements(plan, on, tuple(rows), names, member)


def _contents(plan: Plan) -> dict[str, list[tuple[int, str]]]:
    """Code → (order, text) of the contents that name their own beneficiaries."""
    rows = SupportContent.objects.current().filter(subproject__project__programme__plan=plan, rule__isnull=False)
    rows = rows.filter(rule__retired_on__isnull=True).order_by("order")
    found: dict[str, list[tuple[int, str]]] = {}
    for code, order, text in rows.values_list("subproject__code", "order", "text"):
        found.setdefault(code, []).append((order, text))
    return found


def _entitlement(
    subject: Subject, rules: PlanRules, contents: Sequence[tuple[int, str]], facts: Facts, names: dict[int, str]
) -> Entitlement:
    within = tuple(_judged(Subject(subject.code, text), rules.answering(subject.code, order), facts, names) for order, text in contents)
    found = _judged(subject, rules.by_code.get(subject.code, []), facts, names)
    return Entitlement(subject, found.verdict, found.members, within)


def _judged(subject: Subject, rules: Sequence[Rule], facts: Facts, names: dict[int, str]) -> Entitlement:
    verdict = judge(rules, facts)
    people = tuple(names.get(key, "") for key in verdict.people)
    return Entitlement(subject, verdict, (THE_HOUSEHOLD,) if verdict.whole_household and not facts.about_person else people)
