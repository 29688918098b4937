"""A list of payments: each error names row, column and remedy; all or nothing; no voucher twice."""

import html
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.workbook.grid import Sheet
from support.forms.treasury import opened, sealed
from support.models import BudgetLine, Disbursement, Grant
from support.rules.treasury import CONTENT, HEADS, MOST_ROWS, Payment, read_payments
from support.selectors.budget import balance_of
from support.selectors.codes import contents_of_year
from support.services.treasury import payments_import, plan_payments
from tests.posting import post
from tests.support import factories as make

SignIn = Callable[[User], Client]
GOOD = [date(2023, 3, 1), 12, "da2", "Ngân sách phường", "1.000.000", None, "In tài liệu"]


def read(*rows: Sequence[Any], heads: Sequence[Any] = HEADS) -> tuple[list[Payment], list[str]]:
    sheet = Sheet("Chi", [(1, ["Danh sách"]), (3, list(heads)), *((n, list(row)) for n, row in enumerate(rows, 4))])
    payments, problems = read_payments([sheet], ["DA2", "CS7"])
    return payments, [problem.words for problem in problems]


def test_a_row_is_read_as_offices_type_it() -> None:
    payments, problems = read(GOOD, ["02/03/2023", "KB-7", "CS7", "nsp", 500000.0, "TDP01-001", ""], [None, "", "", "Cộng", 1_500_000])
    assert not problems
    assert payments[0] == Payment(4, date(2023, 3, 1), "12", "DA2", "phuong", 1_000_000, "", "In tài liệu")
    assert (payments[1].voucher, payments[1].amount, payments[1].household) == ("KB-7", 500_000, "TDP01-001")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (0, "31/02/2023", "Dòng 4, cột Ngày chi: ‘31/02/2023’ không phải ngày có thật"),
        (0, None, "cột Ngày chi: chưa ghi ngày"),
        (1, None, "cột Số chứng từ: chưa ghi"),
        (2, "DA99", "cột Mã dự án, chính sách: ‘DA99’ không có trong kế hoạch. Các mã: DA2, CS7"),
        (3, "Ngân sách xã", "cột Nguồn kinh phí: ‘Ngân sách xã’ không phải nguồn đã biết"),
        (4, "1,5", "cột Số tiền: ‘1,5’ không phải số tiền nguyên đồng"),
        (4, 1.5, "cột Số tiền"),
        (4, -5, "cột Số tiền: số tiền phải lớn hơn 0"),
        (6, "", "cột Nội dung, người nhận: ghi mã hộ, hoặc"),
    ],
)
def test_an_error_names_row_column_and_remedy(column: int, value: Any, said: str) -> None:
    row = [*GOOD]
    row[column] = value
    payments, problems = read(row)
    assert not payments and len(problems) == 1
    assert said in problems[0] and problems[0].endswith("Sửa trong tệp rồi tải lại.")


def test_files_without_heads_or_rows_or_with_too_many() -> None:
    assert "Không thấy dòng tiêu đề" in read(GOOD, heads=["a", "b"])[1][0]
    assert "thiếu cột Nguồn kinh phí" in read(GOOD, heads=["Ngày chi", "Số chứng từ", "Mã nội dung", "x", "Số tiền", "Mã hộ"])[1][0]
    assert "chưa có dòng chi nào" in read()[1][0]
    assert f"đến {MOST_ROWS}" in read(*[GOOD] * (MOST_ROWS + 1))[1][0]


def payment(row: int, amount: int, voucher: str = "CT1", household: str = "", **fields: Any) -> Payment:
    values = {"paid_on": date(2023, 7, 1), "code": "DA2", "source": "phuong", "payee": "In tài liệu"} | fields
    return Payment(row=row, voucher=voucher, amount=amount, household=household, **values)


@pytest.mark.django_db
def test_a_row_finds_the_line_of_its_content(ward: Ward, line: BudgetLine, officer: User) -> None:
    third, fourth = contents_of_year(ward.pk, 2023)["DA2"][2:4]
    own = make.line(ward, officer, content=third)
    rows = [payment(4, 1, "A"), payment(5, 1, "B", content=f" {third.upper()} "), payment(6, 1, "C", content=fourth)]
    plan = plan_payments(ward, 2023, rows)
    assert (plan.lines[4], plan.lines[5]) == (line, own), "without a content: the money of the whole"
    assert [(p.row, p.column) for p in plan.problems] == [(6, CONTENT)]
    assert "chưa được giao kinh phí DA2 từ Ngân sách phường cho nội dung này" in plan.problems[0].message


