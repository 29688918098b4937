"""Desks of (sub-)projects and policies: registers, results of a period, households behind a figure."""

import html
from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from programs import registry
from programs.models import Plan
from programs.registry import Register, ResultLine
from tests.households.factories import make_group, make_household
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
ASKED: list[tuple[int, date, date]] = []


@pytest.fixture(autouse=True)
def one_register(ward: Ward, officer: User) -> Iterator[list[ResultLine]]:
    """A register that says what the test puts into the list."""
    lines: list[ResultLine] = []
    reverse("home")  # the addresses are read now: doing so installs the registers of the project
    before = registry.registers()

    def results(ward_id: int, first: date, last: date) -> list[ResultLine]:
        ASKED.append((ward_id, first, last))
        return lines

    registry.install([Register("programs:desks", "Sổ thử", "Ghi điều thử.", ("DA3.TDA2", "CS2"), results)])
    yield lines
    registry.install(before)
    ASKED.clear()


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_every_part_of_the_plan_has_a_desk(client_of, committee: User, plan: Plan) -> None:
    browser = client_of(committee)
    text = text_of(browser.get(reverse("programs:desks")))
    subprojects = "DA2 DA3.TDA1 DA3.TDA2 DA4.TDA1 DA4.TDA2 DA5.TDA1 DA6.TDA1 DA6.TDA2".split()
    for code in [*subprojects, *(f"CS{n}" for n in range(1, 8))]:
        assert reverse("programs:desk", args=[code]) in text
        assert browser.get(reverse("programs:desk", args=[code])).status_code == 200
    assert browser.get(reverse("programs:desk", args=["DA9"])).status_code == 404


def test_missing_is_no_zero_and_money_is_money(client_of, officer: User, plan: Plan, one_register: list[ResultLine]) -> None:
    one_register += [
        ResultLine("a", "Chưa ai ghi", None, "trẻ"),
        ResultLine("b", "Không có", 0, "trẻ"),
        ResultLine("c", "Tiền", 1500000, "đồng"),
    ]
    text = text_of(client_of(officer).get(reverse("programs:desk", args=["DA3.TDA2"])))
    assert "Chưa có số liệu" in text
    assert "1.500.000 đồng" in text.replace("\xa0", " ")


def test_the_period_of_the_address_is_asked_for(client_of, officer: User, plan: Plan) -> None:
    url = reverse("programs:desk", args=["CS2"])
    client_of(officer).get(url, {"tu": "01/04/2023", "den": "30/06/2023"})
    client_of(officer).get(url)
    assert [
        (plan.ward_id, date(2023, 4, 1), date(2023, 6, 30)),
        (plan.ward_id, date(2023, 1, 1), date(2023, 12, 31)),
    ] == ASKED
    assert "Ngày cuối phải từ ngày đầu" in text_of(client_of(officer).get(url, {"tu": "02/04/2023", "den": "01/04/2023"}))


def test_households_behind_a_figure_open_for_keepers_only(
    client_of, ward: Ward, officer: User, committee: User, health_worker: User, plan: Plan, one_register: list[ResultLine]
) -> None:
    home = make_household(make_group(ward), officer, "Nguyễn Thị Sau Số")
    one_register.append(ResultLine("x", "Số trẻ", 1, "trẻ", (home.pk,)))
    behind = reverse("programs:desk_behind", args=["DA3.TDA2", "x"])
    assert "Nguyễn Thị Sau Số" in text_of(client_of(officer).get(behind))
    assert client_of(health_worker).get(behind).status_code == 200
    assert client_of(committee).get(behind).status_code == 404
    assert behind not in text_of(client_of(committee).get(reverse("programs:desk", args=["DA3.TDA2"])))
    assert client_of(officer).get(reverse("programs:desk_behind", args=["DA3.TDA2", "y"])).status_code == 404


def test_the_list_behind_costs_the_same_for_many(client_of, ward: Ward, officer: User, plan: Plan, one_register: list[ResultLine]) -> None:
    group = make_group(ward)

    def grow(n: int) -> None:
        keys = [make_household(group, officer).pk for _ in range(n)]
        one_register[:] = [ResultLine("x", "Số hộ", n, "hộ", tuple(keys))]

    assert_constant_queries(client_of(officer), reverse("programs:desk_behind", args=["DA3.TDA2", "x"]), grow)
