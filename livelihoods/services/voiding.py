"""Void a row together with what it had set in motion."""

from django.db import transaction

from camphucnam.accounts.models import User
from livelihoods.models import Placement, Referral
from livelihoods.rules.words import ReferralState
from registers.services.keeping import take, void


@transaction.atomic
def placement_void(placement: Placement, reason: str, *, version: int, by: User) -> None:
    """A voided placement leads its introduction back to where it stood before."""
    void(placement, reason, version=version, by=by)
    if placement.referral is not None:
        _reopen(placement.referral)


def _reopen(referral: Referral) -> None:
    take(referral, referral.version)
    referral.state = ReferralState.INTERVIEWED if referral.interviewed_on else ReferralState.REFERRED
    referral.closed_on = None
    referral.save(update_fields=["state", "closed_on"])
