"""Everyone entitled to a (sub-)project or policy, what came of it, and the matrix of the rules."""

import html
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from households.models import Household, Member, MemberFact, ResidentialGroup, StatusPeriod
from households.rules.classes import HouseholdClass as H
from programs import registry
from programs.models import BeneficiaryRule, Plan, SupportContent
from programs.registry import Register
from tests.households.factories import make_group, make_households
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
DAY = "01/06/2023"


@pytest.fixture(autouse=True)
def provided(ward: Ward) -> Iterator[list]:
    """What the registers say was given and promised."""
    rows: list = []
    reverse("home")
    before = registry.registers()
    registry.install([Register("programs:desks", "Sổ thử", "Ghi điều thử.", ("CS2",), None, lambda ward_id: rows)])
    yield rows
    registry.install(before)


@pytest.fixture
def group(ward: Ward) -> ResidentialGroup:
    return make_group(ward)


def rows(client, code: str, order: int | None = None, **query: str) -> list[list[str]]:
    """Cells of the list of a code, or of one of its contents."""
    name, args = ("beneficiaries", [code]) if order is None else ("content_beneficiaries", [code, order])
    response = client.get(reverse(f"programs:{name}", args=args), {"ngay": DAY, **query})
    assert response.status_code == 200
    body = html.unescape(response.content.decode())
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
            for row in re.findall(r"<tr data-row.*?</tr>", body, re.DOTALL)]  # fmt: skip


