"""B1, B2 and the marks of a household become an assessment, checked against themselves and against the stated class."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from camphucnam.kernel.errors import DomainError
from households.rules.classes import HouseholdClass
from households.rules.classification import Facts, classify, deprivation_score
from households.rules.importing.plan import AssessmentPlan, HouseholdPlan
from households.rules.importing.register import KnownAssessment
from households.rules.standards import PovertyStandard, standard_for_decision
from households.rules.workbook.problems import Place
from households.rules.workbook.records import HouseholdRecord


def mask_of(numbers: Iterable[int]) -> int:
    """Bit ``n − 1`` for each printed number ``n``."""
    return sum(1 << (number - 1) for number in numbers)


def plan_assessment(plan: HouseholdPlan, reviewed_on: date, area_type: str, place: Place) -> None:
    """Set the assessment to write, if the file says anything that the register does not hold yet for that day."""
    record = plan.record
    standard = standard_for_decision(reviewed_on)
    deprived, answered = _marks(record, standard, place)
    if record.b1 is None and record.b2 is None and not answered:
        return
    _check_score(record, deprived, answered, standard, place)
    _check_class(plan, deprived, answered, area_type, standard, place)
    known = plan.known.assessments.get(reviewed_on) if plan.known is not None else None
    plan.assessment = _difference(
        record, deprived, answered, known, AssessmentPlan(reviewed_on, standard.code, area_type, None, 0, 0, None)
    )
    if plan.assessment is not None and known is not None:
        place.warn("b1", "Phiếu rà soát cùng ngày đang ghi khác với tệp; sẽ thay bằng số liệu của tệp, phiếu cũ vẫn xem lại được.")


def _marks(record: HouseholdRecord, standard: PovertyStandard, place: Place) -> tuple[frozenset[int], frozenset[int]]:
    """(deprived, answered). A B2 above 0 beside an empty row of marks means that these were left out, a B2 of 0 that none is lacking."""
    if record.answered and not record.deprived and record.b2:
        place.warn("b2", f"Điểm B2 là {record.b2} nhưng không chỉ số nào được đánh dấu; các chỉ số được coi là chưa có số liệu.")
        return frozenset(), frozenset()
    known = frozenset(item.number for item in standard.deprivations)
    if record.b2 == 0 and not record.deprived:
        return frozenset(), known
    return record.deprived & known, record.answered & known


def _check_score(
    record: HouseholdRecord, deprived: frozenset[int], answered: frozenset[int], standard: PovertyStandard, place: Place
) -> None:
    if record.b2 is None:
        return
    highest = deprivation_score(standard.n_deprivations, standard)
    if record.b2 % standard.points_per_deprivation or record.b2 > highest:
        place.warn("b2", f"Điểm B2 là {record.b2}; phải là bội số của {standard.points_per_deprivation}, từ 0 đến {highest}.")
    computed = deprivation_score(len(deprived), standard)
    if len(answered) == standard.n_deprivations and record.b2 != computed:
        place.warn("b2", f"Điểm B2 là {record.b2}, nhưng {len(deprived)} chỉ số được đánh dấu cho {computed} điểm. Kiểm tra lại phiếu.")


def _check_class(
    plan: HouseholdPlan, deprived: frozenset[int], answered: frozenset[int], area_type: str, standard: PovertyStandard, place: Place
) -> None:
    record = plan.record
    if record.b1 is None or not (answered or record.b2 is not None):
        return
    if not answered and record.b2 is not None:
        # Only the number of indicators decides between poor and near-poor, so any of that many stand for the unknown ones.
        n_deprived = min(record.b2 // standard.points_per_deprivation, standard.n_deprivations)
        deprived = frozenset(item.number for item in standard.deprivations[:n_deprived])
    try:
        verdict = classify(Facts(area_type, deprived, record.b1), standard)
    except DomainError:
        return
    above = {HouseholdClass.NOT_POOR, HouseholdClass.AVERAGE}
    if verdict.household_class is plan.household_class or {verdict.household_class, plan.household_class} <= above:
        return
    place.warn(
        "class" if "class" in place.titles else "b1",
        f"Theo điểm thì hộ này là {verdict.household_class.label.lower()}, nhưng danh sách ghi {plan.household_class.label.lower()}. "
        f"Vẫn ghi theo quyết định. {verdict.reasons[0]}",
    )


def _difference(
    record: HouseholdRecord, deprived: frozenset[int], answered: frozenset[int], known: KnownAssessment | None, empty: AssessmentPlan
) -> AssessmentPlan | None:
    """The assessment that file and register give together; None where the register holds it already."""
    n_marks = len(answered)
    b1 = record.b1 if record.b1 is not None else (known.b1 if known else None)
    deprived_mask, known_mask = mask_of(deprived), mask_of(answered)
    reported = record.b2 if not n_marks else None
    if known is not None and not n_marks:
        deprived_mask, known_mask = known.deprived_mask, known.known_mask
        reported = record.b2 if record.b2 is not None and not known_mask else known.reported_b2
    if known is not None and (b1, deprived_mask, known_mask, reported) == (
        known.b1,
        known.deprived_mask,
        known.known_mask,
        known.reported_b2,
    ):
        return None
    return replace(
        empty,
        b1=b1,
        deprived_mask=deprived_mask,
        known_mask=known_mask,
        reported_b2=reported,
        replaces=known.pk if known is not None else None,
    )
