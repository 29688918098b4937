"""The ward's needs in a period, their counts, the workbook; low-income workers."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from households.models import MemberFact, Need
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.rules.needs import NeedKind
from households.selectors.need_list import NeedFilter, counts_by_kind, needs_listed
from households.services.facts import fact_record
from households.services.needs import NeedData, need_express, need_meet, need_mistaken
from tests.households.factories import decide, make_household, make_households
from tests.posting import post
from tests.query_counts import assert_constant_queries

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
PERIOD = {"tu_ngay": "01/01/2025", "den_ngay": "31/12/2025"}


@pytest.fixture
def head(household):
    return household.members.get(is_head=True)


@pytest.fixture
def told(household, head, officer, other_group):
    """A poor household with needs of the household and of two people, and another group's household that is on no list."""
    decide(household, HouseholdClass.POOR, date(2023, 12, 8), officer)
    child = household.members.get(is_head=False)
    other = make_household(other_group, officer, "Trần Văn Khác")
    day = date(2025, 2, 1)
    needs = {
        "loan": need_express(household, NeedData(NeedKind.LOAN, day, detail="Nuôi gà"), by=officer),
        "job": need_express(household, NeedData(NeedKind.JOB, day, head), by=officer),
        "child": need_express(household, NeedData(NeedKind.JOB, day, child), by=officer),
        "other": need_express(other, NeedData(NeedKind.JOB, day, other.members.get()), by=officer),
        "wrong": need_express(other, NeedData(NeedKind.LOAN, day), by=officer),
    }
    need_meet(needs["job"], date(2025, 6, 1), "Việc làm (ví dụ)", by=officer)
    need_mistaken(needs["wrong"], "Nhầm hộ", by=officer)
    return needs


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, {"loan", "job", "child", "other"}),
        ({"kind": "job"}, {"job", "child", "other"}),
        ({"state": "met"}, {"job"}),
        ({"state": "expressed"}, {"loan", "child", "other"}),
        ({"state": "withdrawn"}, set()),
        ({"standing": "poor"}, {"loan", "job", "child"}),
        ({"text": "tran van"}, {"other"}),
        ({"first": date(2025, 6, 2)}, {"loan", "child", "other"}),
        ({"last": date(2025, 1, 31)}, set()),
        ({"last": date(2025, 5, 31), "state": "met"}, set()),
    ],
)
def test_filters(told, ward, officer, wanted, names) -> None:
    rows = needs_listed(officer, ward.pk, NeedFilter(**({"first": FIRST, "last": LAST} | wanted)))
    assert {row.pk for row in rows} == {told[name].pk for name in names}


def test_the_group_filters(told, ward, officer, other_group) -> None:
    rows = needs_listed(officer, ward.pk, NeedFilter(FIRST, LAST, group=other_group.pk))
    assert [row.pk for row in rows] == [told["other"].pk]


def test_every_state_of_the_filter_agrees_with_the_rule(told, ward, officer) -> None:
    for day in (FIRST, date(2025, 2, 1), date(2025, 5, 31), date(2025, 6, 1), LAST):
        for state in ("expressed", "met", "withdrawn"):
            found = {row.pk for row in needs_listed(officer, ward.pk, NeedFilter(FIRST, day, state=state))}
            assert found == {row.pk for row in Need.objects.counting_in(FIRST, day) if row.days.state_on(day) == state}


def test_people_and_households_are_counted_once_by_class(told, ward, officer, household, head) -> None:
    need_express(household, NeedData(NeedKind.JOB, date(2025, 7, 1), head), by=officer)
    counts = {line.kind: line for line in counts_by_kind(officer, ward.pk, FIRST, LAST)}
    job, loan = counts[NeedKind.JOB], counts[NeedKind.LOAN]
    assert (job.unit, job.n_needed, job.n_met, job.shares) == ("người", 3, 1, [2, 0, 0, 0, 1])
    assert (loan.unit, loan.n_needed, loan.n_met, loan.shares) == ("hộ", 1, 0, [1, 0, 0, 0, 0])
    assert counts[NeedKind.TELECOM].n_needed == 0


