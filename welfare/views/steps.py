"""The steps that rows of the regular policies can take."""

from typing import Any

from camphucnam.accounts.models import User
from registers.models import Kept
from registers.views.book import Step
from support.views.ties import TIE
from welfare import models as m
from welfare.forms import assistance as assistance_forms
from welfare.forms import housing as housing_forms
from welfare.forms import insurance as insurance_forms
from welfare.forms import legal as legal_forms
from welfare.forms import rates as rate_forms
from welfare.forms import relief as relief_forms
from welfare.forms.base import DayForm
from welfare.rules.housing import HOUSING_TRANSITIONS, HousingStage
from welfare.services import assistance, education, housing, insurance, legal, rates, relief

Values = dict[str, Any]


def _issue(row: m.InsuranceLine, values: Values, by: User) -> object:
    card = insurance.IssuedCard(values["number"], values["from_on"], values["to_on"], values["on"])
    return insurance.line_issue(row, card, version=values["version"], by=by)


def _unsent(row: m.InsuranceBatch) -> str:
    return "Danh sách đã gửi hoặc đã hủy." if row.sent_on or row.is_voided else ""


def _waits(row: m.InsuranceLine) -> str:
    over = row.is_voided or row.issued_on or row.refused_reason
    return "" if not over and row.batch.sent_on else "Danh sách chưa gửi, hoặc đã có kết quả của người này."


def _grant(row: m.AssistanceCase, values: Values, by: User) -> object:
    grant = assistance.Grant(values["number"], values["decided_on"], values["from_on"])
    return assistance.assistance_grant(row, grant, version=values["version"], by=by)


def _undecided(row: m.AssistanceCase) -> str:
    return "Hồ sơ đã có quyết định hoặc đã hủy." if row.is_voided or row.from_on or row.refused_on else ""


def _receives(row: m.AssistanceCase) -> str:
    return "" if row.from_on and not row.to_on and not row.is_voided else "Chỉ ghi thôi hưởng cho người đang hưởng."


def _unless(stage: HousingStage) -> Any:
    def refused(row: m.HousingCase) -> str:
        if row.is_voided:
            return "Hồ sơ đã bị hủy."
        before = HousingStage(row.stage)
        return "" if stage in HOUSING_TRANSITIONS[before] else f"Nhà ở này đang ở bước “{before.label}” nên không làm được bước này."

    return refused


def _approve(row: m.HousingCase, values: Values, by: User) -> object:
    return housing.housing_approve(row, values["on"], values["decision"], values["approved_dong"], version=values["version"], by=by)


def _stands(row: Kept) -> str:
    return "Dòng đã bị hủy." if row.is_voided else ""


