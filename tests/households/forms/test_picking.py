"""Choosing a household or a person by typing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.forms.picking import HouseholdField, PersonField
from households.models import Household
from households.rules.classes import HouseholdClass
from tests.households.factories import decide, make_group, make_household, make_leadership

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(ward: Ward, officer: User) -> Household:
    found = make_household(make_group(ward, "TDP01"), officer, "Nguyễn Văn Đức", ["Trần Thị Hòa", "Nguyễn Văn Đức"], code="H-1")
    decide(found, HouseholdClass.POOR, date(2023, 12, 8), officer)
    return found


def test_a_code_a_name_and_a_suggestion_all_mean_the_household(home: Household, officer: User) -> None:
    field = HouseholdField(user=officer, ward_id=home.ward_id)
    for text in ("H-1", "h-1", "  nguyen van duc ", "H-1 · Nguyễn Văn Đức · TDP 01"):
        assert field.clean(text) == home


def test_two_of_one_name_are_never_guessed(home: Household, officer: User) -> None:
    make_household(home.group, officer, "Nguyễn Văn Đức", code="H-2")
    with pytest.raises(ValidationError) as error:
        HouseholdField(user=officer, ward_id=home.ward_id).clean("Nguyễn Văn Đức")
    assert "Có nhiều nơi khớp" in error.value.message
    assert "H-2" in error.value.message


def test_an_unknown_name_says_what_to_do(home: Household, officer: User) -> None:
    with pytest.raises(ValidationError) as error:
        HouseholdField(user=officer, ward_id=home.ward_id).clean("Không Ai")
    assert "Không có hộ nào khớp với ‘Không Ai’" in error.value.message


def test_a_person_is_found_by_number_and_by_a_single_name(home: Household, officer: User) -> None:
    field = PersonField(user=officer, ward_id=home.ward_id)
    head, second, third = home.members.order_by("sort_order")
    assert field.clean("H-1/2") == field.clean("tran thi hoa") == second
    assert field.clean("H-1/3 · Nguyễn Văn Đức · chưa rõ năm sinh") == third
    assert field.prepare_value(second) == "H-1/2 · Trần Thị Hòa · chưa rõ năm sinh"
    for text in ("Nguyễn Văn Đức", "H-1/9", "H-1/0", "H-1/99999999999999999999"):
        with pytest.raises(ValidationError):
            field.clean(text)
    assert head not in {second, third}


def test_who_left_is_no_longer_found(home: Household, officer: User) -> None:
    second = home.members.get(full_name="Trần Thị Hòa")
    second.left_on = date(2024, 1, 1)
    second.save()
    field = PersonField(user=officer, ward_id=home.ward_id)
    with pytest.raises(ValidationError):
        field.clean("Trần Thị Hòa")
    assert field.clean("H-1/2").full_name == "Nguyễn Văn Đức"


def test_scope_of_leaders_agencies_and_other_wards(
    home: Household, officer: User, leader: User, agency_member: User, committee: User, other_officer: User
) -> None:
    never_listed = make_household(home.group, officer, "Lê Thị Khá", code="H-3")
    own = make_household(make_group(home.ward, "TDP02"), officer, "Phạm Thị Tổ", code="H-4")
    make_leadership(leader, own.group)
    found = {user: set(Household.objects.servable_to(user)) for user in (officer, leader, agency_member, committee, other_officer)}
    assert found == {officer: {home, never_listed, own}, leader: {own}, agency_member: {home}, committee: set(), other_officer: set()}


def test_suggestions_come_for_the_input_that_asks(client_of, home: Household, officer: User, leader: User) -> None:
    ask = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TRIGGER_NAME": "hộ-0"}
    answer = client_of(officer).get(reverse("households:pick_person"), {"hộ-0": "hoa tran"}, **ask)
    assert "H-1/2 · Trần Thị Hòa" in answer.content.decode()
    assert client_of(officer).get(reverse("households:pick_household"), {"hộ-0": "d"}, **ask).content == b""
    assert client_of(leader).get(reverse("households:pick_household"), {"hộ-0": "duc"}, **ask).content == b""