def test_page_and_workbook_show_the_same_needs(told, client_of, officer, signer, own_leader) -> None:
    page = client_of(officer).get("/nhu-cau/", PERIOD | {"loai": "job"}).content.decode()
    for words in ('Nhu cầu <span class="count">(3)', "Việc làm (ví dụ)", "Trần Văn Khác", "đến hết 31/12/2025"):
        assert words in page
    assert "Xuất Excel" not in client_of(signer).get("/nhu-cau/").content.decode()
    answer = client_of(officer).get("/nhu-cau/xuat-excel/", PERIOD | {"loai": "loan"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum("Nuôi gà" in row for row in cells) == 1
    own = client_of(own_leader).get("/nhu-cau/", PERIOD).content.decode()
    assert "Nuôi gà" in own and "Trần Văn Khác" not in own and "Xuất Excel" not in own
    assert client_of(own_leader).get("/nhu-cau/xuat-excel/").status_code == 404


def test_a_leader_reads_the_own_group_only(told, household, client_of, own_leader) -> None:
    client = client_of(own_leader)
    page = client.get("/nhu-cau/", PERIOD).content.decode()
    assert f"/ho/{household.code}/?muc=nhu-cau" in page and told["other"].household.code not in page
    assert "dap-ung" not in page and "?cho=" not in page
    assert client.get(f"/nhu-cau/{told['loan'].pk}/dap-ung/").status_code == 404


def test_low_income_workers_by_day_and_document(client_of, officer, household, head) -> None:
    client = client_of(officer)
    typed = {"person": f"{household.code}/1", "on": "01/03/2025", "source": "QĐ 12/QĐ-UBND (ví dụ)"}
    assert (
        "Ghi số, ngày của văn bản xác nhận" in post(client, "/nguoi-lao-dong-thu-nhap-thap/them/", typed | {"source": ""}).content.decode()
    )
    assert post(client, "/nguoi-lao-dong-thu-nhap-thap/them/", typed).status_code == 302
    assert MemberFact.objects.get().kind == FactKind.LOW_INCOME_WORKER
    assert "QĐ 12/QĐ-UBND (ví dụ)" in client.get("/nguoi-lao-dong-thu-nhap-thap/").content.decode()
    before = client.get("/nguoi-lao-dong-thu-nhap-thap/", {"ngay": "28/02/2025"}).content.decode()
    assert "QĐ 12/QĐ-UBND" not in before
    decide(household, HouseholdClass.NEAR_POOR, date(2025, 6, 1), officer)
    assert "kiểm tra lại văn bản" in client.get("/nguoi-lao-dong-thu-nhap-thap/").content.decode()
    answer = client.get("/nguoi-lao-dong-thu-nhap-thap/", {"xuat": "1"})
    assert b"".join(answer.streaming_content).startswith(b"PK")
    fact_record(head, FactKind.LOW_INCOME_WORKER, "no", date(2026, 1, 1), "QĐ 1", by=officer)
    assert "QĐ 12/QĐ-UBND" not in client.get("/nguoi-lao-dong-thu-nhap-thap/").content.decode()


def test_queries_do_not_grow(client_of, officer, group) -> None:
    def grow(n: int) -> None:
        for home in make_households(group, n):
            head = home.members.get()
            Need.objects.create(household=home, kind=NeedKind.LOAN, expressed_on=date(2025, 2, 1), recorded_by=officer)
            Need.objects.create(household=home, member=head, kind=NeedKind.JOB, expressed_on=date(2025, 2, 1), recorded_by=officer)
            MemberFact.objects.create(member=head, kind=FactKind.LOW_INCOME_WORKER, value="yes", on=date(2025, 2, 1), source="QĐ")

    client = client_of(officer)
    assert_constant_queries(client, "/nhu-cau/?dien=poor", grow, few=2, many=10)
    assert_constant_queries(client, "/nguoi-lao-dong-thu-nhap-thap/", grow, few=2, many=10)
