"""The book of money and grants: what can be added to each table, and which steps follow."""

from typing import Any

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from registers.models import Kept
from registers.views.book import Addition, Book, Step
from support import models as m
from support.forms import grants as grant_forms
from support.forms import money as forms
from support.rules.words import GRANT_TRANSITIONS, Direction, GrantState, SettlementState
from support.selectors.budget import lines_beside
from support.services import batches, budgeting, commitments, grants, money
from support.services.lines import Heading

Values = dict[str, Any]
VOIDED = "Dòng này đã bị hủy."


def _allocate(form: Any, by: User) -> object:
    values = form.cleaned_data
    paper = money.Paper(values["document_number"], values["on"], values["note"])
    heading = Heading(int(values["year"]), values["code"], values["source"], values["content"])
    entry = money.allocation_record(form.ward, heading, values["amount_dong"], paper, by=by)
    form.instance.line = entry.line
    return entry


def _adjust(row: m.BudgetLine, v: Values, by: User) -> object:
    paper = money.Paper(v["number"], v["on"], v["note"])
    return money.allocation_adjust(row, Direction(v["direction"]), v["amount"], paper, version=v["version"], by=by)


def _need(form: Any, by: User) -> object:
    values = form.cleaned_data
    heading = Heading(int(values["year"]), values["code"], values["source"], values["content"])
    form.instance = budgeting.need_open(form.ward, heading, values["planned_dong"], by=by)
    return form.instance


def _move(row: m.BudgetLine, v: Values, by: User) -> object:
    paper = money.Paper(v["number"], v["on"], v["note"])
    return budgeting.money_move(row, v["line"], v["amount"], paper, version=v["version"], by=by)


def _alone(row: m.BudgetLine) -> str:
    alone = "Nguồn này chưa có dòng kinh phí nào khác trong năm. Ghi nhu cầu kinh phí cho dòng nhận trước."
    return VOIDED if row.is_voided else "" if lines_beside(row) else alone


def _pay_batch(row: m.GrantBatch, v: Values, by: User) -> object:
    if row.line is None:
        raise DomainError("Đợt này là quà tặng, không dùng kinh phí của phường.")
    chosen = [grant.pk for grant in forms.unpaid(row.line).filter(batch=row)]
    return money.grants_pay(row.line, chosen, money.Voucher(v["number"], v["on"]), by=by)


def _unless(state: GrantState) -> Any:
    def refused(row: m.Grant) -> str:
        if row.is_voided:
            return VOIDED
        before = GrantState(row.state)
        return "" if state in GRANT_TRANSITIONS[before] else f"Khoản hỗ trợ đang ở “{before.label}” nên không làm được bước này."

    return refused


def _voided(row: Kept) -> str:
    return VOIDED if row.is_voided else ""


def _nothing_unpaid(row: m.BudgetLine) -> str:
    return VOIDED if row.is_voided else "" if forms.unpaid(row).exists() else "Không có khoản hỗ trợ nào chờ chi."


def _batch_waits(row: m.GrantBatch) -> str:
    waiting = row.grants.counting().filter(state=GrantState.PLANNED).exists()
    return VOIDED if row.is_voided else "" if waiting else "Đợt này không còn khoản nào chờ trao."


def _batch_paid(row: m.GrantBatch) -> str:
    waits = row.line is not None and forms.unpaid(row.line).filter(batch=row).exists()
    return VOIDED if row.is_voided else "" if waits else "Đợt này không còn khoản nào chờ chi."


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.BudgetLine: {
        "chi-cho-ho": Step(
            forms.PayGrantsForm,
            lambda row, v, by: money.grants_pay(row, v["chosen"], money.Voucher(v["number"], v["on"]), by=by),
            "Chi cho hộ", "Chi cho hộ", "Đã ghi khoản chi.", _nothing_unpaid,
        ),
        "dieu-chinh": Step(forms.AdjustForm, _adjust, "Điều chỉnh kinh phí", "Điều chỉnh", "Đã ghi điều chỉnh.", _voided, second=True),
        "dieu-chuyen": Step(
            forms.MoveForm, _move, "Điều chuyển sang dòng khác của nguồn", "Điều chuyển", "Đã ghi điều chuyển.", _alone, second=True
        ),
        "nhu-cau": Step(
            forms.NeedForm, lambda row, v, by: budgeting.need_state(row, v["planned"], version=v["version"], by=by),
            "Nhu cầu kinh phí theo kế hoạch", "Ghi nhu cầu", "Đã ghi nhu cầu kinh phí.", _voided, second=True,
        ),
    },
    m.Commitment: {
        "giam": Step(
            forms.ReduceForm,
            lambda row, v, by: commitments.commitment_reduce(
                row, v["amount"], money.Paper(v["number"], v["on"], v["reason"]), version=v["version"], by=by
            ),
            "Thanh lý, giảm cam kết", "Thanh lý, giảm", "Đã giảm cam kết.", _voided, second=True,
        ),
    },
    m.Settlement: {
        "chot": Step(
            forms.CloseForm,
            lambda row, v, by: money.settlement_close(row, money.Paper(v["number"], v["on"]), version=v["version"], by=by),
            "Quyết toán năm của nguồn", "Quyết toán", "Đã quyết toán.",
            lambda row: "Năm này đã quyết toán." if row.state == SettlementState.CLOSED else "", danger=True,
        ),
        "mo-lai": Step(
            forms.ReopenForm, lambda row, v, by: money.settlement_reopen(row, v["reason"], version=v["version"], by=by),
            "Mở lại năm đã quyết toán", "Mở lại", "Đã mở lại.",
            lambda row: "" if row.state == SettlementState.CLOSED else "Năm này chưa quyết toán.", second=True, danger=True,
        ),
    },
    m.GrantBatch: {
        "trao": Step(
            grant_forms.BatchGiveForm, lambda row, v, by: grants.batch_hand_over(row, v["on"], version=v["version"], by=by),
            "Ghi đã trao cả đợt", "Ghi đã trao", "Đã ghi trao cả đợt.", _batch_waits,
        ),
        "chi": Step(forms.BatchPayForm, _pay_batch, "Chi tiền cả đợt", "Chi tiền cả đợt", "Đã ghi khoản chi.", _batch_paid, second=True),
    },
    m.Grant: {
        "trao": Step(
            grant_forms.GiveForm,
            lambda row, v, by: grants.grant_hand_over(row, v["on"], v["receiver"], version=v["version"], by=by),
            "Ghi đã trao", "Ghi đã trao", "Đã ghi trao.", _unless(GrantState.GIVEN),
        ),
        "khong-trao": Step(
            grant_forms.CancelForm, lambda row, v, by: grants.grant_cancel(row, v["reason"], version=v["version"], by=by),
            "Không trao khoản hỗ trợ", "Không trao", "Đã ghi không trao.", _unless(GrantState.CANCELLED), second=True, danger=True,
        ),
    },
}  # fmt: skip

