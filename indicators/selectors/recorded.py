"""What the working registers add up to, for the targets that they measure."""

from collections.abc import Callable, Collection
from datetime import date
from zlib import crc32

from django.core.cache import cache

from camphucnam.audit.models import AuditEvent
from indicators.rules.figures import Figure
from indicators.rules.table import FromRegister
from programs import registry

Recorded = dict[str, FromRegister]
Reader = Callable[[int, Collection[str], date, date], Recorded]
REMEMBERED_SECONDS = 300


def recorded(ward_id: int, names: Collection[str], first: date, last: date) -> Recorded:
    """Measure → figure, for these measures where a register holds any. Registers that measure none of them are not asked."""
    found = registry.measured(names, ward_id, first, last).items()
    return {
        name: FromRegister(Figure(line.value, line.households), register.label)
        for name, (register, line) in found
        if line.value is not None
    }


def recorded_lately(ward_id: int, names: Collection[str], first: date, last: date) -> Recorded:
    """The same for pages that are looked at again and again: remembered while nothing was written in the ward.

    Every write leaves a line in the log of the ward in its own transaction, so the newest line tells whether anything changed.
    Reports and commands ask ``recorded``: their figures come from one reading.
    """
    newest = AuditEvent.objects.filter(ward_id=ward_id).order_by("-seq").values_list("seq", flat=True).first()
    asked = crc32(" ".join(sorted(names)).encode())
    key = f"recorded:{ward_id}:{newest}:{first}:{last}:{asked}"
    found: Recorded | None = cache.get(key)
    if found is None:
        found = recorded(ward_id, names, first, last)
        cache.set(key, found, REMEMBERED_SECONDS)
    return found
