"""Members: identity once in a ward, leaving, heads."""

from datetime import date

import pytest

from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict
from households.models import InsuranceCard, Member
from households.services.member import MemberData, head_change, member_add, member_change, member_leave
from tests.households.factories import make_household

ID = "001199000001"


def test_a_personal_id_lives_once_in_the_ward(household, group, officer) -> None:
    first = member_add(household, MemberData("Lê Thị Một", relation="Cháu", personal_id=ID), by=officer)
    other = make_household(group, officer, "Phạm Văn Hai")
    with pytest.raises(DomainError, match=f"đã ghi cho Lê Thị Một, hộ {household.code}"):
        member_add(other, MemberData("Lê Thị Một", relation="Cháu", personal_id=ID), by=officer)
    member_leave(first, on=date(2023, 5, 1), reason="Tách hộ", version=1, by=officer)
    assert member_add(other, MemberData("Lê Thị Một", relation="Cháu", personal_id=ID), by=officer).personal_id == ID


def test_no_number_reaches_the_log(household, officer) -> None:
    member = member_add(household, MemberData("Lê Thị Một", relation="Cháu", personal_id=ID, card_number="DN4010000000001"), by=officer)
    member_change(member, MemberData("Lê Thị Một", relation="Cháu", personal_id="001199000002"), version=1, by=officer)
    text = " ".join(str(line.details) + line.target_label for line in AuditEvent.objects.all())
    assert "0011990" not in text
    assert "DN401" not in text
    assert AuditEvent.objects.get(action="member_changed").details["muc_da_sua"] == ["số định danh cá nhân"]


def test_search_follows_the_members(household, officer) -> None:
    member = member_add(household, MemberData("Trần Hữu Ổn", relation="Cháu"), by=officer)
    household.refresh_from_db()
    assert "tran huu on" in household.search_text
    member_leave(member, on=date(2023, 5, 1), reason="Chết", version=1, by=officer)
    household.refresh_from_db()
    assert "tran huu on" not in household.search_text


def test_a_new_card_is_added_and_a_known_one_prolonged(household, officer) -> None:
    member = member_add(household, MemberData("Lê Một", relation="Con", card_number="A1", card_to_on=date(2022, 12, 31)), by=officer)
    member_change(member, MemberData("Lê Một", relation="Con", card_number="A1", card_to_on=date(2023, 12, 31)), version=1, by=officer)
    member_change(member, MemberData("Lê Một", relation="Con", card_number="B2"), version=2, by=officer)
    assert [(card.number, card.to_on) for card in InsuranceCard.objects.order_by("pk")] == [("A1", date(2023, 12, 31)), ("B2", None)]


def test_a_leaving_head_names_the_next_one(household, officer) -> None:
    head, child = Member.objects.filter(household=household).order_by("sort_order")
    with pytest.raises(DomainError, match="Chọn người làm chủ hộ mới"):
        member_leave(head, on=date(2023, 5, 1), reason="Chết", version=1, by=officer)
    member_leave(head, on=date(2023, 5, 1), reason="Chết", version=1, by=officer, new_head=child)
    household.refresh_from_db()
    child.refresh_from_db()
    assert (household.head_name, child.is_head, child.relation) == ("Nguyễn Văn Con", True, "Chủ hộ")
    with pytest.raises(DomainError, match="đã được ghi rời hộ từ ngày 01/05/2023"):
        member_leave(head, on=date(2023, 6, 1), reason="Chết", version=2, by=officer)


def test_the_last_member_may_leave(group, officer) -> None:
    alone = make_household(group, officer, "Phan Thị Một Mình")
    member_leave(alone.members.get(), on=date(2023, 5, 1), reason="Chết", version=1, by=officer)
    alone.refresh_from_db()
    assert alone.head_name == "Phan Thị Một Mình"


def test_another_member_becomes_head(household, officer) -> None:
    child = Member.objects.get(household=household, is_head=False)
    head_change(household, child, old_relation="Mẹ", version=household.version, by=officer)
    old = Member.objects.get(household=household, is_head=False)
    assert (old.full_name, old.relation) == ("Nguyễn Thị Ví Dụ", "Mẹ")
    with pytest.raises(EditConflict):
        head_change(household, old, old_relation="Con", version=1, by=officer)


def test_a_stale_member_form_is_refused(household, officer) -> None:
    member = Member.objects.get(household=household, is_head=False)
    member_change(member, MemberData("Nguyễn Văn Con", relation="Con", ethnicity="Kinh"), version=1, by=officer)
    with pytest.raises(EditConflict):
        member_change(member, MemberData("Nguyễn Văn Khác", relation="Con"), version=1, by=officer)
