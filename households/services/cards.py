"""Take back an insurance card that was written by mistake."""

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.models import InsuranceCard
from households.policies import check_can_void


@transaction.atomic
def card_void(card: InsuranceCard, reason: str, *, by: User) -> None:
    """The card never counts again and stays readable with the reason. The log tells whose it was, never its number."""
    member = card.member
    check_can_void(by, member.ward_id)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do hủy thẻ này.")
    changed = InsuranceCard.objects.counting().filter(pk=card.pk).update(voided_at=timezone.now(), voided_by=by, void_reason=reason)
    if not changed:
        raise DomainError("Thẻ này đã được hủy trước đó.")
    card.refresh_from_db()
    code = member.household.code
    record(Action.CARD_VOIDED, by=by, ward_id=member.ward_id, target=card, target_label=member.full_name, household_code=code, ly_do=reason)
