"""Record all households and persons living in each group on a day (columns 1 and 2 of form 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import PopulationBaseline, ResidentialGroup


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Figures of one group; both None takes the row of that day away again."""

    group: ResidentialGroup
    n_households: int | None
    n_persons: int | None


def _check(rows: Sequence[BaselineRow], ward: Ward) -> None:
    for row in rows:
        if row.group.ward_id != ward.pk:
            raise DomainError("Tổ dân phố này không thuộc phường.")
        if (row.n_households is None) != (row.n_persons is None):
            raise DomainError(f"{row.group.name}: nhập cả số hộ và số nhân khẩu, hoặc để trống cả hai.")
        if row.n_households is not None and row.n_persons is not None and row.n_persons < row.n_households:
            raise DomainError(f"{row.group.name}: số nhân khẩu không thể ít hơn số hộ.")


@transaction.atomic
def baselines_record(ward: Ward, on: date, rows: Sequence[BaselineRow], *, source: str, by: User) -> int:
    """Write the figures of a day, all groups together; returns how many groups changed."""
    _check(rows, ward)
    known = {item.group_id: item for item in PopulationBaseline.objects.in_ward(ward.pk).filter(on=on).select_for_update()}
    changes: list[str] = []
    for row in rows:
        old = known.get(row.group.pk)
        before = (old.n_households, old.n_persons) if old else (None, None)
        if before == (row.n_households, row.n_persons):
            continue
        changes.append(f"{row.group.name}: {_pair(*before)} → {_pair(row.n_households, row.n_persons)}")
        if row.n_households is None or row.n_persons is None:
            PopulationBaseline.objects.filter(group=row.group, on=on).delete()
        else:
            PopulationBaseline.objects.update_or_create(
                group=row.group,
                on=on,
                defaults={"n_households": row.n_households, "n_persons": row.n_persons, "source": source, "recorded_by": by},
            )
    if changes:
        record(
            Action.BASELINE_RECORDED,
            by=by,
            ward_id=ward.pk,
            target_label=f"Tổng số hộ dân cư ngày {format_dmy(on)}",
            ngay=format_dmy(on),
            nguon=source,
            thay_doi=changes,
        )
    return len(changes)


def _pair(n_households: int | None, n_persons: int | None) -> str:
    return "chưa có" if n_households is None else f"{n_households} hộ, {n_persons} nhân khẩu"
