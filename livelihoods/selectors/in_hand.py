"""Whose need is being dealt with in the registers of work, training and credit."""

from collections.abc import Collection

from livelihoods.models import Enrolment, JobSeeker, Loan, LoanConfirmation
from livelihoods.rules.words import EnrolmentState


def seeking(ward_id: int, people: Collection[int]) -> Collection[int]:
    """People in the book of seekers."""
    rows = JobSeeker.objects.in_ward(ward_id).counting().filter(member__in=people, to_on__isnull=True)
    return set(rows.values_list("member", flat=True))


def learning(ward_id: int, people: Collection[int]) -> Collection[int]:
    """People in a class that they have not completed."""
    rows = Enrolment.objects.in_ward(ward_id).counting().filter(member__in=people, state=EnrolmentState.ENROLLED)
    return set(rows.values_list("member", flat=True))


def confirmed(ward_id: int, households: Collection[int]) -> Collection[int]:
    """Households that the ward confirmed and that no loan followed yet."""
    led = Loan.objects.in_ward(ward_id).counting().filter(confirmation__isnull=False).values("confirmation")
    rows = LoanConfirmation.objects.in_ward(ward_id).counting().filter(household__in=households).exclude(pk__in=led)
    return set(rows.values_list("household", flat=True))
