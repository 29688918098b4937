"""Pages of health insurance."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household, InsuranceCard, Member, MemberFact
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST, DAY = "welfare:insurance", "?ngay=01/06/2023"


def test_unknown_is_not_no(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client, member = client_of(officer), make.head(poor)
    page = client.get(reverse(LIST) + DAY).content.decode()
    assert poor.head_name in page and "Chưa ghi" in page and "1 người chưa ghi thẻ nên chưa biết" in page
    url = reverse("welfare:insurance_reason", args=[member.pk])
    assert post(client, url, {"answer": "away", "on": "01/05/2023", "source": "Tổ trưởng"}).status_code == 302
    assert MemberFact.objects.get().value == "away"
    page = client.get(reverse(LIST) + DAY).content.decode()
    assert "Đi xa, ở nước ngoài" in page and "1 người chưa có thẻ còn giá trị" in page
    make.card(member, to_on=date(2023, 6, 20))
    assert poor.head_name not in client.get(reverse(LIST) + DAY).content.decode()
    assert poor.head_name in client.get(reverse(LIST) + DAY + "&tinh_trang=expiring").content.decode()


def test_cards_of_other_schemes_are_told_apart_from_t07(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    url = reverse("welfare:insurance_reason", args=[make.head(poor).pk])
    assert post(client_of(officer), url, {"answer": "other_scheme", "on": "01/05/2023", "source": ""}).status_code == 302
    assert "Chênh với T07: 1 người" in client_of(officer).get(reverse(LIST) + DAY).content.decode()


def test_a_list_is_drawn_up_sent_and_answered(rates: Ward, health: User, poor: Household, client_of: SignIn) -> None:
    client = client_of(health)
    data = {"title": "Mua thẻ năm 2023", "payer": "budget", "drawn_on": "01/06/2023", "from_on": "01/01/2023", "to_on": "31/12/2023"}
    assert post(client, BOOK.add_url(InsuranceBatch), data).status_code == 302
    row = InsuranceBatch.objects.get()
    assert "Chọn ít nhất một loại hộ" in post(client, BOOK.step_url(row, "lay-nguoi"), {"version": 1}).content.decode()
    assert post(client, BOOK.step_url(row, "lay-nguoi"), {"version": 1, "classes": ["poor"]}).status_code == 302
    assert post(client, BOOK.step_url(row, "gui"), {"version": 2, "on": "02/06/2023"}).status_code == 302
    line = InsuranceLine.objects.get()
    card = {"version": 1, "number": "HN 4 05 600 000 000 1", "from_on": "01/01/2023", "to_on": "31/12/2023", "on": "05/06/2023"}
    assert "Kiểm tra lại" in post(client, BOOK.step_url(line, "nhan-the"), {**card, "number": "123"}).content.decode()
    assert post(client, BOOK.step_url(line, "nhan-the"), card).status_code == 302
    assert InsuranceCard.objects.get().number == "HN4056000000001"
    page = client.get(BOOK.page_of(row)).content.decode()
    assert "Nhận 05/06/2023" in page and "HN4056000000001" not in page and "Chưa có số liệu" in page  # no base wage known for 2023


def test_a_list_says_what_it_comes_to(rates: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    row = make.batch(rates, officer, drawn_on=date(2026, 7, 1), from_on=date(2026, 7, 1), to_on=date(2026, 12, 31))
    make.line(row, poor, officer), make.line(row, make.home(rates, officer), officer, household_class="near_poor")
    page = client_of(officer).get(BOOK.page_of(row)).content.decode()
    assert "683.100" in page and "1.366.200" in page and "1.161.270" in page


def test_printed_lists_mask_numbers(ward: Ward, officer: User, health: User, poor: Household, client_of: SignIn) -> None:
    Member.objects.filter(household=poor).update(personal_id="056190000123")
    row = make.batch(ward, officer)
    make.line(row, poor, officer)
    for name, start in (("batch_sheet", b"%PDF"), ("batch_book", b"PK")):
        answer = client_of(health).get(reverse(f"welfare:{name}", args=[row.pk]))
        assert b"".join(answer.streaming_content).startswith(start)


def test_only_keepers_and_readers_find_it(
    ward: Ward, officer: User, signer: User, school: User, other_officer: User, client_of: SignIn
) -> None:
    row = make.batch(ward, officer)
    opened = {user: client_of(user).get(BOOK.page_of(row)).status_code for user in (officer, signer, school, other_officer)}
    assert opened == {officer: 200, signer: 200, school: 404, other_officer: 404}
    assert client_of(school).get(reverse(LIST)).status_code == 404
    page = client_of(signer).get(BOOK.page_of(row)).content.decode()
    assert "Lấy người chưa có thẻ" not in page.split("<h2")[0]


def test_pages_ask_a_constant_number_of_questions(ward: Ward, officer: User, client_of: SignIn) -> None:
    row, client = make.batch(ward, officer), client_of(officer)

    def more(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer)
            make.line(row, home, officer, card=make.card(make.head(home)), issued_on=make.DAY)
            make.batch(ward, officer)

    assert_constant_queries(client, reverse(LIST) + DAY + "&tinh_trang=tat_ca", more)
    assert_constant_queries(client, reverse("welfare:batches"), more)
    assert_constant_queries(client, BOOK.page_of(row), more)


@pytest.mark.parametrize("name", ["insurance", "batches"])
def test_lists_export(name: str, ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    make.batch(ward, officer)
    answer = client_of(officer).get(reverse(f"welfare:{name}") + "?xuat=1")
    assert b"".join(answer.streaming_content).startswith(b"PK")
