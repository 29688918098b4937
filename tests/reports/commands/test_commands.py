"""``form``, ``duties`` and ``report`` as the command contract says."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from households.models import Household, PopulationBaseline
from reports.models import IssuedReport, ReportingPeriod
from reports.snapshot import checksum
from tests.reports.factories import load_plan


def run(*arguments: str) -> tuple[int, Any]:
    """Exit status and the JSON document."""
    out = io.StringIO()
    code = 0
    try:
        call_command(*arguments, "--json", stdout=out, stderr=io.StringIO())
    except CommandError as error:
        code = error.returncode
    return code, json.loads(out.getvalue() or "null")


def test_duties(ward: Ward) -> None:
    code, duties = run("duties", "--year", "2026")
    assert code == 0
    second = duties[2]
    assert (second["kind"], second["period"]) == ("quarterly", "2026-Q2")
    assert (second["before"], second["last_day"], second["internal_due"]) == ("2026-06-20", "2026-06-19", "2026-06-19")
    assert [duty["period"] for duty in duties] == ["2026-Q1", "2026-H1", "2026-Q2", "2026-Q3", "2026", "2026-Q4"]
    assert {"from_agency", "state"} <= second.keys()


def test_form_answers_and_writes_all_three_formats(ward: Ward, register: dict[str, Household], tmp_path: Path) -> None:
    answers = []
    for suffix in ("json", "xlsx", "JSON"):
        code, answer = run("form", "2", "--from", "2023-01-01", "--to", "20/12/2023", "--output", str(tmp_path / f"f2.{suffix}"))
        assert code == 0
        answers.append(answer)
    assert json.loads((tmp_path / "f2.json").read_text()) == answers[0]
    households, persons = answers[0]["total"]
    assert households == {
        "group": "Tổng cộng",
        "unit": "households",
        "values": {"1": 3, "2": 1, "3": 1, "4": 0, "5": 1, "6": 0, "7": 0, "8": 0, "9": 2},
    }
    assert persons["unit"] == "persons"
    assert len(answers[0]["rows"]) == 4
    assert all(check["ok"] for check in answers[0]["checks"])
    sheet = load_workbook(tmp_path / "f2.xlsx").worksheets[0]
    assert "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.needs("pdf")
def test_form_as_pdf(ward: Ward, register: dict[str, Household], tmp_path: Path) -> None:
    assert run("form", "1", "--on", "2023-12-20", "--provisional", "--output", str(tmp_path / "a" / "f1.pdf"))[0] == 0
    assert (tmp_path / "a" / "f1.pdf").read_bytes().startswith(b"%PDF")


def test_form_leaves_missing_cells_null(ward: Ward, register: dict[str, Household]) -> None:
    PopulationBaseline.objects.filter(group__code="TDP02").delete()
    code, answer = run("form", "1", "--on", "2023-12-20")
    values = {row["group"]: row["values"] for row in answer["rows"]}
    assert code == 0
    assert (values["TDP 02 (ví dụ)"]["1"], values["TDP 02 (ví dụ)"]["4"]) == (None, None)
    assert values["TDP 01 (ví dụ)"]["4"] == 0.4
    failing = [check for check in answer["checks"] if not check["ok"]]
    assert [check["code"] for check in failing] == ["baseline_present"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("form", "9", "--on", "2023-12-20"), 1),
        (("form", "16", "--on", "2023-12-20"), 1),
        (("form", "2", "--on", "2023-12-20"), 2),
        (("form", "1"), 2),
        (("form", "1", "--from", "2023-12-21", "--to", "2023-12-20"), 2),
        (("form", "1", "--on", "2023-12-20", "--output", "f.doc"), 2),
        (("report", "quarterly", "--year", "2023", "--cutoff", "2023-06-10", "--output", "x"), 2),
        (("report", "annual", "--year", "2023", "--quarter", "2", "--cutoff", "2023-06-10", "--output", "x"), 2),
        (("report", "annual", "--year", "2023", "--cutoff", "2023-06-10", "--issue", "--output", "x"), 2),
        (("report", "annual", "--year", "2023", "--cutoff", "2024-06-10", "--output", "x"), 1),
        (("report", "annual", "--year", "2023", "--cutoff", "2023-06-10", "--issue", "--by", "khong-co", "--output", "x"), 1),
    ],
)
def test_refusals(ward: Ward, arguments: tuple[str, ...], status: int) -> None:
    code, answer = run(*arguments)
    assert code == status
    assert answer["errors"]
    assert not ReportingPeriod.objects.exists()


def test_a_preview_stores_nothing(ward: Ward, register: dict[str, Household], tmp_path: Path) -> None:
    load_plan(ward)
    code, answer = run(
        "report", "half_year", "--year", "2023", "--cutoff", "2023-06-10", "--format", "xlsx,docx,json", "--output", str(tmp_path)
    )
    assert code == 0
    assert answer["issued"] is False
    assert [Path(name).suffix for name in answer["files"]] == [".xlsx", ".docx", ".json"]
    assert checksum((tmp_path / "bao-cao-2023-H1-xem-thu.json").read_text()) == answer["sha256"]
    assert all(check["ok"] for check in answer["checks"])
    assert not ReportingPeriod.objects.exists()


def test_issue_freezes_and_a_second_issue_is_refused(ward: Ward, officer: User, register: dict[str, Household], tmp_path: Path) -> None:
    arguments = ("report", "quarterly", "--year", "2023", "--quarter", "2", "--cutoff", "2023-06-10", "--format", "json", "--output")
    issue = (*arguments, str(tmp_path), "--issue", "--by", officer.username)
    code, answer = run(*issue)
    assert (code, answer["issued"]) == (0, True)
    assert answer["sha256"] == IssuedReport.objects.get().sha256
    assert run(*issue)[0] == 1
    assert IssuedReport.objects.count() == 1


def test_a_refused_issue_prints_the_checks_and_writes_nothing(
    ward: Ward, officer: User, register: dict[str, Household], tmp_path: Path
) -> None:
    PopulationBaseline.objects.all().delete()
    code, answer = run(
        "report", "annual", "--year", "2023", "--cutoff", "2023-11-30", "--issue", "--by", officer.username, "--output", str(tmp_path / "x")
    )
    assert code == 1
    assert "baseline_present" in [check["code"] for check in answer["checks"] if not check["ok"]]
    assert not ReportingPeriod.objects.exists()
    assert not (tmp_path / "x").exists()


def test_what_this_machine_cannot_write_is_refused_before_the_issue(
    ward: Ward, officer: User, register: dict[str, Household], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("report", "half_year", "--year", "2023", "--cutoff", "2023-06-10", "--issue", "--by", officer.username, "--format")
    (tmp_path / "a-file").write_text("x")
    assert run(*arguments, "json", "--output", str(tmp_path / "a-file" / "b"))[0] == 1
    monkeypatch.setattr("camphucnam.documents.pdf.weasyprint", None)
    code, answer = run(*arguments, "pdf", "--output", str(tmp_path))
    assert code == 1
    assert "apt-get install" in answer["errors"][0]
    assert not IssuedReport.objects.exists()
