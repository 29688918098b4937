"""Undo of a whole import, and two imports at once."""

import threading
from pathlib import Path

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import find_breaks, record
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households.models import Household, ImportBatch, ImportChange
from households.services.imports import committing, undoing
from households.services.member import MemberData, member_add
from tests.data.workbooks import clean_workbook, family, messy_workbook, save_book
from tests.households.imports import REGISTER, next_year, picture, put, together, uploaded


def change_everything(ward: Ward, tmp_path: Path) -> ImportBatch:
    """A second import that touches each kind of row."""
    put(ward, save_book(tmp_path / "a.xlsx", [family(1), family(2), family(3), family(4)]))
    first = family(1, 3)
    first.people[0].birth, first.extra = (
        "02/02/1970",
        {"Số thẻ BHYT": "HN4560000000001", "Hạn thẻ BHYT": "31/12/2024", "Điện thoại": "0900000001"},
    )
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
