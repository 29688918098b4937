"""Plans, visits and recommendations for tests. Every person is invented."""

from datetime import date
from itertools import count

from camphucnam.accounts.models import User, Ward
from oversight.models import Answer, Evaluation, Finding, PlanItem, Recommendation, Visit, VisitHousehold
from oversight.rules.words import FindingKind, Judgement, OversightKind, Verdict
from programs.models import Agency

_numbers = count(1)
DAY = date(2023, 6, 15)
DUE = date(2023, 7, 15)


def agency(ward: Ward, code: str) -> Agency:
    return Agency.objects.get(ward=ward, code=code)


def unsaved_item(ward: Ward, kind: OversightKind = OversightKind.INSPECTION, **fields: object) -> PlanItem:
    """A line of the plan as a form hands it to the service."""
    values = {
        "subject": f"Nội dung ví dụ {next(_numbers)}",
        "planned_from_on": date(2023, 4, 1),
        "planned_to_on": date(2023, 6, 30),
        "agency": agency(ward, "LDTBXH"),
    } | fields
    return PlanItem(ward=ward, kind=kind, **values)


def item(ward: Ward, by: User, kind: OversightKind = OversightKind.INSPECTION, **fields: object) -> PlanItem:
    row = unsaved_item(ward, kind, **fields)
    row.recorded_by = by
    row.save()
    return row


def unsaved_visit(ward: Ward, of: PlanItem | None = None, **fields: object) -> Visit:
    values = {"held_on": DAY, "agency": agency(ward, "LDTBXH"), "participants": "Cán bộ Ví Dụ 01", "item": of}
    if of is None:
        values |= {"kind": OversightKind.INSPECTION, "subject": f"Cuộc ví dụ {next(_numbers)}", "unplanned_reason": "Theo đơn (ví dụ)"}
    return Visit(ward=ward, **{**values, **fields})


def visit(ward: Ward, by: User, of: PlanItem | None = None, **fields: object) -> Visit:
    row = unsaved_visit(ward, of, **fields)
    if of is not None:
        row.kind, row.subject = of.kind, of.subject
    row.recorded_by = by
    row.save()
    return row


def finding(row: Visit, by: User, kind: FindingKind = FindingKind.SHORTCOMING, **fields: object) -> Finding:
    return Finding.objects.create(ward=row.ward, visit=row, recorded_by=by, kind=kind, **{"text": "Thiếu hồ sơ (ví dụ)", **fields})


def seen(row: Visit, by: User, household: object) -> VisitHousehold:
    return VisitHousehold.objects.create(ward=row.ward, visit=row, recorded_by=by, household=household)


def unsaved_recommendation(row: Visit, code: str = "TYT", **fields: object) -> Recommendation:
    values = {"text": f"Bổ sung hồ sơ {next(_numbers)} (ví dụ)", "issued_on": DAY, "due_on": DUE, "agency": agency(row.ward, code)}
    return Recommendation(ward=row.ward, visit=row, **{**values, **fields})


def recommendation(row: Visit, by: User, code: str = "TYT", **fields: object) -> Recommendation:
    made = unsaved_recommendation(row, code, **fields)
    made.recorded_by = by
    made.save()
    return made


def answer(row: Recommendation, by: User, answered_on: date = DUE, verdict: Verdict | str = "", **fields: object) -> Answer:
    judged = {"judged_on": answered_on, "judged_by": by, "verdict_note": "Làm tiếp (ví dụ)"} if verdict else {}
    values = {"answered_on": answered_on, "text": "Đã làm (ví dụ)", "verdict": verdict} | judged | fields
    return Answer.objects.create(ward=row.ward, recommendation=row, recorded_by=by, **values)


def evaluation(ward: Ward, by: User, code: str = "DA2", **fields: object) -> Evaluation:
    values = {
        "year": 2023, "name": "Phần ví dụ", "assigned": "Được giao (ví dụ)", "reached": "Đạt (ví dụ)", "judgement": Judgement.PARTLY,
        "figures_to_on": date(2023, 12, 31), "figures": [{"code": "a", "label": "Hoạt động ví dụ", "value": 3, "unit": "hoạt động"}],
    } | fields  # fmt: skip
    return Evaluation.objects.create(ward=ward, recorded_by=by, code=code, **values)
