"""Target table, page of a target, households behind a figure, the committee's page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.office.registers import REGISTERS
from households.models import Household, ResidentialGroup
from households.rules.classes import Opening
from indicators.models import Target
from programs import registry
from programs.registry import Register
from tests.indicators.builders import LAST_YEAR, NEAR_POOR, NOT_POOR, group_row, household_row
from tests.indicators.conftest import ADULT, CHILD, DECEMBER
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LIST, BOARD = "/chi-tieu/", "/tong-quan/"
END = "?ngay=31/12/2023"


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


REGISTER_QUERIES = 60


@pytest.fixture
def filled(targets: dict[str, Target], households: dict[str, Household]) -> dict[str, Household]:
    return households


def test_the_table_tells_met_not_met_and_missing_in_words(filled: object, officer: User, client_of: ClientOf) -> None:
    page = read(client_of(officer), LIST)
    assert "Chỉ tiêu năm 2023" in page
    assert "0/17 chỉ tiêu đạt, 6 chưa đạt, 11 chưa có số liệu" in page
    assert '<span class="state late">Chưa đạt</span>' in page
    assert '<span class="state draft">Chưa có số liệu</span>' in page
    assert "Vì sao?" in page
    assert "thoát nghèo: 2" in page
    assert "vượt chuẩn cận nghèo: 1" in page


def test_a_state_filters_the_table(filled: object, officer: User, client_of: ClientOf) -> None:
    page = read(client_of(officer), f"{LIST}{END}&kq=not_met")
    assert "Nhà tiêu hợp vệ sinh" in page
    assert "Trẻ 6 đến 36 tháng uống vitamin A" not in page


def test_figures_are_links_only_for_those_who_may_see_the_register(
    filled: object, officer: User, committee: User, signer: User, client_of: ClientOf
) -> None:
    for user, may in ((officer, True), (signer, True), (committee, False)):
        client = client_of(user)
        assert ("/chi-tieu/2023/T11/ho/" in read(client, LIST)) is may
        assert ("/chi-tieu/2023/T11/ho/" in read(client, "/chi-tieu/2023/T11/")) is may
        board = read(client, BOARD)
        assert ("/ho/?ngay=" in board) is may
        assert ("/tong-quan/dien-bien/" in board) is may


def test_the_committee_sees_no_personal_data(filled: dict[str, Household], committee: User, client_of: ClientOf) -> None:
    client = client_of(committee)
    for url in (LIST, BOARD, f"{BOARD}?dien=near_poor", *(f"/chi-tieu/2023/T{n:02d}/" for n in range(1, 18))):
        page = read(client, url)
        for household in filled.values():
            assert household.head_name not in page
            assert f">{household.code}<" not in page


def test_the_page_of_a_target_explains_itself(filled: object, officer: User, client_of: ClientOf) -> None:
    page = read(client_of(officer), f"/chi-tieu/2023/T08/{END}")
    assert "3 ÷ 4 × 100 = 75\u00a0%." in page
    assert "Hộ chưa đạt: 1 hộ" in page
    assert "Kế hoạch ngày 24/4/2023 của UBND phường Cam Phúc Nam, dòng 43" in page
    both = read(client_of(officer), "/chi-tieu/2023/T02/")
    assert "Được giao, phòng Lao động Thương binh và Xã hội thành phố Cam Ranh" in both
    assert "Thoát nghèo (cột 2 và cột 3 của biểu diễn biến): 2 hộ." in both


@pytest.mark.parametrize(
    ("part", "codes"),
    [("tu", {"A1", "A2"}), ("mau", {"A1", "A2", "B1"}), ("thieu", {"B1"}), ("chua-ro", set())],
)
def test_the_households_behind_a_figure(
    filled: dict[str, Household], officer: User, client_of: ClientOf, part: str, codes: set[str]
) -> None:
    page = read(client_of(officer), f"/chi-tieu/2023/T08/ho/{END}&phan={part}")
    assert {code for code, household in filled.items() if household.head_name in page} == codes
    if codes:
        assert f'href="/ho/{min(codes)}/?ngay=31/12/2023"' in page


@pytest.mark.parametrize(("column", "codes"), [(1, {"A1", "A2", "A3"}), (2, {"A2"}), (3, {"A3"}), (4, set()), (9, {"A1"})])
def test_the_households_behind_a_movement(
    filled: dict[str, Household], signer: User, client_of: ClientOf, column: int, codes: set[str]
) -> None:
    page = read(client_of(signer), f"/tong-quan/dien-bien/poor/{column}/{END}")
    assert {code for code, household in filled.items() if household.head_name in page} == codes


@pytest.mark.parametrize(
    "url",
    [
        "/chi-tieu/2023/T08/ho/?phan=khac",
        "/chi-tieu/2023/T99/",
        "/chi-tieu/2031/T08/",
        "/tong-quan/dien-bien/rich/2/",
        "/tong-quan/dien-bien/poor/12/",
    ],
)
def test_what_does_not_exist_is_not_found(filled: object, officer: User, client_of: ClientOf, url: str) -> None:
    assert client_of(officer).get(url).status_code == 404


def test_the_board_answers_first(filled: object, committee: User, client_of: ClientOf) -> None:
    page = read(client_of(committee), f"{BOARD}?ngay=30/06/2023")
    assert "0/17 chỉ tiêu đạt, 4 chưa đạt, 2 có nguy cơ, 11 chưa có số liệu" in page
    assert "Đã qua 50\u00a0% thời gian của năm" in page
    assert "Hộ nghèo, từ 01/01/2023 đến 30/06/2023" in page
    assert "Toàn phường" in page
    assert "TDP 02 (ví dụ)" in page


def test_the_heat_map_counts_households_of_one_class(filled: object, committee: User, client_of: ClientOf) -> None:
    page = read(client_of(committee), f"{BOARD}{END}&dien=near_poor")
    assert "Hộ cận nghèo thiếu hụt theo tổ dân phố và chỉ số" in page
    total = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert [int(cell.split("<")[0]) for cell in total.split(">") if cell[:1].isdigit()] == [3, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0]


def test_cells_open_the_list_of_households(filled: dict[str, Household], officer: User, client_of: ClientOf) -> None:
    page = read(client_of(officer), f"{BOARD}{END}")
    address = f"/ho/?ngay=31/12/2023&amp;dien=poor&amp;to={filled['A1'].group_id}&amp;chi_so=9"
    assert address in page
    listed = read(client_of(officer), address.replace("&amp;", "&"))
    assert filled["A1"].head_name in listed
    assert filled["A2"].head_name not in listed


@pytest.mark.parametrize("url", [LIST, BOARD, "/chi-tieu/2023/T08/"])
def test_a_day_that_is_not_real_is_said(filled: object, officer: User, client_of: ClientOf, url: str) -> None:
    page = read(client_of(officer), f"{url}?ngay=31/02/2023")
    assert "‘31/02/2023’ không phải ngày dùng được" in page
    assert "31/12/2023" in page


def test_a_ward_without_anything_is_told_what_to_do(ward: Ward, officer: User, client_of: ClientOf) -> None:
    assert "Chưa có chỉ tiêu năm" in read(client_of(officer), LIST)
    board = read(client_of(officer), BOARD)
    assert "Chưa có số liệu đầu năm." in board
    assert "Chưa có số liệu</span>" in board


def test_a_register_that_begins_in_the_year_has_no_movement(
    targets: dict[str, Target], group: ResidentialGroup, officer: User, client_of: ClientOf
) -> None:
    household_row(group, "N1", [(DECEMBER, NEAR_POOR, Opening.NEW)])
    board = read(client_of(officer), f"{BOARD}{END}")
    assert "Chưa có số liệu đầu năm." in board
    assert "Danh sách hộ chưa có số liệu tại ngày 31/12/2022 (đầu kỳ)." in read(client_of(officer), "/chi-tieu/2023/T01/")


@pytest.mark.parametrize("registers", [(), REGISTERS], ids=["alone", "with registers"])
@pytest.mark.parametrize(
    ("name", "args", "query", "at_most"),
    [
        ("indicators:dashboard", [], END, 11),
        ("indicators:targets", [], END, 10),
        ("indicators:target", [2023, "T08"], END, 10),
        ("indicators:target_behind", [2023, "T11"], f"{END}&phan=mau", 10),
        ("indicators:movement_behind", ["near_poor", 9], END, 10),
    ],
)
def test_queries_of_pages_do_not_grow(
    ward: Ward,
    targets: dict[str, Target],
    officer: User,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    args: list,
    query: str,
    at_most: int,
    registers: tuple[Register, ...],
) -> None:
    """Working registers ask a fixed number of questions more."""
    monkeypatch.setattr(registry, "_REGISTERS", list(registers))
    made: list[int] = []

    def grow(count: int) -> None:
        groups = [group_row(ward, len(made) + 1)]
        for _ in range(count):
            escaped = [(LAST_YEAR, NEAR_POOR, Opening.NEW), (date(2023, 6, 1), NOT_POOR, Opening.ESCAPED_NEAR_POVERTY)]
            made.append(1)
            household_row(groups[0], f"G{len(made)}", escaped if len(made) % 3 == 0 else NEAR_POOR, (1, 9), (ADULT, CHILD))

    assert_constant_queries(
        client_of(officer), reverse(name, args=args) + query, grow, at_most=at_most + (REGISTER_QUERIES if registers else 0)
    )
