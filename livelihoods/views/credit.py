"""Pages of the registers of credit: loans and confirmations."""

from datetime import date

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from camphucnam.kernel.dates import format_official
from camphucnam.kernel.numbers import format_dong, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, name_column
from livelihoods.models import Loan, LoanBalance, LoanConfirmation, LoanExtension, LoanUseCheck
from livelihoods.models.base import CREDIT
from livelihoods.rules.loan_programmes import programme_name
from livelihoods.rules.loans import LoanState, totals
from livelihoods.rules.picklists import due_within_days, name_of, trust_organisations
from livelihoods.rules.words import LoanStanding
from livelihoods.selectors import credit
from livelihoods.selectors.credit import LoanRow
from livelihoods.views.catalogue import BOOK
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, household_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

TABS = (("Món vay theo dõi", "livelihoods:loans"), ("Xác nhận vay vốn", "livelihoods:confirmations"))
KINDS = {LoanStanding.RUNNING: "running", LoanStanding.DUE_SOON: "risk", LoanStanding.OVERDUE: "late", LoanStanding.SETTLED: "done"}


def standing_badge(state: LoanState) -> SafeString:
    """Running, due soon, overdue since how many days, or settled."""
    if state.standing is None:
        return state_badge("waiting", "Chưa giải ngân")
    days = f" {format_int(state.days_over)} ngày" if state.days_over else ""
    return state_badge(KINDS[state.standing], f"{state.standing.label}{days}")


def _states() -> list[tuple[str, str]]:
    due = [(str(days), f"Đến hạn trong {days} ngày") for days in due_within_days()]
    return [
        ("", "Còn dư nợ"),
        *due,
        ("overdue", "Quá hạn"),
        ("misuse", "Sử dụng sai mục đích"),
        ("settled", "Đã trả hết"),
        ("all", "Tất cả"),
    ]


@reads(*CREDIT)
def loans(request: OfficeRequest) -> HttpResponseBase:
    """Loans as they stand today."""
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=_states())
    form.fields.pop("da_huy")
    found = found_by(credit.loans(request.user, request.ward.pk).counting(), form.text, household_paths("household"))
    rows = credit.loan_rows(found, timezone.localdate(), form.state)
    sums = totals((row.loan.household_id, row.loan.amount_dong, row.state) for row in rows)
    page = ListPage(
        "Món vay theo dõi",
        "Bản theo dõi của phường; số liệu gốc ở Ngân hàng Chính sách xã hội.",
        "món vay",
        _loan_columns(),
        Empty("Không có món vay nào khớp.", "Ghi món vay theo danh sách của ngân hàng hoặc tổ tiết kiệm và vay vốn."),
        lambda row: BOOK.page_of(row.loan), TABS, [("Ghi món vay", BOOK.add_url(Loan)), ("Xác nhận vay vốn",
        BOOK.add_url(LoanConfirmation))], codes=CREDIT,
        totals=[("Số hộ vay", format_int(len(sums.households))), ("Đã vay", format_dong(sums.amount_dong)), ("Dư nợ",
        format_dong(sums.outstanding_dong)),
         ("Dư nợ quá hạn", f"{format_dong(sums.overdue_dong)} ({format_int(sums.n_overdue)} món)")] if rows else [],
    )  # fmt: skip
    return page.draw(request, rows, form)


def _loan_columns() -> list[Column]:
    return [
        name_column("Người vay", "loan__borrower__full_name"), code_column("loan__household__code"),
        Column("Chương trình", lambda row: programme_name(row.loan.programme)), Column("Số tiền", lambda row: row.loan.amount_dong, "dong"),
        Column("Dư nợ", lambda row: row.state.outstanding_dong, "dong"), Column("Giải ngân", "loan__disbursed_on", "day",
        hide_on_phone=True),
        Column("Đến hạn", lambda row: row.state.due_on, "day"), Column("Tình trạng", lambda row: standing_badge(row.state), css="wraps"),
        Column("Sử dụng vốn", use_badge),
    ]  # fmt: skip


def use_badge(row: LoanRow) -> SafeString | str:
    """Only what was found wrong is said."""
    return state_badge("risk", "Sai mục đích") if getattr(row.loan, "is_misused", False) else ""


@reads(*CREDIT)
def loan(request: OfficeRequest, pk: int) -> HttpResponse:
    """One loan with its dated rows."""
    row = get_object_or_404(credit.loans(request.user, request.ward.pk), pk=pk)
    state = credit.states_of([row], timezone.localdate())[row.pk]
    facts = [
        ("Hộ", row.household), ("Chương trình", programme_name(row.programme)),
        ("Số tiền vay", format_dong(row.amount_dong)), ("Giải ngân ngày", row.disbursed_on), ("Đến hạn theo hợp đồng", row.due_on),
        ("Đến hạn hiện nay", state.due_on), ("Dư nợ", _balance_words(state)), ("Mục đích sử dụng vốn", row.purpose),
        ("Tổ chức hội nhận ủy thác", name_of(trust_organisations(), row.trust_organisation) or "Vay trực tiếp"),
        ("Tổ tiết kiệm và vay vốn", row.savings_group), ("Nguồn số liệu", row.source),
    ]  # fmt: skip
    badge = voided_badge(row) or standing_badge(state)
    page = RecordPage(BOOK, row, row.borrower.full_name, facts, _loan_sections(row), badge=badge)
    return page.draw(request)


