"""What a load of reference data did."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """Rows by outcome; ``Counts() + Counts()`` adds up the applications. ``retired`` rows stay readable, nothing is deleted."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created, self.updated + other.updated, self.unchanged + other.unchanged, self.retired + other.retired
        )

    @property
    def changed(self) -> int:
        """Rows that the load wrote."""
        return self.created + self.updated + self.retired
