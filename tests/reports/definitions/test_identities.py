"""The accounting identities hold for every history, and a broken one is named."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from reports.definitions.base import Check, Figure, Form, Unit
from reports.definitions.checks import check_forms, forbidding
from reports.definitions.movement import CLOSING, OPENING, expected_closing, figure
from reports.registry import collect_forms
from reports.rules.facts import RegisterFacts, Standing
from tests.reports.histories import facts_of, registers

TABLES = {2: HouseholdClass.POOR, 3: HouseholdClass.NEAR_POOR}


def counted(standings: tuple[Standing, ...], table: HouseholdClass, unit: Unit, group: int | None = None) -> int:
    rows = [row for row in standings if row.household_class is table and group in (None, row.group)]
    return len(rows) if unit is Unit.HOUSEHOLDS else sum(row.persons for row in rows)


@settings(max_examples=150, deadline=None)
@given(registers())
def test_closing_is_opening_less_decreases_plus_increases(facts: RegisterFacts) -> None:
    forms, checks = collect_forms(facts, provisional=False)
    for number, table in TABLES.items():
        form = forms[number]
        for row in (*form.rows, *form.total):
            assert expected_closing(row.figures) == row.figures[str(CLOSING)].value
        for group in facts.groups:
            for unit in Unit:
                assert figure(form, OPENING, unit, group.code).value == counted(facts.opening, table, unit, group.pk)
                assert figure(form, CLOSING, unit, group.code).value == counted(facts.closing, table, unit, group.pk)
        for unit in Unit:
            assert figure(form, CLOSING, unit).value == counted(facts.closing, table, unit)
    for unit in Unit:
        assert figure(forms[2], 2, unit).value == figure(forms[3], 5, unit).value
        assert figure(forms[2], 5, unit).value == figure(forms[3], 3, unit).value
    assert not [check for check in checks if not check.ok]


@settings(max_examples=40, deadline=None)
@given(registers())
def test_every_figure_of_households_has_its_households_behind(facts: RegisterFacts) -> None:
    forms, _ = collect_forms(facts, provisional=False)
    for number in TABLES:
        for row in forms[number].rows:
            if row.unit is Unit.HOUSEHOLDS:
                for key in (str(OPENING), str(CLOSING)):
                    assert len(row.figures[key].behind) == row.figures[key].value


def household(code: str, *periods: PeriodFact, people: int = 2) -> HouseholdHistory:
    return HouseholdHistory(code, periods, (Stay(1, None, None),), tuple(Presence(None, None) for _ in range(people)))


def small() -> RegisterFacts:
    """Three poor households, one of which becomes near-poor, one leaves poverty."""
    since = date(2022, 12, 8)
    return facts_of(
        (
            household("A", PeriodFact(HouseholdClass.POOR, since, None, Opening.NEW)),
            household(
                "B",
                PeriodFact(HouseholdClass.POOR, since, date(2023, 5, 31), Opening.NEW),
                PeriodFact(HouseholdClass.NEAR_POOR, date(2023, 6, 1), None, Opening.EASED),
            ),
            household(
                "C",
                PeriodFact(HouseholdClass.POOR, since, date(2023, 6, 30), Opening.NEW),
                PeriodFact(HouseholdClass.NOT_POOR, date(2023, 7, 1), None, Opening.ESCAPED_POVERTY),
            ),
        ),
        date(2023, 1, 1),
        date(2023, 12, 20),
    )


def by_code(checks: list[Check]) -> dict[str, Check]:
    return {check.code: check for check in checks}


def altered(form: Form, group: str, unit: Unit | None, key: str, new: Figure) -> Form:
    rows = tuple(replace(row, figures=row.figures | {key: new}) if (row.group, row.unit) == (group, unit) else row for row in form.rows)
    return replace(form, rows=rows)


def test_movements_stand_in_their_columns() -> None:
    forms, checks = collect_forms(small(), provisional=False)
    values = {key: cell.value for key, cell in forms[2].line("", Unit.HOUSEHOLDS).figures.items()}
    assert values == {"1": 3, "2": 1, "3": 1, "4": 0, "5": 0, "6": 0, "7": 0, "8": 0, "9": 1}
    assert forms[2].line("", Unit.HOUSEHOLDS).figures["3"].behind == ("C",)
    assert forms[3].line("", Unit.PERSONS).figures["5"].value == 2
    assert not forbidding(checks)


def test_a_changed_closing_is_found_with_its_households() -> None:
    facts = small()
    forms, _ = collect_forms(facts, provisional=False)
    broken = dict(forms) | {2: altered(forms[2], "T1", Unit.HOUSEHOLDS, "9", Figure(2, ("A", "C")))}
    found = by_code(check_forms(broken, facts))
    for code in ("identity_poor", "closing_register_poor", "closing_form1_poor"):
        assert not found[code].ok, code
        assert found[code].households == ("C",), code
    assert "TDP 01 (ví dụ)" in found["identity_poor"].message


def test_a_register_that_counts_otherwise_is_found() -> None:
    facts = small()
    other = replace(facts, closing=(*facts.closing, Standing("Z", HouseholdClass.POOR, 1, 4)))
    checks = collect_forms(other, provisional=False)[1]
    assert by_code(checks)["closing_register_poor"].households == ("Z",)
    assert not by_code(checks)["assessed_poor"].ok


def test_the_two_tables_must_tell_the_same_exchange() -> None:
    facts = small()
    forms, _ = collect_forms(facts, provisional=False)
    broken = dict(forms) | {3: altered(forms[3], "T1", Unit.HOUSEHOLDS, "5", Figure(0))}
    check = by_code(check_forms(broken, facts))["poor_to_near_poor"]
    assert not check.ok
    assert check.households == ("B",)


def test_an_issued_closing_is_the_next_opening() -> None:
    facts = replace(
        small(),
        previous_closing={"form2": {"": {"households": 2, "persons": 4}, "T1": {"households": 2, "persons": 4}}},
        previous_label="báo cáo Năm 2022",
    )
    check = by_code(collect_forms(facts, provisional=False)[1])["opening_previous_poor"]
    assert not check.ok
    assert "báo cáo Năm 2022" in check.message


def test_a_missing_population_leaves_rates_empty_and_fails() -> None:
    facts = replace(small(), baselines={})
    forms, checks = collect_forms(facts, provisional=False)
    line = forms[1].line("")
    assert [line.figures[key].value for key in ("1", "2", "4", "6", "10", "12")] == [None] * 6
    assert not by_code(checks)["baseline_present"].ok
    assert "TDP 01 (ví dụ)" in by_code(checks)["baseline_present"].message


def test_a_population_smaller_than_its_poor_households_fails() -> None:
    facts = small()
    tiny = replace(facts, baselines={pk: replace(baseline, n_households=1, n_persons=1) for pk, baseline in facts.baselines.items()})
    found = by_code(collect_forms(tiny, provisional=False)[1])
    assert not found["baseline_sufficient"].ok


def test_households_without_an_assessment_are_named() -> None:
    facts = small()
    answers = {code: answer for code, answer in facts.answers.items() if code != "A"}
    forms, checks = collect_forms(replace(facts, answers=answers), provisional=False)
    check = by_code(checks)["assessed_poor"]
    assert (check.ok, check.households) == (False, ("A",))
    assert forms[4].line("T1").figures["1"].value is None  # nobody of this group was asked
    assert forms[4].line("T2").figures["1"].value == 0  # nobody to ask is a true zero
    assert forms[5].line("T2").figures["1"].value is None  # but no share of nothing


def test_unanswered_indicators_warn_without_forbidding() -> None:
    facts = small()
    answers = facts.answers | {"A": replace(facts.answers["A"], known_mask=0b111)}
    checks = collect_forms(replace(facts, answers=answers), provisional=False)[1]
    assert not by_code(checks)["answered_poor"].ok
    assert not forbidding(checks)


def test_without_a_list_of_average_households_their_columns_are_empty() -> None:
    form = collect_forms(replace(small(), knows_average=False), provisional=False)[0][1]
    assert [form.line("").figures[key].value for key in ("7", "8", "13", "14")] == [None] * 4
    assert collect_forms(small(), provisional=False)[0][1].line("").figures["7"].value == 0
