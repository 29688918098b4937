"""Reading the registers of work."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months
from livelihoods.models import JobSeeker, Placement, Referral, Vacancy, WorkAbroad
from livelihoods.rules.picklists import check_after_months
from livelihoods.rules.words import ReferralState
from registers.querysets import KeptQuerySet


def seekers(user: User, ward_id: int) -> KeptQuerySet:
    """Seekers with the person, how often introduced and whether placed."""
    placed = Placement.objects.counting().filter(seeker=OuterRef("pk"))
    rows = JobSeeker.objects.visible_to(user).in_ward(ward_id).select_related("member__household__group")
    counted = Count("referrals", filter=Q(referrals__voided_at__isnull=True), distinct=True)
    return rows.annotate(n_referrals=counted, is_placed=Exists(placed))


def vacancies(user: User, ward_id: int) -> KeptQuerySet:
    """Vacancies with how many were introduced and taken on."""
    stands = Q(referrals__voided_at__isnull=True)
    rows = Vacancy.objects.visible_to(user).in_ward(ward_id)
    return rows.annotate(
        n_referred=Count("referrals", filter=stands), n_placed=Count("referrals", filter=stands & Q(referrals__state=ReferralState.PLACED))
    )


def open_on(rows: KeptQuerySet, day: date) -> KeptQuerySet:
    """Rows whose days hold on ``day``."""
    return rows.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


def placements(user: User, ward_id: int) -> KeptQuerySet:
    """People who were taken on."""
    return Placement.objects.visible_to(user).in_ward(ward_id).select_related("seeker__member__household__group")


def check_due(rows: KeptQuerySet, day: date) -> KeptQuerySet:
    """Placements old enough to be asked about, and not asked yet."""
    return rows.filter(checked_on__isnull=True, started_on__lte=add_months(day, -check_after_months()))


def contracts_abroad(user: User, ward_id: int) -> KeptQuerySet:
    """Contracts to work abroad."""
    return WorkAbroad.objects.visible_to(user).in_ward(ward_id).select_related("member__household__group")


def referrals(user: User, ward_id: int) -> KeptQuerySet:
    """Introductions."""
    return Referral.objects.visible_to(user).in_ward(ward_id).select_related("seeker__member__household", "vacancy")
