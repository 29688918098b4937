"""Enumerations whose member and Vietnamese label stand on one line."""

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """A string enumeration with a label: ``POOR = "poor", "Hộ nghèo"``.

    ``Model.field = CharField(choices=Kind.choices())`` stores the value; ``Kind(value).label`` is shown.
    """

    _label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        # Type checkers read a look-up, Kind("poor"), as a call of this method: hence the default, which no member may use.
        if not label:
            raise TypeError(f"{cls.__name__} {value!r} has no label")
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> str:
        """The Vietnamese word for this member, as printed."""
        return self._label

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a Django field or form."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def label_of(cls, value: str | None) -> str:
        """The label of a stored value; an empty string for none."""
        return cls(value).label if value else ""
