"""Entitled but not served: states of lacks, scope of agencies, filters, workbook, constant queries."""

import html
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from households.models import Assessment, Household, Member, Need, ResidentialGroup
from households.rules.classes import Departure, HouseholdClass
from households.services.status import household_leave
from programs import registry
from programs.models import Plan, Policy, SubProject, SupportContent
from programs.registry import Register
from tests.households.factories import make_group, make_households
from tests.programs.factories import draft_giving, issued, join
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
DAY = "01/06/2023"
URL = "programs:unserved"


@pytest.fixture(autouse=True)
def provided(ward: Ward) -> Iterator[list]:
    """What the registers say was given and promised."""
    rows: list = []
    reverse("home")  # the addresses are read now: doing so installs the registers of the project
    before = registry.registers()
    registry.install([Register("programs:desks", "Sổ thử", "Ghi điều thử.", ("CS2",), None, lambda ward_id: rows)])
    yield rows
    registry.install(before)


@pytest.fixture
def group(ward: Ward) -> ResidentialGroup:
    return make_group(ward)


def home_lacking(group: ResidentialGroup, *numbers: int, household_class: HouseholdClass = HouseholdClass.POOR) -> Household:
    (home,) = make_households(group, 1, household_class)
    Assessment.objects.filter(household=home).update(deprived_mask=sum(1 << (n - 1) for n in numbers))
    return home


def told(client, **query: str) -> list[str]:
    """Rows of the table as text."""
    response = client.get(reverse(URL), {"ngay": DAY, **query})
    assert response.status_code == 200
    body = html.unescape(response.content.decode())
    return [" | ".join(re.sub(r"<[^>]+>", " ", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.DOTALL))
            for row in re.findall(r"<tr[^>]*>(?=<td).*?</tr>", body, re.DOTALL)]  # fmt: skip


def test_every_state_of_a_lack(client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list) -> None:
    home = home_lacking(group, 4, 9)
    (water,) = [row for row in told(client_of(officer)) if "Nguồn nước" in row]
    assert "Kế hoạch không đáp ứng" in water
    (card,) = [row for row in told(client_of(officer)) if "Bảo hiểm y tế" in row]
    assert "Chưa được hỗ trợ" in card
    assert "CS2: Hỗ trợ mua thẻ BHYT cho người thuộc hộ nghèo, hộ cận nghèo (dòng 247): chưa được hỗ trợ" in card
    provided.append((home.pk, "CS2", date(2023, 7, 1), False, None, "", ""))
    assert "Đã dự kiến hỗ trợ" in told(client_of(officer), thieu="Bảo hiểm y tế")[0]
    provided.append((home.pk, "CS2", date(2023, 5, 1), True, None, "", ""))
    assert "Đã được hỗ trợ" in told(client_of(officer), thieu="Bảo hiểm y tế")[0]
    assert told(client_of(officer), tinh_trang="nothing") == []


