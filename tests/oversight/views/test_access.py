"""Who finds which page of oversight, and what of it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from oversight.models import Finding, Recommendation, VisitHousehold
from oversight.rules.words import FindingKind
from oversight.views.catalogue import BOOK
from programs.models import Plan
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"oversight:{name}", args=args)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_an_agency_finds_what_is_addressed_to_it_and_nothing_else(
    ward: Ward, officer: User, health: User, finance: User, poor: Household, client_of: SignIn
) -> None:
    visit = make.visit(ward, officer)
    make.finding(visit, officer, FindingKind.WRONG_BENEFICIARY, household=poor)
    row, other = make.recommendation(visit, officer, "TYT"), make.recommendation(visit, officer, "TCKH")
    client = client_of(health)
    assert client.get(BOOK.page_of(row)).status_code == 200
    listed = text(client.get(url("mine")))
    assert row.text in listed and other.text not in listed
    hidden = [BOOK.page_of(other), url("answer", other.pk), BOOK.page_of(visit), url("minutes", visit.pk), *map(url, (
        "list", "visits", "recommendations", "evaluations", "plan_pdf",
    ))]  # fmt: skip
    assert {client.get(address).status_code for address in hidden} == {404}
    assert {client.get(BOOK.add_url(table, visit)).status_code for table in (Finding, Recommendation, VisitHousehold)} == {404}
    answer = make.answer(row, health)
    assert client.get(BOOK.step_url(answer, "ket-luan")).status_code == 404 == client.get(BOOK.void_url(answer)).status_code
    assert client_of(finance).get(BOOK.page_of(row)).status_code == 404


def test_the_committee_follows_without_households(
    ward: Ward, plan: Plan, officer: User, committee: User, poor: Household, client_of: SignIn
) -> None:
    item = make.item(ward, officer)
    visit = make.visit(ward, officer, item)
    found = make.finding(visit, officer, FindingKind.WRONG_BENEFICIARY, household=poor, text="Bỏ sót một hộ")
    row = make.recommendation(visit, officer, "TYT", finding=found)
    make.answer(row, officer, text="Đã cấp cho hộ ấy")
    client = client_of(committee)
    pages = {name: text(client.get(url(name))) for name in ("list", "recommendations", "evaluations")}
    assert item.subject in pages["list"] and row.text in pages["recommendations"]
    assert url("visits") not in pages["list"] and "Đưa nội dung vào kế hoạch" not in pages["list"]
    opened = text(client.get(BOOK.page_of(row)))
    for hidden in (poor.code, poor.head_name, "Bỏ sót một hộ", "Đã cấp cho hộ ấy", "Trả lời kiến nghị</a>"):
        assert hidden not in opened and all(hidden not in page for page in pages.values())
    assert "15/07/2023" in opened and "Chờ kết luận" in opened
    assert client.get(url("visits")).status_code == client.get(BOOK.page_of(visit)).status_code == 404
    assert client.get(url("list") + "?xuat=1").status_code == 404


def test_group_leaders_and_other_wards_find_nothing(
    ward: Ward, plan: Plan, officer: User, leader: User, other_officer: User, client_of: SignIn
) -> None:
    visit = make.visit(ward, officer)
    row, item = make.recommendation(visit, officer), make.item(ward, officer)
    pages = [BOOK.page_of(one) for one in (visit, row, item)] + [url("minutes", visit.pk), url("answer", row.pk), url("hold", item.pk)]
    for user in (leader, other_officer):
        assert {client_of(user).get(address).status_code for address in pages} == {404}
    assert {client_of(leader).get(url(name)).status_code for name in ("list", "visits", "recommendations", "mine", "evaluations")} == {404}
