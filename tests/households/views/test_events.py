"""The leader reports, the officer answers, groups and population figures."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.roles import Role
from households.models import GroupLeadership, HouseholdEvent, PopulationBaseline, ResidentialGroup
from households.models.event import Severity
from households.services.event import EventData, event_report
from tests.factories import person
from tests.households.factories import make_household, make_households
from tests.posting import post
from tests.query_counts import assert_constant_queries


@pytest.fixture
def event(household, own_leader) -> HouseholdEvent:
    return event_report(household, EventData("OM", timezone.localdate(), Severity.URGENT, "Bà nằm viện."), by=own_leader)


def test_a_leader_reports_and_reads_the_answer(client_of, own_leader, officer, household) -> None:
    phone, desk = client_of(own_leader), client_of(officer)
    typed = {"household": household.code, "type_code": "TT", "occurred_on": "", "severity": "urgent", "description": "Bão tốc mái nhà."}
    page = post(phone, "/to-toi/bao/", typed).content.decode()
    assert "Nhập ngày" in page
    typed["occurred_on"] = timezone.localdate().strftime("%d/%m/%Y")
    assert post(phone, "/to-toi/bao/", typed).url == "/to-toi/"
    event = HouseholdEvent.objects.get()
    assert "(1 chưa trả lời)" in desk.get("/bien-co/").content.decode()
    assert post(desk, f"/bien-co/{event.pk}/nhan/", {"version": 1}).status_code == 302
    data = {"version": 2, "outcome": "support", "reason": "Lý do nội bộ.", "answer": "Phường hỗ trợ sửa mái."}
    assert post(desk, f"/bien-co/{event.pk}/tra-loi/", data).status_code == 302
    for path in ("/to-toi/", "/to-toi/da-bao/", f"/bien-co/{event.pk}/"):
        answer = phone.get(path).content.decode()
        assert "Phường hỗ trợ sửa mái." in answer
        assert "Lý do nội bộ." not in answer


def test_the_leader_chooses_only_own_households(client_of, own_leader, officer, household, other_group) -> None:
    other = make_household(other_group, officer, "Người Tổ Khác")
    client = client_of(own_leader)
    assert "Người Tổ Khác" not in client.get("/to-toi/bao/").content.decode() + client.get("/to-toi/?tat_ca=on").content.decode()
    typed = {"household": other.code, "type_code": "TT", "occurred_on": "01/11/2026", "severity": "urgent", "description": "…"}
    assert post(client, "/to-toi/bao/", typed).status_code == 200
    event = event_report(other, EventData("OM", date(2023, 1, 1), Severity.URGENT, "…"), by=officer)
    assert client.get(f"/bien-co/{event.pk}/").status_code == 404
    assert not HouseholdEvent.objects.exclude(pk=event.pk).exists()


def test_a_leader_without_a_group_is_told_what_to_do(client_of, leader) -> None:
    assert "chưa được giao phụ trách tổ nào" in client_of(leader).get("/to-toi/").content.decode()


def test_the_second_officer_is_told_who_was_faster(client_of, officer, ward, event) -> None:
    colleague = person(ward, Role.OFFICER, full_name="Đồng Nghiệp Ví Dụ")
    assert post(client_of(officer), f"/bien-co/{event.pk}/nhan/", {"version": 1}).status_code == 302
    late = post(client_of(colleague), f"/bien-co/{event.pk}/nhan/", {"version": 1})
    assert late.status_code == 409
    assert f"{officer.full_name} đã thay đổi hồ sơ này lúc" in late.content.decode()
    data = {"version": 1, "outcome": "refer", "reason": "Lý do.", "answer": "Câu đã gõ."}
    page = post(client_of(colleague), f"/bien-co/{event.pk}/tra-loi/", data).content.decode()
    assert "Câu đã gõ." in page
    assert officer.full_name in page
    event.refresh_from_db()
    assert (event.state, event.version) == ("in_progress", 2)


def test_the_second_answer_is_kept_on_screen_but_not_written(client_of, officer, ward, event) -> None:
    colleague = person(ward, Role.OFFICER, full_name="Đồng Nghiệp Ví Dụ")
    data = {"version": 1, "outcome": "refer", "reason": "Lý do.", "answer": "Câu thứ nhất."}
    assert post(client_of(officer), f"/bien-co/{event.pk}/tra-loi/", data).status_code == 302
    page = post(client_of(colleague), f"/bien-co/{event.pk}/tra-loi/", data | {"answer": "Câu thứ hai."}).content.decode()
    assert f"{officer.full_name} đã thay đổi hồ sơ này lúc" in page
    assert "Câu thứ hai." in page
    event.refresh_from_db()
    assert event.answer == "Câu thứ nhất."


def test_the_inbox_puts_the_worst_and_oldest_first(client_of, officer, household, own_leader) -> None:
    today = timezone.localdate()
    for days, severity in ((1, Severity.MODERATE), (2, Severity.URGENT), (9, Severity.URGENT)):
        event = event_report(household, EventData("OM", today - timedelta(days=9), severity, f"Cách {days} ngày"), by=own_leader)
        HouseholdEvent.objects.filter(pk=event.pk).update(reported_at=timezone.now() - timedelta(days=days))
    page = client_of(officer).get("/bien-co/").content.decode()
    ages = [page.index(f">{days}</td>") for days in (9, 2, 1)]
    assert ages == sorted(ages)
    assert "Không có biến cố nào khớp" in client_of(officer).get("/bien-co/", {"loai": "TV"}).content.decode()


def test_query_counts_of_inbox_and_leader_home(client_of, officer, own_leader, group, household) -> None:
    def grow(n: int) -> None:
        for row in make_households(group, n):
            event_report(row, EventData("OM", date(2023, 1, 1), Severity.URGENT, "…"), by=own_leader)

    assert_constant_queries(client_of(officer), "/bien-co/", grow, at_most=6)
    assert_constant_queries(client_of(own_leader), "/to-toi/?tat_ca=on", grow)
    assert_constant_queries(client_of(own_leader), "/to-toi/da-bao/", grow)
    assert_constant_queries(client_of(officer), "/to/", grow)


def test_figures_of_all_groups_are_saved_together(client_of, officer, group, other_group) -> None:
    client, url = client_of(officer), "/to/so-ho-dan-cu/"
    typed = {"ngay": "31/12/2023", f"h{group.pk}": "1.200", f"p{group.pk}": "4.500", f"h{other_group.pk}": "90", f"p{other_group.pk}": ""}
    assert "Nhập cả hai số" in post(client, url, typed).content.decode()
    assert not PopulationBaseline.objects.exists()
    assert post(client, url, typed | {f"p{other_group.pk}": "300"}).url == f"{url}?ngay=31/12/2023"
    page = client.get(url, {"ngay": "31/12/2023"}).content.decode()
    assert 'value="1.200"' in page
    assert "1.290" in page


def test_groups_and_leaderships_through_pages(client_of, officer, administrator, leader, group) -> None:
    desk, people = client_of(officer), client_of(administrator)
    assert post(desk, "/to/them/", {"code": "T9", "name": "TDP 09 (ví dụ)"}).status_code == 302
    assert post(desk, "/to/T9/sua/", {"name": "TDP 9A (ví dụ)", "sort_order": "1"}).status_code == 302
    slot = f"/to/phu-trach/{leader.pk}/"
    assert post(people, slot, {"group": group.pk, "from_on": "01/01/2023"}).url == slot
    assert group.name in people.get(slot).content.decode()
    leadership = GroupLeadership.objects.get()
    assert post(people, f"{slot}{leadership.pk}/ket-thuc/", {"to_on": "31/12/2023"}).url == slot
    assert post(desk, "/to/T9/ket-thuc/", {"to_on": "31/12/2023", "successor": group.pk}).status_code == 302
    assert ResidentialGroup.objects.get(code="T9").successor == group
    assert "nhập vào TDP 01 (ví dụ)" in desk.get("/to/").content.decode()