def _balance_words(state: LoanState) -> str:
    at = f", theo số ngày {state.balance_on:%d/%m/%Y}" if state.balance_on else ", chưa ghi lần trả nào"
    return f"{format_dong(state.outstanding_dong)}{at}"


def _loan_sections(row: Loan) -> list[Section]:
    return [
        Section(
            "Dư nợ", [Column("Tại ngày", "on", "day"), Column("Dư nợ", "outstanding_dong", "dong"), Column("Nguồn", "source")],
            row.balances.all(), "Chưa ghi số dư.", [("Ghi dư nợ", BOOK.add_url(LoanBalance, row))],
        ),
        Section(
            "Gia hạn", [Column("Ngày", "decided_on", "day"), Column("Hạn mới", "new_due_on", "day"), Column("Lý do", "reason")],
            row.extensions.all(), "Chưa gia hạn.", [("Ghi gia hạn", BOOK.add_url(LoanExtension, row))],
        ),
        Section(
            "Kiểm tra sử dụng vốn",
            [Column("Ngày", "on", "day"), Column("Kết quả", lambda r: "Đúng mục đích" if r.is_right else state_badge("risk",
            "Sai mục đích")),
             Column("Nhận xét", "finding"), Column("Người kiểm tra", "checked_by")],
            row.checks.all(), "Chưa kiểm tra lần nào.", [("Ghi kiểm tra", BOOK.add_url(LoanUseCheck, row))],
        ),
    ]  # fmt: skip


@reads(*CREDIT)
def confirmations(request: OfficeRequest) -> HttpResponseBase:
    """Whom the ward confirmed."""
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=[("", "Tất cả"), ("chua_so", "Chưa có số văn bản")])
    rows = found_by(credit.confirmations(request.user, request.ward.pk), form.text, household_paths("household"))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Xác nhận vay vốn",
        "Hộ đã được phường xác nhận thuộc đối tượng vay vốn chính sách.",
        "bản xác nhận",
        [name_column("Người vay", "borrower__full_name"), code_column(),
         Column("Chương trình", lambda row: programme_name(row.programme)), Column("Phân loại", "class_label"),
         Column("Tại ngày", "confirmed_on", "day"), Column("Số văn bản", lambda row: row.number or "Chưa có số"), Column("", voided_badge)],
        Empty("Chưa có bản xác nhận nào khớp.", "Xác nhận khi người dân đề nghị để làm hồ sơ vay vốn."),
        BOOK.page_of, TABS, [("Xác nhận vay vốn", BOOK.add_url(LoanConfirmation))], codes=CREDIT,
    )  # fmt: skip
    return page.draw(request, rows.filter(number="") if form.state else rows, form)


@reads(*CREDIT)
def confirmation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One confirmation with the reasons of its day."""
    row = get_object_or_404(credit.confirmations(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.household), ("Chương trình", programme_name(row.programme)),
        ("Xác nhận tại ngày", row.confirmed_on), ("Phân loại hộ", row.class_label), ("Mục đích sử dụng vốn", row.purpose),
        ("Số tiền đề nghị vay", None if row.amount_dong is None else format_dong(row.amount_dong)), ("Mức vay, lãi suất", row.terms),
        ("Số văn bản", row.number or "Chưa có số"),
    ]  # fmt: skip
    columns = [Column("Căn cứ", lambda pair: pair[0]), Column("Nguồn", lambda pair: pair[1])]
    papers = [] if row.is_voided else [("Tải bản in PDF", reverse("livelihoods:confirmation_pdf", args=[row.pk]))]
    sections = [Section("Căn cứ xác nhận", columns, row.grounds, "Không ghi căn cứ.", acts=False)]
    page = RecordPage(BOOK, row, row.borrower.full_name, facts, sections, badge=voided_badge(row), papers=papers)
    return page.draw(request)


@reads(*CREDIT)
def confirmation_pdf(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The confirmation on paper; the number may be blank."""
    row = get_object_or_404(credit.confirmations(request.user, request.ward.pk).counting(), pk=pk)
    day: date = row.confirmed_on
    profile = request.ward.profile_on(day)
    context = {
        "row": row,
        "programme": programme_name(row.programme),
        "official_day": format_official(day),
        "amount": None if row.amount_dong is None else format_dong(row.amount_dong),
        "profile": profile,
        "head": letterhead(profile, day, day.year, "XN-UBND", row.number),
        "is_demo": request.ward.is_demo,
    }
    content = pdf_of("livelihoods/pdf/confirmation.html", context, day)
    record(
        Action.LOAN_CONFIRMATION_PRINTED, by=request.user, ward_id=request.ward.pk, target=row, target_label=row.WORD,
        household_code=row.household.code,
    )  # fmt: skip
    return download(content, f"xac-nhan-vay-von-{row.household.code}-{day:%Y-%m-%d}.pdf")
