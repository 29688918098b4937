"""What households and their people have had, or are promised, from the registers of livelihoods, work, training and credit."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from households.selectors.prepared import Prepared
from livelihoods.models import Enrolment, GroupMember, JobSupport, Loan, LoanConfirmation, ModelParticipant, Placement, Referral
from livelihoods.models.base import CREDIT, GROUPS, JOBS, MODELS, TRAINING
from livelihoods.rules.words import EnrolmentState, ModelState, ReferralState
from programs.rules.words import Means, ProvidedRow
from registers.selectors import counting_rows

OPEN_REFERRALS = (ReferralState.REFERRED, ReferralState.INTERVIEWED)
AHEAD = frozenset({ModelState.PROPOSED, ModelState.APPROVED})


def _confirmations(ward: int) -> QuerySet[Any]:
    followed = Loan.objects.in_ward(ward).counting().filter(confirmation__isnull=False).values("confirmation")
    rows = LoanConfirmation.objects.in_ward(ward).counting().order_by().exclude(pk__in=followed)
    return rows.values_list("household", "confirmed_on")


PARTICIPANTS = counting_rows(ModelParticipant, "household", "from_on", "to_on", "model__started_on", "model__state")
MEMBERS = counting_rows(GroupMember, "household", "from_on")
LEARNERS = counting_rows(Enrolment, "member__household", "member", "state", "ended_on", "vocational_class__to_on")
SEEKER = ("seeker__member__household", "seeker__member")
SUPPORTS, PLACEMENTS = counting_rows(JobSupport, *SEEKER, "given_on"), counting_rows(Placement, *SEEKER, "started_on")
REFERRALS = counting_rows(Referral, *SEEKER, "referred_on", state__in=OPEN_REFERRALS)
LOANS, CONFIRMATIONS = counting_rows(Loan, "household", "disbursed_on"), Prepared(_confirmations)


def models_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Households in models, from the day on which both they and the model began; models that have not begun are promised. Whoever
    left before the model began had nothing of it."""
    for household, from_on, to_on, started_on, state in PARTICIPANTS(ward_id):
        if started_on is not None and (to_on is None or started_on <= to_on):
            yield household, MODELS[0], max(from_on, started_on), True, None, Means.ANY, ""
        elif state in AHEAD and to_on is None:
            yield household, MODELS[0], from_on, False, None, Means.ANY, ""


def groups_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Households in production groups, from the day on which they joined."""
    for household, from_on in MEMBERS(ward_id):
        yield household, GROUPS[0], from_on, True, None, Means.ANY, ""


def training_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """People who completed a class; those who still learn are promised it for its last day."""
    for household, member, state, ended_on, to_on in LEARNERS(ward_id):
        if state != EnrolmentState.DROPPED:
            is_given = state == EnrolmentState.COMPLETED
            for code in TRAINING:
                yield household, code, ended_on if is_given else to_on, is_given, member, Means.TRAINING, ""


def work_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Seekers who were supported or began to work; introductions without a result yet are promised."""
    sources: tuple[tuple[Callable[[int], list[Any]], bool], ...] = ((SUPPORTS, True), (PLACEMENTS, True), (REFERRALS, False))
    for read, is_given in sources:
        for household, member, on in read(ward_id):
            for code in JOBS:
                yield household, code, on, is_given, member, Means.WORK, ""


def credit_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Loans that were paid out; confirmations that no loan followed yet are promised."""
    for household, on in LOANS(ward_id):
        yield household, CREDIT[0], on, True, None, Means.ANY, ""
    for household, on in CONFIRMATIONS(ward_id):
        yield household, CREDIT[0], on, False, None, Means.ANY, ""
