"""Import a list of payments of the treasury: upload, preview, write."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import Truncator

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong, format_int
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Table
from programs.views.access import keeps
from support.forms.treasury import TreasuryForm, opened, sealed
from support.models import BudgetLine
from support.models.money import LABEL_WORDS
from support.rules.sources import all_sources, source_name
from support.rules.treasury import HEADS, MOST_ROWS, Payment, Problem
from support.selectors.budget import years_of
from support.services.treasury import Plan, payments_import, payments_in, plan_payments
from support.views.catalogue import BOOK

EXPIRED = "Bản xem trước đã quá một ngày hoặc không còn dùng được. Tải tệp lên lại."


@keeps("FUNDS")
@once
def upload(request: OfficeRequest) -> HttpResponse:
    """Upload a workbook, look at what it would write, write it."""
    if "rows" in request.POST:
        return _commit(request)
    form = TreasuryForm(request.POST or None, request.FILES or None, years=years_of(request.ward.pk))
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            context = _preview(request, form)
        except DomainError as error:
            form.refuse(error, "file")
    return render(request, "support/treasury.html", {"form": form, "crumbs": [BOOK.list_of(BudgetLine)], "most": MOST_ROWS, **context})


def _commit(request: OfficeRequest) -> HttpResponse:
    found = opened(request.POST["rows"], request.user)
    try:
        if found is None:
            raise DomainError(EXPIRED)
        n_vouchers = payments_import(request.ward, *found, by=request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("support:treasury")
    messages.success(request, f"Đã ghi {format_int(n_vouchers)} chứng từ từ {format_int(len(found[1]))} dòng.")
    return redirect("support:budget")


def _preview(request: OfficeRequest, form: TreasuryForm) -> dict[str, Any]:
    year = int(form.cleaned_data["year"])
    payments, problems = payments_in(request.ward, form.cleaned_data["file"].read(), year)
    plan = plan_payments(request.ward, year, payments)
    problems = sorted([*problems, *plan.problems], key=lambda problem: problem.row)
    if problems:
        return {"problems": _problems(problems), "n_problems": len(problems)}
    total = sum(item.amount for item in payments)
    return {"table": _table(plan, payments), "rows": sealed(year, payments, request.user), "n_rows": len(payments), "total": total}


def _problems(problems: list[Problem]) -> Table:
    columns = [
        Column("Dòng", lambda item: str(item.row) if item.row else ""),
        Column("Cột", "column"),
        Column("Lỗi và cách sửa", lambda item: item.message[:1].upper() + item.message[1:]),
    ]
    return Table(columns, problems, caption="Lỗi trong tệp")


def _table(plan: Plan, payments: list[Payment]) -> Table:
    def will(item: Payment) -> str:
        grant = plan.grants.get(item.row)
        return f"Chi khoản hỗ trợ của {grant.household.head_name}" if grant else f"Chi việc khác: {item.payee}"

    columns = [
        Column("Dòng", lambda item: str(item.row)),
        Column("Ngày chi", "paid_on", "day"),
        Column("Số chứng từ", "voucher"),
        Column("Dự án, chính sách", "code"),
        Column("Nguồn", lambda item: source_name(item.source)),
        Column("Nội dung", lambda item: Truncator(plan.lines[item.row].content).words(LABEL_WORDS)),
        Column("Số tiền", lambda item: format_dong(item.amount), css="n"),
        Column("Mã hộ", "household"),
        Column("Sẽ ghi", will),
    ]
    return Table(columns, payments, caption="Các khoản sẽ ghi")


@keeps("FUNDS")
def template(request: OfficeRequest) -> HttpResponseBase:
    """The workbook to fill in."""
    lead = [
        f"Mỗi dòng một khoản chi, nhiều nhất {MOST_ROWS} dòng. Ngày ghi dạng 08/12/2023, số tiền ghi số nguyên đồng.",
        f"Nguồn kinh phí ghi một trong: {', '.join(item.name for item in all_sources())}.",
        "Chi cho hộ thì ghi mã hộ: số tiền phải đúng bằng một khoản hỗ trợ đã quyết định mà chưa chi.",
        "Một chứng từ chi nhiều hộ thì ghi mỗi hộ một dòng, cùng số chứng từ.",
        "Kinh phí giao riêng cho một nội dung thì chép đúng lời văn của nội dung vào cột Nội dung theo kế hoạch; giao chung thì để trống.",
        "Chi việc khác thì để trống mã hộ và ghi nội dung, người nhận.",
    ]
    columns = [Column(head, lambda row: "") for head in HEADS]
    return download(workbook_of("Danh sách chi qua Kho bạc", lead, columns, []), "mau-danh-sach-chi.xlsx")
