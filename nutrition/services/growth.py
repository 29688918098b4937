"""Weigh and measure a child; void a wrong measurement."""

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Member, MemberFact
from households.models.member import BirthPrecision
from households.rules.facts import FactKind
from households.services.facts import fact_record, fact_void
from nutrition.models import GrowthMeasurement
from nutrition.models.growth import ONCE_A_DAY
from nutrition.rules.growth import Measured, class_of, scores_of
from programs.policies import check_can_work
from registers.services.keeping import check_member, check_not_future, keep, void

SOURCE = "Cân đo của Trạm Y tế"
REPLACED = "Thay bằng kết quả cân đo của Trạm Y tế ngày {day}"
SCORES = {
    "height_for_age": "chiều cao theo tuổi",
    "weight_for_age": "cân nặng theo tuổi",
    "weight_for_height": "cân nặng theo chiều cao",
}


class Implausible(DomainError):
    """Scores outside the plausible range; measure again and confirm."""


@transaction.atomic
def growth_measure(row: GrowthMeasurement, *, by: User) -> GrowthMeasurement:
    """Record a measurement, its scores by the standard of the age, and the fact that follows from it. What somebody answered of the same
    day without a scale gives way: it is voided with the reason."""
    check_can_work(by, row.ward_id, *row.codes)
    member = row.member
    check_member(member, row.ward_id, row.measured_on)
    check_not_future(row.measured_on, "Ngày cân đo")
    scores = scores_of(_measured(row, member))
    if scores.implausible and not row.confirmed:
        named = ", ".join(SCORES[name] for name in scores.implausible)
        raise Implausible(
            f"Số đo bất thường ({named}). Kiểm tra đơn vị, ngày cân đo và đo lại; nếu số vẫn đúng thì chọn “Đã đo lại” rồi ghi."
        )
    for name in SCORES:
        setattr(row, name, getattr(scores, name))
    row.standard, row.nutrition_class = scores.standard, class_of(scores)
    _check_once(row)
    facts_void(_other_answers(row), REPLACED.format(day=format_dmy(row.measured_on)), by=by)
    row.fact = fact_record(member, FactKind.NUTRITION, row.nutrition_class, row.measured_on, SOURCE, by=by)
    return keep(row, by=by, ngay=format_dmy(row.measured_on))


def _check_once(row: GrowthMeasurement) -> None:
    """A second measurement of the day is refused before the fact of the first could be taken for an answer without a scale."""
    if GrowthMeasurement.objects.counting().filter(member=row.member, measured_on=row.measured_on).exists():
        raise DomainError(ONCE_A_DAY)


def _other_answers(row: GrowthMeasurement) -> list[MemberFact]:
    same_day = MemberFact.objects.counting().filter(member=row.member, kind=FactKind.NUTRITION, on=row.measured_on)
    return list(same_day.exclude(value=row.nutrition_class).select_related("member__household"))


def _measured(row: GrowthMeasurement, member: Member) -> Measured:
    if member.birth_on is None or member.birth_precision == BirthPrecision.YEAR or not member.sex:
        raise DomainError(
            f"Chưa biết tháng sinh hoặc giới tính của {member.full_name} nên không tính được theo tuổi. "
            "Đề nghị cán bộ LĐTBXH bổ sung trong danh sách hộ trước."
        )
    if row.measured_on < member.birth_on:
        raise DomainError(f"Ngày cân đo trước ngày sinh {format_dmy(member.birth_on)}.")
    return Measured(member.sex, member.birth_on, row.measured_on, row.weight_g, row.height_mm, lying=row.lying)


@transaction.atomic
def growth_void(row: GrowthMeasurement, reason: str, *, version: int, by: User) -> GrowthMeasurement:
    """The measurement and its fact no longer count."""
    void(row, reason, version=version, by=by)
    facts_void([row.fact] if row.fact is not None else [], row.void_reason, by=by)
    return row


def facts_void(facts: list[MemberFact], reason: str, *, by: User) -> None:
    """Void the facts that came from a voided row and still count."""
    for fact in facts:
        if fact.voided_at is None:
            fact_void(fact, reason, by=by)
