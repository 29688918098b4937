"""What one version of a plan says differently from another, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    """How a line differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


LABELS = {Change.ADDED: "Thêm", Change.REMOVED: "Bỏ", Change.CHANGED: "Sửa"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a version: its stable key, the heading under which it stands, what it says."""

    key: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that differs; the old or the new text is empty where there is none."""

    change: Change
    place: str
    old: str
    new: str

    @property
    def label(self) -> str:
        """The word of the change."""
        return LABELS[self.change]


def differences(old: Sequence[Line], new: Sequence[Line]) -> list[Difference]:
    """Added, removed and changed lines in the order of the new version."""
    matcher = SequenceMatcher(None, [line.text for line in old], [line.text for line in new], autojunk=False)
    found: list[Difference] = []
    for step, start, end, new_start, new_end in matcher.get_opcodes():
        if step != "equal":
            found += _block(old[start:end], new[new_start:new_end])
    return found


def _block(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Difference]:
    """Lines with the same key are the same line with another text; the others came or went."""
    before = {line.key: line for line in old}
    after = {line.key for line in new}
    yield from (Difference(Change.REMOVED, line.place, line.text, "") for line in old if line.key not in after)
    for line in new:
        former = before.get(line.key)
        if former is None:
            yield Difference(Change.ADDED, line.place, "", line.text)
        elif former.text != line.text:
            yield Difference(Change.CHANGED, line.place, former.text, line.text)
