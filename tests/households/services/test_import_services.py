"""Imports against the database: preview, commit, once more, and what refuses."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import find_breaks
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households.models import (
    Household,
    HouseholdStay,
    ImportBatch,
    ImportChange,
    ImportLine,
    Member,
    ResidentialGroup,
    StatusPeriod,
    StatusRenewal,
)
from households.models.imports import TRANSITIONS, ImportState
from households.rules.importing.summary import counts
from households.services.imports import committing, previewing, store, undoing
from households.services.imports.planning import plan_file, read_file
from tests.data.workbooks import clean_workbook, family, messy_workbook, save_book
from tests.households.imports import CREATE, REGISTER, next_year, picture, put, uploaded


def test_every_state_has_its_steps() -> None:
    assert set(TRANSITIONS) == set(ImportState)
    assert {step for steps in TRANSITIONS.values() for step in steps} == set(ImportState)


def test_a_new_register(ward: Ward, tmp_path: Path) -> None:
    plan = put(ward, messy_workbook(tmp_path / "a.xlsx", fixed=True))
    assert not plan.problems.n_errors
    assert (Household.objects.count(), Member.objects.count(), StatusPeriod.objects.count()) == (8, 18, 8)
    assert HouseholdStay.objects.filter(from_on__isnull=True, to_on__isnull=True).count() == 8
    assert set(Member.objects.values_list("joined_on", flat=True)) == {None}
    first = Household.objects.get(head_name="NGUYỄN VĂN VÍ DỤ 011.0")
    assert "nguyen van vi du 011.0" in first.search_text
    assert first.members.get(is_head=True).personal_id.startswith("056")
    line = AuditEvent.objects.get(action=Action.IMPORT_COMMITTED)
    assert line.details["ho"] == {"created": 8, "updated": 0, "unchanged": 0}
    assert not find_breaks(ward.pk)


def test_the_same_file_twice_changes_nothing(ward: Ward, tmp_path: Path) -> None:
    path = messy_workbook(tmp_path / "a.xlsx", fixed=True)
    put(ward, path)
    before, lines = picture(), AuditEvent.objects.count()
    again = put(ward, path)
    assert not again.changed
    assert counts(again)["members"] == {"created": 0, "updated": 0, "unchanged": 18}
    assert picture() == before
    assert AuditEvent.objects.count() == lines
    assert ImportBatch.objects.count() == 1


def test_the_next_year_renews_changes_and_ends(ward: Ward, tmp_path: Path) -> None:
    put(ward, save_book(tmp_path / "a.xlsx", [family(1), family(2), family(3)]))
    eased = family(2, household_class="Hộ cận nghèo", marks=(4,))
    put(ward, save_book(tmp_path / "b.xlsx", next_year(family(1), eased), next_year(family(3, b1=190))))
    assert StatusRenewal.objects.count() == 1
    assert list(
        StatusPeriod.objects.filter(to_on__isnull=True).order_by("household__code").values_list("household_class", "opened_as")
    ) == [
        ("poor", "new"),
        ("near_poor", "eased"),
        ("not_poor", "escaped_poverty"),
    ]
    assert set(StatusPeriod.objects.filter(to_on__isnull=False).values_list("to_on", flat=True)) == {
        StatusPeriod.objects.latest("from_on").from_on.replace(day=5)
    }


def test_errors_write_nothing(ward: Ward, tmp_path: Path) -> None:
    plan = put(ward, messy_workbook(tmp_path / "a.xlsx"))
    assert {problem.column for problem in plan.problems.errors} == {"Ngày sinh", "Phân loại hộ", "CCCD"}
    assert not any(model.objects.exists() for model in REGISTER)
    assert not ImportBatch.objects.exists()


def test_pages_preview_commit_and_forget_the_file(ward: Ward, officer: User, tmp_path: Path) -> None:
    batch = uploaded(ward, messy_workbook(tmp_path / "Danh sách.xlsx", fixed=True), officer)
    assert (batch.state, batch.n_errors, batch.n_changes) == (ImportState.PREVIEWED, 0, 8)
    assert ImportLine.objects.filter(batch=batch, kind="change").count() == 8
    assert not Household.objects.exists()
    assert "0560" not in (store._VAULT.folder / batch.stored_name).read_text()
    batch = committing.import_commit(batch, by=officer)
    assert (batch.state, Household.objects.count(), ImportChange.objects.count()) == (ImportState.COMMITTED, 8, 8)
    assert not (store._VAULT.folder / batch.stored_name).exists()
    with pytest.raises(IllegalTransition):
        committing.import_commit(batch, by=officer)


def test_a_stale_preview_is_refused(ward: Ward, officer: User, tmp_path: Path) -> None:
    waiting = uploaded(ward, clean_workbook(tmp_path / "a.xlsx", 4), officer)
    put(ward, clean_workbook(tmp_path / "b.xlsx", 2))
    before = picture()
    with pytest.raises(DomainError, match="đã thay đổi từ lúc xem trước"):
        committing.import_commit(waiting, by=officer)
    assert picture() == before
    again = previewing.import_preview(previewing.import_reread(waiting, CREATE, by=officer))
    committing.import_commit(again, by=officer)
    assert Household.objects.count() == 4


def test_a_refused_file_says_why_and_can_be_discarded(ward: Ward, officer: User, tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(clean_workbook(tmp_path / "b.xlsx", 1).read_bytes()[:-200])
    batch = uploaded(ward, broken, officer)
    assert (batch.state, "hỏng" in batch.refusal) == (ImportState.REFUSED, True)
    previewing.import_discard(batch, by=officer)
    assert ImportBatch.objects.get().state == ImportState.DISCARDED
    (tmp_path / "c.xlsx").write_text("chào")
    with pytest.raises(DomainError, match="không phải tệp Excel"):
        uploaded(ward, tmp_path / "c.xlsx", officer)
    assert ImportBatch.objects.count() == 1


def test_nothing_to_write_is_not_written(ward: Ward, officer: User, tmp_path: Path) -> None:
    path = clean_workbook(tmp_path / "a.xlsx", 3)
    put(ward, path)
    batch = uploaded(ward, path, officer)
    assert (batch.state, batch.n_changes) == (ImportState.PREVIEWED, 0)
    with pytest.raises(DomainError, match="không làm thay đổi gì"):
        previewing.import_ask_commit(batch, version=batch.version, by=officer)


def test_killed_in_the_middle_leaves_nothing(ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever step fails, nothing of the import is left."""
    path = clean_workbook(tmp_path / "a.xlsx", 5)
    for step in ("write_members", "write_moves", "write_statuses", "write_assessments", "_write_traces", "_close_batch"):
        with monkeypatch.context() as patch:
            patch.setattr(committing, step, _die)
            with pytest.raises(KeyboardInterrupt):
                put(ward, path)
        assert not any(model.objects.exists() for model in (*REGISTER, ImportBatch, ImportChange)), step
    put(ward, path)
    assert Household.objects.count() == 5


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_other_wards_are_not_seen(ward: Ward, other_ward: Ward, tmp_path: Path) -> None:
    path = clean_workbook(tmp_path / "a.xlsx", 3)
    put(other_ward, path)
    plan = put(ward, path)
    assert counts(plan)["households"]["created"] == 3
    assert ResidentialGroup.objects.count() == 6


