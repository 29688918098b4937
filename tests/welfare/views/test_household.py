"""The tab of the household page, and what every table of the book has."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from registers.models import Kept
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def tables(kind: type[Kept] = Kept) -> set[type[Kept]]:
    return {found for child in kind.__subclasses__() for found in ({child} if not child._meta.abstract else tables(child))}


def test_every_table_can_be_added_to_and_has_an_address() -> None:
    own = {table for table in tables() if table._meta.app_label == "welfare"}
    assert own == set(BOOK.kinds.values()) == set(BOOK.additions)


def test_what_a_household_receives(rates: Ward, officer: User, signer: User, poor: Household, client_of: SignIn) -> None:
    url = reverse("welfare:household", args=[poor.code])
    make.granted(poor, officer), make.house(poor, officer), make.support(poor, officer)
    make.line(make.batch(rates, officer), poor, officer), make.relief_line(make.relief(rates, officer), poor, officer)
    make.legal(rates, officer, member=make.head(poor), household=poor, outside_name="", matter="Chuyện riêng")
    page = client_of(officer).get(url + "?ngay=01/06/2023").content.decode()
    for words in ("Bảo trợ xã hội", "540.000", "Xây mới", "2022-2023", "Trong các đợt mua thẻ", "30\u00a0kg", "Trợ giúp pháp lý"):
        assert words in page, words
    assert "Trợ giúp pháp lý" not in client_of(signer).get(url).content.decode()  # only for who keeps that register
    assert "Bảo trợ xã hội</h3>" not in client_of(officer).get(url + "?ngay=01/01/2021").content.decode()


def test_the_tab_asks_a_constant_number_of_questions(rates: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    def more(n: int) -> None:
        for _ in range(n):
            make.relief_line(make.relief(rates, officer), poor, officer)
            make.legal(rates, officer, member=make.head(poor), household=poor, outside_name="")
            make.granted(poor, officer, to_on=date(2023, 6, 30))
            make.line(make.batch(rates, officer), poor, officer)

    assert_constant_queries(client_of(officer), reverse("welfare:household", args=[poor.code]), more)


def test_whom_the_household_is_not_shown_the_tab_is_not_either(
    ward: Ward, school: User, other_officer: User, poor: Household, client_of: SignIn
) -> None:
    for user in (school, other_officer):
        assert client_of(user).get(reverse("welfare:household", args=[poor.code])).status_code == 404
