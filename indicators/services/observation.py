"""Enter figures that the register does not hold, and withdraw wrong ones. Nothing is overwritten."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from indicators.models import Observation, Target
from indicators.policies import check_can_record, entered_parts
from indicators.selectors.targets import check_day, counterpart
from programs.models import Agency


@dataclass(frozen=True, slots=True)
class ObservationData:
    """Figures as of a day; None is not stated, 0 is zero."""

    on: date
    numerator: int | None
    denominator: int | None
    source: str
    note: str = ""


def _check(target: Target, data: ObservationData) -> None:
    check_day(target.year, data.on)
    if data.on > timezone.localdate():
        raise DomainError(f"Ngày {format_dmy(data.on)} chưa tới. Nhập số liệu đến ngày hôm nay hoặc sớm hơn.")
    for is_entered, value in zip(entered_parts(target), (data.numerator, data.denominator), strict=True):
        if value is not None and not is_entered:
            raise DomainError("Số liệu này được tính từ danh sách hộ nên không nhập tay.")
    if data.numerator is None and data.denominator is None:
        raise DomainError("Nhập ít nhất một số liệu.")
    if data.numerator is not None and data.denominator is not None and data.numerator > data.denominator:
        raise DomainError("Số đã thực hiện không thể lớn hơn tổng số. Kiểm tra lại hai số.")
    if not data.source.strip():
        raise DomainError("Ghi nguồn số liệu, ví dụ: báo cáo tháng 6 của Trạm Y tế.")


@transaction.atomic
def observation_record(target: Target, data: ObservationData, *, by: User) -> Observation:
    """Add the figures of a day; from that day on they count instead of earlier ones, a later entry of the same day counts instead."""
    check_can_record(by, target)
    _check(target, data)
    agency = Agency.objects.in_ward(target.ward_id).current().filter(code=target.source_agency_code).first()
    entry = Observation.objects.create(
        target=target,
        on=data.on,
        numerator=data.numerator,
        denominator=data.denominator,
        source=data.source.strip(),
        note=data.note.strip(),
        agency=agency,
        recorded_by=by,
    )
    record(
        Action.OBSERVATION_RECORDED, by=by, ward_id=target.ward_id, target=entry, target_label=f"{target.code} năm {target.year}",
        den_ngay=format_dmy(data.on), tu_so=data.numerator, mau_so=data.denominator, nguon=entry.source,
    )  # fmt: skip
    return entry


@transaction.atomic
def observation_withdraw(entry: Observation, *, reason: str, by: User) -> None:
    """Take an entry out of the figures with a reason; it stays readable. EditConflict when it was withdrawn already."""
    check_can_record(by, counterpart(entry.target))
    if not reason.strip():
        raise DomainError("Ghi rõ lý do rút số liệu.")
    now = timezone.now()
    changed = Observation.objects.counting().filter(pk=entry.pk).update(voided_at=now, voided_by=by, void_reason=reason.strip())
    if not changed:
        raise EditConflict("Số liệu này đã được người khác rút. Tải lại trang để xem.")
    record(
        Action.OBSERVATION_RECORDED, by=by, ward_id=entry.target.ward_id, target=entry,
        target_label=f"{entry.target.code} năm {entry.target.year}", rut=format_dmy(entry.on), ly_do=reason.strip(),
    )  # fmt: skip
