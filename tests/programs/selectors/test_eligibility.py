"""The verdict about a household of the register, through the command."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from camphucnam.accounts.models import User, Ward
from households.models import Assessment, DwellingFact, Household, Member, MemberFact
from households.rules.classes import Departure, HouseholdClass
from households.services.group import group_add
from households.services.household import HouseholdData, household_add
from households.services.member import MemberData
from households.services.status import DecisionData, household_leave, status_decide
from programs.models import Plan
from programs.rules.eligibility import judge
from programs.rules.words import VerdictState
from programs.selectors.beneficiaries import beneficiaries_of
from programs.selectors.eligibility import plan_for_day, plan_rules, verdict_of_member
from programs.selectors.facts import facts_in
from tests.households.factories import make_group, make_household, make_households

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


LEFT_ON = date(2023, 5, 2)


@pytest.mark.parametrize(
    ("departure", "words"),
    [
        (Departure.MOVED_AWAY, "Hộ đã chuyển khỏi phường từ ngày 02/05/2023."),
        (Departure.MERGED, "Hộ đã nhập vào hộ khác từ ngày 02/05/2023."),
        (Departure.REMOVED, "Hộ đã được đưa ra khỏi danh sách của phường từ ngày 02/05/2023."),
    ],
)
def test_a_household_that_left_is_entitled_to_nothing(
    household: Household, plan: Plan, officer: User, departure: Departure, words: str
) -> None:
    decide(household, HouseholdClass.POOR, date(2022, 12, 10), officer)
    household_leave(household, on=LEFT_ON, departure=departure, by=officer)
    assert ask("DA5.TDA1", "2023-05-01")["eligible"] is True
    for code in ("DA5.TDA1", "DA2", "CS2"):
        answer = ask(code, "2023-05-02")
        assert (answer["eligible"], [reason["text"] for reason in answer["reasons"]]) == (False, [words])
    member = Member.objects.select_related("household").filter(household=household).first()
    assert member is not None
    assert verdict_of_member(member, "DA5.TDA1", LEFT_ON).reasons[0].text == words


def test_a_household_that_came_back_is_judged_again(household: Household, plan: Plan, officer: User) -> None:
    decide(household, HouseholdClass.POOR, date(2022, 12, 10), officer)
    household_leave(household, on=LEFT_ON, departure=Departure.MOVED_AWAY, by=officer)
    decide(household, HouseholdClass.POOR, date(2023, 8, 1), officer)
    assert [ask("DA2", day)["eligible"] for day in ("2023-05-01", "2023-06-01", "2023-08-01")] == [True, False, True]


def test_the_judge_and_the_list_agree_for_every_code_and_day(ward: Ward, plan: Plan, officer: User) -> None:
    group = make_group(ward)
    homes = make_households(group, 8)
    make_households(group, 1, HouseholdClass.NOT_POOR)
    never = make_household(group, officer, "Hộ Không Phân Loại")
    for home, leaves in zip(homes[1:5], Departure, strict=False):
        household_leave(home, on=LEFT_ON, departure=leaves, by=officer)
    for home in homes[5:7]:
        decide(home, HouseholdClass.NOT_POOR, date(2022, 12, 10), officer)
    household_leave(homes[6], on=LEFT_ON, departure=Departure.MOVED_AWAY, by=officer)
    household_leave(homes[7], on=LEFT_ON, departure=Departure.MOVED_AWAY, by=officer)
    decide(homes[7], HouseholdClass.NEAR_POOR, date(2024, 1, 10), officer)
    Member.objects.filter(household__in=homes[::2]).update(birth_on=date(2015, 1, 1), sex="female")
    keys = list(Household.objects.filter(ward=ward).values_list("pk", flat=True))
    assert never.pk in keys
    for on in (date(2023, 5, 1), LEFT_ON, date(2024, 2, 1), date(2026, 11, 1)):
        rules, facts = plan_rules(plan_for_day(ward.pk, on)), facts_in(keys, on)
        for code, of_code in rules.by_code.items():
            listed = {row.household: row.state for row in beneficiaries_of(code, None, rules, on, [])}
            judged = {key: judge(of_code, facts[key]).state for key in keys}
            standing = {rule.unit for rule in of_code if rule.kind == "eligible"} & {"household", "person"}
            told = {key: state for key, state in judged.items() if state != VerdictState.NOT} if standing else {}
            assert listed == told, (on, code)
