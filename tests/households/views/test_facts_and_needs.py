"""Facts and needs on the page of a household, and their forms."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.kernel.dates import format_dmy
from households.models import DwellingFact, MemberFact, Need
from households.rules.facts import DwellingKind, FactKind
from households.rules.needs import NeedKind
from households.services.facts import dwelling_record, fact_record
from households.services.member import MemberData, member_add
from households.services.needs import NeedData, need_express, need_meet, need_mistaken
from tests.households.factories import make_household
from tests.posting import post
from tests.query_counts import assert_constant_queries

DAY = date(2026, 3, 1)
TODAY = "01/03/2026"


@pytest.fixture
def url(household) -> str:
    return f"/ho/{household.code}/"


@pytest.fixture
def head(household):
    return household.members.get(is_head=True)


def test_the_tab_tells_the_newest_answer_of_the_day_its_source_and_what_is_unknown(client_of, officer, household, head, url) -> None:
    fact_record(head, FactKind.WORK, "none", date(2025, 1, 1), "Phiếu 2025", by=officer)
    fact_record(head, FactKind.WORK, "wage", DAY, "Hợp đồng 2026", by=officer)
    client = client_of(officer)
    page = client.get(url, {"muc": "thong-tin"}).content.decode()
    assert "Làm công ăn lương" in page
    assert "Hợp đồng 2026" in page
    assert "01/01/2025: Không có việc làm, muốn làm việc (Phiếu 2025)" in page
    assert "Chưa có số liệu" in page
    assert "Nguồn nước sinh hoạt" in page
    before = client.get(url, {"muc": "thong-tin", "ngay": "01/02/2026"}).content.decode()
    assert "Hợp đồng 2026" not in before


@pytest.mark.parametrize(
    ("last", "words"),
    [(timedelta(days=30), "Còn giá trị, đến hết ngày"), (timedelta(days=-1), "Đã hết hạn từ sau ngày"), (None, "không ghi ngày hết hạn")],
)
def test_the_validity_of_a_card_is_told(client_of, officer, household, url, last, words) -> None:
    until = None if last is None else timezone.localdate() + last
    member_add(household, MemberData("Lê Thị Một", relation="Cháu", card_number="DN4010000000001", card_to_on=until), by=officer)
    assert words in client_of(officer).get(url, {"muc": "thong-tin"}).content.decode()


def test_only_changed_answers_are_written(client_of, officer, household, head, url) -> None:
    fact_record(head, FactKind.WORK, "none", date(2025, 1, 1), "", by=officer)
    typed = {"on": TODAY, "source": "Gia đình cho biết", "work": "none", "contract": "", "training": "elementary", "disability": "none"}
    assert post(client_of(officer), f"{url}thong-tin/{head.pk}/", typed).status_code == 302
    new = MemberFact.objects.filter(on=DAY).values_list("kind", "value", "source")
    assert sorted(new) == [("disability", "none", "Gia đình cho biết"), ("training", "elementary", "Gia đình cho biết")]
    page = post(
        client_of(officer),
        f"{url}thong-tin/{head.pk}/",
        {"on": "02/03/2026", "source": "Gia đình", "work": "none", "training": "elementary"},
    )
    assert "Chưa có câu trả lời nào mới" in page.content.decode()
    again = {"on": "02/03/2026", "source": "Gia đình", "work": "none", "training": "elementary", "again": "on"}
    assert post(client_of(officer), f"{url}thong-tin/{head.pk}/", again).status_code == 302
    assert MemberFact.objects.filter(on=date(2026, 3, 2)).count() == 2


def test_refusals_stay_in_the_form(client_of, officer, household, head, url) -> None:
    client, path = client_of(officer), f"{url}thong-tin/{head.pk}/"
    fact_record(head, FactKind.DISABILITY, "mild", DAY, "", by=officer)
    for typed, words in (
        ({"on": TODAY, "source": "Gia đình", "disability": "severe"}, "đã ghi “Khuyết tật nhẹ”"),
        ({"on": TODAY, "low_income_worker": "yes"}, "số, ngày của văn bản xác nhận"),
        ({"on": format_dmy(timezone.localdate() + timedelta(days=1)), "work": "none"}, "không thể sau hôm nay"),
        ({"on": TODAY, "work": "no-such-answer"}, "work"),
        ({"on": TODAY, "work": "none"}, "Ghi ai cho biết, hoặc theo giấy tờ nào"),
    ):
        page = post(client, path, typed)
        assert page.status_code == 200
        assert words in page.content.decode()
    assert MemberFact.objects.count() == 1
    page = post(client, f"{url}thong-tin/nha-o/", {"on": TODAY, "area_m2": "0", "water": "piped"})
    assert page.status_code == 200
    assert not DwellingFact.objects.exists()


def test_a_leader_records_for_the_own_group_and_the_officer_sees_it(
    client_of, own_leader, officer, household, head, other_group, url
) -> None:
    client = client_of(own_leader)
    assert (
        post(client, f"{url}thong-tin/nha-o/", {"on": TODAY, "source": "Gia đình", "area_m2": "45,5", "roof": "sheet"}).status_code == 302
    )
    assert post(client, f"{url}thong-tin/{head.pk}/", {"on": TODAY, "source": "Gia đình", "work": "none"}).status_code == 302
    typed = {"home_needs": ["loan"], "own_needs": ["job", "vocational"], "need_person": head.pk, "expressed_on": TODAY, "channel": "survey"}
    assert post(client, f"{url}nhu-cau/them/", typed).status_code == 302
    page = client_of(officer).get(url, {"muc": "thong-tin"}).content.decode()
    assert "45,5\u00a0m²" in page
    assert f"{own_leader.full_name} ghi" in page
    assert f"{own_leader.full_name} ghi" in client_of(officer).get(url, {"muc": "nhu-cau"}).content.decode()
    assert sorted(Need.objects.values_list("kind", "member")) == [("job", head.pk), ("loan", None), ("vocational", head.pk)]
    other = make_household(other_group, officer, "Người Tổ Khác")
    for path in ("thong-tin/nha-o/", f"thong-tin/{other.members.get().pk}/", "nhu-cau/them/"):
        assert client.get(f"/ho/{other.code}/{path}").status_code == 404
    own = client.get(url, {"muc": "nhu-cau"}).content.decode()
    assert "Ghi nhu cầu" in own
    assert "Ghi nhầm</a>" not in own


def test_a_form_sent_twice_writes_once(client_of, own_leader, household, url) -> None:
    client = client_of(own_leader)
    typed = {"home_needs": ["loan"], "expressed_on": TODAY, "channel": "survey"}
    for _ in range(2):
        assert post(client, f"{url}nhu-cau/them/", typed, key="a-key-of-a-form-sent-twice").status_code == 302
    assert Need.objects.count() == 1


def test_a_personal_need_names_the_person(client_of, officer, household, url) -> None:
    page = post(client_of(officer), f"{url}nhu-cau/them/", {"own_needs": ["job"], "expressed_on": TODAY, "channel": "survey"})
    assert "Chọn người có nhu cầu đó" in page.content.decode()
    page = post(client_of(officer), f"{url}nhu-cau/them/", {"expressed_on": TODAY, "channel": "survey"})
    assert "Đánh dấu ít nhất một nhu cầu" in page.content.decode()


def test_needs_end_on_their_pages_and_a_past_day_shows_them_open(client_of, officer, household, head, url) -> None:
    loan, job, housing = (
        need_express(household, NeedData(kind, DAY, member), by=officer)
        for kind, member in ((NeedKind.LOAN, None), (NeedKind.JOB, head), (NeedKind.HOUSING, None))
    )
    client = client_of(officer)
    assert post(client, f"{url}nhu-cau/{loan.pk}/dap-ung/", {"on": "10/03/2026", "met_by": "Khoản vay (ví dụ)"}).status_code == 302
    assert post(client, f"{url}nhu-cau/{job.pk}/khong-con/", {"on": "11/03/2026", "reason": "Đã có việc"}).status_code == 302
    assert post(client, f"{url}nhu-cau/{housing.pk}/ghi-nham/", {"reason": "Hộ khác"}).status_code == 302
    page = client.get(url, {"muc": "nhu-cau"}).content.decode()
    for words in ("Khoản vay (ví dụ)", "Đã có việc", "1 dòng ghi nhầm", "Đã đáp ứng", "Không còn nhu cầu"):
        assert words in page
    past = client.get(url, {"muc": "nhu-cau", "ngay": "05/03/2026"}).content.decode()
    assert "Chưa đáp ứng" in past
    assert "Khoản vay (ví dụ)" not in past
    again = post(client, f"{url}nhu-cau/{loan.pk}/dap-ung/", {"on": "10/03/2026", "met_by": "Lần nữa"}).content.decode()
    assert "đã ở tình trạng" in again


def test_wrong_facts_are_voided_with_a_reason_and_stay_readable(client_of, officer, household, head, url) -> None:
    client = client_of(officer)
    own = fact_record(head, FactKind.WORK, "none", DAY, "", by=officer)
    home = dwelling_record(household, DwellingKind.WATER, "rain", DAY, "", by=officer)
    assert "Ghi lý do hủy" in post(client, f"{url}thong-tin/nguoi/{own.pk}/huy/", {"reason": ""}).content.decode()
    assert post(client, f"{url}thong-tin/nguoi/{own.pk}/huy/", {"reason": "Nhầm người"}).status_code == 302
    assert post(client, f"{url}thong-tin/nha-o/{home.pk}/huy/", {"reason": "Nhầm nhà"}).status_code == 302
    page = client.get(url, {"muc": "thong-tin"}).content.decode()
    assert "Nhầm người" in page
    assert "Nhầm nhà" in page
    assert client.get(f"{url}thong-tin/nguoi/{own.pk}/huy/").status_code == 404


def test_queries_do_not_grow_with_facts_and_needs(client_of, officer, household, url) -> None:
    days = iter(DAY - timedelta(days=n) for n in range(1, 200))

    def grow(n: int) -> None:
        for _ in range(n):
            day = next(days)
            member = member_add(household, MemberData(f"Người {day:%d%m%Y}", relation="Con"), by=officer)
            fact_record(member, FactKind.WORK, "none", day, "", by=officer)
            dwelling_record(household, DwellingKind.WATER, "rain", day, "", by=officer)
            need_meet(need_express(household, NeedData(NeedKind.JOB, day, member), by=officer), day, "Việc (ví dụ)", by=officer)
            need_mistaken(need_express(household, NeedData(NeedKind.LOAN, day), by=officer), "Nhầm", by=officer)

    for tab in ("thong-tin", "nhu-cau"):
        assert_constant_queries(client_of(officer), f"{url}?muc={tab}", grow, few=2, many=6)
