"""The book of livelihoods and work: what can be added to each table, where rows are shown."""

from collections.abc import Callable
from typing import Any

from camphucnam.accounts.models import User
from livelihoods import models as m
from livelihoods.forms import credit as credit_forms
from livelihoods.forms import fairs as fair_forms
from livelihoods.forms import initiatives as model_forms
from livelihoods.forms import jobs as job_forms
from livelihoods.forms import training as training_forms
from livelihoods.services import bulletins, credit, fairs, groups, initiatives, jobs, training
from livelihoods.services.voiding import placement_void
from livelihoods.views.steps import STEPS
from registers.models import Kept
from registers.views.book import Addition, Book
from support.services.tying import row_void


def _new(verb: Callable[..., object]) -> Callable[[Any, User], object]:
    """The verb that writes a new row, as the book calls it."""
    return lambda form, by: verb(form.instance, by=by)


ADDITIONS: dict[type[Kept], Addition] = {
    m.JobSeeker: Addition(
        job_forms.SeekerForm, _new(jobs.seeker_register), "Ghi người tìm việc", "Ghi vào sổ", "Đã ghi người tìm việc.", ("from_on",),
        about="member",
    ),
    m.JobSupport: Addition(
        job_forms.SupportForm, _new(jobs.support_give), "Ghi hỗ trợ việc làm", "Ghi hỗ trợ", "Đã ghi hỗ trợ.", ("given_on",)
    ),
    m.Vacancy: Addition(
        job_forms.VacancyForm, _new(jobs.vacancy_offer), "Ghi vị trí việc làm", "Ghi vào sổ", "Đã ghi vị trí việc làm.", ("from_on",),
        about="fair",
    ),
    m.Referral: Addition(
        job_forms.ReferralForm, _new(jobs.referral_make), "Giới thiệu việc làm", "Ghi giới thiệu", "Đã ghi lần giới thiệu.",
        ("referred_on",)
    ),
    m.Placement: Addition(
        job_forms.PlacementForm, _new(jobs.placement_record), "Ghi người tìm việc đã nhận việc", "Ghi nhận việc", "Đã ghi nhận việc.",
        ("started_on",), "Khi nhận việc qua một lần giới thiệu thì ghi kết quả ở lần giới thiệu đó, không ghi ở đây.",
    ),
    m.WorkAbroad: Addition(
        job_forms.AbroadForm, _new(jobs.abroad_record), "Ghi hợp đồng đi làm việc ở nước ngoài", "Ghi vào sổ", "Đã ghi hợp đồng.",
        ("signed_on",)
    ),
    m.JobFair: Addition(
        fair_forms.FairForm, lambda form, by: fairs.fair_plan(form.instance, form.activity(), form.cleaned_data["groups"], by=by),
        "Ghi phiên giao dịch việc làm", "Ghi vào sổ", "Đã ghi phiên giao dịch việc làm.", (),
        "Phiên là một hoạt động của tiểu dự án việc làm: người đến, điểm danh, ảnh và kết quả ghi ở trang hoạt động của phiên.",
    ),
    m.LabourBulletin: Addition(
        fair_forms.BulletinForm, lambda form, by: bulletins.bulletin_issue(form.instance, form.cleaned_data["upload"], by=by),
        "Ghi bản tin thị trường lao động", "Ghi vào sổ", "Đã ghi bản tin.", ("issued_on",),
    ),
    m.BulletinSpread: Addition(
        fair_forms.SpreadForm, lambda form, by: bulletins.bulletin_spread(form.instance, form.cleaned_data["groups"], by=by),
        "Ghi lần phổ biến bản tin", "Ghi lần phổ biến", "Đã ghi lần phổ biến.", ("spread_on",),
    ),
    m.VocationalClass: Addition(training_forms.ClassForm, _new(training.class_open), "Ghi lớp đào tạo nghề", "Ghi vào sổ", "Đã ghi lớp."),
    m.Enrolment: Addition(
        training_forms.EnrolmentForm, _new(training.enrol), "Xếp người vào lớp", "Xếp lớp", "Đã xếp vào lớp.", ("enrolled_on",),
        "Đối tượng được xét vào ngày vào lớp; căn cứ xét được lưu kèm.", "member",
    ),
    m.LivelihoodModel: Addition(
        model_forms.ModelForm, _new(initiatives.model_propose), "Đề xuất mô hình sinh kế", "Ghi đề xuất", "Đã ghi mô hình.",
        ("proposed_on",)
    ),
    m.ModelParticipant: Addition(
        model_forms.ParticipantForm, _new(initiatives.participant_add), "Ghi hộ tham gia mô hình", "Ghi hộ", "Đã ghi hộ tham gia.",
        ("from_on",), "Đối tượng được xét vào ngày tham gia; căn cứ xét được lưu kèm.",
    ),
    m.ModelInput: Addition(
        model_forms.InputForm, lambda form, by: initiatives.input_give(form.instance, form.chosen, by=by),
        "Ghi đầu vào hỗ trợ", "Ghi hỗ trợ", "Đã ghi đầu vào hỗ trợ.", ("given_on",),
        "Mỗi đồng cấp cho hộ gắn với một khoản hỗ trợ: chọn khoản đã ghi, hoặc chọn nguồn để ghi luôn khoản mới.",
    ),
    m.ModelIncome: Addition(
        model_forms.IncomeForm, _new(initiatives.income_record), "Ghi thu nhập của hộ", "Ghi thu nhập", "Đã ghi thu nhập.", ("asked_on",)
    ),
    m.ProductionGroup: Addition(
        model_forms.GroupForm, _new(groups.group_found), "Ghi tổ, nhóm sản xuất", "Ghi vào sổ", "Đã ghi tổ, nhóm.", ("founded_on",)
    ),
    m.GroupMember: Addition(
        model_forms.GroupMemberForm, _new(groups.member_join), "Ghi hộ vào tổ, nhóm", "Ghi hộ", "Đã ghi hộ.", ("from_on",)
    ),
    m.LinkageContract: Addition(
        model_forms.LinkageForm, _new(groups.linkage_sign), "Ghi hợp đồng liên kết", "Ghi hợp đồng", "Đã ghi hợp đồng.", ("from_on",)
    ),
    m.SeasonResult: Addition(
        model_forms.SeasonForm, _new(groups.season_record), "Ghi kết quả mùa vụ", "Ghi kết quả", "Đã ghi kết quả mùa vụ.", ("ended_on",)
    ),
    m.GroupTraining: Addition(
        model_forms.GroupTrainingForm, _new(groups.training_hold), "Ghi buổi tập huấn", "Ghi tập huấn", "Đã ghi tập huấn.", ("held_on",)
    ),
    m.LoanConfirmation: Addition(
        credit_forms.ConfirmationForm, _new(credit.loan_confirm), "Xác nhận đối tượng vay vốn", "Xác nhận",
        "Đã xác nhận. Có thể in văn bản.",
        ("confirmed_on",), "Phường xác nhận hộ thuộc đối tượng của chương trình; việc cho vay do Ngân hàng Chính sách xã hội quyết định.",
        about="borrower",
    ),
    m.Loan: Addition(
        credit_forms.LoanForm, _new(credit.loan_record), "Ghi món vay theo dõi", "Ghi món vay", "Đã ghi món vay.", (),
        "Bản theo dõi của phường, ghi theo số liệu của ngân hàng hoặc tổ tiết kiệm và vay vốn.",
    ),
    m.LoanBalance: Addition(credit_forms.BalanceForm, _new(credit.balance_record), "Ghi dư nợ", "Ghi dư nợ", "Đã ghi dư nợ.", ("on",)),
    m.LoanExtension: Addition(credit_forms.ExtensionForm, _new(credit.loan_extend), "Ghi gia hạn nợ", "Ghi gia hạn", "Đã ghi gia hạn.",
    ("decided_on",)),
    m.LoanUseCheck: Addition(
        credit_forms.UseCheckForm, _new(credit.use_check), "Ghi kiểm tra sử dụng vốn", "Ghi kiểm tra", "Đã ghi kiểm tra.", ("on",)
    ),
}  # fmt: skip


