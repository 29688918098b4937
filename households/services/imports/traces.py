"""What an import leaves behind for its undo: keys of added rows and values before the change, per household."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model


@dataclass(slots=True)
class Trace:
    """One household's part. A new household needs no details: all of it goes away again."""

    household_code: str
    is_new: bool = False
    version_after: int = 1
    added: dict[str, list[int]] = field(default_factory=dict)
    before: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)

    def add(self, model: type[Model], key: int) -> None:
        """Note a row that was added."""
        if not self.is_new:
            self.added.setdefault(model.__name__, []).append(key)

    def keep(self, row: Model, names: list[str]) -> None:
        """Note the values of a row before they are changed."""
        values = {name: _plain(getattr(row, name)) for name in names}
        kept = self.before.setdefault(type(row).__name__, {}).setdefault(str(row.pk), {})
        for name, value in values.items():
            kept.setdefault(name, value)

    def as_text(self) -> str:
        """The details as they are stored (encrypted)."""
        if self.is_new:
            return ""
        return json.dumps({"added": self.added, "before": self.before}, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def restored(value: Any) -> Any:
    """A stored value as the model field takes it."""
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
