"""Pages of legal aid: nobody but its keepers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import LegalAidCase
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "welfare:legal_aid"


def test_a_request_from_form_to_result(ward: Ward, justice: User, poor: Household, client_of: SignIn) -> None:
    client, url = client_of(justice), BOOK.add_url(LegalAidCase)
    data = {"requested_on": "01/06/2023", "ground": "poor", "field": "land", "form": "advice", "helper": "Trung tâm", "matter": "Ranh đất"}
    assert "Chọn một người" in post(client, url, data).content.decode()
    assert post(client, url, {**data, "person": f"{poor.code}/1"}).status_code == 302
    row = LegalAidCase.objects.get()
    assert (row.member, row.household) == (make.head(poor), poor)
    assert post(client, BOOK.step_url(row, "xong"), {"version": 1, "on": "05/06/2023", "result": "Đã hướng dẫn"}).status_code == 302
    page = client.get(BOOK.page_of(row)).content.decode()
    assert "Ranh đất" in page and "Đã hướng dẫn" in page
    assert poor.head_name in client.get(reverse(LIST) + "?q=" + poor.head_name.split()[-1]).content.decode()


def test_who_does_not_keep_it_finds_nothing(
    ward: Ward, officer: User, justice: User, signer: User, health: User, committee: User, client_of: SignIn
) -> None:
    row = make.legal(ward, officer)
    for url in (reverse(LIST), BOOK.page_of(row)):
        opened = {user: client_of(user).get(url).status_code for user in (officer, justice, signer, health, committee)}
        assert opened == {officer: 200, justice: 200, signer: 404, health: 404, committee: 404}


def test_readers_of_the_log_learn_of_no_household(
    ward: Ward, justice: User, signer: User, administrator: User, poor: Household, client_of: SignIn
) -> None:
    client = client_of(justice)
    data = {"requested_on": "01/06/2023", "ground": "poor", "field": "family", "form": "advice", "helper": "Trung tâm", "matter": "Ly hôn"}
    post(client, BOOK.add_url(LegalAidCase), {**data, "person": f"{poor.code}/1"})
    b"".join(client.get(reverse(LIST), {"xuat": "1", "q": poor.head_name}).streaming_content)
    for user in (signer, administrator):
        page = client_of(user).get("/nhat-ky/").content.decode()
        assert "Vụ việc trợ giúp pháp lý" in page and "Xuất danh sách" in page
        assert "Tìm theo họ tên" not in page
        assert "trợ giúp pháp lý" not in client_of(user).get("/nhat-ky/", {"ma_ho": poor.code}).content.decode()
    history = client_of(signer).get(reverse("households:household", args=[poor.code]), {"muc": "lich-su"}).content.decode()
    assert "Ghi sổ hoạt động" not in history and "pháp lý" not in history


def test_pages_ask_a_constant_number_of_questions(ward: Ward, officer: User, client_of: SignIn) -> None:
    client = client_of(officer)
    assert_constant_queries(client, reverse(LIST), lambda n: [make.legal(ward, officer) for _ in range(n)])
    assert b"".join(client.get(reverse(LIST) + "?xuat=1").streaming_content).startswith(b"PK")
