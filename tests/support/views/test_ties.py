"""Grants and registers on pages: forms that choose the origin, links both ways, what hangs on no grant yet."""

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.classes import HouseholdClass
from livelihoods.models import ModelInput
from livelihoods.selectors.results import model_results
from livelihoods.views.catalogue import BOOK as LIVELIHOODS
from programs.registry import provided_in
from support.models import Grant
from support.selectors.results import grant_results
from support.services.tying import Origin
from support.views.catalogue import BOOK
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.support import factories as make
from tests.support.tied import DAY, INPUT, KINDS, MILLION, MONEY, SUPPORT
from welfare.models import HousingMoney, SchoolSupport
from welfare.selectors.results import education_results, housing_results
from welfare.views.catalogue import BOOK as WELFARE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]
SignIn = Callable[[User], Client]
GIFT = Origin(donor="Nhà hảo tâm Ví Dụ")
YEAR = date(2023, 1, 1), date(2023, 12, 31)
UNTIED = "support:untied"


def text(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    return html.unescape(page.content.decode())


def test_an_input_for_a_household_is_written_with_its_grant(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client, line, model = client_of(officer), make.line(ward, officer), INPUT.new(poor, officer).model
    url = LIVELIHOODS.add_url(ModelInput, model)
    page = text(client, url)
    assert "DA2, Ngân sách phường, năm 2023, còn 10.000.000" in page and "Hộ tự góp" in page and "Lý do vẫn hỗ trợ" not in page
    data = {
        "household": poor.pk, "item": "Bò giống", "quantity": "2", "unit": "con", "value_dong": "3.000.000", "given_on": "01/06/2023",
        "origin": f"dong-{line.pk}",
    }  # fmt: skip
    assert post(client, url, data).status_code == 302
    row = ModelInput.objects.get()
    assert row.grant is not None and (row.grant.line, row.source) == (line, "")
    record, grant = text(client, LIVELIHOODS.page_of(row)), text(client, BOOK.page_of(row.grant))
    assert (
        BOOK.page_of(row.grant) in record
        and "Trao 01/06/2023" in record
        and LIVELIHOODS.page_of(row) in grant
        and "2 con Bò giống" in grant
    )
    refused = html.unescape(post(client, BOOK.void_url(row.grant), {"version": row.grant.version, "reason": "Nhầm"}).content.decode())
    assert "gắn với dòng “đầu vào hỗ trợ mô hình”" in refused
    assert post(client, LIVELIHOODS.void_url(row), {"version": row.version, "reason": "Nhầm"}).status_code == 302
    assert Grant.objects.get().is_voided


def test_an_input_for_the_whole_model_and_a_contribution_are_no_grants(
    ward: Ward, officer: User, poor: Household, client_of: SignIn
) -> None:
    client, line, model = client_of(officer), make.line(ward, officer), INPUT.new(poor, officer).model
    url, data = LIVELIHOODS.add_url(ModelInput, model), {"item": "Máy bơm", "given_on": "01/06/2023"}
    assert "Chọn nguồn" in post(client, url, data).content.decode()
    assert post(client, url, data | {"origin": f"dong-{line.pk}"}).status_code == 302
    assert post(client, url, data | {"origin": "tang", "donor": "Hội Ví Dụ"}).status_code == 302
    assert post(client, url, data | {"origin": "tu-gop", "household": poor.pk}).status_code == 302
    assert {row.origin for row in ModelInput.objects.all()} == {"Ngân sách phường năm 2023", "Hội Ví Dụ", "Hộ tự góp"}
    assert not Grant.objects.exists()


def test_a_recorded_grant_names_its_household(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client, model = client_of(officer), INPUT.new(poor, officer).model
    grant = make.grant(poor, officer, line=make.line(ward, officer))
    other = make.grant(make.home(ward, officer), officer, line=grant.line)
    page = text(client, LIVELIHOODS.add_url(ModelInput, model))
    assert f"khoan-{grant.pk}" in page and f"khoan-{other.pk}" not in page  # the other household does not take part
    data = {"item": "Bò giống", "value_dong": "2.000.000", "given_on": "01/06/2023", "origin": f"khoan-{grant.pk}"}
    refused = html.unescape(post(client, LIVELIHOODS.add_url(ModelInput, model), data).content.decode())
    assert "Ở sổ ghi 2.000.000" in refused.replace("\u00a0", " ") and not ModelInput.objects.exists()
    assert post(client, LIVELIHOODS.add_url(ModelInput, model), data | {"value_dong": "1.000.000"}).status_code == 302
    assert (ModelInput.objects.get().household, ModelInput.objects.get().grant) == (poor, grant)


def test_the_reason_is_asked_for_once_the_rules_refuse(ward: Ward, officer: User, client_of: SignIn) -> None:
    client, rich = client_of(officer), make.home(ward, officer, HouseholdClass.NOT_POOR)
    url = WELFARE.add_url(HousingMoney, MONEY.new(rich, officer).case)
    data = {"origin": "tang", "donor": "Ví Dụ", "amount_dong": "5.000.000", "paid_on": "01/06/2023"}
    assert 'name="override_reason"' not in text(client, url)
    assert 'name="override_reason"' in post(client, url, data).content.decode()
    assert post(client, url, data | {"override_reason": "Hộ gặp nạn", "conflict_reason": ""}).status_code == 302
    assert Grant.objects.get().override_reason == "Hộ gặp nạn"


def test_a_grant_leads_to_its_register_for_those_who_may_read_it(
    ward: Ward, officer: User, finance: User, poor: Household, client_of: SignIn
) -> None:
    row = MONEY.write(MONEY.new(poor, officer), GIFT, by=officer)
    pages = {user: text(client_of(user), BOOK.page_of(row.grant)) for user in (officer, finance)}
    assert WELFARE.page_of(row) in pages[officer]
    assert WELFARE.page_of(row) not in pages[finance] and "Kinh phí nhà ở" in pages[finance]


def test_an_old_row_is_listed_tied_and_gone(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    client, row = client_of(officer), MONEY.kept(poor, officer, value=7 * MILLION)
    page = text(client, reverse(UNTIED))
    assert poor.code in page and "(1 dòng)" in page and WELFARE.page_of(row) in page and page.count("7.000.000") == 5
    assert "Chưa gắn" in text(client, WELFARE.page_of(row))
    url = WELFARE.step_url(row, "gan-khoan-ho-tro")
    assert "Ghi tên người, đơn vị tặng" in post(client, url, {"version": 1, "origin": "tang", "donor": ""}).content.decode()
    assert post(client, url, {"version": 1, "origin": "tang", "donor": "Hội Ví Dụ"}).status_code == 302
    page = text(client, reverse(UNTIED))
    assert "đều đã gắn" in page and page.count("7.000.000") == 4
    for kind in (SUPPORT, INPUT):
        old = kind.kept(make.home(ward, officer), officer)
        url = WELFARE.step_url(old, "gan-khoan-ho-tro") if isinstance(old, SchoolSupport) else LIVELIHOODS.step_url(old, "gan-khoan-ho-tro")
        assert post(client, url, {"version": 1, "origin": "tang", "donor": "Hội Ví Dụ"}).status_code == 302
        old.refresh_from_db()
        assert old.grant is not None


def test_each_agency_reconciles_its_own_registers(
    ward: Ward, officer: User, poor: Household, finance: User, health: User, client_of: SignIn
) -> None:
    row = MONEY.kept(poor, officer)
    page = text(client_of(finance), reverse(UNTIED))
    assert poor.code in page and WELFARE.page_of(row) not in page, "the register of houses is closed to the finance section"
    page = text(client_of(health), reverse(UNTIED))
    assert poor.code not in page and "Đối chiếu các sổ" not in page


def test_the_list_asks_the_same_number_of_questions(ward: Ward, officer: User, client_of: SignIn) -> None:
    def grow(n: int) -> None:
        for _ in range(n):
            for kind in KINDS:
                kind.kept(make.home(ward, officer), officer)
                kind.write(kind.new(make.home(ward, officer), officer), GIFT, by=officer)

    assert_constant_queries(client_of(officer), reverse(UNTIED), grow, many=6, at_most=40)


def test_forms_ask_the_same_number_of_questions(ward: Ward, officer: User, poor: Household, client_of: SignIn) -> None:
    case, model = MONEY.new(poor, officer).case, INPUT.new(poor, officer).model

    def grow(n: int) -> None:
        for k in range(n):
            source = ("phuong", "tinh", "thanh-pho", "khac")[k % 4]
            for code in ("DA2", "CS5", "CS3"):
                line = make.line(ward, officer, code=code, source=source)
                make.grant(poor, officer, line=line, value_dong=10, conflict_reason="x", override_reason="x")

    for url in (WELFARE.add_url(HousingMoney, case), WELFARE.add_url(SchoolSupport), LIVELIHOODS.add_url(ModelInput, model)):
        assert_constant_queries(client_of(officer), url, grow, few=1, many=4)


def test_one_support_is_told_once(ward: Ward, officer: User, poor: Household) -> None:
    """The household's page, the lists of who lacks what, and the money of a desk."""
    for kind in KINDS:
        kind.write(kind.new(poor, officer), GIFT, by=officer)
    told = [code for household, code, *_ in provided_in(ward.pk) if household == poor.pk]
    assert sorted(told) == ["CS3", "CS5", "DA2", "DA2"]  # it takes part in the model, and was given the input
    for code, results in (("DA2", model_results), ("CS5", housing_results)):
        lines = {line.code: line for line in [*grant_results(code, ward.pk, *YEAR), *results(ward.pk, *YEAR)]}
        assert sum(line.value or 0 for line in lines.values() if line.unit == "đồng") == MILLION
    assert education_results(ward.pk, *YEAR)[-1].value is None  # not paid yet
    SchoolSupport.objects.update(paid_on=DAY)
    assert education_results(ward.pk, *YEAR)[-1].value == 0


def test_a_desk_still_counts_what_hangs_on_no_grant(ward: Ward, officer: User, poor: Household) -> None:
    case = MONEY.kept(poor, officer, value=3).case
    MONEY.kept(poor, officer, value=4, case=case, fund="family")
    SUPPORT.kept(poor, officer, value=5, paid_on=DAY)
    INPUT.kept(poor, officer, value=6)
    found = [results(ward.pk, *YEAR)[-1].value for results in (housing_results, education_results, model_results)]
    assert found == [7, 5, 6]
