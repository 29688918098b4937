"""Recommendations: make, remind, answer, judge the answer."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from oversight.models import Answer, Recommendation, Reminder
from oversight.policies import check_can_answer
from oversight.rules.following import why_not
from oversight.rules.words import RecommendationState, Verdict
from registers.services.keeping import change, check_not_future, check_standing, keep, take, write


@transaction.atomic
def recommendation_make(row: Recommendation, *, by: User) -> Recommendation:
    """Ask an agency for something until a day, on a visit or one of its findings."""
    check_standing(row.visit)
    check_not_future(row.issued_on, "Ngày kiến nghị")
    if row.issued_on < row.visit.held_on:
        raise DomainError(f"Ngày kiến nghị phải từ ngày kiểm tra, giám sát ({format_dmy(row.visit.held_on)}) trở đi.")
    if row.agency.ward_id != row.ward_id:
        raise DomainError("Đơn vị không thuộc phường. Chọn lại trong danh sách.")
    if row.finding is not None and (row.finding.visit_id != row.visit_id or row.finding.is_voided):
        raise DomainError("Phát hiện không thuộc cuộc kiểm tra, giám sát này. Chọn lại trong danh sách.")
    return keep(row, by=by, don_vi=row.agency.code, han=format_dmy(row.due_on))


@transaction.atomic
def reminder_record(row: Reminder, *, by: User) -> Reminder:
    """The agency was reminded."""
    check_standing(row.recommendation)
    check_not_future(row.on, "Ngày đôn đốc")
    if row.on < row.recommendation.issued_on:
        raise DomainError(f"Ngày đôn đốc phải từ ngày kiến nghị ({format_dmy(row.recommendation.issued_on)}) trở đi.")
    return keep(row, by=by, ngay=format_dmy(row.on))


def _move(recommendation: Recommendation, after: RecommendationState) -> None:
    refused = why_not(recommendation.state_now(), after)
    if refused:
        raise IllegalTransition(refused)


@transaction.atomic
def recommendation_answer(answer: Answer, upload: Upload | None = None, *, version: int, by: User) -> Answer:
    """What the agency did; ``version`` is that of the recommendation, so that of two people who answer one passes."""
    recommendation = answer.recommendation
    check_can_answer(by, recommendation)
    take(recommendation, version)
    check_standing(recommendation)
    _move(recommendation, RecommendationState.ANSWERED)
    check_not_future(answer.answered_on, "Ngày trả lời")
    _check_after(answer)
    answer.ward = recommendation.ward
    if upload is not None:
        answer.file = file_keep(recommendation.ward, upload, by=by)
    return write(answer, by=by, don_vi=recommendation.agency.code, ngay=format_dmy(answer.answered_on))


def _check_after(answer: Answer) -> None:
    """Answers follow each other: not before the recommendation, not before the last one was returned."""
    returned = answer.recommendation.answers.counting().order_by("-judged_on").values_list("judged_on", flat=True).first()
    earliest: date = returned or answer.recommendation.issued_on
    if answer.answered_on < earliest:
        raise DomainError(f"Ngày trả lời phải từ ngày {format_dmy(earliest)} trở đi.")


@transaction.atomic
def answer_judge(answer: Answer, verdict: Verdict, note: str, on: date, *, version: int, by: User) -> Answer:
    """Accept an answer, which ends the recommendation, or return it with what is left to do."""
    check_not_future(on, "Ngày kết luận")
    after = RecommendationState.ACCEPTED if verdict is Verdict.ACCEPTED else RecommendationState.RETURNED
    if answer.verdict:
        raise IllegalTransition(why_not(RecommendationState(answer.verdict), after))
    note = clean(note)
    if verdict is Verdict.RETURNED and not note:
        raise DomainError("Ghi việc đơn vị cần làm tiếp.")
    values = {"verdict": verdict, "judged_on": on, "judged_by": by, "verdict_note": note}
    return change(answer, values, version=version, by=by, viec=verdict.label, ngay=format_dmy(on))
