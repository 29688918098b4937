"""Households: names for search, codes, moves, and the guard against lost updates."""

from datetime import date

import pytest

from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict
from households.models import HouseholdStay, Member
from households.services.group import group_end
from households.services.household import HouseholdData, household_change, household_move
from households.services.naming import new_codes
from tests.households.factories import make_household


def test_names_are_derived_in_one_place(group, officer) -> None:
    household = make_household(group, officer, "  Đặng   Thị Út ", ["Trần Hữu Ánh"])
    assert household.head_name == "Đặng Thị Út"
    assert household.search_text == "tdp01-0001 | dang thi ut | tran huu anh"
    assert household.head_sort_key.split(" ")[0] < make_household(group, officer, "Lê Văn Vân").head_sort_key.split(" ")[0]


def test_codes_follow_the_highest_in_use(group, officer) -> None:
    assert make_household(group, officer).code == "TDP01-0001"
    make_household(group, officer, code="TDP01-0041")
    assert new_codes(group, 2) == ["TDP01-0042", "TDP01-0043"]
    with pytest.raises(DomainError, match="đã có hộ mang mã TDP01-0041"):
        make_household(group, officer, code="TDP01-0041")


def test_adding_writes_head_members_stay_and_log(household, officer) -> None:
    head, child = Member.objects.filter(household=household).order_by("sort_order")
    assert (head.is_head, head.relation, child.is_head, child.relation) == (True, "Chủ hộ", False, "Con")
    assert HouseholdStay.objects.get(household=household).from_on is None
    line = AuditEvent.objects.get(action="household_added")
    assert (line.actor_id, line.household_code) == (officer.pk, household.code)


def test_a_stale_form_writes_nothing_and_names_the_faster_one(household, officer, other_group) -> None:
    household_change(household, HouseholdData(address="Đường số 2 (ví dụ)"), version=1, by=officer)
    with pytest.raises(EditConflict, match=f"{officer.full_name} đã thay đổi hồ sơ này lúc"):
        household_change(household, HouseholdData(address="Đường số 3 (ví dụ)"), version=1, by=officer)
    with pytest.raises(EditConflict):
        household_move(household, other_group, on=date(2023, 1, 1), version=1, by=officer)
    household.refresh_from_db()
    assert (household.address, household.version) == ("Đường số 2 (ví dụ)", 2)


def test_the_log_names_changed_fields_but_no_numbers(household, officer) -> None:
    household_change(household, HouseholdData(address=household.address, phone="0900000000"), version=1, by=officer)
    details = AuditEvent.objects.get(action="household_changed").details
    assert details == {"muc_da_sua": ["điện thoại"]}


def test_a_move_keeps_where_it_lived_before(household, group, other_group, officer) -> None:
    household_move(household, other_group, on=date(2023, 6, 1), version=1, by=officer)
    stays = HouseholdStay.objects.filter(household=household).order_by("from_on").values_list("group__code", "from_on", "to_on")
    assert set(stays) == {("TDP01", None, date(2023, 5, 31)), ("TDP02", date(2023, 6, 1), None)}
    with pytest.raises(DomainError, match="Ngày chuyển phải sau ngày 01/06/2023"):
        household_move(household, group, on=date(2023, 6, 1), version=2, by=officer)
    group_end(group, to_on=date(2023, 6, 30), successor=other_group, by=officer)
    with pytest.raises(DomainError, match="chỉ hoạt động đến hết 30/06/2023"):
        household_move(household, group, on=date(2023, 8, 1), version=2, by=officer)
