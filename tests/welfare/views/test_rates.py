"""The page of rates."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import WelfareRate
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
URL = "welfare:rates"


def test_a_new_amount_is_recorded_and_checked(rates: Ward, officer: User, client_of: SignIn) -> None:
    client, url = client_of(officer), BOOK.add_url(WelfareRate)
    data = {"code": "base_wage", "amount_dong": "2.700.000", "from_on": "01/07/2027", "document": "Nghị định ví dụ", "is_verified": "0"}
    assert "ví dụ 4,5" in client.get(url).content.decode()
    assert "chỉ điền ô số tiền" in post(client, url, {**data, "amount_dong": "", "number": "4,5"}).content.decode()
    assert post(client, url, data).status_code == 302
    row = WelfareRate.objects.get(document="Nghị định ví dụ")
    page = client.get(reverse(URL) + "?q=luong co so").content.decode()
    assert "2.700.000" in page and "30/06/2027" in page and "Cần đối chiếu" in page and "Lương cơ sở" in page
    assert "Gạo cứu đói" not in page
    assert post(client, BOOK.step_url(row, "doi-chieu"), {"version": 1, "document": "Nghị định ví dụ"}).status_code == 302
    assert WelfareRate.objects.get(pk=row.pk).is_verified


def test_agencies_read_and_do_not_write(rates: Ward, school: User, finance: User, client_of: SignIn) -> None:
    page = client_of(school).get(reverse(URL)).content.decode()
    assert "Lương cơ sở" in page and "Ghi mức mới" not in page and "Hủy dòng" not in page
    assert client_of(school).get(BOOK.add_url(WelfareRate)).status_code == 404
    assert client_of(finance).get(reverse(URL)).status_code == 404


def test_the_list_exports_and_asks_a_constant_number_of_questions(rates: Ward, officer: User, client_of: SignIn) -> None:
    client = client_of(officer)
    assert b"".join(client.get(reverse(URL) + "?xuat=1").streaming_content).startswith(b"PK")
    days = iter(date(2000, 1, 1) + timedelta(days=n) for n in range(100))
    assert_constant_queries(client, reverse(URL), lambda n: [make.rate(rates, officer, from_on=next(days)) for _ in range(n)])
