"""Pages of housing support."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.facts import DwellingKind
from households.services.facts import dwelling_record
from programs.models import Plan
from support.services.tying import Origin
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import HousingCase, HousingFile, HousingMoney
from welfare.services.housing import housing_pay
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST, WANTING = "welfare:housing", "welfare:housing_wanting"


def photo() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return SimpleUploadedFile("anh.jpg", target.getvalue(), "image/jpeg")


def test_from_proposal_to_handover(rates: Ward, land: User, poor: Household, client_of: SignIn) -> None:
    client = client_of(land)
    data = {"household": poor.code, "kind": "new", "condition": "Nhà dột", "proposed_on": "01/02/2024"}
    assert post(client, BOOK.add_url(HousingCase), data).status_code == 302
    case = HousingCase.objects.get()
    assert "60.000.000" in client.get(BOOK.step_url(case, "phe-duyet")).content.decode()  # the rate of the day of the proposal
    approval = {"version": 1, "on": "10/02/2024", "decision": "15/QĐ-UBND", "approved_dong": "60.000.000"}
    assert post(client, BOOK.step_url(case, "phe-duyet"), approval).status_code == 302
    money = {"origin": "tang", "donor": "Nhà hảo tâm Ví Dụ", "amount_dong": "20.000.000", "paid_on": "01/03/2024"}
    assert "Ghi tên người, đơn vị tặng" in post(client, BOOK.add_url(HousingMoney, case), money | {"donor": ""}).content.decode()
    assert post(client, BOOK.add_url(HousingMoney, case), money).status_code == 302
    grant = HousingMoney.objects.get().grant
    assert grant is not None and (grant.household, grant.value_dong) == (poor, 20_000_000)
    assert post(client, BOOK.step_url(case, "khoi-cong"), {"version": 2, "on": "15/02/2024"}).status_code == 302
    assert post(client, BOOK.step_url(case, "ban-giao"), {"version": 3, "on": "30/04/2024", "area_m2": "36,5"}).status_code == 302
    page = client.get(BOOK.page_of(case)).content.decode()
    assert "Đã bàn giao" in page and "20.000.000" in page and "Nhà dột" in page and reverse("support:grant", args=[grant.pk]) in page
    assert BOOK.page_of(case) in client.get(reverse("support:grant", args=[grant.pk])).content.decode()
    assert poor.head_name in client.get(reverse(LIST) + "?tinh_trang=handed_over").content.decode()
    assert poor.head_name not in client.get(reverse(LIST) + "?tinh_trang=dropped").content.decode()


def test_photographs_are_for_readers_only(
    ward: Ward, land: User, signer: User, school: User, officer: User, poor: Household, client_of: SignIn
) -> None:
    case = make.house(poor, officer)
    data = {"stage": "proposed", "caption": "Trước khi sửa", "taken_on": "01/06/2023", "upload": photo()}
    assert post(client_of(land), BOOK.add_url(HousingFile, case), data).status_code == 302
    url = reverse("welfare:housing_file", args=[HousingFile.objects.get().pk])
    opened = {user: client_of(user).get(url).status_code for user in (officer, land, signer, school)}
    assert opened == {officer: 200, land: 200, signer: 200, school: 404}
    assert "Trước khi sửa" in client_of(land).get(BOOK.page_of(case)).content.decode()


def test_households_in_need_are_listed_until_a_house_is_on_the_way(
    ward: Ward, officer: User, land: User, poor: Household, client_of: SignIn
) -> None:
    solid = make.home(ward, officer)
    for home, answer in ((poor, "temporary"), (solid, "solid")):
        dwelling_record(home, DwellingKind.HOUSE_STATE, answer, make.DAY, "Rà soát", by=officer)
    page = client_of(land).get(reverse(WANTING)).content.decode()
    assert poor.code in page and solid.code not in page and "tạm bợ" in page
    assert poor.code not in client_of(land).get(reverse(WANTING) + "?tinh_trang=near_poor").content.decode()
    case = make.house(poor, officer)
    assert poor.code not in client_of(land).get(reverse(WANTING)).content.decode()
    days = {"approved_on": make.SINCE, "started_on": make.SINCE, "handed_over_on": make.DAY}
    HousingCase.objects.filter(pk=case.pk).update(stage="handed_over", **days)
    assert poor.code not in client_of(land).get(reverse(WANTING)).content.decode()
    HousingCase.objects.update(handed_over_on=make.SINCE)  # what was said later counts again
    assert poor.code in client_of(land).get(reverse(WANTING)).content.decode()


def test_pages_ask_a_constant_number_of_questions(plan: Plan, ward: Ward, officer: User, client_of: SignIn) -> None:
    client, case = client_of(officer), make.house(make.home(ward, officer), officer, approved_on=make.SINCE, stage="approved")

    def more(n: int) -> None:
        for _ in range(n):
            make.house(make.home(ward, officer), officer)
            home = make.home(ward, officer)
            dwelling_record(home, DwellingKind.HOUSE_STATE, "temporary", make.DAY, "Rà soát", by=officer)
            row = HousingMoney(ward=ward, case=case, fund="budget", amount_dong=1, paid_on=make.DAY)
            housing_pay(row, Origin(donor="Nhà hảo tâm Ví Dụ"), by=officer)
            HousingMoney.objects.create(ward=ward, case=case, recorded_by=officer, fund="budget", amount_dong=1, paid_on=make.DAY)

    for url in (reverse(LIST), reverse(WANTING), BOOK.page_of(case)):
        assert_constant_queries(client, url, more)
    for name in (LIST, WANTING):
        assert b"".join(client.get(reverse(name) + "?xuat=1").streaming_content).startswith(b"PK")


def test_households_open_from_lists_and_records_for_those_who_may_read_the_register(
    ward: Ward, land: User, officer: User, poor: Household, client_of: SignIn
) -> None:
    case = make.house(poor, officer)
    link = f'<a href="{reverse("households:household", args=[poor.code])}">'
    for address in (reverse(LIST), BOOK.page_of(case)):
        assert link in client_of(officer).get(address).content.decode()
        shown = client_of(land).get(address).content.decode()
        assert poor.code in shown and link not in shown, "the agency would find the page closed"