def test_a_household_is_served_when_all_of_its_people_are(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    """Two workers lack work: a class is no work, one of them placed is half of it."""
    home = home_lacking(group, 1)
    head = Member.objects.get(household=home)
    Member.objects.filter(pk=head.pk).update(birth_on=date(1990, 1, 1))
    spouse = Member.objects.create(
        ward=home.ward, household=home, full_name="Người Thứ Hai (ví dụ)", sex="female", birth_on=date(1991, 1, 1), relation="spouse"
    )
    provided.append((home.pk, "CS6", date(2023, 5, 1), True, head.pk, "training", ""))
    (row,) = told(client_of(officer), thieu="Việc làm")
    assert "CS6: Tư vấn giới thiệu việc làm, giải quyết việc làm cho người lao động (dòng 265): chưa được hỗ trợ" in row
    provided.append((home.pk, "CS6", date(2023, 5, 1), True, head.pk, "work", ""))
    (row,) = told(client_of(officer), tinh_trang="partly")
    assert "(dòng 265): được hỗ trợ một phần" in row
    provided.append((home.pk, "CS6", date(2023, 5, 2), True, spouse.pk, "work", ""))
    assert len(told(client_of(officer), tinh_trang="given")) == 1
    Need.objects.create(household=home, member=spouse, kind="vocational", expressed_on=date(2023, 3, 1))
    (row,) = told(client_of(officer), thieu="vocational")
    assert "Đã được hỗ trợ" not in row  # the class was the head's


def test_a_content_is_found_by_its_words_and_only_itself_answers(
    client_of, group: ResidentialGroup, plan: Plan, officer: User, provided: list
) -> None:
    home = home_lacking(group, 3)
    child = Member.objects.create(
        ward=home.ward, household=home, full_name="Trẻ Ví Dụ", sex="male", birth_on=date(2020, 1, 1), relation="child"
    )
    contents = SupportContent.objects.filter(subproject__code="DA3.TDA2")
    words = dict(contents.values_list("order", "text"))
    provided.append((home.pk, "DA3.TDA2", date(2023, 5, 1), True, child.pk, "", words[5]))

    before = told(client_of(officer), thieu="Dinh dưỡng")
    assert before[0].count("đã được hỗ trợ") == 1 and "Đã được hỗ trợ" in before[0]
    for content in contents.order_by("-order"):  # another content is put before all of them
        SupportContent.objects.filter(pk=content.pk).update(order=content.order + 1)
    assert told(client_of(officer), thieu="Dinh dưỡng") == before
    provided[:] = [(home.pk, "DA3.TDA2", date(2023, 5, 1), True, child.pk, "", "Lời cũ")]
    assert told(client_of(officer), thieu="Dinh dưỡng")[0].count("đã được hỗ trợ") > 1  # not told apart


def test_who_is_not_entitled_is_told_so(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    home_lacking(group, 4, household_class=HouseholdClass.NOT_POOR)
    assert "Không thuộc đối tượng" in told(client_of(officer))[0]


def test_an_open_need_until_it_is_met(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    home = home_lacking(group)
    need = Need.objects.create(household=home, kind="loan", expressed_on=date(2023, 3, 1))
    (row,) = told(client_of(officer))
    assert "Nhu cầu: Vay vốn" in row
    assert "CS1" in row
    Need.objects.filter(pk=need.pk).update(state="met", met_on=date(2023, 6, 1), met_by="vay")
    assert told(client_of(officer)) == []
    assert len(told(client_of(officer), ngay="31/05/2023")) == 1
    assert told(client_of(officer), ngay="28/02/2023") == []


def test_a_need_of_who_died_or_moved_away_is_no_lack(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    home = home_lacking(group, 4)
    head = home.members.get()
    Need.objects.create(household=home, member=head, kind="job", expressed_on=date(2023, 3, 1))
    Need.objects.create(household=home, kind="loan", expressed_on=date(2023, 3, 1))
    client = client_of(officer)
    assert sum("Nhu cầu:" in row for row in told(client)) == 2
    home.members.update(left_on=date(2023, 6, 1))
    assert not any("Nhu cầu:" in row for row in told(client)) and any("Nhu cầu:" in row for row in told(client, ngay="31/05/2023"))
    home.members.update(left_on=None)
    household_leave(home, on=date(2023, 6, 1), departure=Departure.MOVED_AWAY, by=officer)
    assert not any("Nhu cầu:" in row for row in told(client)) and any("Nhu cầu:" in row for row in told(client, ngay="31/05/2023"))


def test_agencies_see_what_their_codes_answer(
    client_of, group: ResidentialGroup, plan: Plan, health_worker: User, officer: User, committee: User
) -> None:
    home_lacking(group, 1, 3, 4, 7)
    own = told(client_of(health_worker))  # the health station: nutrition and cards
    assert [row.split(" | ")[3] for row in own] == ["3. Dinh dưỡng", "4. Bảo hiểm y tế"]
    assert len(told(client_of(officer))) == 4
    station = plan.ward.agencies.get(code="TYT")
    assert len(told(client_of(officer), don_vi=str(station.pk))) == 2
    assert client_of(committee).get(reverse(URL)).status_code == 404


def test_a_member_of_no_agency_sees_nothing(client_of, group: ResidentialGroup, plan: Plan, agency_member: User) -> None:
    home_lacking(group, 4)
    assert told(client_of(agency_member)) == []


def test_filter_by_group_and_name(client_of, ward: Ward, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    home_lacking(group, 4)
    other = make_group(ward)
    home = home_lacking(other, 4)
    assert len(told(client_of(officer))) == 2
    assert [row.split(" | ")[0] for row in told(client_of(officer), to=str(other.pk))] == [home.code]
    assert [row.split(" | ")[0] for row in told(client_of(officer), q=home.code)] == [home.code]
    assert home.code in "".join(told(client_of(officer), q=home.head_name))
    assert told(client_of(officer), q="Không Có Ai Tên Này") == []


def test_the_workbook_holds_every_row_and_is_recorded(client_of, ward: Ward, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    for _ in range(3):
        home_lacking(group, 4, 7)
    response = client_of(officer).get(reverse(URL), {"ngay": DAY, "xuat": "1"})
    sheet = load_workbook(BytesIO(b"".join(response))).active
    values = [row for row in sheet.iter_rows(values_only=True) if row[0] and row[0] != "Mã hộ"]
    assert sum("TDP" in str(row[2]) for row in values if len(row) > 2) == 6
    assert "CS5: Hỗ trợ nhà ở; ưu tiên hộ có nhà ở tạm bợ, hư hỏng, dột nát (dòng 259): chưa được hỗ trợ" in str(values)


def test_the_desks_lead_there_only_who_may_open_it(client_of, plan: Plan, officer: User, health_worker: User, committee: User) -> None:
    desks = reverse("programs:desks")
    assert all(reverse(URL) in client_of(user).get(desks).content.decode() for user in (officer, health_worker))
    assert reverse(URL) not in client_of(committee).get(desks).content.decode()


def test_without_a_plan_the_page_says_so(client_of, group: ResidentialGroup, officer: User) -> None:
    assert "chưa có kế hoạch" in client_of(officer).get(reverse(URL)).content.decode()


def test_queries_do_not_grow(client_of, group: ResidentialGroup, plan: Plan, officer: User) -> None:
    assert_constant_queries(client_of(officer), f"{reverse(URL)}?ngay={DAY}", lambda n: make_households(group, n))


def test_a_day_of_another_version_opens_no_names_to_its_former_lead(
    client_of, ward: Ward, group: ResidentialGroup, plan: Plan, officer: User, agency_member: User
) -> None:
    """The owner of CS5 in the first version asks for a day on which that version ruled."""
    owner = Policy.objects.get(plan=plan, code="CS5").owners.first()
    assert owner is not None
    join(agency_member, ward, owner.code)
    home_lacking(group, 6, 7)
    day = {"ngay": "01/06/2023"}
    before = told(client_of(agency_member), **day)
    assert before
    codes = [row.code for row in Policy.objects.filter(plan=plan, owners=owner)]
    codes += [row.code for row in SubProject.objects.filter(project__programme__plan=plan, lead=owner)]
    to = "TRUONG" if owner.code != "TRUONG" else "TYT"
    issued(draft_giving(plan, officer, dict.fromkeys(codes, to)), officer, date(2023, 10, 1))
    assert told(client_of(agency_member), **day) == []
    assert told(client_of(officer), **day)
