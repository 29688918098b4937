"""Pages of hunger relief."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.facts import DwellingKind
from households.services.facts import dwelling_record
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import ReliefLine, ReliefRound
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "welfare:relief"


def test_a_round_from_list_to_receipt(rates: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client, late = client_of(officer), make.home(rates, officer)
    dwelling_record(poor, DwellingKind.HUNGER_RISK, "yes", make.SINCE, "Rà soát", by=officer)
    data = {"title": "Gạo Tết", "kind": "tet", "from_on": "01/01/2024", "to_on": "31/01/2024", "months": "1", "kg_per_person": ""}
    assert post(client, BOOK.add_url(ReliefRound), data).status_code == 302
    row = ReliefRound.objects.get()
    assert post(client, BOOK.step_url(row, "lay-ho"), {"version": 1}).status_code == 302
    assert post(client, BOOK.add_url(ReliefLine, row), {"household": late.code, "n_persons": "3", "reason": "Bão"}).status_code == 302
    first, second = ReliefLine.objects.order_by("pk")
    assert post(client, BOOK.step_url(first, "nhan"), {"version": 1, "on": "20/01/2024", "receiver": "Chủ hộ"}).status_code == 302
    page = client.get(BOOK.page_of(row)).content.decode()
    assert "Nhận 20/01/2024" in page and "2 hộ, 4 người" in page and "60\u00a0kg" in page
    assert post(client, BOOK.step_url(row, "da-phat"), {"version": 2, "on": "21/01/2024"}).status_code == 302
    second.refresh_from_db()
    assert second.received_on is not None
    assert "Đã phát xong" in client.get(reverse(LIST)).content.decode()
    answer = client.get(reverse("welfare:relief_sheet", args=[row.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_only_keepers_and_readers_find_it(ward: Ward, officer: User, signer: User, health: User, client_of: SignIn) -> None:
    row = make.relief(ward, officer)
    opened = {user: client_of(user).get(BOOK.page_of(row)).status_code for user in (officer, signer, health)}
    assert opened == {officer: 200, signer: 200, health: 404}


def test_pages_ask_a_constant_number_of_questions(ward: Ward, officer: User, client_of: SignIn) -> None:
    client, row = client_of(officer), make.relief(ward, officer)

    def more(n: int) -> None:
        for _ in range(n):
            make.relief_line(row, make.home(ward, officer), officer)
            make.relief(ward, officer)

    assert_constant_queries(client, reverse(LIST), more)
    assert_constant_queries(client, BOOK.page_of(row), more)
    assert b"".join(client.get(reverse(LIST) + "?xuat=1").streaming_content).startswith(b"PK")
