"""The book of the regular policies: what can be added to each table, and which steps follow."""

from typing import Any

from camphucnam.accounts.models import User
from registers.models import Kept
from registers.views.book import Addition, Book, Step
from welfare import models as m
from welfare.forms import assistance as assistance_forms
from welfare.forms import insurance as insurance_forms
from welfare.forms import rates as rate_forms
from welfare.services import assistance, insurance, rates

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


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.WelfareRate: {
        "doi-chieu": Step(
            rate_forms.VerifyForm,
            lambda row, v, by: rates.rate_verify(row, {"document": v["document"], "article": v["article"]}, version=v["version"], by=by),
            "Đối chiếu với văn bản", "Đã đối chiếu", "Đã ghi đối chiếu.",
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
}  # fmt: skip

BOOK = Book(
    namespace="welfare",
    kinds={
        "muc": m.WelfareRate,
        "dot-mua-the": m.InsuranceBatch,
        "nguoi-mua-the": m.InsuranceLine,
        "bao-tro": m.AssistanceCase,
    },
    pages={m.InsuranceBatch: "welfare:batch", m.AssistanceCase: "welfare:assistance_case"},
    roots=("batch",),
    lists={
        m.WelfareRate: ("Mức, định mức", "welfare:rates"),
        m.InsuranceBatch: ("Đợt mua thẻ BHYT", "welfare:batches"),
        m.AssistanceCase: ("Bảo trợ xã hội", "welfare:assistance"),
    },
    additions={
        m.WelfareRate: Addition(
            rate_forms.RateForm, lambda form, by: rates.rate_set(form.instance, by=by),
            "Ghi mức mới", "Ghi mức mới", "Đã ghi mức mới.", (),
            "Mức cũ tự hết hiệu lực vào ngày trước ngày áp dụng mức mới; các khoản đã tính theo mức cũ không thay đổi.",
        ),
        m.InsuranceBatch: Addition(
            insurance_forms.BatchForm, lambda form, by: insurance.batch_open(form.instance, by=by),
            "Lập đợt mua thẻ BHYT", "Lập đợt mua thẻ", "Đã lập đợt mua thẻ.", ("drawn_on",),
        ),
        m.InsuranceLine: Addition(
            insurance_forms.LineForm, lambda form, by: insurance.line_add(form.instance, by=by),
            "Thêm người vào đợt mua thẻ", "Thêm người", "Đã thêm người.",
        ),
        m.AssistanceCase: Addition(
            assistance_forms.CaseForm, lambda form, by: assistance.assistance_open(form.instance, by=by),
            "Ghi người đủ điều kiện hưởng trợ giúp xã hội", "Ghi hồ sơ", "Đã ghi hồ sơ.",
        ),
    },
    steps=STEPS,
)  # fmt: skip
