"""``import_households``: one JSON document, exit statuses, and nothing written without --commit."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from camphucnam.accounts.models import Ward
from households.models import Household, ImportBatch, ResidentialGroup
from tests.data.hostile import plain_workbook
from tests.data.workbooks import clean_workbook, family, messy_workbook, save_book

KEYS = {"sheets", "households", "members", "status_periods", "absent", "errors", "warnings", "committed"}


def run(path: Path, *arguments: str) -> dict[str, Any]:
    """The printed document of a run that is done."""
    out = io.StringIO()
    call_command("import_households", str(path), "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def refused(path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit status and document of a run that is refused."""
    out = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("import_households", str(path), "--json", *arguments, stdout=out, stderr=io.StringIO())
    return caught.value.returncode, json.loads(out.getvalue())


def test_a_dry_run_prints_what_would_happen(ward: Ward, tmp_path: Path) -> None:
    answer = run(messy_workbook(tmp_path / "a.xlsx", fixed=True), "--create-groups")
    assert set(answer) == KEYS
    assert answer["sheets"][1] == {"name": "Sau rà soát", "kind": "poor_and_near_poor", "rows": 12, "skipped": 7}
    assert [sheet["kind"] for sheet in answer["sheets"]] == [None, "poor_and_near_poor", "escaped_poverty", "escaped_near_poverty"]
    assert answer["households"] == {"created": 8, "updated": 0, "unchanged": 0}
    assert answer["members"] == {"created": 18, "updated": 0, "unchanged": 0}
    assert answer["status_periods"] == {"opened": 8, "closed": 0}
    assert (answer["errors"], answer["committed"]) == ([], False)
    assert {"sheet", "row", "column", "message"} == set(answer["warnings"][0])
    assert not Household.objects.exists()
    assert not ResidentialGroup.objects.exists()


def test_commit_and_once_more(ward: Ward, tmp_path: Path) -> None:
    path = messy_workbook(tmp_path / "a.xlsx", fixed=True)
    assert run(path, "--create-groups", "--commit")["committed"] is True
    assert Household.objects.count() == 8
    again = run(path, "--commit")
    assert again["households"] == {"created": 0, "updated": 0, "unchanged": 8}
    assert again["status_periods"] == {"opened": 0, "closed": 0}
    assert ImportBatch.objects.count() == 1


def test_errors_refuse_and_name_their_place(ward: Ward, tmp_path: Path) -> None:
    status, answer = refused(messy_workbook(tmp_path / "a.xlsx"), "--create-groups", "--commit")
    assert (status, answer["committed"]) == (1, False)
    assert {(error["sheet"], error["row"], error["column"]) for error in answer["errors"]} == {
        ("Sau rà soát", 16, "Ngày sinh"),
        ("Sau rà soát", 20, "Phân loại hộ"),
        ("Sau rà soát", 22, "CCCD"),
    }
    assert not Household.objects.exists()


def test_unknown_groups_list_the_known_ones(ward: Ward, tmp_path: Path) -> None:
    run(clean_workbook(tmp_path / "a.xlsx", 1), "--create-groups", "--commit")
    status, answer = refused(save_book(tmp_path / "b.xlsx", [family(9, group="TDP 77")]), "--commit")
    assert status == 1
    assert "TDP 02 (ví dụ)" in answer["errors"][0]["message"]


def test_a_complete_list_refuses_while_anybody_is_absent(ward: Ward, tmp_path: Path) -> None:
    run(clean_workbook(tmp_path / "a.xlsx", 3), "--create-groups", "--commit")
    path = save_book(tmp_path / "b.xlsx", [family(1, decision="300/QĐ-UBND", signed="06/12/2024")])
    assert len(run(path, "--create-groups")["absent"]) == 2
    status, answer = refused(path, "--create-groups", "--complete", "--commit")
    assert (status, len(answer["absent"]), len(answer["errors"])) == (1, 2, 2)


def test_decision_and_days_from_the_command_line(ward: Ward, tmp_path: Path) -> None:
    path = save_book(tmp_path / "a.xlsx", [family(1, decision="", signed=None)])
    assert refused(path, "--create-groups")[1]["errors"][0]["column"] == "QĐ công nhận"
    chosen = ["--decision", "215/QĐ-UBND", "--signed-on", "08/12/2023", "--effective-on", "2023-12-15", "--reviewed-on", "2023-11-30"]
    run(path, "--create-groups", "--commit", *chosen)
    household = Household.objects.get()
    assert str(household.periods.get().from_on) == "2023-12-15"
    assert str(household.assessments.get().assessed_on) == "2023-11-30"


def test_hostile_and_absent_files(ward: Ward, tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(plain_workbook()[:-300])
    status, answer = refused(broken)
    assert (status, set(answer), answer["committed"]) == (1, KEYS, False)
    assert "hỏng" in answer["errors"][0]["message"]
    assert refused(tmp_path / "b.xlsx")[0] == 2
