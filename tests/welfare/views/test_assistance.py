"""Pages of social assistance."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.facts import FactKind
from households.services.facts import fact_record
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import AssistanceCase
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST, GAPS = "welfare:assistance", "welfare:assistance_gaps"


def test_a_case_from_form_to_amount(rates: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client = client_of(officer)
    data = {"member": f"{poor.code}/1", "code": "allowance_severe", "times": "1", "eligible_on": "01/01/2024"}
    assert post(client, BOOK.add_url(AssistanceCase), data).status_code == 302
    case = AssistanceCase.objects.get()
    grant = {"version": 1, "number": "12/QĐ-UBND", "decided_on": "15/01/2024", "from_on": "01/02/2024"}
    assert post(client, BOOK.step_url(case, "quyet-dinh"), grant).status_code == 302
    page = client.get(BOOK.page_of(case)).content.decode()
    assert "540.000" in page and "750.000" in page and "01/07/2024" in page and "Đang hưởng" in page
    assert "750.000" in client.get(reverse(LIST) + "?tinh_trang=receiving").content.decode()
    assert poor.head_name not in client.get(reverse(LIST) + "?tinh_trang=waiting").content.decode()
    end = {"version": 2, "on": "31/12/2024", "reason": "Chuyển đi"}
    assert post(client, BOOK.step_url(case, "thoi-huong"), end).status_code == 302
    assert poor.head_name in client.get(reverse(LIST) + "?tinh_trang=ended").content.decode()


def test_what_two_registers_say_differently_is_listed(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    fact_record(make.head(poor), FactKind.SOCIAL_ALLOWANCE, "yes", make.DAY, "Rà soát", by=officer)
    client = client_of(officer)
    assert poor.head_name in client.get(reverse(GAPS)).content.decode()
    assert poor.head_name not in client.get(reverse(GAPS) + "?tinh_trang=chua_huong").content.decode()
    make.granted(poor, officer)
    assert poor.head_name not in client.get(reverse(GAPS)).content.decode()


def test_only_keepers_and_readers_find_it(
    ward: Ward, officer: User, signer: User, school: User, poor: Household, client_of: SignIn
) -> None:
    case = make.case(poor, officer)
    opened = {user: client_of(user).get(BOOK.page_of(case)).status_code for user in (officer, signer, school)}
    assert opened == {officer: 200, signer: 200, school: 404}


def test_pages_ask_a_constant_number_of_questions(rates: Ward, officer: User, client_of: SignIn) -> None:
    client = client_of(officer)

    def more(n: int) -> None:
        for _ in range(n):
            make.granted(make.home(rates, officer), officer)
            fact_record(make.head(make.home(rates, officer)), FactKind.SOCIAL_ALLOWANCE, "yes", make.DAY, "Rà soát", by=officer)

    assert_constant_queries(client, reverse(LIST), more)
    assert_constant_queries(client, reverse(GAPS), more)
    for name in (LIST, GAPS):
        assert b"".join(client.get(reverse(name) + "?xuat=1").streaming_content).startswith(b"PK")
