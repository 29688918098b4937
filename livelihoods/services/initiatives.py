"""Livelihood models: propose, take the next step, participants, inputs, incomes."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households.models import Member
from livelihoods.models import LivelihoodModel, ModelIncome, ModelInput, ModelParticipant
from livelihoods.models.base import MODELS
from livelihoods.models.initiatives import LONGEST_BASIS
from livelihoods.rules.words import MODEL_TRANSITIONS, LeaderPriority, ModelState
from livelihoods.selectors.leaders import against_priority
from programs.selectors.eligibility import verdict_for
from registers.services.keeping import change, check_household, check_member, check_not_future, check_standing, keep
from support.services.tying import Origin, row_keep

DAY_OF = {
    ModelState.APPROVED: "approved_on",
    ModelState.RUNNING: "started_on",
    ModelState.EVALUATED: "ended_on",
    ModelState.STOPPED: "ended_on",
}


@transaction.atomic
def model_propose(model: LivelihoodModel, *, by: User) -> LivelihoodModel:
    """A new model. A copy repeats a model that has run."""
    check_not_future(model.proposed_on, "Ngày đề xuất")
    if model.leader is not None:
        check_member(model.leader, model.ward_id, model.proposed_on)
        _check_priority(model, model.leader)
    if model.copy_of is not None:
        check_standing(model.copy_of)
        if model.copy_of.started_on is None:
            raise DomainError("Chỉ nhân rộng mô hình đã được thực hiện. Chọn mô hình khác hoặc để trống.")
    return keep(model, by=by, ten_moi=model.name)


def _check_priority(model: LivelihoodModel, leader: Member) -> None:
    """DomainError for a priority that the register contradicts; what it does not know is taken from who proposes."""
    if not model.priority:
        return
    priority = LeaderPriority(model.priority)
    if against := against_priority(leader, priority, model.proposed_on):
        raise DomainError(
            f"{leader.full_name} không thuộc diện ưu tiên “{priority.label}” vào ngày {format_dmy(model.proposed_on)}: {against}. "
            "Chọn lại diện ưu tiên, hoặc đề nghị cán bộ LĐTBXH sửa thông tin trong danh sách hộ trước."
        )


@transaction.atomic
def model_step(
    model: LivelihoodModel, state: ModelState, on: date, *, version: int, by: User, decision: str = "", outcome: str = ""
) -> LivelihoodModel:
    """Approve, start, evaluate with the outcome, or stop with the reason."""
    check_not_future(on, "Ngày này")
    before = ModelState(model.state)
    if state not in MODEL_TRANSITIONS[before]:
        raise IllegalTransition(f"Mô hình đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")
    if state in {ModelState.EVALUATED, ModelState.STOPPED} and not outcome:
        raise DomainError("Ghi kết quả đánh giá, hoặc lý do dừng mô hình.")
    values: dict[str, object] = {"state": state, DAY_OF[state]: on}
    if decision:
        values["decision"] = decision
    if outcome:
        values["outcome"] = outcome
    return change(model, values, version=version, by=by, tinh_trang=state.label, ngay=format_dmy(on))


@transaction.atomic
def participant_add(part: ModelParticipant, *, by: User) -> ModelParticipant:
    """A household takes part from a day on. The verdict of the day is kept; a household that is not eligible for the programme needs a
    reason to take part all the same."""
    check_standing(part.model)
    check_not_future(part.from_on, "Ngày tham gia")
    check_household(part.household, part.ward_id)
    if not part.model.is_group and part.model.participants.counting().filter(to_on__isnull=True).exists():
        raise DomainError("Mô hình này do một hộ thực hiện và đã có hộ tham gia.")
    verdict = verdict_for(part.household, MODELS[0], part.from_on)
    part.is_eligible, part.basis = verdict.eligible, " ".join(reason.text for reason in verdict.reasons)[:LONGEST_BASIS]
    if part.is_eligible:
        part.override_reason = ""
    elif not part.override_reason:
        raise DomainError(f"Chưa thuộc đối tượng của dự án. {part.basis} Nếu vẫn cho tham gia, ghi lý do.")
    return keep(part, by=by, tu_ngay=format_dmy(part.from_on), thuoc_doi_tuong=part.is_eligible)


@transaction.atomic
def participant_leave(part: ModelParticipant, on: date, *, version: int, by: User) -> ModelParticipant:
    """The household took part until ``on`` (inside)."""
    check_not_future(on, "Ngày thôi tham gia")
    return change(part, {"to_on": on}, version=version, by=by, viec="Thôi tham gia", den_het_ngay=format_dmy(on))


def _check_takes_part(model: LivelihoodModel, household_id: int) -> None:
    if not model.participants.counting().filter(household=household_id).exists():
        raise DomainError("Hộ này chưa tham gia mô hình. Ghi hộ tham gia trước.")


@transaction.atomic
def input_give(given: ModelInput, origin: Origin | None = None, *, by: User) -> ModelInput:
    """Something given to a model that is approved or running, or to one household in it: then it hangs on a grant of that household."""
    check_standing(given.model)
    check_not_future(given.given_on, "Ngày cấp")
    if given.model.approved_on is None or given.given_on < given.model.approved_on:
        raise DomainError("Mô hình chưa được phê duyệt vào ngày này. Ghi phê duyệt trước khi ghi đầu vào hỗ trợ.")
    if given.household_id is not None:
        _check_takes_part(given.model, given.household_id)
    return row_keep(given, origin, by=by, ngay=format_dmy(given.given_on), noi_dung=given.item)


@transaction.atomic
def income_record(income: ModelIncome, *, by: User) -> ModelIncome:
    """Income of a household that takes part, asked on a day. The amount is not written to the log."""
    check_standing(income.model)
    check_not_future(income.asked_on, "Ngày hỏi")
    _check_takes_part(income.model, income.household_id)
    return keep(income, by=by, ngay=format_dmy(income.asked_on), thoi_diem=income.get_moment_display())
