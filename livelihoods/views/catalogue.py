"""What can be added to each table of the registers, and which step follows: form, verb, words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.ui.navigation import url_of
from livelihoods import models as m
from livelihoods.forms import credit as credit_forms
from livelihoods.forms import initiatives as model_forms
from livelihoods.forms import jobs as job_forms
from livelihoods.forms import training as training_forms
from livelihoods.models.base import CREDIT, GROUPS, JOBS, MODELS, TRAINING
from livelihoods.rules.words import (
    ABROAD_TRANSITIONS,
    MODEL_TRANSITIONS,
    REFERRAL_TRANSITIONS,
    AbroadState,
    EnrolmentState,
    ModelState,
    ReferralState,
    SeekerEnd,
)
from livelihoods.services import credit, groups, initiatives, jobs, training
from registers.forms import RowForm
from registers.models import Kept
from registers.services.keeping import change


@dataclass(frozen=True, slots=True)
class Addition:
    """A form for a new row and the verb that writes it; ``today`` names days that begin with today."""

    form: type[RowForm]
    save: Callable[..., object]
    heading: str
    submit: str
    done: str
    today: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A form for the next step of a row and the verb that takes it; ``refused`` says why there is none."""

    form: Callable[..., Any]
    act: Callable[[Any, dict[str, Any], User], object]
    heading: str
    submit: str
    done: str
    refused: Callable[[Any], str] = lambda row: ""


ADDITIONS: dict[type[Kept], Addition] = {
    m.JobSeeker: Addition(
        job_forms.SeekerForm, jobs.seeker_register, "Ghi người tìm việc", "Ghi vào sổ", "Đã ghi người tìm việc.", ("from_on",)
    ),
    m.JobSupport: Addition(
        job_forms.SupportForm, jobs.support_give, "Ghi hỗ trợ việc làm", "Ghi hỗ trợ", "Đã ghi hỗ trợ.", ("given_on",)
    ),
    m.Vacancy: Addition(
        job_forms.VacancyForm, jobs.vacancy_offer, "Ghi vị trí việc làm", "Ghi vào sổ", "Đã ghi vị trí việc làm.", ("from_on",)
    ),
    m.Referral: Addition(
        job_forms.ReferralForm, jobs.referral_make, "Giới thiệu việc làm", "Ghi giới thiệu", "Đã ghi lần giới thiệu.", ("referred_on",)
    ),
    m.Placement: Addition(
        job_forms.PlacementForm, jobs.placement_record, "Ghi người tìm việc đã nhận việc", "Ghi nhận việc", "Đã ghi nhận việc.",
        ("started_on",), "Khi nhận việc qua một lần giới thiệu thì ghi kết quả ở lần giới thiệu đó, không ghi ở đây.",
    ),
    m.WorkAbroad: Addition(
        job_forms.AbroadForm, jobs.abroad_record, "Ghi hợp đồng đi làm việc ở nước ngoài", "Ghi vào sổ", "Đã ghi hợp đồng.", ("signed_on",)
    ),
    m.VocationalClass: Addition(training_forms.ClassForm, training.class_open, "Ghi lớp đào tạo nghề", "Ghi vào sổ", "Đã ghi lớp."),
    m.Enrolment: Addition(
        training_forms.EnrolmentForm, training.enrol, "Xếp người vào lớp", "Xếp lớp", "Đã xếp vào lớp.", ("enrolled_on",),
        "Đối tượng được xét vào ngày vào lớp; căn cứ xét được lưu kèm.",
    ),
    m.LivelihoodModel: Addition(
        model_forms.ModelForm, initiatives.model_propose, "Đề xuất mô hình sinh kế", "Ghi đề xuất", "Đã ghi mô hình.", ("proposed_on",)
    ),
    m.ModelParticipant: Addition(
        model_forms.ParticipantForm, initiatives.participant_add, "Ghi hộ tham gia mô hình", "Ghi hộ", "Đã ghi hộ tham gia.", ("from_on",)
    ),
    m.ModelInput: Addition(
        model_forms.InputForm, initiatives.input_give, "Ghi đầu vào hỗ trợ", "Ghi hỗ trợ", "Đã ghi đầu vào hỗ trợ.", ("given_on",)
    ),
    m.ModelIncome: Addition(
        model_forms.IncomeForm, initiatives.income_record, "Ghi thu nhập của hộ", "Ghi thu nhập", "Đã ghi thu nhập.", ("asked_on",)
    ),
    m.ProductionGroup: Addition(
        model_forms.GroupForm, groups.group_found, "Ghi tổ, nhóm sản xuất", "Ghi vào sổ", "Đã ghi tổ, nhóm.", ("founded_on",)
    ),
    m.GroupMember: Addition(
        model_forms.GroupMemberForm, groups.member_join, "Ghi hộ vào tổ, nhóm", "Ghi hộ", "Đã ghi hộ.", ("from_on",)
    ),
    m.LinkageContract: Addition(
        model_forms.LinkageForm, groups.linkage_sign, "Ghi hợp đồng liên kết", "Ghi hợp đồng", "Đã ghi hợp đồng.", ("from_on",)
    ),
    m.SeasonResult: Addition(
        model_forms.SeasonForm, groups.season_record, "Ghi kết quả mùa vụ", "Ghi kết quả", "Đã ghi kết quả mùa vụ.", ("ended_on",)
    ),
    m.GroupTraining: Addition(
        model_forms.GroupTrainingForm, groups.training_hold, "Ghi buổi tập huấn", "Ghi tập huấn", "Đã ghi tập huấn.", ("held_on",)
    ),
    m.LoanConfirmation: Addition(
        credit_forms.ConfirmationForm, credit.loan_confirm, "Xác nhận đối tượng vay vốn", "Xác nhận", "Đã xác nhận. Có thể in văn bản.",
        ("confirmed_on",), "Phường xác nhận hộ thuộc đối tượng của chương trình; việc cho vay do Ngân hàng Chính sách xã hội quyết định.",
    ),
    m.Loan: Addition(
        credit_forms.LoanForm, credit.loan_record, "Ghi món vay theo dõi", "Ghi món vay", "Đã ghi món vay.", (),
        "Bản theo dõi của phường, ghi theo số liệu của ngân hàng hoặc tổ tiết kiệm và vay vốn.",
    ),
    m.LoanBalance: Addition(credit_forms.BalanceForm, credit.balance_record, "Ghi dư nợ", "Ghi dư nợ", "Đã ghi dư nợ.", ("on",)),
    m.LoanExtension: Addition(credit_forms.ExtensionForm, credit.loan_extend, "Ghi gia hạn nợ", "Ghi gia hạn", "Đã ghi gia hạn.",
    ("decided_on",)),
    m.LoanUseCheck: Addition(
        credit_forms.UseCheckForm, credit.use_check, "Ghi kiểm tra sử dụng vốn", "Ghi kiểm tra", "Đã ghi kiểm tra.", ("on",)
    ),
}  # fmt: skip


