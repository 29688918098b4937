"""The tab of entitlements of a household, the answer about a person, and the answer on paper."""

import html
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from camphucnam.accounts.models import User, Ward
from households.models import Household, Member, MemberFact
from households.rules.classes import HouseholdClass
from households.services.household import HouseholdData, household_add
from households.services.member import MemberData
from programs.models import Plan
from tests.households.factories import decide, make_group
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
DAY = "01/06/2023"


@pytest.fixture
def home(ward: Ward, officer: User) -> Household:
    people = [
        MemberData("Trần Văn Ví Dụ", sex="male", birth_on=date(1980, 1, 1), personal_id="056080000123"),
        MemberData("Trần Thị Ví Dụ", relation="Con", sex="female", birth_on=date(2015, 1, 1)),
    ]
    household = household_add(ward, make_group(ward), HouseholdData(address="12 Đường Ví Dụ"), people, by=officer, code="H1")
    decide(household, HouseholdClass.NEAR_POOR, date(2022, 12, 10), officer)
    return household


def page(client, home: Household, **query: str) -> str:
    response = client.get(reverse("programs:entitlements", args=[home.code]), query)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def member(home: Household, name: str) -> Member:
    return Member.objects.get(household=home, full_name=name)


def test_every_part_of_the_plan_with_whom_it_concerns_and_why(client_of, home: Household, plan: Plan, officer: User) -> None:
    text = page(client_of(officer), home, ngay=DAY)
    for code in [
        "DA2",
        "DA3.TDA1",
        "DA3.TDA2",
        "DA4.TDA1",
        "DA4.TDA2",
        "DA5.TDA1",
        "DA6.TDA1",
        "DA6.TDA2",
        *(f"CS{n}" for n in range(1, 8)),
    ]:
        assert f'<span class="muted">{code}</span>' in text
    assert "Người liên quan: Trần Văn Ví Dụ</p>" in text  # the worker
    assert "phần II, mục 1.1, điểm b" in text
    assert 'Vào ngày 01/06/2023 hộ là hộ cận nghèo. <span class="muted">(Quyết định số 101222/QĐ-UBND ngày 10/12/2022)' in text
    assert "Tẩy giun định kỳ" in text


def test_about_one_person(client_of, home: Household, plan: Plan, officer: User) -> None:
    child = page(client_of(officer), home, ngay=DAY, nguoi=str(member(home, "Trần Thị Ví Dụ").pk))
    assert "Người này không phải là người lao động" in child
    man = page(client_of(officer), home, ngay=DAY, nguoi=str(member(home, "Trần Văn Ví Dụ").pk))
    assert "Người này là người lao động" in man
    assert "Người này không phải là trẻ em" in man
    assert "Người này không thuộc hộ" in page(client_of(officer), home, ngay=DAY, nguoi="987654")


def test_a_recorded_fact_changes_the_answer_from_its_day(client_of, home: Household, plan: Plan, officer: User) -> None:
    decide(home, HouseholdClass.NOT_POOR, date(2023, 2, 1), officer)
    person = member(home, "Trần Văn Ví Dụ")
    far = "05/03/2026"  # the window is over
    assert "Chưa có số liệu về người khuyết tật không có sinh kế ổn định" in page(client_of(officer), home, ngay=far)
    for kind, value in (("disability", "severe"), ("stable_livelihood", "no")):
        MemberFact.objects.create(member=person, kind=kind, value=value, on=date(2026, 3, 5))
    text = page(client_of(officer), home, ngay=far)
    assert "Trong hộ có người khuyết tật không có sinh kế ổn định." in text
    assert "Chưa có kế hoạch năm 2026" in text
    assert "Chưa có số liệu về người khuyết tật" in page(client_of(officer), home, ngay="04/03/2026")


def test_the_answer_on_paper_says_no_personal_identity_number(client_of, home: Household, plan: Plan, officer: User) -> None:
    response = client_of(officer).get(reverse("programs:answer_paper", args=[home.code]), {"ngay": DAY})
    text = " ".join("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(b"".join(response))).pages).split())
    assert "PHIẾU TRẢ LỜI" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "056080000123" not in text
    assert "Người liên quan: Trần Văn Ví Dụ" in text


def test_without_a_plan_the_page_says_what_to_do(client_of, home: Household, officer: User) -> None:
    assert "Phường chưa có kế hoạch nào" in page(client_of(officer), home)


def test_queries_do_not_grow_with_the_household(client_of, home: Household, plan: Plan, officer: User) -> None:
    def grow(n: int) -> None:
        for i in range(n):
            person = Member.objects.create(ward=home.ward, household=home, full_name=f"Người Ví Dụ {i}", folded_name="nguoi vi du")
            MemberFact.objects.create(member=person, kind="disability", value="mild", on=date(2023, 1, 1))

    assert_constant_queries(client_of(officer), f"{reverse('programs:entitlements', args=[home.code])}?ngay={DAY}", grow)