BOOK = Book(
    namespace="support",
    kinds={
        "giao-kinh-phi": m.AllocationEntry,
        "dong-kinh-phi": m.BudgetLine,
        "cam-ket": m.Commitment,
        "giam-cam-ket": m.CommitmentCut,
        "khoan-chi": m.Disbursement,
        "quyet-toan": m.Settlement,
        "ho-tro": m.Grant,
        "dot-ho-tro": m.GrantBatch,
    },
    pages={
        m.BudgetLine: "support:line",
        m.Disbursement: "support:disbursement",
        m.Grant: "support:grant",
        m.GrantBatch: "support:batch",
    },
    roots=("line", "commitment"),
    lists={
        m.BudgetLine: ("Kinh phí", "support:budget"),
        m.Settlement: ("Kinh phí", "support:budget"),
        m.Grant: ("Hỗ trợ hộ", "support:grants"),
        m.GrantBatch: ("Đợt hỗ trợ", "support:batches"),
    },
    additions={
        m.AllocationEntry: Addition(
            forms.AllocationForm, _allocate, "Giao kinh phí", "Ghi kinh phí được giao", "Đã ghi kinh phí được giao.", (),
            "Mỗi lần giao ghi một dòng theo văn bản. Bổ sung, giảm hay thu hồi về sau thì ghi điều chỉnh ở trang dòng kinh phí.",
        ),
        m.BudgetLine: Addition(
            forms.NeedLineForm, _need, "Ghi nhu cầu kinh phí", "Ghi nhu cầu", "Đã ghi nhu cầu kinh phí.", (),
            "Nhu cầu của năm theo nguồn, ghi được trước khi có quyết định giao kinh phí.",
        ),
        m.Commitment: Addition(
            forms.CommitmentForm, lambda form, by: money.commitment_make(form.instance, form.cleaned_data.get("covering", ()), by=by),
            "Ghi cam kết chi", "Ghi cam kết", "Đã ghi cam kết chi.", ("on",),
        ),
        m.Disbursement: Addition(
            forms.DisbursementForm, lambda form, by: money.disbursement_pay(form.instance, by=by),
            "Ghi khoản chi", "Ghi khoản chi", "Đã ghi khoản chi.", ("paid_on",),
        ),
        m.Grant: Addition(
            grant_forms.GrantForm, lambda form, by: grants.grant_decide(form.instance, by=by),
            "Ghi khoản hỗ trợ", "Ghi khoản hỗ trợ", "Đã ghi khoản hỗ trợ.", ("decided_on",),
            "Đối tượng và trùng hỗ trợ được xét vào ngày quyết định; căn cứ xét lưu kèm.",
        ),
        m.GrantBatch: Addition(
            grant_forms.BatchForm, lambda form, by: batches.batch_make(form.instance, by=by),
            "Lập đợt hỗ trợ", "Lập đợt", "Đã lập đợt hỗ trợ. Thêm hộ vào đợt.", ("decided_on",),
            "Một đợt là nhiều khoản cùng loại, cùng mức. Lập đợt rồi chọn hộ.",
        ),
    },
    steps=STEPS,
    voids={
        m.AllocationEntry: budgeting.entry_void,
        m.Commitment: money.commitment_void,
        m.CommitmentCut: commitments.cut_void,
        m.Disbursement: money.disbursement_void,
        m.Grant: grants.grant_void,
        m.Settlement: money.settlement_void,
    },
)  # fmt: skip
