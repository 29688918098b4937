"""The target table of a stored register, and the command that prints it."""

import json
import os
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import Ward
from camphucnam.kernel.errors import DomainError
from camphucnam.office.registers import REGISTERS
from households.models import Household, HouseholdStay, Member, ResidentialGroup, StatusPeriod
from households.rules.classes import Opening
from households.selectors.births import birth_range
from indicators.models import Target
from indicators.rules.summary import movements
from indicators.selectors.register import read_year
from indicators.selectors.targets import default_day, target_table
from programs import registry
from programs.registry import Register
from tests.indicators.builders import LAST_YEAR, NEAR_POOR, NOT_POOR, POOR, household_row
from tests.indicators.conftest import ADULT, CHILD, DECEMBER, school_says

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "targets-2023.json"
END = date(2023, 12, 31)


def figures(ward: Ward, on: date) -> dict[str, tuple[object, ...]]:
    """(numerator, denominator, actual, met) by code."""
    return {
        row.target.code: (
            row.numerator.figure.value,
            row.denominator.figure.value if row.denominator else None,
            None if row.verdict.actual is None else float(row.verdict.actual),
            row.verdict.met,
        )
        for row in target_table(ward, 2023, on)
    }


def test_figures_of_a_small_register(ward: Ward, targets: dict[str, Target], households: dict[str, Household]) -> None:
    found = figures(ward, END)
    assert found["T01"] == (2, None, 2.0, False)
    assert found["T07"] == (0, 8, 0.0, False)  # the cards ended the day before
    assert found["T08"] == (3, 4, 75.0, False)  # the only child of B1 is not at its level
    assert found["T10"] == (None, 1, None, None)
    assert found["T11"] == (3, 4, 75.0, False)
    assert found["T12"] == (3, 4, 75.0, False)
    assert found["T14"] == (None, None, None, None)


def test_another_day_gives_the_figures_of_that_day(ward: Ward, targets: dict[str, Target], households: dict[str, Household]) -> None:
    found = figures(ward, date(2023, 12, 7))
    assert found["T01"] == (0, None, 0.0, False)
    assert found["T07"] == (5, 9, 55.56, False)
    assert found["T10"][1] == 0  # the household that lacks housing is still poor
    assert found["T11"] == (4, 5, 80.0, False)


def test_an_unassessed_household_leaves_rates_open(ward: Ward, targets: dict[str, Target], group: ResidentialGroup) -> None:
    household_row(group, "A1", POOR, (9,))
    household_row(group, "A2", POOR, None, (ADULT, CHILD))
    found = figures(ward, END)
    assert found["T11"] == (0, 2, None, None)
    assert found["T08"] == (0, 1, None, None)
    school_says(Household.objects.get(code="A2"), True)
    assert figures(ward, END)["T08"] == (1, 1, 100.0, True)


def test_corrected_periods_and_other_wards_do_not_count(
    ward: Ward, other_ward: Ward, targets: dict[str, Target], households: dict[str, Household]
) -> None:
    StatusPeriod.objects.filter(household=households["A3"], from_on=DECEMBER).update(voided_at="2023-12-20T00:00:00Z")
    StatusPeriod.objects.filter(household=households["A3"], from_on=LAST_YEAR).update(to_on=None)
    assert figures(ward, END)["T01"][0] == 1
    assert not read_year(other_ward.pk, 2023, END).households


def test_a_household_that_moves_between_groups_stays_one_household(
    ward: Ward, targets: dict[str, Target], households: dict[str, Household]
) -> None:
    stay = HouseholdStay.objects.get(household=households["A1"])
    stay.to_on = date(2023, 9, 4)
    stay.save()
    HouseholdStay.objects.create(household=households["A1"], group=households["B1"].group, from_on=date(2023, 9, 5))
    facts = read_year(ward.pk, 2023, END)
    moved = movements(facts)[POOR]
    assert moved.balances
    assert (moved.columns[4], moved.columns[8]) == ((1, 2), (1, 2))
    assert next(h for h in facts.households if h.history.code == "A1").history.group_on(END) == households["B1"].group_id