def _unreceived(row: m.ReliefLine) -> str:
    return "Dòng đã bị hủy hoặc đã nhận." if row.is_voided or row.received_on else ""


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.WelfareRate: {
        "doi-chieu": Step(
            rate_forms.VerifyForm,
            lambda row, v, by: rates.rate_verify(row, {"document": v["document"], "article": v["article"]}, version=v["version"], by=by),
            "Đối chiếu với văn bản", "Ghi đã đối chiếu", "Đã ghi đối chiếu.",
            lambda row: "Mức này đã đối chiếu hoặc đã hủy." if row.is_verified or row.is_voided else "",
        )
    },
    m.InsuranceBatch: {
        "lay-nguoi": Step(
            insurance_forms.FillForm,
            lambda row, v, by: insurance.batch_fill(row, v["classes"], version=v["version"], by=by),
            "Lấy người chưa có thẻ vào danh sách", "Lấy người chưa có thẻ", "Đã lấy người chưa có thẻ vào danh sách.", _unsent,
        ),
        "gui": Step(
            insurance_forms.SendForm,
            lambda row, v, by: insurance.batch_send(row, v["on"], v["document"], version=v["version"], by=by),
            "Gửi danh sách", "Ghi đã gửi", "Đã ghi gửi danh sách.", _unsent,
        ),
    },
    m.InsuranceLine: {
        "nhan-the": Step(insurance_forms.IssueForm, _issue, "Nhận thẻ BHYT", "Nhận thẻ", "Đã ghi thẻ vào danh sách hộ.", _waits),
        "khong-cap": Step(
            insurance_forms.RefuseForm,
            lambda row, v, by: insurance.line_refuse(row, v["reason"], version=v["version"], by=by),
            "Không được cấp thẻ", "Không được cấp", "Đã ghi không được cấp thẻ.", _waits, second=True,
        ),
    },
    m.AssistanceCase: {
        "quyet-dinh": Step(
            assistance_forms.GrantForm, _grant, "Quyết định hưởng trợ cấp", "Ghi quyết định", "Đã ghi quyết định.", _undecided
        ),
        "thoi-huong": Step(
            assistance_forms.StopForm,
            lambda row, v, by: assistance.assistance_end(row, v["on"], v["reason"], version=v["version"], by=by),
            "Thôi hưởng trợ cấp", "Ghi thôi hưởng", "Đã ghi thôi hưởng.", _receives,
        ),
        "khong-huong": Step(
            assistance_forms.DenyForm,
            lambda row, v, by: assistance.assistance_refuse(row, v["on"], v["reason"], version=v["version"], by=by),
            "Không được hưởng trợ cấp", "Không được hưởng", "Đã ghi không được hưởng.", _undecided, second=True,
        ),
    },
    m.HousingCase: {
        "phe-duyet": Step(
            housing_forms.ApproveForm, _approve, "Phê duyệt hỗ trợ nhà ở", "Ghi phê duyệt", "Đã ghi phê duyệt.",
            _unless(HousingStage.APPROVED),
        ),
        "khoi-cong": Step(
            housing_forms.StartForm, lambda row, v, by: housing.housing_start(row, v["on"], version=v["version"], by=by),
            "Khởi công", "Ghi khởi công", "Đã ghi khởi công.", _unless(HousingStage.UNDER_WAY),
        ),
        "ban-giao": Step(
            housing_forms.HandOverForm,
            lambda row, v, by: housing.housing_hand_over(row, v["on"], v["area_m2"], version=v["version"], by=by),
            "Bàn giao nhà ở", "Ghi bàn giao", "Đã ghi bàn giao.", _unless(HousingStage.HANDED_OVER),
        ),
        "khong-thuc-hien": Step(
            housing_forms.DropForm, lambda row, v, by: housing.housing_drop(row, v["on"], v["reason"], version=v["version"], by=by),
            "Không thực hiện", "Không thực hiện", "Đã ghi không thực hiện.", _unless(HousingStage.DROPPED), second=True, danger=True,
        ),
    },
    m.SchoolSupport: {
        "da-chi": Step(
            DayForm, lambda row, v, by: education.support_pay(row, v["on"], version=v["version"], by=by),
            "Ghi đã chi hỗ trợ học tập", "Ghi đã chi", "Đã ghi chi.",
            lambda row: "Đã chi, hoặc nhà trường miễn, giảm." if row.is_voided or row.paid_on or row.amount_dong is None else "",
        ),
        "gan-khoan-ho-tro": TIE,
    },
    m.HousingMoney: {"gan-khoan-ho-tro": TIE},
    m.LegalAidCase: {
        "xong": Step(
            legal_forms.LegalCloseForm, lambda row, v, by: legal.legal_aid_close(row, v["on"], v["result"], version=v["version"], by=by),
            "Kết quả trợ giúp pháp lý", "Ghi kết quả", "Đã ghi kết quả.",
            lambda row: "Vụ việc đã xong hoặc đã hủy." if row.is_voided or row.closed_on else "",
        )
    },
    m.ReliefRound: {
        "lay-ho": Step(
            relief_forms.FillForm, lambda row, v, by: relief.round_fill(row, version=v["version"], by=by),
            "Lấy hộ có nguy cơ thiếu đói vào danh sách", "Lấy hộ có nguy cơ thiếu đói", "Đã lấy hộ vào danh sách.", _stands,
            lead="Thêm mọi hộ đang được ghi có nguy cơ thiếu đói vào ngày đầu của đợt mà danh sách chưa có; hộ đã có giữ nguyên.",
        ),
        "da-phat": Step(
            relief_forms.ReceiveAllForm, lambda row, v, by: relief.round_receive(row, v["on"], version=v["version"], by=by),
            "Các hộ còn lại đã nhận gạo", "Ghi đã phát hết", "Đã ghi các hộ còn lại nhận gạo.", _stands,
        ),
    },
    m.ReliefLine: {
        "nhan": Step(
            relief_forms.ReceiveForm,
            lambda row, v, by: relief.line_receive(row, v["on"], v["receiver"], version=v["version"], by=by),
            "Hộ nhận gạo", "Ghi nhận", "Đã ghi nhận gạo.", _unreceived,
        )
    },
}  # fmt: skip