def _refer(row: m.Referral, values: dict[str, Any], by: User) -> object:
    placed = values["state"] == ReferralState.PLACED
    employed = jobs.Employed(bool(values["has_contract"]), values["wage_dong"]) if placed else None
    return jobs.referral_step(
        row, ReferralState(values["state"]), values["on"], version=values["version"], by=by, note=values["note"], employed=employed
    )


def _leave(verb: Callable[..., object]) -> Callable[[Any, dict[str, Any], User], object]:
    return lambda row, values, by: verb(row, values["on"], version=values["version"], by=by)


def _closed(states: dict[Any, tuple[Any, ...]], word: Callable[[str], Any]) -> Callable[[Any], str]:
    return lambda row: "" if states[word(row.state)] else f"Dòng này đang ở “{word(row.state).label}”, không còn bước nào tiếp theo."


def _learned(row: m.Enrolment) -> str:
    if row.state == EnrolmentState.DROPPED:
        return "Học viên này đã bỏ học."
    return "Học viên này đã ghi chứng chỉ." if row.certificate_on else ""


def _ended(row: Any) -> str:
    return "Dòng này đã ghi ngày kết thúc." if row.to_on else ""


STEPS: dict[type[Kept], Step] = {
    m.JobSeeker: Step(
        job_forms.SeekerCloseForm,
        lambda row, v, by: jobs.seeker_close(row, v["on"], SeekerEnd(v["reason"]), version=v["version"], by=by),
        "Ghi thôi tìm việc", "Ghi thôi tìm việc", "Đã ghi thôi tìm việc.", _ended,
    ),
    m.Vacancy: Step(
        job_forms.VacancyCloseForm,
        lambda row, v, by: change(row, {"to_on": v["to_on"]}, version=v["version"], by=by, viec="Hết tuyển"),
        "Ghi ngày hết tuyển", "Ghi ngày hết tuyển", "Đã ghi ngày hết tuyển.",
    ),
    m.Referral: Step(
        job_forms.ReferralStepForm, _refer, "Ghi kết quả giới thiệu", "Ghi kết quả", "Đã ghi kết quả.",
        _closed(REFERRAL_TRANSITIONS, ReferralState),
    ),
    m.Placement: Step(
        job_forms.PlacementCheckForm,
        lambda row, v, by: jobs.placement_check(row, v["on"], still_working=v["still_working"], version=v["version"], by=by),
        "Hỏi lại sau khi nhận việc", "Ghi kết quả hỏi lại", "Đã ghi kết quả hỏi lại.",
    ),
    m.WorkAbroad: Step(
        job_forms.AbroadStepForm,
        lambda row, v, by: jobs.abroad_step(row, AbroadState(v["state"]), v["on"], version=v["version"], by=by, note=v["note"]),
        "Ghi tình trạng hợp đồng", "Ghi tình trạng", "Đã ghi tình trạng.", _closed(ABROAD_TRANSITIONS, AbroadState),
    ),
    m.Enrolment: Step(
        lambda *args, row, **kwargs: (
            training_forms.CertificateForm if row.state == EnrolmentState.COMPLETED else training_forms.EnrolmentStepForm
        )(*args, row=row, **kwargs),
        lambda row, v, by: (
            training.certificate_grant(row, v["number"], v["on"], version=v["version"], by=by)
            if row.state == EnrolmentState.COMPLETED
            else training.enrolment_step(row, EnrolmentState(v["state"]), v["on"], version=v["version"], by=by, reason=v["reason"])
        ),
        "Ghi kết quả học nghề", "Ghi kết quả", "Đã ghi kết quả.",
        _learned,
    ),
    m.LivelihoodModel: Step(
        model_forms.ModelStepForm,
        lambda row, v, by: initiatives.model_step(
            row, ModelState(v["state"]), v["on"], version=v["version"], by=by, decision=v["decision"], outcome=v["outcome"]
        ),
        "Bước tiếp theo của mô hình", "Ghi bước này", "Đã ghi.", _closed(MODEL_TRANSITIONS, ModelState),
    ),
    m.ModelParticipant: Step(
        model_forms.LeaveForm, _leave(initiatives.participant_leave), "Ghi hộ thôi tham gia", "Ghi thôi tham gia", "Đã ghi.", _ended
    ),
    m.GroupMember: Step(model_forms.LeaveForm, _leave(groups.member_leave), "Ghi hộ thôi tham gia", "Ghi thôi tham gia", "Đã ghi.", _ended),
    m.ProductionGroup: Step(
        model_forms.LeaveForm, _leave(groups.group_dissolve), "Ghi giải thể tổ, nhóm", "Ghi giải thể", "Đã ghi giải thể.",
        lambda row: "Tổ, nhóm này đã giải thể." if row.dissolved_on else "",
    ),
    m.LoanConfirmation: Step(
        credit_forms.NumberForm,
        lambda row, v, by: credit.confirmation_number(row, v["number"], version=v["version"], by=by),
        "Ghi số văn bản", "Ghi số", "Đã ghi số văn bản.",
    ),
}  # fmt: skip

