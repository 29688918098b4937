"""Steps of the rows of livelihoods and work: form, verb, words."""

from collections.abc import Callable
from typing import Any

from activities.rules.words import ActivityState
from camphucnam.accounts.models import User
from livelihoods import models as m
from livelihoods.forms import credit as credit_forms
from livelihoods.forms import fairs as fair_forms
from livelihoods.forms import initiatives as model_forms
from livelihoods.forms import jobs as job_forms
from livelihoods.forms import training as training_forms
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
from livelihoods.services import bulletins, credit, fairs, groups, initiatives, jobs, training
from registers.models import Kept
from registers.services.keeping import change
from registers.views.book import Step
from support.views.ties import TIE

Values = dict[str, Any]


def _refer(row: m.Referral, values: Values, by: User) -> object:
    placed = values["state"] == ReferralState.PLACED
    employed = jobs.Employed(bool(values["has_contract"]), values["wage_dong"]) if placed else None
    return jobs.referral_step(
        row, ReferralState(values["state"]), values["on"], version=values["version"], by=by, note=values["note"], employed=employed
    )


def _interview(row: m.JobFair, values: Values, by: User) -> object:
    outcome = ReferralState(values["outcome"])
    employed = jobs.Employed(bool(values["has_contract"]), values["wage_dong"]) if outcome is ReferralState.PLACED else None
    return fairs.fair_interview(row, fairs.Interview(values["member"], values["vacancy"], values["on"], outcome, employed), by=by)


def _fair_is_on(row: m.JobFair) -> str:
    on = row.activity.state in (ActivityState.UNDER_WAY, ActivityState.DONE)
    return "" if on else "Ghi bắt đầu phiên trước khi ghi phỏng vấn, nhận việc."


def _leave(verb: Callable[..., object]) -> Callable[[Any, Values, User], object]:
    return lambda row, values, by: verb(row, values["on"], version=values["version"], by=by)


def _closed(states: dict[Any, tuple[Any, ...]], word: Callable[[str], Any]) -> Callable[[Any], str]:
    return lambda row: "" if states[word(row.state)] else f"Dòng này đang ở “{word(row.state).label}”, không còn bước nào tiếp theo."


def _learns(row: m.Enrolment) -> str:
    return "" if row.state == EnrolmentState.ENROLLED else "Học viên này đã ghi kết quả."


def _certified(row: m.Enrolment) -> str:
    if row.state != EnrolmentState.COMPLETED:
        return "Chỉ học viên đã hoàn thành lớp học mới được ghi chứng chỉ."
    return "Học viên này đã ghi chứng chỉ." if row.certificate_on else ""


def _ended(row: Any) -> str:
    return "Dòng này đã ghi ngày kết thúc." if row.to_on else ""


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.ModelInput: {"gan-khoan-ho-tro": TIE},
    m.JobSeeker: {
        "thoi-tim": Step(
            job_forms.SeekerCloseForm,
            lambda row, v, by: jobs.seeker_close(row, v["on"], SeekerEnd(v["reason"]), version=v["version"], by=by),
            "Ghi thôi tìm việc", "Ghi thôi tìm việc", "Đã ghi thôi tìm việc.", _ended,
        )
    },
    m.Vacancy: {
        "het-tuyen": Step(
            job_forms.VacancyCloseForm,
            lambda row, v, by: change(row, {"to_on": v["to_on"]}, version=v["version"], by=by, viec="Hết tuyển"),
            "Ghi ngày hết tuyển", "Ghi ngày hết tuyển", "Đã ghi ngày hết tuyển.",
        )
    },
    m.Referral: {
        "ket-qua": Step(
            job_forms.ReferralStepForm, _refer, "Ghi kết quả giới thiệu", "Ghi kết quả", "Đã ghi kết quả.",
            _closed(REFERRAL_TRANSITIONS, ReferralState),
        )
    },
    m.Placement: {
        "hoi-lai": Step(
            job_forms.PlacementCheckForm,
            lambda row, v, by: jobs.placement_check(row, v["on"], still_working=v["still_working"], version=v["version"], by=by),
            "Hỏi lại sau khi nhận việc", "Ghi kết quả hỏi lại", "Đã ghi kết quả hỏi lại.",
        )
    },
    m.JobFair: {
        "phong-van": Step(
            fair_forms.FairInterviewForm, _interview, "Phỏng vấn, nhận việc tại phiên", "Ghi phỏng vấn, nhận việc",
            "Đã ghi kết quả phỏng vấn.", _fair_is_on,
        )
    },
    m.LabourBulletin: {
        "thong-tin": Step(
            fair_forms.InformForm,
            lambda row, v, by: bulletins.bulletin_inform(row, v["seekers"], v["on"], by=by),
            "Người tìm việc được thông tin bằng bản tin", "Ghi người được thông tin", "Đã ghi người được thông tin.",
        )
    },
    m.WorkAbroad: {
        "tinh-trang": Step(
            job_forms.AbroadStepForm,
            lambda row, v, by: jobs.abroad_step(row, AbroadState(v["state"]), v["on"], version=v["version"], by=by, note=v["note"]),
            "Ghi tình trạng hợp đồng", "Ghi tình trạng", "Đã ghi tình trạng.", _closed(ABROAD_TRANSITIONS, AbroadState),
        )
    },
    m.Enrolment: {
        "ket-qua": Step(
            training_forms.EnrolmentStepForm,
            lambda row, v, by: training.enrolment_step(
                row, EnrolmentState(v["state"]), v["on"], version=v["version"], by=by, reason=v["reason"]
            ),
            "Ghi kết quả học nghề", "Ghi kết quả", "Đã ghi kết quả.", _learns,
        ),
        "chung-chi": Step(
            training_forms.CertificateForm,
            lambda row, v, by: training.certificate_grant(row, v["number"], v["on"], version=v["version"], by=by),
            "Ghi chứng chỉ", "Ghi chứng chỉ", "Đã ghi chứng chỉ.", _certified,
        ),
    },
    m.LivelihoodModel: {
        "buoc-tiep": Step(
            model_forms.ModelStepForm,
            lambda row, v, by: initiatives.model_step(
                row, ModelState(v["state"]), v["on"], version=v["version"], by=by, decision=v["decision"], outcome=v["outcome"]
            ),
            "Bước tiếp theo của mô hình", "Ghi bước tiếp theo", "Đã ghi.", _closed(MODEL_TRANSITIONS, ModelState),
        )
    },
    m.ModelParticipant: {
        "thoi": Step(
            model_forms.LeaveForm, _leave(initiatives.participant_leave), "Ghi hộ thôi tham gia", "Ghi thôi tham gia", "Đã ghi.", _ended
        )
    },
    m.GroupMember: {
        "thoi": Step(model_forms.LeaveForm, _leave(groups.member_leave), "Ghi hộ thôi tham gia", "Ghi thôi tham gia", "Đã ghi.", _ended)
    },
    m.ProductionGroup: {
        "giai-the": Step(
            model_forms.LeaveForm, _leave(groups.group_dissolve), "Ghi giải thể tổ, nhóm", "Ghi giải thể", "Đã ghi giải thể.",
            lambda row: "Tổ, nhóm này đã giải thể." if row.dissolved_on else "",
        )
    },
    m.LoanConfirmation: {
        "so-van-ban": Step(
            credit_forms.NumberForm,
            lambda row, v, by: credit.confirmation_number(row, v["number"], version=v["version"], by=by),
            "Ghi số văn bản", "Ghi số", "Đã ghi số văn bản.",
        )
    },
}  # fmt: skip
