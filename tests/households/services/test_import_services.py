"""Imports against the database: commit, once more, undo, and what refuses."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import find_breaks, record
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households import models
from households.models import Household, HouseholdStay, ImportBatch, ImportChange, ImportLine, Member, ResidentialGroup, StatusPeriod, StatusRenewal
from households.models.imports import TRANSITIONS, ImportState
from households.rules.importing.plan import ImportOptions
from households.rules.importing.summary import counts
from households.services.imports import committing, previewing, store, undoing
from households.services.imports.planning import plan_file, read_file
from households.services.member import MemberData, member_add
from tests.data.workbooks import Home, clean_workbook, family, messy_workbook, save_book

CREATE = ImportOptions(create_groups=True)
REGISTER = (models.Household, models.HouseholdStay, models.Member, models.InsuranceCard, models.StatusPeriod, models.StatusRenewal, models.Assessment,
            models.Decision, models.ResidentialGroup)  # fmt: skip
# Undo counts versions up: whoever still has the page open must not write over what came back.
NOT_COMPARED = {"version"}


def picture() -> dict[str, list[Any]]:
    """All rows of the register, to compare."""
    found = {}
    for model in REGISTER:
        names = [field.attname for field in model._meta.concrete_fields if field.name not in NOT_COMPARED]
        found[model.__name__] = list(model.objects.order_by("pk").values_list(*names))
    return found


def put(ward: Ward, path: Path, options: ImportOptions = CREATE, by: User | None = None) -> Any:
    """Read, plan and commit a file as the command does."""
    data = path.read_bytes()
    batch = previewing.new_batch(ward, path.name, data, options, by=by)
    return committing.import_at_once(read_file(data), ward, options, batch=batch, by=by)


def uploaded(ward: Ward, path: Path, by: User, options: ImportOptions = CREATE) -> ImportBatch:
    """Upload and preview a file as the pages do."""
    batch = previewing.import_upload(ward, path.name, path.read_bytes(), options, by=by)
    return previewing.import_preview(batch)


def next_year(*homes: Home, **changes: Any) -> list[Home]:
    """The same households under the decision of the next year."""
    for home in homes:
        home.decision, home.signed = "300/QĐ-UBND", "06/12/2024"
        for name, value in changes.items():
            setattr(home, name, value)
    return list(homes)


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
    assert list(StatusPeriod.objects.filter(to_on__isnull=True).order_by("household__code").values_list("household_class", "opened_as")) == [
        ("poor", "new"), ("near_poor", "eased"), ("not_poor", "escaped_poverty"),
    ]  # fmt: skip
    assert set(StatusPeriod.objects.filter(to_on__isnull=False).values_list("to_on", flat=True)) == {StatusPeriod.objects.latest("from_on").from_on.replace(day=5)}


def test_errors_write_nothing(ward: Ward, tmp_path: Path) -> None:
    plan = put(ward, messy_workbook(tmp_path / "a.xlsx"))
    assert {problem.column for problem in plan.problems.errors} == {"Ngày sinh", "Phân loại hộ", "CCCD"}
    assert not any(model.objects.exists() for model in REGISTER)
    assert not ImportBatch.objects.exists()


def change_everything(ward: Ward, tmp_path: Path) -> ImportBatch:
    """A second import that touches each kind of row."""
    put(ward, save_book(tmp_path / "a.xlsx", [family(1), family(2), family(3), family(4)]))
    first = family(1, 3)
    first.people[0].birth, first.extra = "02/02/1970", {"Số thẻ BHYT": "HN4560000000001", "Hạn thẻ BHYT": "31/12/2024", "Điện thoại": "0900000001"}
    other_head = family(2)
    other_head.people.reverse()
    other_head.people[0].relation, other_head.people[1].relation = "Chủ hộ", "Chồng"
    moved = family(3, group="TDP 02 (ví dụ)", household_class="Hộ cận nghèo", marks=())
    homes = next_year(first, other_head, moved, family(5, group="TDP 09 (ví dụ)"))
    put(ward, save_book(tmp_path / "b.xlsx", homes, next_year(family(4, b1=200))))
    return ImportBatch.objects.latest("pk")


def test_undo_restores_every_row(ward: Ward, tmp_path: Path) -> None:
    put(ward, save_book(tmp_path / "0.xlsx", [family(1), family(2), family(3), family(4)]))
    before = picture()
    change_everything(ward, tmp_path)
    batch = ImportBatch.objects.latest("pk")
    assert picture() != before
    undoing.import_undo(batch, by=None)
    after = picture()
    for name, rows in before.items():
        assert after[name] == rows, name
    assert not find_breaks(ward.pk)
    assert AuditEvent.objects.filter(action=Action.IMPORT_UNDONE).count() == 1


def test_undo_of_the_first_import_leaves_nothing(ward: Ward, tmp_path: Path) -> None:
    put(ward, messy_workbook(tmp_path / "a.xlsx", fixed=True))
    undoing.import_undo(ImportBatch.objects.get(), by=None)
    assert not any(model.objects.exists() for model in REGISTER)
    with pytest.raises(IllegalTransition):
        undoing.import_undo(ImportBatch.objects.get(), by=None)


def test_undo_is_refused_once_something_was_built_on_it(ward: Ward, officer: User, tmp_path: Path) -> None:
    put(ward, save_book(tmp_path / "a.xlsx", [family(1), family(2)]))
    batch = ImportBatch.objects.get()
    household = Household.objects.order_by("pk").first()
    assert household is not None
    member_add(household, MemberData("Nguyễn Ví Dụ Mới"), by=officer)
    assert household.code in undoing.undo_refusal(batch)
    with pytest.raises(DomainError, match="đã được sửa"):
        undoing.import_undo(batch, by=officer)


def test_undo_is_refused_after_a_later_import_and_after_a_report(ward: Ward, tmp_path: Path) -> None:
    change_everything(ward, tmp_path)
    first, second = ImportBatch.objects.order_by("pk")
    assert "nhập lại" in undoing.undo_refusal(first)
    assert not undoing.undo_refusal(second)
    record(Action.REPORT_ISSUED, by=None, ward_id=ward.pk, target_label="Báo cáo quý IV năm 2024")
    assert "Báo cáo quý IV năm 2024" in undoing.undo_refusal(second)


def test_pages_preview_commit_and_forget_the_file(ward: Ward, officer: User, tmp_path: Path) -> None:
    batch = uploaded(ward, messy_workbook(tmp_path / "Danh sách.xlsx", fixed=True), officer)
    assert (batch.state, batch.n_errors, batch.n_changes) == (ImportState.PREVIEWED, 0, 8)
    assert ImportLine.objects.filter(batch=batch, kind="change").count() == 8
    assert not Household.objects.exists()
    assert "0560" not in (store._path(batch.stored_name)).read_text()
    batch = committing.import_commit(batch, by=officer)
    assert (batch.state, Household.objects.count(), ImportChange.objects.count()) == (ImportState.COMMITTED, 8, 8)
    assert not store._path(batch.stored_name).exists()
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


@pytest.mark.django_db(transaction=True)
def test_two_commits_at_once_write_once(tmp_path: Path, officer: User, ward: Ward) -> None:
    batch = uploaded(ward, clean_workbook(tmp_path / "a.xlsx", 6), officer)
    outcomes = together(lambda: committing.import_commit(ImportBatch.objects.get(pk=batch.pk), by=officer))
    assert sorted(outcomes) == ["", "Lần nhập này đã được ghi rồi."]
    assert (Household.objects.count(), ImportChange.objects.count()) == (6, 6)


@pytest.mark.django_db(transaction=True)
def test_two_files_at_once_follow_each_other(tmp_path: Path, officer: User, ward: Ward) -> None:
    waiting = [uploaded(ward, clean_workbook(tmp_path / f"{n}.xlsx", n), officer) for n in (4, 5)]
    numbers = iter(waiting)
    lock = threading.Lock()

    def commit() -> object:
        with lock:
            batch = next(numbers)
        return committing.import_commit(batch, by=officer)

    outcomes = together(commit)
    assert outcomes.count("") == 1
    assert committing.STALE in outcomes
    assert Household.objects.count() in {4, 5}


def together(work: Callable[[], object]) -> list[str]:
    """Run ``work`` in two threads from the same moment on; the refusals, empty for success."""
    barrier, outcomes = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            work()
            outcomes.append("")
        except DomainError as error:
            outcomes.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