BOOK = Book(
    namespace="livelihoods",
    kinds={
        "nguoi-tim-viec": m.JobSeeker,
        "ho-tro": m.JobSupport,
        "vi-tri": m.Vacancy,
        "gioi-thieu": m.Referral,
        "nhan-viec": m.Placement,
        "nuoc-ngoai": m.WorkAbroad,
        "phien-giao-dich": m.JobFair,
        "ban-tin": m.LabourBulletin,
        "pho-bien": m.BulletinSpread,
        "lop-nghe": m.VocationalClass,
        "hoc-vien": m.Enrolment,
        "mo-hinh": m.LivelihoodModel,
        "ho-tham-gia": m.ModelParticipant,
        "dau-vao": m.ModelInput,
        "thu-nhap": m.ModelIncome,
        "to-san-xuat": m.ProductionGroup,
        "thanh-vien-to": m.GroupMember,
        "lien-ket": m.LinkageContract,
        "mua-vu": m.SeasonResult,
        "tap-huan-to": m.GroupTraining,
        "xac-nhan-vay": m.LoanConfirmation,
        "mon-vay": m.Loan,
        "du-no": m.LoanBalance,
        "gia-han": m.LoanExtension,
        "kiem-tra-von": m.LoanUseCheck,
    },
    pages={
        m.JobSeeker: "livelihoods:seeker",
        m.Vacancy: "livelihoods:vacancy",
        m.WorkAbroad: "livelihoods:abroad",
        m.JobFair: "livelihoods:fair",
        m.LabourBulletin: "livelihoods:bulletin",
        m.VocationalClass: "livelihoods:class",
        m.LivelihoodModel: "livelihoods:model",
        m.ProductionGroup: "livelihoods:group",
        m.LoanConfirmation: "livelihoods:confirmation",
        m.Loan: "livelihoods:loan",
    },
    roots=("seeker", "bulletin", "vocational_class", "model", "group", "loan"),
    lists={
        m.JobSeeker: ("Người tìm việc", "livelihoods:seekers"),
        m.Vacancy: ("Vị trí việc làm", "livelihoods:vacancies"),
        m.WorkAbroad: ("Đi làm việc ở nước ngoài", "livelihoods:abroad_list"),
        m.JobFair: ("Phiên giao dịch việc làm", "livelihoods:fairs"),
        m.LabourBulletin: ("Bản tin thị trường lao động", "livelihoods:bulletins"),
        m.VocationalClass: ("Lớp đào tạo nghề", "livelihoods:classes"),
        m.LivelihoodModel: ("Mô hình sinh kế", "livelihoods:models"),
        m.ProductionGroup: ("Tổ, nhóm sản xuất", "livelihoods:groups"),
        m.LoanConfirmation: ("Xác nhận vay vốn", "livelihoods:confirmations"),
        m.Loan: ("Món vay theo dõi", "livelihoods:loans"),
    },
    additions=ADDITIONS,
    steps=STEPS,
    voids={m.Placement: placement_void, m.JobFair: fairs.fair_void, m.ModelInput: row_void},
)
