"""Bring rows in line with a data file: what is missing is added, what differs is changed, what vanished is retired."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from camphucnam.kernel.counts import Counts

Key = tuple[Any, ...]


class Sync:
    """One load; ``counts`` adds up over all models. Rows are never deleted: ``retired_on`` becomes ``day``."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.counts = Counts()

    def rows(self, existing: QuerySet[Any], key: tuple[str, ...], wanted: Iterable[dict[str, Any]]) -> dict[Key, Any]:
        """Make ``existing`` (the rows of one model in one scope) equal to ``wanted``; the standing rows by their key values.

        ``wanted`` holds every field of a row that the file determines; fields that people fill in stay out of it.
        """
        found: dict[Key, Any] = {tuple(getattr(row, name) for name in key): row for row in existing}
        standing: dict[Key, Any] = {}
        for values in wanted:
            row_key = tuple(values[name] for name in key)
            standing[row_key] = self._put(existing, found.pop(row_key, None), values)
        for row in found.values():
            if row.retired_on is None:
                row.retired_on = self.day
                row.save(update_fields=["retired_on"])
                self.counts.retired += 1
        return standing

    def _put(self, existing: QuerySet[Any], row: Any, values: dict[str, Any]) -> Any:
        if row is None:
            self.counts.created += 1
            return existing.create(**values)
        values = {"retired_on": None, **values} if hasattr(row, "retired_on") else values
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        if not changed:
            self.counts.unchanged += 1
            return row
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        self.counts.updated += 1
        return row
