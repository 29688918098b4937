"""Whether those on the list of an activity are those whom it serves: a person by the person's own facts, a household by its own."""

from collections.abc import Collection
from dataclasses import dataclass

from activities.models import Activity
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from programs.rules.beneficiaries import Facts
from programs.rules.eligibility import judge
from programs.selectors.eligibility import narrowed, plan_for_day, rules_for, with_remark
from programs.selectors.facts import facts_in

LONGEST_BASIS = 1000
Key = tuple[int, int | None]
"""(household, person of it, None for the household as a whole)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """``eligible`` None: the activity is for anyone."""

    eligible: bool | None = None
    basis: str = ""


NOT_ASKED = Judged()


def judged(activity: Activity, keys: Collection[Key]) -> dict[Key, Judged]:
    """What the rule of the activity's content, else of its (sub-)project or policy, says on its first day. A fixed number of queries."""
    if not activity.judged_by or not keys:
        return dict.fromkeys(keys, NOT_ASKED)
    on = activity.first_day
    plan = plan_for_day(activity.ward_id, on)
    rules = rules_for(plan, activity.judged_by, activity.content.text if activity.content is not None else "")
    facts = facts_in(sorted({household for household, _ in keys}), on)

    def one(key: Key) -> Judged:
        household, member = key
        seen = facts[household] if member is None else _person(facts[household], member)
        if seen is None:
            return Judged(False, f"Không ở trong hộ vào ngày {format_dmy(on)}.")
        verdict = with_remark(judge(rules, seen), plan, on)
        return Judged(verdict.eligible, " ".join(reason.text for reason in verdict.reasons)[:LONGEST_BASIS])

    return {key: one(key) for key in keys}


def _person(facts: Facts, member: int) -> Facts | None:
    try:
        return narrowed(facts, member)
    except DomainError:
        return None
