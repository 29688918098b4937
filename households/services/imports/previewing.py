"""Upload, preview, discard: the steps before anything is written to the register."""

import hashlib

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.jobs.models import Job
from camphucnam.jobs.services import enqueue
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from households.models import ImportBatch, ImportLine
from households.models.imports import ImportState
from households.rules.importing.plan import ImportOptions, ImportPlan
from households.rules.importing.planner import Progress
from households.rules.importing.summary import counts, fingerprint
from households.services.imports import store
from households.services.imports.committing import options_of
from households.services.imports.gate import FileRefused, check_file
from households.services.imports.lines import write_lines
from households.services.imports.planning import plan_file, read_file

PARSE, COMMIT = "import_parse", "import_commit"


def new_batch(ward: Ward, file_name: str, data: bytes, options: ImportOptions, *, by: User | None) -> ImportBatch:
    """The row of an upload, not saved yet."""
    return ImportBatch(
        ward=ward,
        file_name=clean(file_name)[-200:],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        decision_number=options.decision_number,
        signed_on=options.signed_on,
        effective_on=options.effective_on,
        reviewed_on=options.reviewed_on,
        is_complete=options.complete,
        create_groups=options.create_groups,
        uploaded_by=by,
    )


@transaction.atomic
def import_upload(ward: Ward, file_name: str, data: bytes, options: ImportOptions, *, by: User) -> ImportBatch:
    """Keep the file and ask for its preview. DomainError for a file that cannot be a workbook."""
    try:
        check_file(data)
    except FileRefused as refusal:
        raise DomainError(str(refusal)) from None
    batch = new_batch(ward, file_name, data, options, by=by)
    batch.stored_name = store.keep(data)
    batch.save()
    record(
        Action.IMPORT_UPLOADED, by=by, ward_id=ward.pk, target=batch, target_label=batch.file_name, sha256=batch.sha256, so_byte=batch.size
    )
    _ask(PARSE, batch, by)
    return batch


def _ask(kind: str, batch: ImportBatch, by: User | None) -> Job:
    return enqueue(kind, by=by, ward=batch.ward, subject_id=batch.pk, key=f"import:{batch.pk}")


@transaction.atomic
def import_reread(batch: ImportBatch, options: ImportOptions, *, by: User) -> ImportBatch:
    """Read the same file anew, with other choices or against the register as it is now."""
    batch = _locked(batch, ImportState.UPLOADED)
    batch.state = ImportState.UPLOADED
    batch.decision_number, batch.signed_on, batch.effective_on = options.decision_number, options.signed_on, options.effective_on
    batch.reviewed_on, batch.is_complete, batch.create_groups = options.reviewed_on, options.complete, options.create_groups
    batch.version += 1
    batch.save()
    _ask(PARSE, batch, by)
    return batch


def import_preview(batch: ImportBatch, *, progress: Progress | None = None) -> ImportBatch:
    """Read the file, plan, and keep the three lists for the page. May run twice; writes nothing to the register."""
    plan: ImportPlan | None = None
    refusal = ""
    try:
        plan = plan_file(read_file(store.fetch(batch.stored_name)), batch.ward, options_of(batch), progress=progress)
    except DomainError as error:
        refusal = error.message
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().select_related("ward").get(pk=batch.pk)
        if batch.state != ImportState.UPLOADED:
            return batch
        ImportLine.objects.filter(batch=batch).delete()
        batch.refusal = refusal[:600]
        if plan is None:
            batch.state, batch.summary, batch.n_errors = ImportState.REFUSED, {}, 1
        else:
            _keep_plan(batch, plan)
        batch.version += 1
        batch.save()
    return batch


def _keep_plan(batch: ImportBatch, plan: ImportPlan) -> None:
    batch.state = ImportState.REFUSED if plan.problems.n_errors else ImportState.PREVIEWED
    batch.summary = counts(plan)
    batch.n_errors, batch.n_warnings, batch.n_changes = plan.problems.n_errors, plan.problems.n_warnings, len(plan.changed)
    batch.fingerprint = fingerprint(plan)
    write_lines(batch, plan)


@transaction.atomic
def import_ask_commit(batch: ImportBatch, *, version: int, by: User) -> Job:
    """Ask the worker to write. ``version`` is that of the preview the person has seen."""
    batch = _locked(batch, ImportState.COMMITTED)
    if batch.version != version:
        raise IllegalTransition("Trang xem trước này đã cũ. Tải lại trang, xem lại rồi mới ghi.")
    if not batch.n_changes:
        raise DomainError("Tệp không làm thay đổi gì so với danh sách đang quản lý nên không có gì để ghi.")
    return _ask(COMMIT, batch, by)


@transaction.atomic
def import_discard(batch: ImportBatch, *, by: User) -> None:
    """Drop an upload that was not written; its file is removed."""
    batch = _locked(batch, ImportState.DISCARDED)
    batch.state = ImportState.DISCARDED
    batch.closed_at, batch.closed_by = timezone.now(), by
    batch.version += 1
    batch.save()
    ImportLine.objects.filter(batch=batch).delete()
    record(Action.IMPORT_DISCARDED, by=by, ward_id=batch.ward_id, target=batch, target_label=batch.file_name)
    name = batch.stored_name
    transaction.on_commit(lambda: store.forget(name))


def _locked(batch: ImportBatch, becomes: ImportState) -> ImportBatch:
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("ward").get(pk=batch.pk)
    if not batch.may_become(becomes):
        raise IllegalTransition(f"Lần nhập này đang ở tình trạng “{ImportState(batch.state).label}” nên không làm được việc này.")
    return batch
