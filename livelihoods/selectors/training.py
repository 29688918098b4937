"""Reading the registers of vocational training."""

from datetime import date

from django.db.models import Count, Q

from camphucnam.accounts.models import User
from households.models import Member
from livelihoods.models import Enrolment, VocationalClass
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
    """Learners with person and class."""
    return Enrolment.objects.visible_to(user).in_ward(ward_id).select_related("member__household__group", "vocational_class")
