"""An official document as a frozen value (NĐ 30/2020/NĐ-CP): what is printed, not how. PDF and Word are drawn from it alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

END = "./."
DRAFT_MARK = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed paragraph. ``level`` 0 is running text, 1 to 4 are headings from "I." down to "a."; ``lead`` is set off from
    the ``text`` that follows it. ``key`` names the line and stays the same from one version to the next."""

    key: str
    text: str = ""
    lead: str = ""
    level: int = 0
    is_basis: bool = False

    @property
    def full(self) -> str:
        """The whole paragraph."""
        return " ".join(filter(None, (self.lead, self.text)))


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """A whole document. Lines of the head hold line breaks; ``mark`` is written across every page (a draft)."""

    parent: str
    authority: str
    number_line: str
    place_line: str
    type_word: str
    subject: str
    passages: tuple[Passage, ...]
    recipients: tuple[str, ...]
    signing_lines: tuple[str, ...]
    signer_name: str
    dated_on: date
    mark: str = ""
    is_demo: bool = False

    def with_mark(self, mark: str) -> "OfficialDocument":
        """The same document with words across every page."""
        return replace(self, mark=mark)


def frozen(document: OfficialDocument) -> dict[str, Any]:
    """The document as plain data for keeping."""
    return {**asdict(document), "dated_on": document.dated_on.isoformat()}


def thawed(data: Mapping[str, Any]) -> OfficialDocument:
    """The document read back."""
    values = {item.name: data[item.name] for item in fields(OfficialDocument)}
    values["passages"] = tuple(Passage(**item) for item in data["passages"])
    values["recipients"], values["signing_lines"] = tuple(data["recipients"]), tuple(data["signing_lines"])
    values["dated_on"] = date.fromisoformat(data["dated_on"])
    return OfficialDocument(**values)


def recipient_lines(names: tuple[str, ...]) -> tuple[str, ...]:
    """``- UBND tp. Cam Ranh;`` … ``- Lưu: VT.``"""
    return tuple(f"- {name.rstrip(' ;.')}{'.' if number == len(names) else ';'}" for number, name in enumerate(names, 1))
