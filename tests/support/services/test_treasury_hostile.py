"""Drills for the list of payments: crafted workbooks through the page. Each is told with row, column, remedy; nothing is half-written."""

import html
import io
import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from households.models import Household
from support.models import BudgetLine, Disbursement, Grant
from support.rules.treasury import HEADS, MOST_DONG, MOST_ROWS, SHOWN
from support.selectors.budget import balance_of
from support.services import money
from support.services.treasury import payments_in
from tests.data.hostile import Hostile, corpus, sheet
from tests.posting import post
from tests.support import factories as make

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY = date(2023, 7, 1)
REFUSED = [item for item in corpus() if item.says]
LEGIBLE = [item for item in corpus() if not item.says]


def row(**cells: Any) -> list[Any]:
    """A payment to a printer as an office types it."""
    values = {
        "day": DAY,
        "voucher": "CT1",
        "code": "DA2",
        "source": "Ngân sách phường",
        "amount": 1_000_000,
        "home": None,
        "payee": "In ấn",
    }
    return list((values | cells).values())


def packed(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def workbook(*rows: Sequence[Any], heads: Sequence[Any] = HEADS, merges: Sequence[str] = ()) -> bytes:
    book = Workbook()
    book.active.append(list(heads))
    for cells in rows:
        book.active.append(list(cells))
    for place in merges:
        book.active.merge_cells(place)
    return packed(book)


@pytest.fixture
def send(line: BudgetLine, finance: User, client_of: SignIn) -> Callable[[bytes], str]:
    """What the page answers to a file."""
    client, url = client_of(finance), reverse("support:treasury")

    def answer(data: bytes) -> str:
        page = post(client, url, {"year": "2023", "file": SimpleUploadedFile("chi.xlsx", data)})
        assert page.status_code == 200
        return html.unescape(page.content.decode()).replace("\u00a0", " ")

    return answer


def problems(page: str) -> list[tuple[str, str, str]]:
    """(row, column, message) of the table of problems; nothing may be written from such a page."""
    assert 'name="rows"' not in page and not Disbursement.objects.exists()
    body = page.split("<caption", 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    rows = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", part, re.DOTALL)] for part in body.split("</tr>")]
    return [(cells[0], cells[1], cells[2]) for cells in rows if len(cells) == len(("row", "column", "message"))]


@pytest.mark.parametrize("hostile", REFUSED, ids=[item.name for item in REFUSED])
def test_a_file_that_no_reader_should_open_is_refused_with_its_sentence(hostile: Hostile, ward: Ward, line: BudgetLine) -> None:
    with pytest.raises(DomainError) as caught:
        payments_in(ward, hostile.data, 2023)
    assert hostile.says in caught.value.message


@pytest.mark.parametrize("hostile", LEGIBLE, ids=[item.name for item in LEGIBLE])
def test_a_strange_file_that_opens_holds_no_payments(hostile: Hostile, ward: Ward, line: BudgetLine) -> None:
    payments, found = payments_in(ward, hostile.data, 2023)
    assert not payments and [problem.row for problem in found] == [0]


@pytest.mark.parametrize("name", ["text", "encrypted", "zip-bomb", "laughs", "macro", "cut-off", "far-corner"])
def test_the_page_says_why_and_keeps_asking_for_a_file(name: str, send: Callable[[bytes], str]) -> None:
    page = send(next(item.data for item in REFUSED if item.name == name))
    assert 'id="id_file"' in page and ("error-summary" in page or "has-error" in page or "alert" in page)
    assert 'name="rows"' not in page and not Disbursement.objects.exists()


def test_a_harmless_file_is_previewed(send: Callable[[bytes], str]) -> None:
    page = send(workbook(row(), row(voucher="CT2", day="02/07/2023", amount="1.500.000"), row(voucher=3, amount=2_000_000.0)))
    assert 'name="rows"' in page and "3 dòng, tổng 4.500.000" in page


CELLS = [
    ("formula-never-computed", {"amount": "=1+1"}, "Số tiền", "ô là công thức chưa có kết quả. Mở tệp bằng Excel"),
    ("formula-as-day", {"day": "=TODAY()"}, "Ngày chi", "ô là công thức chưa có kết quả"),
    ("formula-as-household", {"home": "=A1"}, "Mã hộ", "ô là công thức chưa có kết quả"),
    ("formula-error", {"amount": "#REF!"}, "Số tiền", "ô chứa lỗi công thức #REF!. Sửa công thức, hoặc gõ giá trị"),
    ("time", {"day": time(8, 30)}, "Ngày chi", "ô ghi giờ (08:30:00)"),
    ("negative", {"amount": -500_000}, "Số tiền", "số tiền phải lớn hơn 0"),
    ("negative-text", {"amount": "-500.000"}, "Số tiền", "số tiền phải lớn hơn 0"),
    ("zero", {"amount": 0}, "Số tiền", "số tiền phải lớn hơn 0"),
    ("fraction", {"amount": 1_500_000.5}, "Số tiền", "‘1500000.5’ không phải số tiền nguyên đồng, ví dụ đúng: 1.500.000"),
    ("fraction-text", {"amount": "1.500.000,50"}, "Số tiền", "không phải số tiền nguyên đồng"),
    ("other-grouping", {"amount": "1,500,000"}, "Số tiền", "‘1,500,000’ không phải số tiền nguyên đồng"),
    ("short-group", {"amount": "1.50"}, "Số tiền", "‘1.50’ không phải số tiền nguyên đồng"),
    ("words", {"amount": "một triệu"}, "Số tiền", "‘một triệu’ không phải số tiền nguyên đồng"),
    ("truth", {"amount": True}, "Số tiền", "không phải số tiền nguyên đồng"),
    ("beyond-bigint", {"amount": "9223372036854775808"}, "Số tiền", "số tiền lớn hơn 999.999.999.999.999 đồng. Kiểm tra lại số chữ số"),
    ("beyond-float", {"amount": 1e300}, "Số tiền", "Kiểm tra lại số chữ số"),
    ("endless", {"amount": "9" * 550}, "Số tiền", "Kiểm tra lại số chữ số"),
    ("unreal-day", {"day": "31/02/2023"}, "Ngày chi", "‘31/02/2023’ không phải ngày có thật, ví dụ đúng: 08/12/2023"),
    ("american-day", {"day": "07/31/2023"}, "Ngày chi", "không phải ngày có thật"),
    ("serial-day", {"day": 45108}, "Ngày chi", "‘45108’ không phải ngày có thật"),
    ("day-of-other-year", {"day": "31/12/2022"}, "Ngày chi", "sớm hơn. Sửa ngày, hoặc chọn lại năm"),
    ("day-to-come", {"day": date(9999, 12, 31)}, "Ngày chi", "của năm 2023 chỉ chi đến hết ngày 31/01/2024"),
    ("no-voucher", {"voucher": " \u00a0"}, "Số chứng từ", "chưa ghi số chứng từ"),
    ("long-voucher", {"voucher": "C" * 41}, "Số chứng từ", "dài quá 40 ký tự"),
    ("unknown-code", {"code": "DA99"}, "Mã dự án, chính sách", "‘DA99’ không có trong kế hoạch"),
    ("unknown-source", {"source": "Ngân sách xã"}, "Nguồn kinh phí", "không phải nguồn đã biết. Các nguồn"),
    ("unfunded-source", {"source": "Ngân sách tỉnh"}, "Mã dự án, chính sách", "chưa được giao"),
    ("nobody", {"payee": None}, "Nội dung, người nhận", "ghi mã hộ, hoặc ghi nội dung"),
    ("company-without-voucher", {"voucher": None, "payee": "Công ty Ví Dụ"}, "Số chứng từ", "chưa ghi số chứng từ"),
    ("script", {"code": "<script>alert(1)</script>"}, "Mã dự án, chính sách", "không có trong kế hoạch"),
    ("unknown-home", {"home": "K" * 200}, "Mã hộ", f"hộ {'K' * SHOWN} không có khoản hỗ trợ"),
    ("endless-home", {"home": "K" * 30_000}, "Mã hộ", "dài quá 600 ký tự"),
    ("too-much-money", {"amount": 10_000_001}, "Số tiền", "chỉ còn 9.999.999 đồng chưa cam kết. Bổ sung kinh phí, hoặc sửa số tiền"),
]


@pytest.mark.parametrize(("cells", "column", "says"), [item[1:] for item in CELLS], ids=[item[0] for item in CELLS])
def test_a_bad_cell_is_told_with_row_column_and_remedy(cells: dict[str, Any], column: str, says: str, send: Callable[[bytes], str]) -> None:
    """One bad cell in the second of three rows keeps all three out."""
    found = problems(send(workbook(row(amount=1, voucher="A"), row(**cells), row(amount=1, voucher="B"))))
    assert [(number, name) for number, name, _ in found] == [("3", column)]
    message = found[0][2]
    assert says.lower() in message.lower() and message[-1] == "." and len(message) < 700


def test_markup_in_a_cell_stays_text(line: BudgetLine, finance: User, client_of: SignIn) -> None:
    file = SimpleUploadedFile("chi.xlsx", workbook(row(code="<script>alert(1)</script>"), row(voucher="<b>x</b>", day=None)))
    page = post(client_of(finance), reverse("support:treasury"), {"year": "2023", "file": file}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_every_problem_of_a_file_is_told_at_once(send: Callable[[bytes], str]) -> None:
    found = problems(send(workbook(row(day=None, amount="x"), row(code="?"), row(voucher="CT9"))))
    assert [(number, column) for number, column, _ in found] == [("2", "Ngày chi"), ("2", "Số tiền"), ("3", "Mã dự án, chính sách")]


def test_a_voucher_twice_in_the_file(send: Callable[[bytes], str]) -> None:
    found = problems(send(workbook(row(), row(voucher="CT2"), row(voucher=" CT1 "))))
    assert [(number, column) for number, column, _ in found] == [("4", "Số chứng từ")]
    assert "CT1 đã có ở dòng 2. Gộp hai dòng, hoặc sửa số chứng từ" in found[0][2]


def test_a_voucher_that_was_written_before(line: BudgetLine, finance: User, send: Callable[[bytes], str]) -> None:
    values = {"purpose": "other", "reason": "In", "paid_on": DAY, "amount_dong": 5, "voucher_number": "CT1"}
    before = money.disbursement_pay(Disbursement(ward=line.ward, line=line, **values), by=finance)
    page = send(workbook(row(voucher="CT2"), row()))
    assert "hứng từ CT1 đã ghi ngày 01/07/2023, 5" in page and "Xóa dòng này khỏi tệp" in page and 'name="rows"' not in page
    assert list(Disbursement.objects.all()) == [before]


def test_one_grant_is_not_paid_twice_by_one_file(ward: Ward, line: BudgetLine, officer: User, poor: Household, send: Any) -> None:
    make.grant(poor, officer, line=line)
    cells = {"home": poor.code, "payee": None}
    found = problems(send(workbook(row(**cells), row(voucher="CT2", **cells))))
    assert [(number, column) for number, column, _ in found] == [("3", "Mã hộ")]
    assert Grant.objects.get().disbursement is None


def test_merged_cells_are_never_guessed(send: Callable[[bytes], str]) -> None:
    """A voucher merged over two rows, a household merged over two rows, two cells of one row merged."""
    rows = [row(), row(voucher=None), row(voucher="CT3", home="TDP01-001"), row(voucher="CT4"), row(voucher="CT5", home="x")]
    found = problems(send(workbook(*rows, merges=["B2:B3", "F4:F5", "F6:G6"])))
    told = [(number, column) for number, column, message in found if "ô gộp" in message and "Unmerge" in message]
    assert told == [("3", "Số chứng từ"), ("5", "Mã hộ"), ("6", "Nội dung, người nhận")]


def test_a_merged_title_above_the_heads_is_no_problem(send: Callable[[bytes], str]) -> None:
    book = Workbook()
    book.active.append(["DANH SÁCH CHI"])
    book.active.merge_cells("A1:G1")
    for cells in (HEADS, row(), [None, None, "Tổng cộng", None, 1_000_000]):
        book.active.append(list(cells))
    assert "1 dòng, tổng 1.000.000" in send(packed(book))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (workbook(heads=[]), "Không thấy dòng tiêu đề"),
        (workbook(), "chưa có dòng chi nào"),
        (workbook(row(), heads=["Ngày", "Tên", "Tiền"]), "Không thấy dòng tiêu đề có các cột"),
        (
            workbook(row(), heads=["Ngày chi", "Số chứng từ", "x", "y", "Số tiền", "Mã hộ"]),
            "thiếu cột Mã dự án, chính sách, Nguồn kinh phí",
        ),
        (workbook(row(), heads=HEADS[:5]), "thiếu cột Mã hộ, Nội dung"),
        (workbook(*[row()] * (MOST_ROWS + 1)), f"Tệp có {MOST_ROWS + 1} dòng chi, mỗi lần chỉ nhận đến {MOST_ROWS}. Tách thành nhiều tệp"),
        (workbook(*[row()] * 19_990), "19990 dòng dưới dòng tiêu đề"),
        (workbook(*[row()] * 20_001), "dòng"),
        (workbook(row(), merges=[f"A{n}:B{n}" for n in range(10, 10 + MOST_ROWS + 1)]), "ô gộp"),
    ],
    ids=["blank", "heads-only", "other-heads", "two-heads-missing", "no-payee", "501-rows", "19990-rows", "20001-rows", "merges"],
)
def test_a_file_as_a_whole(data: bytes, says: str, send: Callable[[bytes], str]) -> None:
    page = send(data)
    assert says in page and 'name="rows"' not in page and not Disbursement.objects.exists()


def test_a_hidden_sheet_is_not_read(send: Callable[[bytes], str]) -> None:
    book = Workbook()
    book.active.title = "Trang nhìn thấy"
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    for cells in (HEADS, row()):
        hidden.append(list(cells))
    assert "Không thấy dòng tiêu đề" in send(packed(book))


def test_control_characters_reach_no_table(line: BudgetLine, finance: User, client_of: SignIn, send: Callable[[bytes], str]) -> None:
    heads = "".join(f'<c t="inlineStr"><is><t>{head}</t></is></c>' for head in HEADS[:7])
    cells = ["01/07/2023", "CT_x0000_1_x0007_", "DA2", "NSP", "1000", "", "In_x0000_ ấn"]
    body = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    page = send(sheet(f'<row r="1">{heads}</row><row r="2">{body}</row>'))
    sealed = page.split('name="rows" value="')[1].split('"', maxsplit=1)[0]
    post(client_of(finance), reverse("support:treasury"), {"rows": sealed})
    written = Disbursement.objects.get()
    assert written.voucher_number.isprintable() and written.reason.isprintable() and written.amount_dong == 1000


def test_the_largest_amounts_together_overflow_nothing(line: BudgetLine, send: Callable[[bytes], str]) -> None:
    found = problems(send(workbook(*(row(voucher=f"CT{n}", amount=MOST_DONG) for n in range(MOST_ROWS)))))
    assert len(found) == MOST_ROWS and balance_of(line).spent == 0


def test_a_refusal_in_the_middle_of_the_writing_undoes_the_beginning(
    line: BudgetLine, finance: User, client_of: SignIn, send: Callable[[bytes], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = send(workbook(row(), row(voucher="CT2"), row(voucher="CT3")))
    sealed, pay = page.split('name="rows" value="')[1].split('"', maxsplit=1)[0], money.disbursement_pay

    def failing(payment: Disbursement, *, by: User) -> Disbursement:
        if payment.voucher_number == "CT2":
            raise DomainError("Chứng từ mang số này đã được ghi.")
        return pay(payment, by=by)

    monkeypatch.setattr("support.services.treasury.disbursement_pay", failing)
    client = client_of(finance)
    post(client, reverse("support:treasury"), {"rows": sealed})
    assert not Disbursement.objects.exists() and balance_of(line).spent == 0
    told = html.unescape(client.get(reverse("support:treasury")).content.decode())
    assert "Chưa ghi dòng nào. Dòng 3: Chứng từ mang số này" in told
