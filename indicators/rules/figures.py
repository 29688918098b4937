"""A measured figure with everything needed to open it: the households behind it, and why it may be missing."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` None is missing, never 0, with ``reason`` saying why. Households are primary keys.

    ``households`` were counted, ``lacking`` were looked at and do not satisfy, ``unknown`` could not be decided: while there
    are any, ``value`` counts only what is known and no rate may be made of it.
    """

    value: int | None
    households: tuple[int, ...] = ()
    lacking: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    reason: str = ""

    @classmethod
    def missing(cls, reason: str) -> Self:
        """No figure, and why."""
        return cls(None, reason=reason)

    @property
    def is_whole(self) -> bool:
        """Whether the figure is known and nothing was left undecided."""
        return self.value is not None and not self.unknown
