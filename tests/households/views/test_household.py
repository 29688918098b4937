"""The page of one household and its forms."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.dates import format_dmy
from households.models import Assessment, Household, HouseholdEvent, Member, Need, StatusPeriod
from households.rules.classes import HouseholdClass
from households.rules.facts import DwellingKind, FactKind
from households.services.facts import dwelling_record, fact_record
from households.services.household import HouseholdData, household_change
from households.services.member import MemberData, member_add
from tests.households.factories import decide, make_household
from tests.posting import post
from tests.query_counts import assert_constant_queries

ID = "001199000001"


@pytest.fixture
def url(household) -> str:
    return f"/ho/{household.code}/"


def test_the_page_tells_standing_window_and_why(client_of, officer, household, url) -> None:
    decide(household, HouseholdClass.NEAR_POOR, date(2021, 12, 8), officer, "1/QĐ-UBND")
    decide(household, HouseholdClass.NOT_POOR, date(2023, 12, 8), officer, "2/QĐ-UBND")
    page = client_of(officer).get(url, {"ngay": "08/12/2025"}).content.decode()
    assert "Hộ không nghèo từ 08/12/2023 theo QĐ 2/QĐ-UBND" in page
    assert "còn 365 ngày" in page
    assert "08/12/2026" in page
    assert "Điều 147, 148" in page
    assert "Đang xem số liệu tại ngày" in page
    before = client_of(officer).get(url, {"ngay": "07/12/2023"}).content.decode()
    assert "Hộ cận nghèo từ 08/12/2021 theo QĐ 1/QĐ-UBND" in before
    assert "Có 1 mốc sau ngày 07/12/2023" in before


def test_opening_is_logged_once_an_hour_and_tabs_are_fragments(client_of, officer, url) -> None:
    client = client_of(officer)
    client.get(url)
    client.get(url)
    assert AuditEvent.objects.filter(action="household_opened").count() == 1
    fragment = client.get(url, {"muc": "lich-su"}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith('<div id="tab">')
    assert "Thêm hộ" in fragment
    assert "<html" not in fragment


def test_numbers_are_masked_for_those_without_the_permission(client_of, officer, own_leader, signer, household, url) -> None:
    member_add(household, MemberData("Lê Thị Một", relation="Cháu", personal_id=ID, card_number="DN4010000000001"), by=officer)
    Household.objects.filter(pk=household.pk).update(phone="0900000001")
    for person, shown in ((officer, True), (own_leader, False), (signer, False)):
        page = client_of(person).get(url).content.decode()
        assert all((number in page) is shown for number in (ID, "DN4010000000001", "0900000001"))
    assert "001••••••001" in client_of(own_leader).get(url).content.decode()


def test_a_leader_of_another_group_finds_nothing(client_of, own_leader, officer, other_group) -> None:
    other = make_household(other_group, officer, "Người Tổ Khác")
    assert client_of(own_leader).get(f"/ho/{other.code}/").status_code == 404
    assert client_of(own_leader).get(f"/ho/{other.code}/bien-co/them/").status_code == 404
    assert post(client_of(own_leader), f"/ho/{other.code}/bien-co/them/").status_code == 404


def test_query_count_does_not_grow_with_members_and_sheets(client_of, officer, household, url) -> None:
    years = iter(range(1900, 2020))

    def grow(n: int) -> None:
        for _ in range(n):
            year = next(years)
            member_add(household, MemberData(f"Người {year}", relation="Con", card_number=f"C{year}"), by=officer)
            Assessment.objects.create(
                household=household, ward_id=household.ward_id, assessed_on=date(year, 1, 1), standard_code="ND07-2021", area_type="urban"
            )

    for tab in ("thanh-vien", "phieu", "bien-co", "lich-su"):
        assert_constant_queries(client_of(officer), f"{url}?muc={tab}", grow, few=2, many=10)


def add_data(group, **values) -> dict[str, object]:
    data = {"group": group.pk, "code": "", "area_type": "urban", "head-full_name": "Phạm Thị Mới", "head-birth": "1957"}
    data |= {"rows-TOTAL_FORMS": 2, "rows-INITIAL_FORMS": 0}
    data |= {"rows-0-full_name": "Phạm Văn Con", "rows-0-relation": "Con", "rows-0-birth": "04/2001"}
    return data | values


def test_a_household_is_added_with_head_and_members_once(client_of, officer, group) -> None:
    client = client_of(officer)
    for _ in range(2):
        response = post(client, "/ho/them/", add_data(group), key="a-key-of-a-form-sent-twice")
        assert response.url == "/ho/TDP01-0001/"
    people = Member.objects.order_by("sort_order").values_list("full_name", "relation", "birth_on", "birth_precision")
    assert list(people) == [("Phạm Thị Mới", "Chủ hộ", date(1957, 1, 1), "year"), ("Phạm Văn Con", "Con", date(2001, 4, 1), "month")]


def test_errors_name_the_field_and_nothing_is_written(client_of, officer, group) -> None:
    bad = {"head-full_name": "", "head-personal_id": "12345", "head-birth": "31/02/1990", "rows-0-relation": ""}
    page = post(client_of(officer), "/ho/them/", add_data(group, **bad)).content.decode()
    for words in ("có 12 chữ số", "‘31/02/1990’ không phải ngày sinh có thật", "Nhập quan hệ với chủ hộ"):
        assert words in page
    assert not Household.objects.exists()


def test_the_loser_of_two_edits_keeps_what_was_typed_and_hears_who_won(client_of, officer, household, url) -> None:
    household_change(household, HouseholdData(address="Của người trước"), version=household.version, by=officer)
    client = client_of(officer)
    typed = {"version": household.version - 1, "address": "Của người sau", "area_type": "urban"}
    page = post(client, f"{url}sua/", typed).content.decode()
    assert f"{officer.full_name} đã thay đổi hồ sơ này lúc" in page
    assert "Của người sau" in page
    assert f'name="version" value="{household.version}"' in page
    household.refresh_from_db()
    assert household.address == "Của người trước"
    assert post(client, f"{url}sua/", typed | {"version": household.version}).status_code == 302


def test_a_decision_is_checked_before_it_is_written(client_of, officer, household, url) -> None:
    client = client_of(officer)
    typed = {"version": household.version, "number": "12/QĐ-UBND", "signed_on": "08/12/2023", "household_class": "poor"}
    page = post(client, f"{url}quyet-dinh/", typed).content.decode()
    assert "Phát sinh mới" in page
    assert "Lưu quyết định" in page
    assert not StatusPeriod.objects.exists()
    other = post(client, f"{url}quyet-dinh/", typed | {"opened_as": "relapse", "da_kiem_tra": "1"}).content.decode()
    assert "Ghi rõ lý do chọn khác" in other
    assert post(client, f"{url}quyet-dinh/", typed | {"da_kiem_tra": "1"}).status_code == 302
    assert StatusPeriod.objects.get().household_class == "poor"
    household.refresh_from_db()
    again = post(client, f"{url}quyet-dinh/", typed | {"version": household.version, "household_class": "near_poor"}).content.decode()
    assert "đã ghi hộ này là hộ nghèo" in again


def test_a_sheet_shows_what_it_computes_to_before_it_is_written(client_of, officer, household, url) -> None:
    decide(household, HouseholdClass.NEAR_POOR, date(2022, 12, 8), officer)
    client = client_of(officer)
    answers = {f"d{n}": "1" if n in (1, 4, 9) else "0" for n in range(1, 13)}
    typed = {"assessed_on": "01/10/2023", "income_score": "150", **answers}
    page = post(client, f"{url}phieu/them/", typed).content.decode()
    assert "Hộ nghèo" in page
    assert "Quyết định đang có hiệu lực ghi <strong>hộ cận nghèo</strong>" in page
    assert not Assessment.objects.exists()
    assert post(client, f"{url}phieu/them/", typed | {"da_kiem_tra": "1"}).status_code == 302
    assert Assessment.objects.get().deprived == [1, 4, 9]


def test_a_sheet_shows_what_facts_suggest_and_fills_nothing(client_of, officer, household, url) -> None:
    head = household.members.get(is_head=True)
    dwelling_record(household, DwellingKind.WATER, "surface", date(2023, 5, 1), "Khảo sát 2023", by=officer)
    fact_record(head, FactKind.WORK, "none", date(2023, 12, 1), "Sau ngày rà soát", by=officer)
    client = client_of(officer)
    page = post(client, f"{url}phieu/them/", {"assessed_on": "01/10/2023"}).content.decode()
    assert "Nguồn nước sinh hoạt: Nước sông, hồ, ao (01/05/2023, Khảo sát 2023)" in page
    assert "Sau ngày rà soát" not in page
    assert "cần đối chiếu" in page
    assert 'name="d9" value="1" checked' not in page
    assert page.count("Còn thiếu") >= 5
    assert Assessment.objects.count() == 0


def test_needs_are_told_with_a_sheet_and_with_an_event(client_of, officer, own_leader, household, url) -> None:
    head = household.members.get(is_head=True)
    sheet = {"assessed_on": "01/10/2023", "da_kiem_tra": "1", "home_needs": ["housing"], "own_needs": ["job"], "need_person": head.pk}
    assert post(client_of(officer), f"{url}phieu/them/", sheet).status_code == 302
    happened = timezone.localdate() - timedelta(days=40)  # typed late: needed since it happened
    event = {"type_code": "OM", "occurred_on": format_dmy(happened), "severity": "moderate", "description": "Ốm nặng."}
    assert post(client_of(own_leader), f"{url}bien-co/them/", event | {"home_needs": ["loan", "housing"]}).status_code == 302
    told = Need.objects.order_by("pk").values_list("kind", "channel", "expressed_on", "member")
    assert list(told) == [
        ("housing", "assessment", date(2023, 10, 1), None),
        ("job", "assessment", date(2023, 10, 1), head.pk),
        ("loan", "event", happened, None),
    ]
    assert "Người trong hộ có nhu cầu gì?" not in client_of(own_leader).get("/to-toi/bao/").content.decode()
    bad = event | {"own_needs": ["job"]}
    assert "Chọn người có nhu cầu đó" in post(client_of(own_leader), f"{url}bien-co/them/", bad).content.decode()
    assert HouseholdEvent.objects.count() == 1


def test_members_come_change_and_leave_through_pages(client_of, officer, household, url) -> None:
    client = client_of(officer)
    assert post(client, f"{url}thanh-vien/them/", {"full_name": "Lê Bé Ba", "relation": "Cháu", "birth": "05/04/2020"}).status_code == 302
    member = Member.objects.get(full_name="Lê Bé Ba")
    assert post(client, f"{url}thanh-vien/{member.pk}/sua/", {"version": 1, "full_name": "Lê Bé Tư", "relation": "Cháu"}).status_code == 302
    leave = {"version": 2, "on": "01/06/2023", "reason": "Chết"}
    assert post(client, f"{url}thanh-vien/{member.pk}/roi-ho/", leave).status_code == 302
    head = Member.objects.get(household=household, is_head=True)
    page = post(client, f"{url}thanh-vien/{head.pk}/roi-ho/", leave | {"version": 1}).content.decode()
    assert "Chọn người làm chủ hộ mới" in page


def test_corrections_moves_departures_and_heads_through_pages(client_of, officer, household, other_group, url) -> None:
    decide(household, HouseholdClass.POOR, date(2022, 12, 8), officer)
    client, child = client_of(officer), Member.objects.get(household=household, is_head=False)
    period = StatusPeriod.objects.get()
    fixed = {"household_class": "near_poor", "from_on": "08/12/2022", "opened_as": "new", "reason": "Nhập nhầm."}
    steps = [
        (f"phan-loai/{period.pk}/dinh-chinh/", fixed),
        ("chuyen-to/", {"group": other_group.pk, "on": "01/06/2023"}),
        ("chu-ho/", {"member": child.pk, "old_relation": "Mẹ"}),
        ("roi-danh-sach/", {"on": "01/07/2023", "departure": "moved_away"}),
    ]
    for path, data in steps:
        household.refresh_from_db()
        assert post(client, url + path, data | {"version": household.version}).status_code == 302, path
    page = client.get(url).content.decode()
    for words in ("Đã đính chính", "Nhập nhầm.", other_group.name, "Rời danh sách: chuyển đi nơi khác", "Nguyễn Văn Con"):
        assert words in page
