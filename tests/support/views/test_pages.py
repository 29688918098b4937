"""Pages of money and grants: who opens what, what they show, how many questions they ask."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from households.models import Household
from households.rules.classes import HouseholdClass
from programs.models import SupportContent
from support.models import AllocationEntry, BudgetLine, Commitment, Disbursement, Grant, GrantBatch, Settlement
from support.rules.words import GrantKind
from support.services import grants, money
from support.views.catalogue import BOOK
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.support import factories as make

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MILLION = make.MILLION


def text(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    return page.content.decode()


def test_money_is_allocated_committed_and_paid_on_pages(ward: Ward, plan: object, finance: User, client_of: SignIn) -> None:
    client = client_of(finance)
    data = {"year": "2023", "code": "DA2", "source": "tinh", "amount_dong": "20.000.000", "document_number": "9/QĐ", "on": "01/02/2023"}
    answer = post(client, BOOK.add_url(AllocationEntry), data)
    row = BudgetLine.objects.get()
    assert answer.status_code == 302 and answer["Location"] == BOOK.page_of(row)
    made = {"purpose": "Mua bò", "amount_dong": "12.000.000", "document_number": "1/HĐ", "on": "01/03/2023"}
    assert post(client, BOOK.add_url(Commitment, row), made).status_code == 302
    paid = {
        "purpose": "other", "commitment": Commitment.objects.get().pk, "amount_dong": "2.000.000", "voucher_number": "CT1",
        "paid_on": "05/03/2023", "reason": "Đợt 1",
    }  # fmt: skip
    assert post(client, BOOK.add_url(Disbursement, row), paid).status_code == 302
    refused = post(client, BOOK.add_url(Disbursement, row), paid | {"amount_dong": "11.000.000", "voucher_number": "CT2"})
    assert "chỉ còn 10.000.000" in refused.content.decode()
    page = text(client, reverse("support:budget"))
    for figure in ("20.000.000", "12.000.000", "2.000.000", "18.000.000", "Ngân sách tỉnh", "Chưa quyết toán"):
        assert figure in page
    assert "Mua bò" in text(client, BOOK.page_of(row)) and "Đợt 1" in text(client, BOOK.page_of(Disbursement.objects.get()))


def test_a_contract_for_households_names_its_grants(
    ward: Ward, line: BudgetLine, finance: User, poor: Household, client_of: SignIn
) -> None:
    client, url = client_of(finance), BOOK.add_url(Commitment, line)
    assert "Mua cho các khoản hỗ trợ" not in text(client, url)
    grant = make.grant(poor, finance, line=line, value_dong=8 * MILLION)
    assert poor.code in text(client, url)
    data = {"purpose": "Mua bò", "amount_dong": "9.000.000", "document_number": "1/HĐ", "on": "01/06/2023"}
    assert "Không đủ kinh phí" in post(client, url, data).content.decode()
    assert post(client, url, data | {"covering": [grant.pk]}).status_code == 302
    assert "1/HĐ: Mua bò" in text(client, BOOK.page_of(grant))
    assert "mua theo 1/HĐ" in text(client, BOOK.step_url(line, "chi-cho-ho"))
    paid = {"version": line.version, "chosen": [grant.pk], "number": "CT7", "on": "06/06/2023"}
    assert post(client, BOOK.step_url(line, "chi-cho-ho"), paid).status_code == 302
    page = text(client, BOOK.page_of(line))
    assert "9.000.000" in page and "trong đó chi cho hộ 8.000.000" in page.replace("\u00a0", " ")
    assert "còn 1.000.000" in text(client, BOOK.add_url(Grant)).replace("\u00a0", " ")
    other = {
        "home": make.home(ward, finance).code, "commitment": Commitment.objects.get().pk, "kind": "in_kind", "item": "bò giống",
        "value_dong": "1.000.000", "decided_on": "01/06/2023",
    }  # fmt: skip
    assert post(client, BOOK.add_url(Grant), other).status_code == 302
    assert (Grant.objects.first().line, Grant.objects.first().commitment) == (line, Commitment.objects.get())


def test_adjust_and_settle(line: BudgetLine, finance: User, client_of: SignIn) -> None:
    client = client_of(finance)
    data = {"version": 1, "direction": "less", "amount": "3.000.000", "number": "5/QĐ", "on": "01/05/2023"}
    assert post(client, BOOK.step_url(line, "dieu-chinh"), data).status_code == 302
    settlement = Settlement.objects.get()
    closed = {"version": 1, "number": "7/BC", "on": "31/01/2024"}
    assert post(client, BOOK.step_url(settlement, "chot"), closed).status_code == 302
    page = text(client, reverse("support:budget"))
    assert "7.000.000" in page and "Đã quyết toán 31/01/2024, số 7/BC" in page
    line.refresh_from_db()
    answer = post(client, BOOK.step_url(line, "dieu-chinh"), data | {"version": line.version, "direction": "more"})
    assert "đã quyết toán theo văn bản số 7/BC" in answer.content.decode()


def test_a_grant_is_decided_handed_over_and_paid(line: BudgetLine, finance: User, poor: Household, client_of: SignIn) -> None:
    client = client_of(finance)
    data = {"home": poor.code, "line": line.pk, "kind": "cash", "value_dong": "2.000.000", "decided_on": "01/06/2023"}
    assert post(client, BOOK.add_url(Grant), data).status_code == 302
    row = Grant.objects.get()
    assert (row.code, row.household) == ("DA2", poor)
    assert "trùng hỗ trợ" in post(client, BOOK.add_url(Grant), data).content.decode()
    given = {"version": 1, "on": "05/06/2023", "receiver": ""}
    assert post(client, BOOK.step_url(row, "trao"), given).status_code == 302
    paid = {"version": line.version, "chosen": [row.pk], "number": "CT7", "on": "06/06/2023"}
    assert post(client, BOOK.step_url(line, "chi-cho-ho"), paid).status_code == 302
    page = text(client, BOOK.page_of(row))
    assert "CT7" in page and "Hộ nghèo" in page and "05/06/2023" in page
    refused = post(client, BOOK.void_url(row), {"version": 2, "reason": "Nhầm"})
    assert "đã chi theo chứng từ CT7" in refused.content.decode()


def test_a_grant_and_a_list_name_their_content(
    ward: Ward, plan: object, finance: User, health: User, poor: Household, client_of: SignIn
) -> None:
    words = dict(SupportContent.objects.filter(order=1).values_list("subproject__code", "text"))
    client, url = client_of(finance), BOOK.add_url(Grant)
    worth = {"kind": "cash", "value_dong": "1.000", "decided_on": "01/06/2023"}
    gift = {"home": poor.code, "code": "DA2", "donor": "Nhà hảo tâm Ví Dụ", **worth}
    refused = post(client, url, gift | {"content": words["DA3.TDA1"]}).content.decode()
    assert "Kế hoạch năm 2023 không có nội dung này ở DA2" in refused and "Nhà hảo tâm Ví Dụ" in refused
    assert post(client_of(health), url, gift | {"code": "DA3.TDA2", "content": words["DA2"]}).status_code == 200  # not its own
    assert not Grant.objects.exists()
    assert post(client_of(finance), url, gift | {"content": words["DA2"]}).status_code == 302
    assert words["DA2"] in text(client_of(finance), BOOK.page_of(Grant.objects.get()))
    own = make.line(ward, finance, content=words["DA2"], source="tinh")
    listed = {"name": "Đợt ví dụ", "line": own.pk, "share": "household", **worth}
    assert post(client_of(finance), BOOK.add_url(GrantBatch), listed).status_code == 302
    assert words["DA2"] in text(client_of(finance), BOOK.page_of(GrantBatch.objects.get()))


def test_a_gift_needs_code_and_donor(ward: Ward, plan: object, finance: User, poor: Household, client_of: SignIn) -> None:
    data = {"home": poor.code, "kind": "in_kind", "item": "gạo", "quantity": "10", "unit": "kg", "decided_on": "01/06/2023"}
    client = client_of(finance)
    assert "chọn dự án, chính sách của quà tặng" in post(client, BOOK.add_url(Grant), data).content.decode()
    assert "Ghi người, đơn vị tặng" in post(client, BOOK.add_url(Grant), data | {"code": "DA2"}).content.decode()
    both = data | {"code": "DA2", "donor": "Nhà hảo tâm Ví Dụ", "home": ""}
    assert "Chọn hộ nhận, hoặc một người" in post(client, BOOK.add_url(Grant), both).content.decode()
    assert not Grant.objects.exists()


def test_a_list_is_previewed_and_filled(ward: Ward, line: BudgetLine, officer: User, poor: Household, client_of: SignIn) -> None:
    client, rich = client_of(officer), make.home(ward, officer, HouseholdClass.NOT_POOR)
    data = {
        "name": "Bò giống",
        "line": line.pk,
        "kind": "cash",
        "share": "household",
        "value_dong": "1.000.000",
        "decided_on": "01/06/2023",
    }
    assert post(client, BOOK.add_url(GrantBatch), data).status_code == 302
    row = GrantBatch.objects.get()
    url, codes = reverse("support:fill", args=[row.pk]), f"{poor.code} {rich.code}"
    preview = post(client, url, {"codes": codes}).content.decode()
    assert "Thêm được 1 trong 2 hộ" in preview and "Chưa đủ số liệu" in preview and not Grant.objects.exists()
    assert post(client, url, {"standings": ["poor"], "commit": "1"}).status_code == 302
    assert Grant.objects.get().household == poor
    assert "Chọn diện hộ, chọn hộ thuộc" in post(client, url, {}).content.decode()
    sheet = client.get(reverse("support:receipts", args=[row.pk]) + "?xlsx=1")
    cells = [cell for line in load_workbook(BytesIO(b"".join(sheet))).active.iter_rows(values_only=True) for cell in line if cell]
    assert poor.head_name in cells and any("một triệu đồng" in str(cell) for cell in cells)
    assert AuditEvent.objects.filter(action="list_exported").exists()


def test_a_preview_says_when_the_money_is_not_enough(
    ward: Ward, line: BudgetLine, officer: User, poor: Household, client_of: SignIn
) -> None:
    make.home(ward, officer)
    row = make.batch(ward, officer, line=line, value_dong=6 * MILLION)
    page = post(client_of(officer), reverse("support:fill", args=[row.pk]), {"standings": ["poor"]}).content.decode()
    assert "chỉ còn 10.000.000" in page and 'name="commit"' not in page


@pytest.mark.needs("pdf")
def test_the_list_to_sign_on_paper(ward: Ward, line: BudgetLine, officer: User, poor: Household, client_of: SignIn) -> None:
    batch = make.batch(ward, officer, line=line)
    make.grant(poor, officer, line=line, batch=batch)
    answer = client_of(officer).get(reverse("support:receipts", args=[batch.pk]))
    assert b"".join(answer).startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"


def test_what_agencies_see(
    ward: Ward, line: BudgetLine, finance: User, front: User, health: User, signer: User, officer: User, poor: Household, client_of: SignIn
) -> None:
    of_budget = make.grant(poor, officer, line=line)
    fund = make.line(ward, officer, source="vi-nguoi-ngheo", code="CS5")
    of_fund = make.grant(poor, officer, line=fund, override_reason="Nhà dột")
    seen = {
        user: [client_of(user).get(BOOK.page_of(row)).status_code for row in (of_budget, of_fund)]
        for user in (officer, signer, finance, front, health)
    }
    assert seen == {officer: [200, 200], signer: [200, 200], finance: [200, 200], front: [404, 200], health: [404, 404]}
    assert poor.head_name not in text(client_of(health), reverse("support:grants"))
    assert client_of(health).get(BOOK.page_of(line)).status_code == 404
    table = text(client_of(front), reverse("support:budget"))
    assert BOOK.page_of(fund) in table and BOOK.page_of(line) not in table
    assert [client_of(front).get(BOOK.page_of(row)).status_code for row in (fund, line)] == [200, 404]
    assert BOOK.page_of(line) not in text(client_of(health), reverse("support:budget"))
    assert client_of(health).get(BOOK.add_url(AllocationEntry)).status_code == 404
    assert client_of(signer).get(BOOK.add_url(Grant)).status_code == 404


def test_the_committee_reads_figures_only(line: BudgetLine, committee: User, client_of: SignIn) -> None:
    page = text(client_of(committee), reverse("support:budget"))
    assert "10.000.000" in page and BOOK.page_of(line) not in page and reverse("support:grants") not in page
    assert client_of(committee).get(BOOK.page_of(line)).status_code == 404


def test_other_wards_find_nothing(
    ward: Ward, line: BudgetLine, officer: User, other_officer: User, poor: Household, client_of: SignIn
) -> None:
    row, client = make.grant(poor, officer, line=line), client_of(other_officer)
    for url in (BOOK.page_of(row), BOOK.page_of(line), BOOK.void_url(row), BOOK.step_url(line, "dieu-chinh")):
        assert client.get(url).status_code == 404


def test_conflicts_are_listed_with_the_reason(line: BudgetLine, officer: User, poor: Household, client_of: SignIn) -> None:
    make.grant(poor, officer, line=line)
    assert "Không có hộ nào trùng" in text(client_of(officer), reverse("support:conflicts"))
    make.grant(poor, officer, line=line, conflict_reason="Thêm giống vì dịch bệnh")
    page = text(client_of(officer), reverse("support:conflicts"))
    assert "Thêm giống vì dịch bệnh" in page and "cần đối chiếu" in page and poor.code in page


def test_the_tab_of_the_household(line: BudgetLine, officer: User, poor: Household, client_of: SignIn) -> None:
    client, url = client_of(officer), reverse("support:household", args=[poor.code])
    assert "Hộ chưa được hỗ trợ khoản nào" in text(client, url)
    row = make.grant(poor, officer, line=line)
    grants.grant_hand_over(row, date(2023, 6, 10), "", version=1, by=officer)
    make.grant(poor, officer, code="CS1", kind=GrantKind.IN_KIND, item="gạo", value_dong=None)
    page = text(client, url)
    assert "theo năm" in page and page.count("1.000.000") == 3 and "Đã quyết định" in page
    before = text(client, f"{url}?ngay=09/06/2023")
    assert "theo năm" not in before and "1.000.000" not in text(client, f"{url}?ngay=31/05/2023")


def test_the_table_as_a_workbook(line: BudgetLine, finance: User, client_of: SignIn) -> None:
    sheet = load_workbook(BytesIO(b"".join(client_of(finance).get(reverse("support:budget") + "?xuat=1")))).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1]]
    assert rows[-1][1] == "Ngân sách phường" and rows[-1][3] == 10 * MILLION


def fill(ward: Ward, line: BudgetLine, by: User, n: int) -> None:
    for _ in range(n):
        home = make.home(ward, by)
        batch = make.batch(ward, by, line=line, value_dong=1)
        one = make.grant(home, by, line=line, batch=batch, value_dong=10)
        money.grants_pay(line, [one.pk], money.Voucher(f"CT{one.pk}", make.DAY), by=by)
        make.grant(home, by, line=line, value_dong=10, conflict_reason="x")
        number = f"{one.pk}"
        row = Commitment(ward=ward, line=line, on=make.DAY, document_number=number, purpose="x", amount_dong=1)
        money.commitment_make(row, by=by)


@pytest.mark.parametrize("name", ["budget", "grants", "batches", "conflicts", "line", "batch"])
def test_pages_ask_the_same_number_of_questions(name: str, ward: Ward, line: BudgetLine, officer: User, client_of: SignIn) -> None:
    batch = make.batch(ward, officer, line=line)
    args = {"line": [line.pk], "batch": [batch.pk]}.get(name, [])

    def grow(n: int) -> None:
        fill(ward, line, officer, n)
        Grant.objects.filter(batch__isnull=True).update(batch=batch)

    assert_constant_queries(client_of(officer), reverse(f"support:{name}", args=args), grow, many=6)


def test_empty_lists_say_what_next(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    for name in ("budget", "grants", "batches", "conflicts"):
        page = text(client_of(officer), reverse(f"support:{name}"))
        assert "empty-title" in page and "None" not in page
