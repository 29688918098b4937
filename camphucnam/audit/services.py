"""Write and verify the business log."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent, ChainHead


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to record; ``details`` holds no personal ids, phones or card numbers."""

    action: Action
    target_type: str
    target_id: str
    target_label: str
    household_code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def record(
    action: Action,
    *,
    by: User | None,
    ward_id: int = 0,
    target: object = None,
    target_label: str = "",
    household_code: str = "",
    **details: Any,
) -> AuditEvent:
    """Append one line inside the caller's transaction. ``by`` is None only for the scheduler and commands."""
    entry = Entry(
        action,
        type(target).__name__ if target is not None else "",
        str(getattr(target, "pk", "") or ""),
        (target_label or (str(target) if target is not None else ""))[:200],
        household_code,
        details,
    )
    return record_many([entry], by=by, ward_id=ward_id)[0]


@transaction.atomic
def record_many(entries: Iterable[Entry], *, by: User | None, ward_id: int = 0) -> list[AuditEvent]:
    """Append lines in order under one lock of the ward's chain head."""
    ChainHead.objects.bulk_create([ChainHead(ward_id=ward_id)], ignore_conflicts=True)
    head = ChainHead.objects.select_for_update().get(ward_id=ward_id)
    now = timezone.now()
    rows: list[AuditEvent] = []
    for entry in entries:
        head.seq += 1
        row = AuditEvent(
            ward_id=ward_id,
            seq=head.seq,
            at=now,
            actor_id=by.pk if by else None,
            actor_name=by.full_name if by else "Hệ thống",
            action=entry.action,
            target_type=entry.target_type,
            target_id=entry.target_id,
            target_label=entry.target_label,
            household_code=entry.household_code,
            details=entry.details,
            previous_hash=head.hash,
        )
        row.hash = head.hash = link_hash(row)
        rows.append(row)
    AuditEvent.objects.bulk_create(rows, batch_size=500)
    head.save(update_fields=["seq", "hash"])
    return rows


def link_hash(row: AuditEvent) -> str:
    """SHA-256 over the row and the hash of the row before it."""
    content = [
        row.ward_id,
        row.seq,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.actor_id,
        row.actor_name,
        row.action,
        row.target_type,
        row.target_id,
        row.target_label,
        row.household_code,
        row.details,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def find_breaks(ward_id: int) -> list[int]:
    """Sequence numbers at which a ward's chain does not hold; empty when nothing was changed, removed or added."""
    previous, expected, breaks = "0" * 64, 1, []
    for row in AuditEvent.objects.filter(ward_id=ward_id).order_by("seq").iterator(chunk_size=2000):
        if row.seq != expected or row.previous_hash != previous or row.hash != link_hash(row):
            breaks.append(row.seq)
        previous, expected = row.hash, row.seq + 1
    head = ChainHead.objects.filter(ward_id=ward_id).first()
    if (head.seq, head.hash) != (expected - 1, previous) if head is not None else expected > 1:
        breaks.append(expected)
    return breaks
