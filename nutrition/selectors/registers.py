"""Rounds and pregnancies."""

from django.db.models import Count, Max, Q

from camphucnam.accounts.models import User
from nutrition.models import Pregnancy, VitaminARound
from registers.querysets import KeptQuerySet


def rounds(user: User, ward_id: int) -> KeptQuerySet:
    """Figures of vitamin A rounds."""
    return VitaminARound.objects.visible_to(user).in_ward(ward_id)


def pregnancies(user: User, ward_id: int) -> KeptQuerySet:
    """Pregnancies with the number of visits, the last one, and on how many visits micronutrients were handed out."""
    stands = Q(visits__voided_at__isnull=True)
    return (
        Pregnancy.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("member__household__group")
        .annotate(
            n_visits=Count("visits", filter=stands),
            last_visit_on=Max("visits__on", filter=stands),
            n_supplemented=Count("visits", filter=stands & Q(visits__micronutrients=True)),
        )
    )
