"""What oversight adds up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections import defaultdict
from datetime import date

from oversight.models import Answer, Finding, PlanItem, Recommendation, Visit, VisitHousehold
from oversight.rules.following import AnswerDays, accepted_on, is_overdue, state_on
from oversight.rules.words import FindingKind, OversightKind
from programs.registry import ResultLine


def _inside(day: date, first: date, last: date) -> bool:
    return first <= day <= last


def visit_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Visits planned and held, and the households seen. An item counts in the period in which its own period ends."""
    items = PlanItem.objects.in_ward(ward_id).counting()
    ends = dict(items.filter(drop_reason="").values_list("pk", "planned_to_on"))
    held = list(Visit.objects.in_ward(ward_id).counting().filter(held_on__lte=last).values_list("item", "held_on", "kind"))
    due = {pk for pk, day in ends.items() if _inside(day, first, last)}
    inside = [(item, kind) for item, day, kind in held if _inside(day, first, last)]
    seen = VisitHousehold.objects.in_ward(ward_id).counting().filter(visit__voided_at__isnull=True)
    homes = tuple(sorted(set(seen.filter(visit__held_on__gte=first, visit__held_on__lte=last).values_list("household", flat=True))))
    known = bool(ends or held)

    def line(code: str, label: str, value: int, is_known: bool, unit: str = "cuộc", note: str = "") -> ResultLine:
        return ResultLine(code, label, value if is_known else None, unit, note=note)

    planned_note = "Nội dung có thời gian dự kiến kết thúc trong kỳ, không tính nội dung đã ghi không thực hiện."
    return [
        line("inspections_planned", "Nội dung kiểm tra, giám sát theo kế hoạch", len(due), bool(ends), "nội dung", planned_note),
        line("inspections_planned_held", "Trong đó đã thực hiện", len(due & {item for item, _, _ in held}), bool(ends), "nội dung"),
        line("inspections_held", "Cuộc kiểm tra, giám sát đã thực hiện", len(inside), known),
        line("inspections_unplanned", "Trong đó ngoài kế hoạch", sum(item is None for item, _ in inside), known),
        line(
            "supervisions_held", "Trong đó giám sát của Mặt trận", sum(kind == OversightKind.SUPERVISION for _, kind in inside), known
        ),
        ResultLine("households_inspected", "Hộ được kiểm tra, giám sát", len(homes) if known else None, "hộ", homes),
    ]  # fmt: skip


def finding_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """What the visits of the period found amiss, each kind with the households named."""
    visits = Visit.objects.in_ward(ward_id).counting().filter(held_on__lte=last)
    rows = Finding.objects.in_ward(ward_id).counting().filter(visit__voided_at__isnull=True)
    rows = rows.filter(visit__held_on__gte=first, visit__held_on__lte=last)
    found: dict[str, list[int | None]] = defaultdict(list)
    for kind, household in rows.values_list("kind", "household"):
        found[kind].append(household)
    ever = visits.exists()
    return [
        ResultLine(
            f"findings_{kind.value}", f"Phát hiện: {kind.label[0].lower()}{kind.label[1:]}",
            len(found[kind]) if ever else None, "phát hiện",
            tuple(sorted({pk for pk in found[kind] if pk is not None})),
        )
        for kind in FindingKind
        if kind is not FindingKind.GOOD
    ]  # fmt: skip


def recommendation_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Recommendations made in the period; those first answered and those carried out in it, whenever they were made, so that quarters
    add up to their year; overdue are all that were due before the end of the last day and wait for an answer then."""
    rows = Recommendation.objects.in_ward(ward_id).counting().filter(issued_on__lte=last)
    made = list(rows.values_list("pk", "issued_on", "due_on"))
    given = Answer.objects.in_ward(ward_id).counting().filter(answered_on__lte=last, recommendation__voided_at__isnull=True)
    answers: dict[int, list[AnswerDays]] = defaultdict(list)
    columns = ("recommendation", "answered_on", "judged_on", "verdict")
    for pk, answered_on, judged_on, verdict in given.order_by("answered_on", "pk").values_list(*columns):
        answers[pk].append(AnswerDays(answered_on, judged_on, verdict))
    states = {pk: state_on(last, answers[pk]) for pk, _, _ in made}
    own = [pk for pk, issued_on, _ in made if issued_on >= first]
    overdue = sum(is_overdue(states[pk], due_on, last) for pk, _, due_on in made)
    answered = sum(answers[pk][0].answered_on >= first for pk, _, _ in made if answers[pk])
    ended = [accepted_on(last, answers[pk]) for pk, _, _ in made]
    counts = [
        ("recommendations_made", "Kiến nghị đã nêu trong kỳ", len(own), ""),
        (
            "recommendations_answered", "Kiến nghị được đơn vị trả lời lần đầu trong kỳ", answered,
            "Tính theo ngày trả lời, kể cả kiến nghị nêu trước kỳ.",
        ),
        (
            "recommendations_accepted", "Kiến nghị thực hiện xong trong kỳ", sum(day is not None and day >= first for day in ended),
            "Tính theo ngày trả lời được chấp nhận, kể cả kiến nghị nêu trước kỳ.",
        ),
        (
            "recommendations_overdue", "Kiến nghị quá hạn trả lời", overdue,
            "Mọi kiến nghị còn chờ trả lời hoặc bị trả lại mà hạn đã qua vào ngày cuối kỳ.",
        ),
    ]  # fmt: skip
    return [ResultLine(code, label, value if made else None, "kiến nghị", note=note) for code, label, value, note in counts]


def oversight_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """All lines of DA6.TDA2."""
    return [
        *visit_results(ward_id, first, last),
        *finding_results(ward_id, first, last),
        *recommendation_results(ward_id, first, last),
    ]
