"""Commit: the plan made anew against the register of this moment, then all of it in one transaction or nothing."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households.models import ImportBatch, ImportChange
from households.models.imports import ImportState
from households.rules.importing.plan import HouseholdPlan, ImportOptions, ImportPlan
from households.rules.importing.planner import Progress
from households.rules.importing.summary import counts, fingerprint
from households.services.imports import store
from households.services.imports.lines import write_lines
from households.services.imports.planning import ReadFile, plan_file, read_file
from households.services.imports.writing import (
    BATCH,
    Writing,
    take_known_households,
    write_decisions,
    write_groups,
    write_household_changes,
    write_moves,
    write_new_households,
)
from households.services.imports.writing_people import names_after, write_members
from households.services.imports.writing_status import write_assessments, write_statuses

STALE = (
    "Danh sách hộ đã thay đổi từ lúc xem trước, nên nội dung sẽ ghi không còn như đã xem. Chưa có gì được ghi. "
    "Bấm “Đọc lại tệp” để xem trước lại rồi mới ghi."
)
# The command has printed every problem already; a page shows the first ones later.
KEPT_UNSEEN = 500
CLASH = "Có người vừa sửa cùng một hộ trong lúc ghi, nên chưa có gì được ghi. Bấm “Đọc lại tệp” rồi ghi lại."


def options_of(batch: ImportBatch) -> ImportOptions:
    """The choices made when the file was uploaded."""
    return ImportOptions(
        batch.decision_number, batch.signed_on, batch.effective_on, batch.reviewed_on, batch.is_complete, batch.create_groups
    )


def lock_ward(ward_id: int) -> None:
    """Imports of one ward follow each other: the second plans against what the first has written."""
    Ward.objects.select_for_update().get(pk=ward_id)


def import_commit(batch: ImportBatch, *, by: User | None, progress: Progress | None = None) -> ImportBatch:
    """Write what the preview promised. Refused when it no longer holds, and when the import is not waiting to be written."""
    _check_waiting(batch)
    file = read_file(store.fetch(batch.stored_name))
    try:
        with transaction.atomic():
            lock_ward(batch.ward_id)
            batch = ImportBatch.objects.select_for_update().select_related("ward").get(pk=batch.pk)
            _check_waiting(batch)
            plan = plan_file(file, batch.ward, options_of(batch), lock=True, progress=progress)
            if plan.problems.n_errors or fingerprint(plan) != batch.fingerprint:
                raise DomainError(STALE)
            write_plan(plan, batch, by=by)
    except IntegrityError:
        raise DomainError(CLASH) from None
    store.forget(batch.stored_name)
    return batch


def _check_waiting(batch: ImportBatch) -> None:
    if batch.state == ImportState.COMMITTED:
        raise IllegalTransition("Lần nhập này đã được ghi rồi.")
    if not batch.may_become(ImportState.COMMITTED):
        raise IllegalTransition(f"Lần nhập này đang ở tình trạng “{ImportState(batch.state).label}” nên không ghi được.")


def import_at_once(file: ReadFile, ward: Ward, options: ImportOptions, *, batch: ImportBatch, by: User | None) -> ImportPlan:
    """Plan and commit in one step, as the command does; nothing is written with errors or without changes."""
    with transaction.atomic():
        lock_ward(ward.pk)
        plan = plan_file(file, ward, options, lock=True)
        if not plan.problems.n_errors and plan.changed:
            batch.fingerprint = fingerprint(plan)
            batch.n_warnings, batch.n_changes = plan.problems.n_warnings, len(plan.changed)
            batch.save()
            write_lines(batch, plan, at_most=KEPT_UNSEEN)
            write_plan(plan, batch, by=by)
    return plan


def write_plan(plan: ImportPlan, batch: ImportBatch, *, by: User | None) -> None:
    """Write everything, the traces for the undo, and one line of the log; inside the caller's transaction."""
    writing = Writing(batch.ward, by, timezone.now(), plan.area_type)
    changed = plan.changed
    new = [household for household in changed if household.known is None]
    known = [household for household in changed if household.known is not None]
    write_groups(writing, changed)
    write_decisions(writing, plan)
    write_new_households(writing, new)
    take_known_households(writing, known)
    write_members(writing, changed)
    write_household_changes(writing, known, names_after(known))
    write_moves(writing, known)
    write_statuses(writing, changed)
    write_assessments(writing, changed)
    _write_traces(writing, batch, changed)
    _close_batch(writing, plan, batch, by)


def _write_traces(writing: Writing, batch: ImportBatch, changed: list[HouseholdPlan]) -> None:
    rows = []
    for plan in changed:
        household, trace = writing.household_of(plan), writing.trace_of(plan)
        rows.append(
            ImportChange(
                batch=batch,
                household_key=household.pk,
                household_code=household.code,
                is_new=trace.is_new,
                version_after=trace.version_after,
                facts=trace.as_text(),
            )
        )
    ImportChange.objects.bulk_create(rows, batch_size=BATCH)


def _close_batch(writing: Writing, plan: ImportPlan, batch: ImportBatch, by: User | None) -> None:
    figures = counts(plan)
    line = record(
        Action.IMPORT_COMMITTED,
        by=by,
        ward_id=batch.ward_id,
        target=batch,
        target_label=batch.file_name,
        sha256=batch.sha256,
        ho=figures["households"],
        nhan_khau=figures["members"],
        phan_loai=figures["status_periods"],
    )
    batch.state = ImportState.COMMITTED
    batch.summary = figures
    batch.log_seq = line.seq
    batch.created_groups, batch.created_decisions = writing.new_groups, writing.new_decisions
    batch.committed_at, batch.committed_by = writing.now, by
    batch.version += 1
    batch.save()
