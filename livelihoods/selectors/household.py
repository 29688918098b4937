"""Everything about livelihoods and work that is recorded about one household."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from activities.models import Participation
from households.models import Household
from livelihoods.models import Enrolment, GroupMember, JobSeeker, Loan, LoanConfirmation, ModelParticipant, Placement, WorkAbroad
from livelihoods.selectors.credit import LoanRow, states_of
from livelihoods.selectors.fairs import fairs_of


@dataclass(frozen=True, slots=True)
class HouseholdWork:
    """Rows that took effect by the day, newest first. Each one is a query of its own."""

    seekers: QuerySet[JobSeeker]
    fairs: QuerySet[Participation]
    placements: QuerySet[Placement]
    abroad: QuerySet[WorkAbroad]
    enrolments: QuerySet[Enrolment]
    models: QuerySet[ModelParticipant]
    groups: QuerySet[GroupMember]
    confirmations: QuerySet[LoanConfirmation]
    loans: list[LoanRow]


def work_of(household: Household, day: date) -> HouseholdWork:
    """What counts, up to ``day``."""
    loans = list(Loan.objects.counting().filter(household=household, disbursed_on__lte=day).select_related("borrower"))
    states = states_of(loans, day)
    by_member: dict[str, Any] = {"member__household": household}
    return HouseholdWork(
        seekers=JobSeeker.objects.counting().filter(from_on__lte=day, **by_member).select_related("member"),
        fairs=fairs_of(household, day),
        placements=Placement.objects.counting()
        .filter(started_on__lte=day, seeker__member__household=household)
        .select_related("seeker__member"),
        abroad=WorkAbroad.objects.counting().filter(signed_on__lte=day, **by_member).select_related("member"),
        enrolments=Enrolment.objects.counting().filter(enrolled_on__lte=day, **by_member).select_related("member", "vocational_class"),
        models=ModelParticipant.objects.counting().filter(from_on__lte=day, household=household).select_related("model"),
        groups=GroupMember.objects.counting().filter(from_on__lte=day, household=household).select_related("group"),
        confirmations=LoanConfirmation.objects.counting().filter(confirmed_on__lte=day, household=household).select_related("borrower"),
        loans=[LoanRow(loan, states[loan.pk]) for loan in loans],
    )