def test_opening_and_closing_agree_with_a_plain_count(ward: Ward, households: dict[str, Household]) -> None:
    facts = read_year(ward.pk, 2023, END)
    for its_class in (POOR, NEAR_POOR):
        moved = movements(facts)[its_class]
        for day, stock in ((facts.eve, moved.opening), (END, moved.closing)):
            standing = StatusPeriod.objects.counting().covering(day).filter(household_class=its_class).values("household")
            assert stock == (standing.count(), Member.objects.filter(household__in=standing).present_on(day).count())


def _read(ward: Ward) -> object:
    return read_year(ward.pk, 2023, END)


def _table(ward: Ward) -> object:
    return target_table(ward, 2023, END)


@pytest.mark.parametrize(("read", "registers", "limit"), [(_read, (), 3), (_table, (), 5), (_table, REGISTERS, 60)])
def test_queries_do_not_grow_with_the_register(
    ward: Ward,
    targets: dict[str, Target],
    group: ResidentialGroup,
    monkeypatch: pytest.MonkeyPatch,
    read: Callable[[Ward], object],
    registers: tuple[Register, ...],
    limit: int,
) -> None:
    monkeypatch.setattr(registry, "_REGISTERS", list(registers))
    counts = []
    for start, stop in ((0, 3), (3, 40)):
        for number in range(start, stop):
            escaped = [(LAST_YEAR, POOR, Opening.NEW), (DECEMBER, NOT_POOR, Opening.ESCAPED_POVERTY)]
            household_row(group, f"N{number}", escaped if number % 2 else NEAR_POOR, (1,), (CHILD, CHILD))
        with CaptureQueriesContext(connection) as captured:
            read(ward)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= limit


def test_a_day_outside_the_year_is_refused(ward: Ward, targets: dict[str, Target]) -> None:
    with pytest.raises(DomainError, match="không thuộc năm 2023"):
        target_table(ward, 2023, date(2024, 1, 1))


def test_the_day_shown_unasked() -> None:
    today = date(2026, 3, 5)
    assert default_day([2023], today) == date(2023, 12, 31)
    assert default_day([2023, 2026], today) == today
    assert default_day([2027, 2023], today) == date(2023, 12, 31)
    assert default_day([], today) == today


def test_a_birth_date_is_as_wide_as_it_is_known() -> None:
    assert birth_range(date(2020, 2, 14), "day") == (date(2020, 2, 14), date(2020, 2, 14))
    assert birth_range(date(2020, 2, 1), "month") == (date(2020, 2, 1), date(2020, 2, 29))
    assert birth_range(date(2020, 1, 1), "year") == (date(2020, 1, 1), date(2020, 12, 31))
    assert birth_range(None, "day") == (None, None)


def ask(*arguments: str) -> str:
    out = StringIO()
    call_command("targets", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_prints_the_agreed_document(ward: Ward, targets: dict[str, Target], households: dict[str, Household]) -> None:
    if os.environ.get("WRITE_GOLDEN"):
        GOLDEN.write_text(ask("--year", "2023", "--on", "2023-12-31", "--json"), encoding="utf-8")
    assert ask("--year", "2023", "--on", "2023-12-31", "--json") == GOLDEN.read_text(encoding="utf-8")
    for item in json.loads(GOLDEN.read_text(encoding="utf-8")):
        assert list(item) == [
            "code", "name", "dimension", "operator", "value", "unit", "numerator", "denominator", "actual", "met", "source",
        ]  # fmt: skip
        assert (item["met"] is None) or item["actual"] is not None


def test_the_command_in_words(ward: Ward, targets: dict[str, Target], households: dict[str, Household]) -> None:
    lines = ask("--year", "2023").splitlines()
    assert len(lines) == 17
    assert "Chưa có số liệu" in next(line for line in lines if line.startswith("T14"))
    assert "75 %" in next(line for line in lines if line.startswith("T11"))


def test_the_command_refuses(ward: Ward, targets: dict[str, Target]) -> None:
    for arguments in (["--year", "2031"], ["--year", "2023", "--on", "2022-12-31"]):
        with pytest.raises(CommandError) as refusal:
            ask(*arguments, "--json")
        assert refusal.value.returncode == 1
