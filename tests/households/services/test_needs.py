"""Needs: express, meet, withdraw, take back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from households.models import Household, Member, Need, ResidentialGroup
from households.rules.classes import HouseholdClass
from households.rules.needs import NEED_TRANSITIONS, NeedKind, NeedState
from households.selectors.needs import needs_in
from households.services.needs import NeedData, need_express, need_meet, need_mistaken, need_reopen, need_withdraw, needs_express
from tests.households.factories import decide, make_household
from tests.households.rules.test_needs import CASES, FIRST, LAST

DAY = date(2026, 3, 1)
LATER = date(2026, 3, 20)


@pytest.fixture
def member(household: Household) -> Member:
    return household.members.get(is_head=True)


@pytest.fixture
def need(household: Household, member: Member, officer: User) -> Need:
    return need_express(household, NeedData(NeedKind.JOB, DAY, member, "Thợ hồ"), by=officer)


def steps(need: Need, by: User) -> dict[NeedState, object]:
    return {
        NeedState.MET: lambda: need_meet(need, LATER, "Giới thiệu việc làm", by=by),
        NeedState.WITHDRAWN: lambda: need_withdraw(need, LATER, "Đã chuyển đi", by=by),
        NeedState.MISTAKEN: lambda: need_mistaken(need, "Ghi nhầm hộ", by=by),
        NeedState.EXPRESSED: lambda: need_reopen(need, "Đã hủy: món vay.", by=by),
    }


@pytest.mark.parametrize("state", NeedState)
@pytest.mark.parametrize("target", NeedState)
def test_every_step_of_the_table(need: Need, officer: User, state: NeedState, target: NeedState) -> None:
    if state is not NeedState.EXPRESSED:
        steps(need, officer)[state]()
    if target in NEED_TRANSITIONS[state]:
        steps(need, officer)[target]()
        assert need.state == target
    else:
        with pytest.raises(IllegalTransition, match=state.label):
            steps(need, officer)[target]()
        need.refresh_from_db()
        assert need.state == state


def test_a_second_open_need_of_the_same_kind_and_person_is_refused(need: Need, household: Household, member: Member, officer: User) -> None:
    with pytest.raises(DomainError, match="chưa được đáp ứng"):
        need_express(household, NeedData(NeedKind.JOB, LATER, member), by=officer)
    other = household.members.get(is_head=False)
    need_express(household, NeedData(NeedKind.JOB, LATER, other), by=officer)
    need_meet(need, LATER, "Phiên giao dịch việc làm", by=officer)
    need_express(household, NeedData(NeedKind.JOB, LATER, member), by=officer)
    assert Need.objects.count() == 3


def test_ticked_needs_that_are_open_stay_as_they_are(need: Need, household: Household, member: Member, officer: User) -> None:
    entries = [NeedData(NeedKind.JOB, LATER, member), NeedData(NeedKind.LOAN, LATER)]
    assert [new.kind for new in needs_express(household, entries, by=officer)] == [NeedKind.LOAN]
    need.refresh_from_db()
    assert need.expressed_on == DAY


def test_days_are_in_order(need: Need, household: Household, officer: User) -> None:
    eve, tomorrow = DAY - timedelta(days=1), timezone.localdate() + timedelta(days=1)
    for day in (eve, tomorrow):
        with pytest.raises(DomainError):
            need_meet(need, day, "Việc làm", by=officer)
        with pytest.raises(DomainError):
            need_withdraw(need, day, "Chuyển đi", by=officer)
    with pytest.raises(DomainError, match="sau hôm nay"):
        need_express(household, NeedData(NeedKind.LOAN, tomorrow), by=officer)
    need_meet(need, DAY, "Việc làm", by=officer)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_end_says_by_what_or_why(need: Need, officer: User, text: str) -> None:
    for act in (lambda: need_meet(need, LATER, text, by=officer), lambda: need_withdraw(need, LATER, text, by=officer)):
        with pytest.raises(DomainError):
            act()
    with pytest.raises(DomainError):
        need_mistaken(need, text, by=officer)


def test_the_person_belongs_to_the_household(household: Household, group: ResidentialGroup, officer: User) -> None:
    stranger = make_household(group, officer, "Trần Văn Khác").members.get()
    with pytest.raises(DomainError, match="không thuộc hộ"):
        need_express(household, NeedData(NeedKind.JOB, DAY, stranger), by=officer)


def test_a_leader_expresses_for_the_own_group_only(
    household: Household, other_group: ResidentialGroup, own_leader: User, officer: User
) -> None:
    need_express(household, NeedData(NeedKind.LOAN, DAY), by=own_leader)
    elsewhere = make_household(other_group, officer, "Lê Thị Nơi Khác")
    with pytest.raises(NotAllowed, match="tổ mình"):
        need_express(elsewhere, NeedData(NeedKind.LOAN, DAY), by=own_leader)


def test_an_agency_expresses_for_households_ever_on_the_list(household: Household, agency_member: User, officer: User) -> None:
    with pytest.raises(NotAllowed):
        need_express(household, NeedData(NeedKind.LOAN, DAY), by=agency_member)
    decide(household, HouseholdClass.POOR, date(2023, 12, 8), officer)
    need = need_express(household, NeedData(NeedKind.LOAN, DAY), by=agency_member)
    need_meet(need, LATER, "Vay Ngân hàng Chính sách xã hội", by=agency_member)


@pytest.mark.parametrize("who", ["committee", "signer", "administrator", "other_officer"])
def test_others_express_and_end_nothing(need: Need, household: Household, who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        need_express(household, NeedData(NeedKind.LOAN, DAY), by=user)
    with pytest.raises(NotAllowed):
        need_meet(need, LATER, "Việc làm", by=user)


def test_a_leader_does_not_end_needs(need: Need, own_leader: User) -> None:
    with pytest.raises(NotAllowed):
        need_withdraw(need, LATER, "Chuyển đi", by=own_leader)


def test_the_database_counts_as_the_rule_does(household: Household) -> None:
    kinds = list(NeedKind)
    expected = set()
    for number, (expressed, met, withdrawn, mistaken, counts, _) in enumerate(CASES):
        state = NeedState.MISTAKEN if mistaken else NeedState.MET if met else NeedState.WITHDRAWN if withdrawn else NeedState.EXPRESSED
        person = Member.objects.create(ward=household.ward, household=household, full_name=f"Ví Dụ {number}", folded_name="")
        row = Need.objects.create(
            household=household, member=person, kind=kinds[number % len(kinds)], expressed_on=expressed, state=state, met_on=met,
            met_by="x" if met else "", withdrawn_on=withdrawn, end_reason="x" if withdrawn or mistaken else "",
        )  # fmt: skip
        assert row.days.counts_in(FIRST, LAST) is counts
        expected |= {row.pk} if counts else set()
    assert {row.pk for row in needs_in(household.ward_id, FIRST, LAST)} == expected
    assert not needs_in(household.ward_id + 1, FIRST, LAST).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "met", "met_by": "x"},
        {"state": "met", "met_on": LATER},
        {"state": "met", "met_on": DAY - timedelta(days=1), "met_by": "x"},
        {"state": "expressed", "met_on": LATER, "met_by": "x"},
        {"state": "withdrawn", "withdrawn_on": LATER},
        {"state": "withdrawn", "withdrawn_on": DAY - timedelta(days=1), "end_reason": "x"},
        {"state": "withdrawn", "withdrawn_on": LATER, "met_on": LATER, "end_reason": "x"},
        {"state": "mistaken"},
    ],
)
def test_the_database_refuses_what_does_not_fit(household: Household, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(household=household, kind="loan", expressed_on=DAY, **wrong)


def test_the_database_refuses_a_second_open_need(need: Need, household: Household, member: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(household=household, member=member, kind="job", expressed_on=LATER)
    Need.objects.create(household=household, kind="job", expressed_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.create(household=household, kind="job", expressed_on=LATER)