@pytest.mark.django_db
def test_a_row_names_its_content_where_only_contents_have_money(ward: Ward, plan: object, officer: User) -> None:
    third, fourth = contents_of_year(ward.pk, 2023)["DA2"][2:4]
    own = make.line(ward, officer, content=third)
    assert plan_payments(ward, 2023, [payment(4, 1)]).lines == {4: own}, "the only line there is"
    make.line(ward, officer, content=fourth)
    problems = plan_payments(ward, 2023, [payment(4, 1)]).problems
    assert "được giao cho 2 nội dung" in problems[0].message


@pytest.mark.django_db
def test_what_does_not_fit_is_told_before_anything_is_written(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    make.grant(poor, officer, line=line)
    rows = [
        payment(4, 1_000_000, "CT1", poor.code),
        payment(5, 1_000_000, "CT1", poor.code),  # the grant is paid by row 4
        payment(6, 2_000_000, "CT2", poor.code),  # no grant of this amount
        payment(7, 5_000_000, "CT3"),
        payment(8, 5_000_000, "CT4"),  # nine are free
        payment(9, 1, "CT3"),  # the voucher is there
        payment(10, 1, "CT5", source="tinh"),  # no money of this source
        payment(11, 1_000_000, "CT6", "KHONG-CO"),
    ]
    found = [(item.row, item.column) for item in plan_payments(ward, 2023, rows).problems]
    assert found == [
        (5, "Mã hộ"), (6, "Mã hộ"), (8, "Số tiền"), (9, "Số chứng từ"), (10, "Mã dự án, chính sách"), (11, "Mã hộ")
    ]  # fmt: skip


def workbook(*rows: Sequence[Any]) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(list(HEADS))
    for row in rows:
        book.active.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("chi.xlsx", target.getvalue())


def preview(client: Client, *rows: Sequence[Any]) -> str:
    return html.unescape(post(client, reverse("support:treasury"), {"year": "2023", "file": workbook(*rows)}).content.decode())


def sealed_in(page: str) -> str:
    return page.split('name="rows" value="')[1].split('"', maxsplit=1)[0]


@pytest.mark.django_db
def test_preview_then_write_all_at_once(ward: Ward, line: BudgetLine, finance: User, officer: User, client_of: SignIn) -> None:
    homes = [make.home(ward, officer) for _ in range(2)]
    for home in homes:
        make.grant(home, officer, line=line)
    client, day = client_of(finance), date(2023, 7, 1)
    rows = [[day, "CT1", "DA2", "Ngân sách phường", 1_000_000, home.code, None] for home in homes]
    page = preview(client, *rows, [day, "CT2", "DA2", "NSP", 500_000, None, "In tài liệu"])
    assert "3 dòng, tổng 2.500.000" in page and homes[0].head_name in page and not Disbursement.objects.exists()
    assert post(client, reverse("support:treasury"), {"rows": sealed_in(page)})["Location"] == reverse("support:budget")
    assert dict(Disbursement.objects.values_list("voucher_number", "amount_dong")) == {"CT1": 2_000_000, "CT2": 500_000}
    assert not Grant.objects.filter(disbursement__isnull=True).exists()
    again = preview(client, rows[0], [day, "CT9", "DA2", "NSP", 100, None, "Giấy"])
    assert "hứng từ CT1 đã ghi ngày 01/07/2023" in again and "chưa ghi dòng nào" in again and 'name="rows"' not in again


@pytest.mark.django_db
def test_what_changed_since_the_preview_writes_nothing(line: BudgetLine, finance: User, client_of: SignIn) -> None:
    client, day = client_of(finance), date(2023, 7, 1)
    page = preview(client, *([day, f"CT{n}", "DA2", "NSP", 4_000_000, None, "Mua giống"] for n in (1, 2)))
    make.line(line.ward, finance, 1, source="tinh")
    line.entries.update(amount_dong=7_000_000)
    post(client, reverse("support:treasury"), {"rows": sealed_in(page)})
    assert not Disbursement.objects.exists() and balance_of(line).spent == 0
    assert "Chưa ghi dòng nào. Dòng 3, cột Số tiền" in html.unescape(client.get(reverse("support:treasury")).content.decode())


@pytest.mark.django_db
def test_a_preview_belongs_to_who_made_it(finance: User, officer: User) -> None:
    text = sealed(2023, [payment(4, 5)], finance)
    assert opened(text, finance) == (2023, [payment(4, 5)])
    assert opened(text, officer) is None and opened(text[:-2], finance) is None


@pytest.mark.django_db
def test_only_the_finance_section_imports(plan: object, finance: User, front: User, health: User, signer: User, client_of: SignIn) -> None:
    url = reverse("support:treasury")
    opened_by = {user: client_of(user).get(url).status_code for user in (finance, front, health, signer)}
    assert opened_by == {finance: 200, front: 404, health: 404, signer: 404}
    sheet = load_workbook(io.BytesIO(b"".join(client_of(finance).get(reverse("support:treasury_template"))))).active
    assert HEADS in [row[: len(HEADS)] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.django_db
def test_a_file_that_is_no_workbook(line: BudgetLine, finance: User, client_of: SignIn) -> None:
    data = {"year": "2023", "file": SimpleUploadedFile("chi.xlsx", b"%PDF-1.4")}
    assert "chỉ nhận Excel" in post(client_of(finance), reverse("support:treasury"), data).content.decode()


@pytest.mark.django_db
def test_the_same_file_is_not_written_again_elsewhere(ward: Ward, line: BudgetLine, finance: User, officer: User) -> None:
    """Not into the line of another year, nor into that of a content, nor with its numbers spelt otherwise."""
    rows, day = [payment(4, 5, "KB-77", paid_on=date(2024, 1, 10))], "đã ghi ngày 10/01/2024"
    payments_import(ward, 2023, rows, by=finance)
    third = contents_of_year(ward.pk, 2023)["DA2"][2]
    make.line(ward, officer, year=2024)
    make.line(ward, officer, content=third)
    again = [payment(4, 5, number, paid_on=date(2024, 1, 10)) for number in ("kb-77", "KB 77", "KB-77")]
    for year, fields in ((2024, {}), (2023, {}), (2023, {"content": third})):
        for item in again:
            problem = plan_payments(ward, year, [replace(item, **fields)]).problems[0]
            assert (problem.column, day in problem.message) == ("Số chứng từ", True)
            assert "cho DA2, Ngân sách phường, năm 2023. Xóa dòng này khỏi tệp" in problem.message
    spelt = [payment(n, 6, number) for n, number in enumerate(("KB-78", "kb 78"), 4)]
    assert [(p.row, "đã có ở dòng 4" in p.message) for p in plan_payments(ward, 2023, spelt).problems] == [(5, True)]
    both = [payment(4, 6, "KB-79"), payment(5, 6, "KB-79", content=third)]
    assert [(p.row, "cùng số tiền đã có ở dòng 4" in p.message) for p in plan_payments(ward, 2023, both).problems] == [(5, True)]


@pytest.mark.django_db
@pytest.mark.parametrize(("paid_on", "fits"), [(date(2022, 12, 31), False), (date(2024, 1, 31), True), (date(2024, 2, 1), False)])
def test_a_payment_is_of_the_year_that_was_chosen(paid_on: date, fits: bool, ward: Ward, line: BudgetLine) -> None:
    found = plan_payments(ward, 2023, [payment(4, 5, paid_on=paid_on)]).problems
    assert [problem.column for problem in found] == ([] if fits else ["Ngày chi"])


@pytest.mark.django_db
def test_a_grant_is_paid_after_its_decision(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    make.grant(poor, officer, line=line)
    early = [payment(4, 1_000_000, household=poor.code, paid_on=date(2023, 5, 31))]
    problem = plan_payments(ward, 2023, early).problems[0]
    assert (problem.column, "quyết định ngày 01/06/2023, ngày chi 31/05/2023 sớm hơn" in problem.message) == ("Ngày chi", True)
