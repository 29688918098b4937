"""household, classify and escape_window: what they print, and how they refuse."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from households.rules.classes import HouseholdClass
from tests.households.factories import make_households


def run(capsys, *words: str) -> dict:
    call_command(*words, "--json")
    return json.loads(capsys.readouterr().out)


def test_classify_names_the_class_the_limit_and_the_reasons(capsys) -> None:
    answer = run(capsys, "classify", "--on", "2026-12-31", "--area", "urban", "--income-score", "175", "--deprivations", "9,1,4")
    assert (answer["class"], answer["standard"], answer["income_limit"], answer["counted"]) == ("poor", "ND07-2021", 2_000_000, [1, 4, 9])
    assert any("Nghị định số 07/2021" in reason for reason in answer["reasons"])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--on", "2027-01-01", "--area", "urban", "--income-score", "100", "--deprivations", "1"], 1),
        (["--on", "2021-01-01", "--area", "urban", "--income-score", "100", "--deprivations", "1"], 1),
        (["--standard", "KHONG-CO", "--area", "urban", "--income", "100", "--deprivations", "1"], 1),
        (["--on", "2023-01-01", "--area", "urban", "--income", "100", "--deprivations", "13"], 1),
        (["--on", "2023-01-01", "--area", "urban", "--income", "100", "--deprivations", "a"], 2),
        (["--on", "2023-01-01", "--area", "urban", "--income", "-1", "--deprivations", ""], 2),
    ],
)
def test_classify_refuses(capsys, words: list[str], status: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("classify", *words, "--json")
    assert refused.value.returncode == status
    assert json.loads(capsys.readouterr().out)["errors"]


@pytest.mark.parametrize(
    ("effective", "on", "expected"),
    [
        ("2024-02-29", "2027-02-28", ("2024-02-29", "2027-02-28", True, 0)),
        ("2024-02-29", "2027-03-01", ("2024-02-29", "2027-02-28", False, 0)),
        ("08/12/2023", "2026-12-07", ("2023-12-08", "2026-12-08", True, 1)),
        ("2023-12-08", "2023-12-07", ("2023-12-08", "2026-12-08", False, 0)),
    ],
)
def test_escape_window(capsys, effective: str, on: str, expected: tuple[object, ...]) -> None:
    answer = run(capsys, "escape_window", "--effective-on", effective, "--on", on)
    assert (answer["first_day"], answer["last_day"], answer["inside"], answer["days_left"]) == expected


def test_household_before_and_after_its_decision(capsys, group) -> None:
    (made,) = make_households(group, 1, HouseholdClass.POOR)
    first = made.periods.get().from_on
    before = run(capsys, "household", made.code, "--on", date(first.year - 1, 1, 1).isoformat())
    assert (before["class"], before["since"], before["decision"], before["window"]) == (None, None, None, None)
    after = run(capsys, "household", made.code, "--on", first.isoformat())
    assert (after["class"], after["class_label"], after["since"]) == ("poor", "Hộ nghèo", first.isoformat())
    assert after["decision"].keys() == {"number", "signed_on", "effective_on"}
    assert made.head_name not in json.dumps(after, ensure_ascii=False)


def test_an_unknown_household_is_refused(capsys, ward) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("household", "KHONG-CO", "--json")
    assert refused.value.returncode == 1
