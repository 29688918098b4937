"""Double benefit hears registers: classes that somebody attends and houses that are built, with or without money on them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.kernel.errors import NotAllowed
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from livelihoods.models import Enrolment
from livelihoods.rules.words import EnrolmentState
from livelihoods.services.training import enrol, enrolment_step
from support.selectors.grants import found_conflicts
from support.services import grants
from support.services.tying import Origin
from tests.factories import person
from tests.livelihoods import factories as livelihoods
from tests.programs.factories import join
from tests.support import factories as make
from tests.support.tied import KINDS
from tests.welfare import factories as welfare
from welfare.models import HousingCase
from welfare.services.housing import housing_drop, housing_propose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]
MARCH, JUNE, NOVEMBER = date(2023, 3, 1), date(2023, 6, 1), date(2023, 11, 1)
_, MONEY, _ = KINDS


def enrolled(member: Member, by: User, on: date, days: int = 60, **fields: object) -> Enrolment:
    """A person in a class of its own, through the verb."""
    found = livelihoods.vocational_class(member.ward, by, from_on=on, to_on=on + timedelta(days))
    values = {"override_reason": "Ví dụ"} | fields
    return enrol(Enrolment(ward=member.ward, vocational_class=found, member=member, enrolled_on=on, is_eligible=True, **values), by=by)


def proposed(home: Household, by: User, on: date, **fields: object) -> HousingCase:
    return housing_propose(HousingCase(ward=home.ward, household=home, kind="repair", proposed_on=on, **fields), by=by)


@pytest.fixture
def worker(ward: Ward, officer: User) -> Member:
    return livelihoods.adult(livelihoods.home(ward, officer, HouseholdClass.NEAR_POOR))


def test_a_second_class_in_the_year_asks_for_the_reason(worker: Member, officer: User) -> None:
    enrolled(worker, officer, MARCH)
    with pytest.raises(grants.DoubleBenefit, match=r"Đã có ở sổ “Học viên học nghề” \(DA4.TDA1\) từ ngày 01/03/2023.*cần đối chiếu"):
        enrolled(worker, officer, NOVEMBER)
    assert Enrolment.objects.count() == 1
    row = enrolled(worker, officer, NOVEMBER, conflict_reason="Lớp đầu bị hủy giữa chừng")
    assert row.conflict and row.conflict_reason == "Lớp đầu bị hủy giữa chừng"
    assert enrolled(worker, officer, date(2024, 3, 1)).conflict == ""


def test_only_the_officer_may_say_why(worker: Member, ward: Ward, officer: User) -> None:
    keeper = person(ward, Role.AGENCY_MEMBER, full_name="Ban Chỉ đạo Ví Dụ")
    join(keeper, ward, "BCD")
    enrolled(worker, officer, MARCH)
    with pytest.raises(NotAllowed, match="cán bộ LĐTBXH"):
        enrolled(worker, keeper, NOVEMBER, conflict_reason="Cần thêm nghề")


def test_two_people_of_one_household_may_learn(worker: Member, officer: User) -> None:
    other = Member.objects.create(
        ward=worker.ward, household=worker.household, full_name="Người Thứ Hai (ví dụ)", sex="female", birth_on=date(1991, 1, 1),
        relation="spouse",
    )  # fmt: skip
    enrolled(worker, officer, MARCH)
    assert enrolled(other, officer, MARCH).conflict == ""


def test_who_dropped_out_may_begin_again(worker: Member, officer: User) -> None:
    first = enrolled(worker, officer, MARCH)
    enrolment_step(first, EnrolmentState.DROPPED, JUNE, version=1, by=officer, reason="Ốm")
    assert enrolled(worker, officer, NOVEMBER).conflict == ""


def test_money_for_the_class_is_a_part_of_it_and_money_after_it_is_not(worker: Member, officer: User) -> None:
    enrolled(worker, officer, MARCH, days=60)
    fields = {"code": "DA4.TDA1", "donor": "Ví Dụ", "override_reason": "Ví dụ"}
    last = MARCH + timedelta(60)
    during = make.grant(worker.household, officer, member=worker, decided_on=last, **fields)
    assert during.conflict == "" and not found_conflicts(officer, worker.ward_id)
    with pytest.raises(grants.DoubleBenefit, match="Học viên học nghề"):
        make.grant(worker.household, officer, member=worker, decided_on=last + timedelta(1), **fields)


def test_a_house_that_was_supported_before(ward: Ward, officer: User, poor: Household) -> None:
    """No money hangs on the old house, and it speaks all the same."""
    old = date(2015, 5, 1)
    days = {"proposed_on": old, "approved_on": old, "started_on": old, "handed_over_on": date(2016, 6, 1)}
    welfare.house(poor, officer, stage="handed_over", **days)
    with pytest.raises(grants.DoubleBenefit, match=r"“Hỗ trợ nhà ở” \(CS5\) từ ngày 01/05/2015"):
        proposed(poor, officer, JUNE)
    with pytest.raises(grants.DoubleBenefit, match="Hỗ trợ nhà ở"):
        make.grant(poor, officer, code="CS5", donor="Ví Dụ", decided_on=JUNE)
    assert proposed(poor, officer, JUNE, conflict_reason="Bão làm sập nhà").conflict


def test_money_of_a_house_is_a_part_of_it(ward: Ward, officer: User, poor: Household) -> None:
    row = MONEY.write(MONEY.new(poor, officer), Origin(donor="Ví Dụ"), by=officer)
    assert row.grant.conflict == "" and not found_conflicts(officer, ward.pk)
    after = MONEY.new(poor, officer, case=row.case, paid_on=date(2023, 9, 1))
    HousingCase.objects.update(stage="handed_over", started_on=JUNE, handed_over_on=JUNE)
    assert MONEY.write(after, Origin(donor="Ví Dụ"), by=officer).grant.conflict == ""  # settled after the handover
    assert not found_conflicts(officer, ward.pk)


def test_a_house_that_did_not_come_about_speaks_against_nothing(ward: Ward, officer: User, poor: Household) -> None:
    first = proposed(poor, officer, MARCH)
    housing_drop(first, JUNE, "Hộ từ chối", version=1, by=officer)
    assert proposed(poor, officer, NOVEMBER).conflict == ""


def test_the_page_of_pairs_names_rows_of_registers(worker: Member, officer: User, client_of: Callable[[User], Client]) -> None:
    enrolled(worker, officer, MARCH)
    enrolled(worker, officer, NOVEMBER, conflict_reason="Lớp đầu bị hủy giữa chừng")
    ((item, one, other),) = found_conflicts(officer, worker.ward_id)
    assert (item.rule.key, one.enrolled_on, other.enrolled_on) == ("training-once-a-year", MARCH, NOVEMBER)
    body = client_of(officer).get(reverse("support:conflicts")).content.decode()
    assert worker.household.code in body and "từ 01/11/2023" in body and "Lớp đầu bị hủy giữa chừng" in body
    assert reverse("livelihoods:class", args=[one.vocational_class_id]) in body
