"""Types of events as data (data/event_types.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from camphucnam.kernel.errors import DomainError

DATA = Path(__file__).resolve().parent.parent / "data" / "event_types.toml"


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event; ``response`` is what usually answers it, ``status`` where the entry comes from."""

    code: str
    name: str
    response: str
    status: str


@cache
def all_event_types() -> tuple[EventType, ...]:
    """Every type in the order of the data file."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(EventType(**item) for item in raw["types"])


def event_type(code: str) -> EventType:
    """The type with this code; DomainError for an unknown one."""
    for item in all_event_types():
        if item.code == code:
            return item
    raise DomainError(f"Không có loại biến cố mã “{code}”. Chọn một loại trong danh sách.")
