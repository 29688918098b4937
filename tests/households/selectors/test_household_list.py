"""The list in SQL says exactly what the rules say household by household, on any day and under any filter."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from camphucnam.accounts.roles import Role
from camphucnam.kernel.dates import day_before
from camphucnam.privacy.cipher import blind_index
from households.models import Assessment, Decision, Household, Member, StatusPeriod, StatusRenewal
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.escape_window import escape_window
from households.rules.history import PeriodFact, suggest_opening
from households.selectors.household_filter import ENDING_SOON_DAYS, ListFilter, Reader, WindowFilter, first_start_inside, households_listed
from households.selectors.household_list import list_all, list_page
from households.selectors.standing import count_members_on, standings_on
from households.services.household import household_move
from tests.factories import person
from tests.households.factories import make_group, make_household, make_households, make_leadership

DAYS = [date(2020, 6, 1), date(2021, 12, 8), date(2023, 3, 31), date(2024, 12, 7), date(2026, 2, 28)]


@pytest.fixture
def histories(ward, group, other_group, officer) -> list[Household]:
    """Forty households with histories drawn by a seeded generator, among them windows, relapses, departures and corrections."""
    chance = random.Random(2023)
    households = make_households(group, 20) + make_households(other_group, 20)
    StatusPeriod.objects.all().delete()
    Assessment.objects.all().delete()
    for household in households:
        write_history(household, chance)
        for year in chance.sample(range(2020, 2026), chance.randint(0, 3)):
            known = chance.choice([0, 4095, 4095, 1023])
            Assessment.objects.create(
                household=household,
                ward_id=household.ward_id,
                assessed_on=date(year, 10, 1),
                standard_code="ND07-2021",
                area_type="urban",
                income_score=chance.choice([None, 120, 190]),
                known_mask=known,
                deprived_mask=chance.randrange(4096) & known,
                voided_at=None,
            )
    return households


def write_history(household: Household, chance: random.Random) -> None:
    facts: list[PeriodFact] = []
    day = date(2019, 12, 8) + timedelta(days=chance.randrange(900))
    for _ in range(chance.randint(0, 5)):
        household_class = chance.choice(list(HouseholdClass))
        if facts and facts[-1].household_class is household_class:
            continue
        opened_as = suggest_opening(facts, household_class, day)
        if facts and facts[-1].to_on is None:
            StatusPeriod.objects.filter(pk=facts[-1].pk).update(to_on=day_before(day))
            facts[-1] = replace(facts[-1], to_on=day_before(day))
        decision, _ = Decision.objects.get_or_create(
            ward=household.ward, number=f"{day:%d%m%y}", signed_on=day, defaults={"effective_on": day}
        )
        values = {
            "household": household,
            "ward_id": household.ward_id,
            "household_class": household_class,
            "from_on": day,
            "decision": decision,
            "standard_code": "ND07-2021",
        }
        if chance.random() < 0.2:
            StatusPeriod.objects.create(
                **values | {"household_class": "poor"}, opened_as=Opening.NEW, to_on=day, voided_at="2026-01-01T00:00Z"
            )
        period = StatusPeriod.objects.create(**values, opened_as=opened_as)
        if chance.random() < 0.4:
            StatusRenewal.objects.create(period=period, decision=decision, effective_on=day, standard_code="ND07-2021")
        facts.append(PeriodFact(household_class, day, None, opened_as, period.pk))
        day += timedelta(days=chance.choice([200, 365, 700, 1100]))
    if facts and chance.random() < 0.2:
        StatusPeriod.objects.filter(pk=facts[-1].pk).update(to_on=day, departure="moved_away")


@pytest.mark.parametrize("day", DAYS)
def test_rows_equal_the_standings(histories, officer, ward, day) -> None:
    reader = Reader.of(officer, ward.pk)
    rows, total = list_page(reader, ListFilter(day, everyone=True), 0, 100)
    standings = standings_on([household.pk for household in histories], day)
    assert total == len(rows) == len(histories)
    for row in rows:
        standing = standings[row.pk]
        number = standing.decision.number if standing.decision else ""
        expected = (standing.household_class, standing.since, number, standing.window)
        assert (row.household_class, row.since, row.decision_number, row.window) == expected
        marks = standing.marks
        assert row.n_deprived == (len(marks.deprived) if marks and marks.known_mask else None)
        assert row.n_members == count_members_on(row.pk, day)


def fits(standing, wanted: ListFilter) -> bool:
    """The filter read household by household."""
    window, kind = standing.window, standing.window.kind if standing.window else None
    if wanted.household_class:
        return standing.household_class == wanted.household_class
    if wanted.window == WindowFilter.ENDING:
        return window is not None and window.last_day <= wanted.day + timedelta(days=ENDING_SOON_DAYS)
    if wanted.window:
        return kind == wanted.window
    if wanted.deprivation:
        found = bool(standing.marks and standing.marks.is_deprived(wanted.deprivation))
        return found and (standing.household_class in STANDING_CLASSES or window is not None)
    return standing.household_class in STANDING_CLASSES or window is not None


@pytest.mark.parametrize(
    "part",
    [
        {},
        *({"household_class": value.value} for value in HouseholdClass),
        *({"window": value.value} for value in WindowFilter),
        {"deprivation": 4},
    ],
)
@pytest.mark.parametrize("day", DAYS)
def test_filters_choose_what_the_rules_choose(histories, officer, ward, day, part) -> None:
    wanted = ListFilter(day, **part)
    standings = standings_on([household.pk for household in histories], day)
    expected = {pk for pk, standing in standings.items() if fits(standing, wanted)}
    rows, total = list_page(Reader.of(officer, ward.pk), wanted, 0, 100)
    assert {row.pk for row in rows} == expected
    assert total == (len(expected) if expected else 0)
    assert {row.pk for row in list_all(Reader.of(officer, ward.pk), wanted, chunk=7)} == expected


def test_pages_and_orders_hold_together(histories, officer, ward) -> None:
    reader = Reader.of(officer, ward.pk)
    for sort in ("ten", "-ten", "ma", "to", "-to", "lạ"):
        wanted = ListFilter(DAYS[2], everyone=True, sort=sort)
        whole = [row.code for row in list_all(reader, wanted)]
        pages = [row.code for start in (0, 15, 30) for row in list_page(reader, wanted, start, 15)[0]]
        assert pages == whole
    assert list_page(reader, ListFilter(DAYS[2]), 5000, 50) == ([], 0)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2027, 2, 28), date(2024, 2, 29), date(2026, 8, 31), date(2023, 12, 8)])
def test_the_first_start_inside_is_the_first(day) -> None:
    start = first_start_inside(day)
    assert escape_window(start).contains(day)
    assert not escape_window(day_before(start)).contains(day)


def test_search_ignores_accents_and_finds_words_anywhere(group, officer, ward) -> None:
    make_household(group, officer, "Đặng Thị Ánh", ["Trần Hữu Phúc"])
    make_household(group, officer, "Đàng 100% Văn")
    reader = Reader.of(officer, ward.pk)

    def found(text: str) -> list[str]:
        return [row.head_name for row in list_page(reader, ListFilter(DAYS[2], text=text), 0, 50)[0]]

    assert found("dang anh") == found("ÁNH  đặng") == ["Đặng Thị Ánh"]
    assert found("huu phuc") == ["Đặng Thị Ánh"]
    assert found("100%") == ["Đàng 100% Văn"]
    assert found("1_0%") == found("o'; drop table") == []
    assert len(found("tdp01")) == 2


def test_a_personal_id_finds_its_household_only_for_those_who_may_see_it(household, officer, signer, ward) -> None:
    number = "001199000001"
    Member.objects.filter(household=household, is_head=True).update(personal_id_index=blind_index(number))
    wanted = ListFilter(DAYS[2], text="001 199 000 001")
    assert [row.pk for row in list_page(Reader.of(officer, ward.pk), wanted, 0, 50)[0]] == [household.pk]
    assert list_page(Reader.of(signer, ward.pk), wanted, 0, 50) == ([], 0)


def test_a_leader_sees_the_own_groups_and_another_ward_nothing(
    household, group, other_group, own_leader, officer, other_officer, ward
) -> None:
    make_household(other_group, officer, "Người Tổ Khác")
    wanted = ListFilter(DAYS[2], everyone=True)
    assert [row.pk for row in list_page(Reader.of(own_leader, ward.pk), wanted, 0, 50)[0]] == [household.pk]
    assert list_page(Reader.of(other_officer, ward.pk), wanted, 0, 50) == ([], 0)
    newcomer = person(ward, Role.GROUP_LEADER)
    assert households_listed(Reader.of(newcomer, ward.pk), wanted).count() == 0
    make_leadership(newcomer, other_group)
    assert households_listed(Reader.of(newcomer, ward.pk), wanted).get().head_name == "Người Tổ Khác"


def test_a_past_day_shows_the_group_of_that_day(household, group, other_group, officer, ward) -> None:
    household_move(household, other_group, on=date(2023, 6, 1), version=1, by=officer)
    reader = Reader.of(officer, ward.pk)
    before, after = ListFilter(date(2023, 5, 31), everyone=True), ListFilter(date(2023, 6, 1), everyone=True)
    assert list_page(reader, before, 0, 5)[0][0].group_name == group.name
    assert list_page(reader, after, 0, 5)[0][0].group_name == other_group.name
    assert list_page(reader, replace(before, group=group.pk), 0, 5)[1] == 1
    assert list_page(reader, replace(after, group=group.pk), 0, 5)[1] == 0


def test_an_empty_ward_has_an_empty_list(officer, ward) -> None:
    make_group(ward)
    assert list_page(Reader.of(officer, ward.pk), ListFilter(DAYS[0]), 0, 50) == ([], 0)
