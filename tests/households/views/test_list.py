"""The list page and its workbook."""

import io

import pytest
from openpyxl import load_workbook

from camphucnam.audit.models import AuditEvent
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from households.services.member import MemberData, member_add
from tests.households.factories import make_household, make_households
from tests.query_counts import assert_constant_queries

DAY = "31/12/2023"


def workbook(response):
    return load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def test_the_list_shows_followed_households_on_a_day(client_of, officer, group) -> None:
    make_households(group, 3)
    make_household(group, officer, "Không Theo Dõi")
    client = client_of(officer)
    page = client.get("/ho/", {"ngay": DAY}).content.decode()
    assert "(3 hộ)" in page
    assert "không phải hôm nay" in page
    assert "4/12" not in page
    assert "3/12" in page
    assert "Không Theo Dõi" not in page
    assert "(4 hộ)" in client.get("/ho/", {"pham_vi": "tat_ca"}).content.decode()
    assert "(1 hộ)" in client.get("/ho/", {"q": "khong theo doi"}).content.decode()
    assert "Chưa có phân loại" in client.get("/ho/", {"q": "khong theo doi"}).content.decode()


def test_filters_become_chips_and_a_wrong_day_is_said(client_of, officer, group, other_group) -> None:
    make_households(group, 2)
    make_households(other_group, 1, HouseholdClass.NEAR_POOR)
    client = client_of(officer)
    page = client.get("/ho/", {"dien": "near_poor", "to": other_group.pk, "chi_so": "4", "ngay": DAY}).content.decode()
    assert "(1 hộ)" in page
    for words in ("Phân loại: Hộ cận nghèo", f"Tổ dân phố: {other_group.name}", "Thiếu hụt chỉ số: 4. Bảo hiểm y tế"):
        assert words in page
    assert "không phải ngày có thật" in client.get("/ho/", {"ngay": "31/02/2023"}).content.decode()
    assert "Không có hộ nào khớp" in client.get("/ho/", {"thoi_han": "ending", "ngay": DAY}).content.decode()


def test_a_page_beyond_the_end_is_the_last_page(client_of, officer, group) -> None:
    make_households(group, 60)
    page = client_of(officer).get("/ho/", {"ngay": DAY, "trang": "99"}).content.decode()
    assert "Dòng 51 đến 60 trong 60" in page


def test_the_list_asks_at_most_six_questions_whatever_its_length(client_of, officer, group) -> None:
    client = client_of(officer)
    for url in ("/ho/", "/ho/?pham_vi=tat_ca&xep=to", "/ho/?q=ho+vi&ngay=31/12/2023"):
        assert_constant_queries(client, url, lambda n: make_households(group, n), few=10, many=990, at_most=6)


def test_names_are_escaped(client_of, officer, group) -> None:
    make_household(group, officer, "<script>alert(1)</script>")
    page = client_of(officer).get("/ho/", {"pham_vi": "tat_ca"}).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_workbook_holds_what_the_list_shows(client_of, officer, group) -> None:
    make_households(group, 3)
    make_households(group, 2, HouseholdClass.NEAR_POOR)
    response = client_of(officer).get("/ho/xuat-excel/", {"dien": "near_poor", "ngay": DAY})
    book = workbook(response)
    sheet = book["Danh sách hộ"]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert len(rows) == 2
    assert rows[0][5] == "Hộ cận nghèo"
    assert rows[0][6].strftime("%d/%m/%Y") == "08/12/2021"
    assert [sheet.cell(6, column).number_format for column in (1, 7, 10)] == ["General", "dd/mm/yyyy", "General"]
    assert rows[0][10:14] == (None, 3, "1, 2, 4", 1)
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.print_title_rows) == ("A6", "landscape", "$5:$5")
    assert book.sheetnames == ["Danh sách hộ"]
    line = AuditEvent.objects.get(action="list_exported")
    assert line.details == {"dieu_kien": "Phân loại: Hộ cận nghèo; Tại ngày: 31/12/2023", "so_ho": 2, "kem_thanh_vien": "không"}


@pytest.mark.parametrize("attack", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", '=HYPERLINK("http://x")'])
def test_no_cell_of_the_workbook_is_a_formula(client_of, officer, group, attack) -> None:
    household = make_household(group, officer, "Người Ví Dụ", address=attack)
    Household.objects.filter(pk=household.pk).update(head_name=attack)
    Member.objects.filter(household=household).update(full_name=attack)
    book = workbook(client_of(officer).get("/ho/xuat-excel/", {"pham_vi": "tat_ca", "thanh_vien": "1"}))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.quotePrefix for cell in cells if cell.value == attack)
    assert sum(cell.value == attack for cell in cells) == 3


def test_members_only_when_asked_and_their_ids_masked_even_then(client_of, officer, signer, household) -> None:
    member_add(household, MemberData("Lê Thị Một", relation="Cháu", personal_id="001199000001"), by=officer)
    client = client_of(officer)
    plain = workbook(client.get("/ho/xuat-excel/", {"pham_vi": "tat_ca"}))
    assert "001199000001" not in str([list(sheet.values) for sheet in plain])
    full = workbook(client.get("/ho/xuat-excel/", {"pham_vi": "tat_ca", "thanh_vien": "1"}))
    assert ("001••••••001",) in {row[6:7] for row in full["Thành viên"].values}
    assert "001199000001" not in str([list(sheet.values) for sheet in full])
    assert client_of(signer).get("/ho/xuat-excel/").status_code == 404


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999"])
@pytest.mark.parametrize("window", ["", "ending"])
def test_a_day_at_the_edge_of_the_calendar_is_refused_in_words(client_of, officer, group, day, window) -> None:
    response = client_of(officer).get("/ho/", {"ngay": day, "thoi_han": window})
    assert response.status_code == 200
    assert "Ngày này" in response.content.decode()
