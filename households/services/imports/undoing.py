"""Take a whole import back, while nothing was built on it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Manager, Model, ProtectedError
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, IllegalTransition
from households.models import (
    Assessment,
    Decision,
    Household,
    HouseholdStay,
    ImportBatch,
    ImportChange,
    InsuranceCard,
    Member,
    ResidentialGroup,
    StatusPeriod,
    StatusRenewal,
)
from households.models.imports import ImportState
from households.services.imports.committing import lock_ward
from households.services.imports.traces import restored
from households.services.imports.writing import pieces

# Added rows go in this order: what points before what is pointed at.
REMOVED = (InsuranceCard, StatusRenewal, Assessment, StatusPeriod, HouseholdStay, Member)
PATH_TO_HOUSEHOLD = {
    InsuranceCard: "member__household",
    StatusRenewal: "period__household",
    Assessment: "household",
    StatusPeriod: "household",
    HouseholdStay: "household",
    Member: "household",
}


@transaction.atomic
def import_undo(batch: ImportBatch, *, by: User | None) -> None:
    """Restore the register to the moment before the import. DomainError names what was built on it."""
    lock_ward(batch.ward_id)
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("ward").get(pk=batch.pk)
    check_can_undo(batch)
    changes = list(ImportChange.objects.filter(batch=batch))
    try:
        _remove_added(changes)
        _restore(changes)
        _remove_new_households([change.household_key for change in changes if change.is_new])
        _remove_unused(batch)
    except ProtectedError:
        raise DomainError(
            "Đã có dữ liệu khác (biến cố, hỗ trợ, thông tin thành viên) ghi cho hộ của lần nhập này, nên không hoàn tác được cả lần nhập. "
            "Sửa từng hộ ở trang hộ."
        ) from None
    batch.state = ImportState.UNDONE
    batch.closed_at, batch.closed_by = timezone.now(), by
    batch.version += 1
    batch.save()
    record(Action.IMPORT_UNDONE, by=by, ward_id=batch.ward_id, target=batch, target_label=batch.file_name, so_ho=len(changes))


def check_can_undo(batch: ImportBatch) -> None:
    """Raise the sentence that says why this import cannot be taken back; the button shows the same sentence."""
    if not batch.may_become(ImportState.UNDONE):
        raise IllegalTransition("Chỉ hoàn tác được lần nhập đã ghi.")
    issued = AuditEvent.objects.filter(ward_id=batch.ward_id, seq__gt=batch.log_seq, action=Action.REPORT_ISSUED).order_by("seq").first()
    if issued is not None:
        raise DomainError(
            f"Báo cáo {issued.target_label} đã ban hành sau lần nhập này và dùng số liệu của nó, nên không hoàn tác được. "
            "Nếu có sai sót thì đính chính từng hộ."
        )
    touched = _touched_since(batch)
    if touched:
        shown = ", ".join(touched[:5]) + (f" và {len(touched) - 5} hộ khác" if len(touched) > 5 else "")
        raise DomainError(f"Hộ {shown} đã được sửa hoặc nhập lại sau lần nhập này, nên không hoàn tác được. Sửa từng hộ ở trang hộ.")


def _touched_since(batch: ImportBatch) -> list[str]:
    """Codes of households whose version is no longer the one that the import left."""
    expected = {
        key: (code, version) for key, code, version in batch.changes.values_list("household_key", "household_code", "version_after")
    }
    now: dict[int, int] = {}
    for keys in pieces(list(expected)):
        now.update(Household.objects.filter(pk__in=keys).values_list("pk", "version"))
    return sorted(code for key, (code, version) in expected.items() if now.get(key) != version)


def _facts(changes: Iterable[ImportChange]) -> Iterable[dict[str, Any]]:
    return (json.loads(change.facts) for change in changes if change.facts)


def _rows_of(model: type[Model]) -> Manager[Any]:
    return model._default_manager  # noqa: SLF001 Django's own name for the manager of any model


def _remove_added(changes: list[ImportChange]) -> None:
    keys: dict[str, list[int]] = defaultdict(list)
    for facts in _facts(changes):
        for model, added in facts["added"].items():
            keys[model].extend(added)
    for model in REMOVED:
        for some in pieces(keys.get(model.__name__, [])):
            _rows_of(model).filter(pk__in=some).delete()


def _restore(changes: list[ImportChange]) -> None:
    """Put back the values before the change: periods last, when nothing overlaps them any more."""
    before: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for facts in _facts(changes):
        for model, rows in facts["before"].items():
            before[model].update(rows)
    for name in ("Household", "Member", "HouseholdStay", "Assessment", "StatusPeriod"):
        _restore_rows(apps.get_model("households", name), before.get(name, {}))


def _restore_rows(model: type[Model], values: dict[str, dict[str, Any]]) -> None:
    by_fields: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, row in values.items():
        by_fields[tuple(sorted(row))].append(key)
    for fields, keys in by_fields.items():
        for some in pieces(sorted(keys, key=lambda key: values[key].get("is_head", False))):
            found = _rows_of(model).in_bulk([int(key) for key in some])
            rows = [found[int(key)] for key in some]
            for row in rows:
                for field, value in values[str(row.pk)].items():
                    setattr(row, field, restored(value))
            _save(model, rows, fields)


def _save(model: type[Model], rows: list[Any], fields: tuple[str, ...]) -> None:
    names = ["group" if name == "group_id" else name for name in fields]
    if model in (Household, Member):
        for row in rows:
            row.version += 1
        names.append("version")
    # A household has one head at a time: those who stop being head are written first.
    for heads in (False, True):
        some = [row for row in rows if bool(getattr(row, "is_head", False)) is heads]
        if some:
            _rows_of(model).bulk_update(some, names)


def _remove_new_households(keys: list[int]) -> None:
    for some in pieces(keys):
        for model in REMOVED:
            _rows_of(model).filter(**{f"{PATH_TO_HOUSEHOLD[model]}__in": some}).delete()
        Household.objects.filter(pk__in=some).delete()


def _remove_unused(batch: ImportBatch) -> None:
    """Decisions and groups that the import added, where nothing else uses them by now."""
    Decision.objects.filter(pk__in=batch.created_decisions, periods__isnull=True, renewals__isnull=True).delete()
    ResidentialGroup.objects.filter(
        pk__in=batch.created_groups, households__isnull=True, stays__isnull=True, baselines__isnull=True, leaderships__isnull=True
    ).delete()


def undo_refusal(batch: ImportBatch) -> str:
    """Why the import cannot be taken back; empty when it can."""
    try:
        check_can_undo(batch)
    except DomainError as error:
        return error.message
    return ""