def test_those_of_the_right_class_with_what_came_of_it(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    poor, near = make_households(group, 2, H.POOR)
    make_households(group, 1, H.NOT_POOR)
    provided += [
        (poor.pk, "CS2", date(2023, 2, 1), True, None, "", ""),
        (near.pk, "CS2", date(2022, 12, 1), True, None, "", ""),  # last year
        (near.pk, "CS5", date(2023, 2, 1), True, None, "", ""),  # something else
    ]
    found = {row[0]: row for row in rows(client_of(officer), "CS2")}
    assert set(found) == {poor.code, near.code}
    assert found[poor.code][6:] == ["Đã được hưởng01/02/2023"]
    assert found[near.code][6:] == ["Chưa được hưởng"]
    assert [row[0] for row in rows(client_of(officer), "CS2", tinh_trang="none")] == [near.code]
    provided.append((near.pk, "CS2", date(2023, 8, 1), False, None, "", ""))
    assert [row[0] for row in rows(client_of(officer), "CS2", tinh_trang="planned")] == [near.code]


@pytest.mark.parametrize(
    ("span", "had"),
    [
        ("", {"this year"}),
        ("standing", {"this year", "since in class"}),
        ("ever", {"this year", "since in class", "before"}),
        ("khong-co", {"this year"}),
    ],
)
def test_what_counts_as_had_begins_where_the_reader_says(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list, span: str, had: set[str]
) -> None:
    days = {"this year": date(2023, 2, 1), "since in class": date(2022, 8, 1), "before": date(2021, 5, 1), "later": date(2023, 6, 2)}
    homes = dict(zip(days, make_households(group, len(days), H.POOR), strict=True))
    StatusPeriod.objects.filter(household__in=homes.values()).update(from_on=date(2022, 1, 1))
    provided += [(homes[name].pk, "CS2", day, True, None, "", "") for name, day in days.items()]
    provided.append((homes["later"].pk, "CS2", date(2022, 1, 5), False, None, "", ""))  # an old promise
    found = {row[0]: row[6] for row in rows(client_of(officer), "CS2", tinh_tu=span)}
    assert {name for name, home in homes.items() if found[home.code].startswith("Đã được hưởng")} == had
    assert found[homes["later"].code] == "Chưa được hưởng"


def test_persons_who_benefit_themselves(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    (home,) = make_households(group, 1, H.NOT_POOR)
    person = Member.objects.get(household=home)
    assert rows(client_of(officer), "DA4.TDA1") == []
    assert [row[0] for row in rows(client_of(officer), "DA4.TDA1", doi_tuong="open")] == [home.code]
    MemberFact.objects.create(member=person, kind="low_income_worker", value="yes", on=date(2023, 5, 1), source="Xác nhận ví dụ")
    (row,) = rows(client_of(officer), "DA4.TDA1", theo="nguoi")
    assert row[4] == person.full_name
    assert rows(client_of(officer), "DA4.TDA1", ngay="30/04/2023") == []


def test_one_of_two_people_had_it(client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list) -> None:
    (home,) = make_households(group, 1, H.NOT_POOR)
    head = Member.objects.get(household=home)
    other = Member.objects.create(
        ward=home.ward, household=home, full_name="Người Thứ Hai (ví dụ)", sex="female", birth_on=date(1990, 1, 1), relation="spouse"
    )
    third = Member.objects.create(
        ward=home.ward, household=home, full_name="Người Thứ Ba (ví dụ)", sex="male", birth_on=date(1991, 1, 1), relation="other"
    )
    for person in (head, other):
        MemberFact.objects.create(member=person, kind="low_income_worker", value="yes", on=date(2023, 5, 1), source="Xác nhận ví dụ")
    code = "DA4.TDA1"
    provided.append((home.pk, code, date(2023, 2, 1), True, third.pk, "", ""))  # not one of those entitled
    assert rows(client_of(officer), code)[0][6:] == ["Chưa được hưởng"]
    provided += [(home.pk, code, date(2023, 3, 1), True, head.pk, "", ""), (home.pk, code, date(2023, 9, 1), False, other.pk, "", "")]
    assert rows(client_of(officer), code)[0][6:] == ["Hưởng một phần: 1/2 người01/03/2023"]
    assert {row[4]: row[6] for row in rows(client_of(officer), code, theo="nguoi")} == {
        head.full_name: "Đã được hưởng01/03/2023",
        other.full_name: "Đã dự kiến",
    }
    assert [row[4] for row in rows(client_of(officer), code, theo="nguoi", tinh_trang="planned")] == [other.full_name]
    assert [row[0] for row in rows(client_of(officer), code, tinh_trang="partly")] == [home.code]
    provided.append((home.pk, code, date(2023, 4, 1), True, None, "", ""))
    assert rows(client_of(officer), code)[0][6:] == ["Đã được hưởng01/04/2023"]


def test_only_for_those_who_keep_or_read_the_register(
    client_of, group: ResidentialGroup, plan: Plan, health_worker: User, committee: User, signer: User
) -> None:
    make_households(group, 1, H.POOR)
    address = reverse("programs:beneficiaries", args=["CS2"])
    assert client_of(health_worker).get(address).status_code == 200
    assert client_of(signer).get(address).status_code == 200
    assert client_of(committee).get(address).status_code == 404
    assert client_of(health_worker).get(reverse("programs:beneficiaries", args=["CS5"])).status_code == 404
    assert client_of(signer).get(reverse("programs:beneficiaries", args=["DA9"])).status_code == 404


def test_a_household_that_left_is_not_listed(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    (home,) = make_households(group, 1, H.POOR)
    home.periods.update(to_on=date(2023, 5, 31))
    assert rows(client_of(officer), "CS2") == []
    assert len(rows(client_of(officer), "CS2", ngay="31/05/2023")) == 1


def test_a_content_with_its_own_rule_and_who_has_had_it(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    code, deworming, vitamins = "DA3.TDA2", 10, 5
    homes = make_households(group, 3, H.POOR)
    children = [
        Member.objects.create(
            ward=home.ward, household=home, full_name=f"Trẻ {n} (ví dụ)", sex="female", birth_on=date(2020, 1, 1), relation="child"
        )
        for n, home in enumerate(homes)
    ]
    make_households(group, 1, H.POOR)  # nobody of the age
    client = client_of(officer)
    words = {content.order: content.text for content in SupportContent.objects.filter(subproject__code=code)}
    day = date(2023, 3, 1)
    provided += [
        (homes[0].pk, code, day, True, children[0].pk, "deworming", ""),
        (homes[1].pk, code, day, True, children[1].pk, "supplement", ""),
        (homes[2].pk, code, day, True, children[2].pk, "", ""),  # a grant that names no content
    ]
    expected = ["Đã được hưởng01/03/2023", "Chưa được hưởng", "Có hỗ trợ, chưa rõ nội dung"]
    assert {row[0]: row[6] for row in rows(client, code, deworming)} == dict(zip([h.code for h in homes], expected, strict=True))
    assert [row[4] for row in rows(client, code, deworming, theo="nguoi", tinh_trang="untold")] == [children[2].full_name]
    assert {row[0]: row[6] for row in rows(client, code, vitamins)}[homes[1].code] == "Đã được hưởng01/03/2023"
    provided.append((homes[2].pk, code, day, True, children[2].pk, "", words[vitamins]))
    provided.append((homes[1].pk, code, date(2023, 4, 1), True, children[1].pk, "taking_part", words[deworming]))
    found = {row[0]: row[6] for row in rows(client, code, deworming)}
    assert found[homes[2].code] == "Có hỗ trợ, chưa rõ nội dung" and found[homes[1].code] == "Đã được hưởng01/04/2023"
    assert {row[0]: row[6] for row in rows(client, code, vitamins)}[homes[2].code] == "Đã được hưởng01/03/2023"


def test_being_told_of_something_is_not_having_had_the_whole(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    (home,) = make_households(group, 1, H.POOR)
    words = SupportContent.objects.get(subproject__code="DA4.TDA1", order=2).text
    provided.append((home.pk, "DA4.TDA1", date(2023, 2, 1), True, None, "taking_part", words))
    client = client_of(officer)
    asked = {"doi_tuong": "open"}
    whole = {row[0]: row[6] for row in (*rows(client, "DA4.TDA1"), *rows(client, "DA4.TDA1", **asked))}
    single = {row[0]: row[6] for row in (*rows(client, "DA4.TDA1", 2), *rows(client, "DA4.TDA1", 2, **asked))}
    assert whole == {home.code: "Chưa được hưởng"} and single == {home.code: "Đã được hưởng01/02/2023"}


def test_what_an_older_version_worded_otherwise_is_not_told(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    told, heard = make_households(group, 2, H.POOR)
    for home, means in ((told, ""), (heard, "taking_part")):
        provided.append((home.pk, "DA5.TDA1", date(2023, 2, 1), True, None, means, "Lời cũ của nội dung 1"))
    found = {row[0]: row[6] for row in rows(client_of(officer), "DA5.TDA1", 1)}
    assert found == dict.fromkeys([told.code, heard.code], "Có hỗ trợ, chưa rõ nội dung")


def test_every_content_has_its_list_and_no_other_number(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, health_worker: User, committee: User
) -> None:
    client = client_of(officer)
    body = html.unescape(client.get(reverse("programs:beneficiaries", args=["DA3.TDA2"]), {"ngay": DAY}).content.decode())
    orders = SupportContent.objects.filter(subproject__code="DA3.TDA2").values_list("order", flat=True)
    for order in orders:
        address = reverse("programs:content_beneficiaries", args=["DA3.TDA2", order])
        assert f'href="{address}?ngay=01%2F06%2F2023"' in body
        assert client.get(address, {"ngay": DAY}).status_code == 200
    address = reverse("programs:content_beneficiaries", args=["DA3.TDA2", 1])
    assert client_of(health_worker).get(address).status_code == 200
    assert client_of(committee).get(address).status_code == 404
    for code, order in (("DA3.TDA2", 99), ("CS2", 1), ("DA9", 1)):
        assert client.get(reverse("programs:content_beneficiaries", args=[code, order])).status_code == 404


def test_the_workbook_of_a_content_says_which(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    address = reverse("programs:content_beneficiaries", args=["DA3.TDA2", 10])
    response = client_of(officer).get(address, {"ngay": DAY, "xuat": "1"})
    lines = [str(row[0]) for row in load_workbook(BytesIO(b"".join(response))).active.iter_rows(max_row=5, values_only=True)]
    words = SupportContent.objects.get(subproject__code="DA3.TDA2", order=10).text
    assert any(words in line and "tại ngày 01/06/2023" in line and "từ đầu năm 2023" in line for line in lines)


def test_queries_of_a_content_do_not_grow(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    address = f"{reverse('programs:content_beneficiaries', args=['DA2', 3])}?ngay={DAY}"
    assert_constant_queries(client_of(officer), address, lambda n: make_households(group, n))


def test_what_is_not_for_households_lists_nobody(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    make_households(group, 1, H.POOR)
    assert rows(client_of(officer), "DA6.TDA1") == []


def test_the_workbook_holds_all(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    made: list[Household] = make_households(group, 60, H.POOR)
    response = client_of(officer).get(reverse("programs:beneficiaries", args=["CS2"]), {"ngay": DAY, "xuat": "1"})
    sheet = load_workbook(BytesIO(b"".join(response))).active
    codes = {home.code for home in made}
    assert sum(row[0] in codes for row in sheet.iter_rows(values_only=True)) == 60


def test_queries_do_not_grow(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    address = f"{reverse('programs:beneficiaries', args=['CS2'])}?ngay={DAY}"
    assert_constant_queries(client_of(officer), address, lambda n: make_households(group, n))


def test_the_matrix_of_a_day(client_of, plan: Plan, committee: User) -> None:
    def cells(**query: str) -> dict[str, list[str]]:
        body = html.unescape(client_of(committee).get(reverse("programs:matrix"), {"ngay": DAY, **query}).content.decode())
        table = re.search(r"<tbody>(.*)</tbody>", body, re.DOTALL)
        lines = re.findall(r"<tr>(.*?)</tr>", table[1] if table else "", re.DOTALL)
        found = [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", line, re.DOTALL)] for line in lines]
        return {line[0].split()[0] + ("*" if "Ưu tiên" in line else ""): line for line in found}

    found = cells()
    assert found["DA4.TDA1"]
    assert found["CS2"][1:7] == ["Có", "Có", "", "", "", ""]
    assert found["DA2*"][1:5] == ["", "Ưu tiên", "", "Ưu tiên"]
    assert found["CS1*"][1:7] == ["Ưu tiên", "Ưu tiên", "Ưu tiên", "", "", ""]  # it raises those who benefit, nobody else
    assert found["CS2"][-1].startswith("Kế hoạch ngày 24/04/2023, phần II, mục 2.2")
    assert set(found["DA6.TDA1"][1:9]) == {""}
    assert "CS2" not in cells(dien="not_poor")
    BeneficiaryRule.objects.filter(code="CS2.E1").update(to_on=date(2023, 5, 31))
    assert "CS2" not in cells()
    assert "đến hết 31/05/2023" in cells(ngay="31/05/2023")["CS2"][-1]
    assert "C9" not in str(cells())
    assert len(cells(noi_dung="on")) >= len(cells())


def test_the_matrix_as_a_workbook(client_of, plan: Plan, committee: User) -> None:
    response = client_of(committee).get(reverse("programs:matrix"), {"ngay": DAY, "xuat": "1"})
    sheet = load_workbook(BytesIO(b"".join(response))).active
    assert any(str(row[0]).startswith("CS7") for row in sheet.iter_rows(values_only=True))
