"""Names of residential groups as files write them, matched to the groups of the ward."""

import re
from collections.abc import Iterable

from camphucnam.kernel.text import clean, fold
from households.rules.importing.plan import GroupUse
from households.rules.importing.register import KnownGroup

_KIND = re.compile(r"^(?:to dan pho|tdp|to|thon|khu pho|kp|khom|ap)\b[ .:]*(?:so\b[ .:]*)?")
_ZEROS = re.compile(r"\b0+(?=\d)")
_NUMBER = re.compile(r"^\d+$")
_FIRST_NUMBER = re.compile(r"^(\d{1,5})\b")
_PARTS = re.compile(r"[,;]| - ")
_GROUP_WORD = re.compile(r"^(?:(?:to dan pho|tdp|thon|khu pho|khom|ap)\b.|to (?:so )?\d)")
_OTHER = re.compile(r"[^a-z0-9()]+")
NAME_LENGTH = 120


def group_key(name: str) -> str:
    """What is left of a name without its kind and leading zeros: "Tổ dân phố số 01" and "TDP 1" are the same."""
    plain = _OTHER.sub(" ", fold(name)).strip()
    return _ZEROS.sub("", _KIND.sub("", plain)).strip() or plain


class GroupBook:
    """Finds the group that a text names; collects the ones to create where that is allowed."""

    def __init__(self, known: Iterable[KnownGroup], *, create: bool) -> None:
        self.known = [GroupUse(group.name, group.code, group.pk, group.to_on) for group in known]
        self.create = create
        self.new: list[GroupUse] = []
        self._exact = {fold(group.name): group for group in self.known}
        self._codes = {fold(group.code): group for group in self.known}
        self._keys: dict[str, list[GroupUse]] = {}
        for group in self.known:
            self._keys.setdefault(group_key(group.name), []).append(group)

    def find(self, text: str) -> GroupUse | None:
        """The known group with this name or code; None when there is none or it is not clear which."""
        folded = fold(text)
        found = self._exact.get(folded) or self._codes.get(folded)
        if found is not None:
            return found
        candidates = self._keys.get(group_key(text), [])
        return candidates[0] if len(candidates) == 1 else None

    def find_or_create(self, text: str) -> GroupUse | None:
        """The known group, else a new one where creating is allowed."""
        found = self.find(text)
        if found is None and self.create and not self._keys.get(group_key(text)):
            found = self._add(clean(text)[:NAME_LENGTH])
        return found

    def in_address(self, address: str) -> GroupUse | None:
        """The one group that an address names: as a part between commas, or as a whole name inside it."""
        parts = [part for text in _PARTS.split(address) if (part := clean(text))]
        for part in parts:
            found = self.find(part)
            if found is not None:
                return found
        plain = f" {_OTHER.sub(' ', fold(address)).strip()} "
        inside = [group for group in (*self.known, *self.new) if f" {_OTHER.sub(' ', fold(group.name)).strip()} " in plain]
        if len(inside) == 1:
            return inside[0]
        named = next((part for part in parts if _GROUP_WORD.match(fold(part))), None)
        return self.find_or_create(named) if named is not None else None

    @property
    def names(self) -> str:
        """The known groups, for a sentence."""
        return "; ".join(group.name for group in self.known if group.to_on is None) or "chưa có tổ nào"

    def _add(self, name: str) -> GroupUse:
        if _NUMBER.match(name):
            name = f"TDP {name.zfill(2)}"
        group = GroupUse(name, self._free_code(name))
        self.new.append(group)
        self._exact[fold(name)] = self._codes[fold(group.code)] = group
        self._keys.setdefault(group_key(name), []).append(group)
        return group

    def _free_code(self, name: str) -> str:
        number_of = _FIRST_NUMBER.match(group_key(name))
        wanted = f"TDP{number_of[1].zfill(2)}" if number_of else ""
        if wanted and fold(wanted) not in self._codes:
            return wanted
        number = len(self.known) + len(self.new) + 1
        while fold(f"T{number:02d}") in self._codes:
            number += 1
        return f"T{number:02d}"
