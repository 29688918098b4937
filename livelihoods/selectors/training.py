"""Reading the registers of vocational training."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from camphucnam.accounts.models import User
from households.models import Member
from livelihoods.models import Enrolment, Placement, VocationalClass, WorkAbroad
from livelihoods.rules.words import EnrolmentState
from programs.rules.eligibility import Verdict, judge
from programs.selectors.eligibility import facts_of_member, plan_for_day, rules_for
from registers.querysets import KeptQuerySet

TRAINING_CODE = "DA4.TDA1"


def verdict_of_person(member: Member, on: date) -> Verdict:
    """Whether this person may be trained under the plan on a day, and why."""
    facts = facts_of_member(member, on)
    return judge(rules_for(plan_for_day(member.ward_id, on), TRAINING_CODE), facts)


def classes(user: User, ward_id: int) -> KeptQuerySet:
    """Classes with how many learn, completed and hold a certificate."""
    stands = Q(enrolments__voided_at__isnull=True)
    done = stands & Q(enrolments__state=EnrolmentState.COMPLETED)
    return (
        VocationalClass.objects.visible_to(user)
        .in_ward(ward_id)
        .annotate(
            n_enrolled=Count("enrolments", filter=stands),
            n_completed=Count("enrolments", filter=done),
            n_certified=Count("enrolments", filter=done & Q(enrolments__certificate_on__isnull=False)),
        )
    )


def enrolments(user: User, ward_id: int) -> KeptQuerySet:
    """Learners with person and class, and the first work that they began when they had completed it: ``placed_on``, ``placed_as``, or
    ``away_on`` abroad."""
    placed = Placement.objects.counting().filter(seeker__member=OuterRef("member"), started_on__gte=OuterRef("ended_on"))
    away = WorkAbroad.objects.counting().filter(member=OuterRef("member"), departed_on__gte=OuterRef("ended_on"))
    placed, away = placed.order_by("started_on", "pk"), away.order_by("departed_on", "pk")
    rows = Enrolment.objects.visible_to(user).in_ward(ward_id).select_related("member__household__group", "vocational_class")
    return rows.annotate(
        placed_on=Subquery(placed.values("started_on")[:1]),
        placed_as=Subquery(placed.values("job")[:1]),
        away_on=Subquery(away.values("departed_on")[:1]),
    )


def employed_after(ward_id: int, first: date, last: date) -> dict[int, int]:
    """Person → household: people who had completed a class and began their first work after it in the period. Three queries."""
    done = Enrolment.objects.in_ward(ward_id).counting().filter(state=EnrolmentState.COMPLETED, ended_on__lte=last)
    completed, homes = dict[int, date](), dict[int, int]()
    for member, household, ended_on in done.order_by("-ended_on").values_list("member", "member__household", "ended_on"):
        completed[member], homes[member] = ended_on, household
    began: dict[int, date] = {}
    placed = Placement.objects.in_ward(ward_id).counting().filter(started_on__lte=last)
    away = WorkAbroad.objects.in_ward(ward_id).counting().filter(departed_on__lte=last)
    for rows in (placed.values_list("seeker__member", "started_on"), away.values_list("member", "departed_on")):
        for member, on in rows:
            if on is not None and member in completed and on >= completed[member]:
                began[member] = min(on, began.get(member, on))
    return {member: homes[member] for member, on in began.items() if on >= first}