_LISTS: dict[type[Kept], tuple[str, str]] = {
    m.JobSeeker: ("Người tìm việc", "livelihoods:seekers"),
    m.Vacancy: ("Vị trí việc làm", "livelihoods:vacancies"),
    m.WorkAbroad: ("Đi làm việc ở nước ngoài", "livelihoods:abroad_list"),
    m.VocationalClass: ("Lớp đào tạo nghề", "livelihoods:classes"),
    m.LivelihoodModel: ("Mô hình sinh kế", "livelihoods:models"),
    m.ProductionGroup: ("Tổ, nhóm sản xuất", "livelihoods:groups"),
    m.LoanConfirmation: ("Xác nhận vay vốn", "livelihoods:confirmations"),
    m.Loan: ("Món vay theo dõi", "livelihoods:loans"),
}
_BY_CODES: dict[tuple[str, ...], type[Kept]] = {
    JOBS: m.JobSeeker,
    TRAINING: m.VocationalClass,
    MODELS: m.LivelihoodModel,
    GROUPS: m.ProductionGroup,
    CREDIT: m.Loan,
}


def list_of(kind: type[Kept]) -> tuple[str, str]:
    """Label and address of the list to which rows of the table lead back."""
    label, name = _LISTS.get(kind) or _LISTS[_BY_CODES[kind.CODES]]
    return label, url_of(name)
