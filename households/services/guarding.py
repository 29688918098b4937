"""What every edit of the register shares: the lock, the version guard and the sentence for whoever came second."""

from django.db.models import F
from django.utils import timezone

from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import EditConflict
from households.models import Household, HouseholdEvent, Member


def conflict(record: Household | HouseholdEvent | Member) -> EditConflict:
    """The refusal for whoever comes second: who wrote before, and when, as the log tells."""
    household = record if isinstance(record, Household) else record.household
    last = (
        AuditEvent.objects.filter(ward_id=household.ward_id, household_code=household.code)
        .exclude(action=Action.HOUSEHOLD_OPENED)
        .order_by("-at", "-id")
        .first()
    )
    if last is None:
        return EditConflict(
            "Bản ghi này đã được người khác thay đổi sau khi trang được mở, nên chưa có gì được ghi. Tải lại trang rồi làm lại."
        )
    at = timezone.localtime(last.at)
    return EditConflict(
        f"{last.actor_name} đã thay đổi hồ sơ này lúc {at:%H:%M} ngày {format_dmy(at.date())} ({Action.label_of(last.action)}), "
        "nên lần lưu vừa rồi chưa được ghi. Xem lại nội dung mới rồi lưu lần nữa nếu vẫn cần."
    )


def take_version(record: Household | HouseholdEvent | Member, version: int, **conditions: object) -> None:
    """Compare-and-set of the version: exactly one of two writers passes; EditConflict tells the other who and when.

    Call it first inside the transaction: it also takes the row's lock.
    """
    changed = type(record).objects.filter(pk=record.pk, version=version, **conditions).update(version=F("version") + 1)
    if not changed:
        raise conflict(record)
    record.version = version + 1


def touch(household: Household) -> None:
    """Count up the version of a household whose members, class or papers changed, and take its lock."""
    Household.objects.filter(pk=household.pk).update(version=F("version") + 1)