def test_planning_asks_the_same_number_of_questions_for_any_number_of_rows(ward: Ward, tmp_path: Path) -> None:
    asked = []
    for n_households in (3, 120):
        data = clean_workbook(tmp_path / f"{n_households}.xlsx", n_households).read_bytes()
        with CaptureQueriesContext(connection) as captured:
            plan_file(read_file(data), ward, CREATE)
        asked.append(len(captured))
        put(ward, tmp_path / f"{n_households}.xlsx")
    assert asked[0] == asked[1] <= 12


def test_writing_asks_few_questions_for_many_rows(ward: Ward, tmp_path: Path) -> None:
    counted = []
    for n_households in (3, 120):
        path = clean_workbook(tmp_path / f"{n_households}.xlsx", n_households)
        with CaptureQueriesContext(connection) as captured:
            put(ward, path)
        counted.append(sum(not query["sql"].startswith("INSERT") for query in captured.captured_queries))
        undoing.import_undo(ImportBatch.objects.latest("pk"), by=None)
    assert counted[0] == counted[1]


def test_people_without_birth_or_number_are_found_again(ward: Ward, tmp_path: Path) -> None:
    """The same file twice changes nothing, also where only names tell people apart."""
    homes = [family(1, 3), family(2, 2)]
    for home in homes:
        for person in home.people:
            person.birth = person.personal_id = ""
        home.people[-1].name = home.people[0].name
    path = save_book(tmp_path / "a.xlsx", homes)
    put(ward, path)
    before = picture()
    assert not put(ward, path).changed
    assert picture() == before


def test_imports_of_the_command_have_their_lists_too(ward: Ward, tmp_path: Path) -> None:
    put(ward, messy_workbook(tmp_path / "a.xlsx", fixed=True))
    batch = ImportBatch.objects.get()
    assert (batch.lines.filter(kind="change").count(), batch.lines.filter(kind="warning").count()) == (8, batch.n_warnings)
