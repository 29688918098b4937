"""The verdict about a household of the register, through the command."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from camphucnam.accounts.models import User, Ward
from households.models import Assessment, DwellingFact, Household, Member, MemberFact
from households.rules.classes import HouseholdClass
from households.services.group import group_add
from households.services.household import HouseholdData, household_add
from households.services.member import MemberData
from households.services.status import DecisionData, status_decide
from programs.models import Plan

pytestmark = pytest.mark.django_db
MAN = MemberData("Trần Văn Ví Dụ", sex="male", birth_on=date(1980, 1, 1))
WOMAN = MemberData("Trần Thị Ví Dụ", sex="female", birth_on=date(1982, 1, 1))


@pytest.fixture
def household(ward: Ward, officer: User) -> Household:
    group = group_add(ward, code="01", name="TDP 01 (ví dụ)", from_on=None, by=officer)
    return household_add(ward, group, HouseholdData(), [MAN, WOMAN], by=officer, code="H1")


def decide(household: Household, household_class: HouseholdClass, day: date, by: User) -> None:
    status_decide(household, household_class, DecisionData(f"{day.year}/QĐ-UBND", day), by=by)


def ask(code: str, on: str, household: str = "H1") -> dict:
    out = StringIO()
    call_command("eligibility", "--household", household, "--for", code, "--on", on, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_a_household_through_poverty_near_poverty_and_its_window(household: Household, plan: Plan, officer: User) -> None:
    decide(household, HouseholdClass.POOR, date(2018, 12, 10), officer)
    decide(household, HouseholdClass.NEAR_POOR, date(2019, 12, 10), officer)
    decide(household, HouseholdClass.NOT_POOR, date(2020, 5, 31), officer)
    assert ask("DA4.TDA1", "2019-06-01")["eligible"] is False  # poor: left out of vocational training
    near = ask("DA2", "2020-01-01")
    assert (near["eligible"], near["priority"]) == (True, True)  # near-poor, and a woman lives there
    assert "Quyết định số 2019/QĐ-UBND" in " ".join(reason["source"] for reason in near["reasons"])
    inside = ask("DA2", "2023-05-31")
    assert (inside["eligible"], inside["priority"]) == (True, True)
    assert "đến hết 31/05/2023" in inside["reasons"][0]["text"]
    over = ask("DA2", "2023-06-01")
    assert over["eligible"] is False
    assert "31/05/2023" in " ".join(reason["text"] for reason in over["reasons"])


def test_an_unsafe_house_has_priority_for_housing(household: Household, plan: Plan, officer: User) -> None:
    decide(household, HouseholdClass.POOR, date(2022, 12, 10), officer)
    assert ask("CS5", "2023-06-01")["priority"] is False
    Assessment.objects.create(
        household=household,
        ward_id=household.ward_id,
        assessed_on=date(2022, 12, 1),
        standard_code="ND07-2021",
        area_type="urban",
        deprived_mask=1 << 6,
        known_mask=4095,
    )
    answer = ask("CS5", "2023-06-01")
    assert (answer["for"], answer["eligible"], answer["priority"]) == ("CS5", True, True)


def test_recorded_facts_change_the_answer_from_their_day(household: Household, plan: Plan, officer: User) -> None:
    decide(household, HouseholdClass.NOT_POOR, date(2022, 12, 10), officer)
    before = ask("DA2", "2023-06-01")
    assert before["eligible"] is False
    assert any(reason["text"].startswith("Chưa có số liệu") for reason in before["reasons"])
    member = Member.objects.filter(household=household, sex="male").get()
    for kind, value in (("disability", "severe"), ("stable_livelihood", "no")):
        MemberFact.objects.create(member=member, kind=kind, value=value, on=date(2023, 6, 2))
    assert ask("DA2", "2023-06-01")["eligible"] is False
    after = ask("DA2", "2023-06-02")
    assert set(after) == {"for", "eligible", "priority", "reasons"}
    assert (after["eligible"], after["priority"]) == (True, False)
    assert all(set(reason) == {"text", "source"} for reason in after["reasons"])
    assert ask("CS7", "2023-06-02")["eligible"] is False
    DwellingFact.objects.create(household=household, kind="hunger_risk", value="yes", on=date(2023, 6, 2))
    assert ask("CS7", "2023-06-02")["eligible"] is True


def test_a_day_without_a_plan_is_judged_by_the_nearest_one_and_says_so(household: Household, plan: Plan, officer: User) -> None:
    decide(household, HouseholdClass.POOR, date(2022, 12, 10), officer)
    assert "Chưa có kế hoạch năm 2026" in ask("CS2", "2026-06-01")["reasons"][-1]["text"]


def test_unknown_codes_are_refused_with_the_known_ones(household: Household, plan: Plan) -> None:
    with pytest.raises(CommandError, match=r"DA3\.TDA1"):
        ask("DA9", "2023-06-01")
    with pytest.raises(CommandError, match="Không có hộ"):
        ask("DA2", "2023-06-01", household="H9")
