"""Record an assessment (Phiếu B1, B2) of a household."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Assessment, Household
from households.rules.classification import Facts, Verdict, classify
from households.rules.standards import PovertyStandard, standard_for_decision
from households.services.guarding import touch
from households.services.needs import NeedData, needs_express


@dataclass(frozen=True, slots=True)
class AssessmentData:
    """What the review found: B1 points or None, and the printed numbers of indicators answered yes and no."""

    assessed_on: date
    income_score: int | None
    deprived: frozenset[int]
    not_deprived: frozenset[int]
    source: str = ""


def mask_of(numbers: Iterable[int]) -> int:
    """Bit ``n − 1`` for each printed number ``n``."""
    return sum(1 << (number - 1) for number in set(numbers))


def verdict_of(household: Household, data: AssessmentData) -> Verdict | None:
    """The class that these answers compute to; None while B1 or any indicator is not known."""
    standard = standard_for_decision(data.assessed_on)
    if data.income_score is None or len(data.deprived | data.not_deprived) < standard.n_deprivations:
        return None
    return classify(Facts(household.area_type, data.deprived, data.income_score), standard)


def _check(data: AssessmentData, standard: PovertyStandard) -> None:
    if data.deprived & data.not_deprived:
        raise DomainError("Một chỉ số không thể vừa thiếu hụt vừa không thiếu hụt.")
    known = {item.number for item in standard.deprivations}
    wrong = (data.deprived | data.not_deprived) - known
    if wrong:
        raise DomainError(f"Chuẩn {standard.name} không có chỉ số số {min(wrong)}.")


@transaction.atomic
def assessment_record(
    household: Household, data: AssessmentData, *, by: User, correction_reason: str = "", needs: Iterable[NeedData] = ()
) -> Assessment:
    """Record a sheet, with needs told along with it. One of the same day is replaced only with a reason, and stays readable."""
    touch(household)
    standard = standard_for_decision(data.assessed_on)
    _check(data, standard)
    earlier = Assessment.objects.counting().filter(household=household, assessed_on=data.assessed_on)
    replaced = earlier.exists()
    if replaced and not correction_reason.strip():
        raise DomainError(f"Hộ đã có phiếu rà soát ngày {format_dmy(data.assessed_on)}. Nếu phiếu cũ sai thì ghi rõ lý do đính chính.")
    earlier.update(voided_at=timezone.now(), void_reason=correction_reason.strip())
    deprived = mask_of(data.deprived)
    assessment = Assessment.objects.create(
        household=household,
        ward_id=household.ward_id,
        assessed_on=data.assessed_on,
        standard_code=standard.code,
        area_type=household.area_type,
        income_score=data.income_score,
        deprived_mask=deprived,
        known_mask=deprived | mask_of(data.not_deprived),
        source=data.source,
        recorded_by=by,
    )
    record(
        Action.ASSESSMENT_RECORDED,
        by=by,
        ward_id=household.ward_id,
        target=assessment,
        target_label=f"Phiếu rà soát {format_dmy(data.assessed_on)}",
        household_code=household.code,
        dinh_chinh=correction_reason.strip() if replaced else "",
        so_chi_so_thieu_hut=len(data.deprived),
    )
    needs_express(household, needs, by=by)
    return assessment
