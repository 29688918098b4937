"""Texts of a plan carried into another year, and paragraphs edited as plain text."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

# A passage that names a numbered document ("số 81/QĐ-LĐTĐ") speaks of that document's year.
CITES = re.compile(r"số \d+/")
Paragraph = Mapping[str, Any]


def shift_year(text: str, old: int, new: int) -> str:
    """``năm 2023`` becomes ``năm 2026``, except in a passage that names a numbered document."""
    if old == new or CITES.search(text):
        return text
    return re.sub(rf"\b(năm|Năm) {old}\b", rf"\1 {new}", text)


def shift_paragraphs(paragraphs: Sequence[Paragraph], old: int, new: int) -> list[dict[str, Any]]:
    """The same paragraphs for another year: lines of the founding text do not go with them."""
    return [{**_without_line(item), "text": shift_year(item["text"], old, new)} for item in paragraphs]


def _without_line(paragraph: Paragraph) -> dict[str, Any]:
    return {key: value for key, value in paragraph.items() if key != "line"}


def still_says(text: str, year: int, old: int) -> bool:
    """Whether a text of the plan of ``year`` still names the year ``old``."""
    return year != old and re.search(rf"\b{old}\b", text) is not None


def merge_paragraphs(before: Sequence[Paragraph], texts: Sequence[str]) -> list[dict[str, Any]]:
    """Edited paragraphs with the targets that hang on them: an unchanged text keeps its own; while the number of paragraphs is
    the same, a changed one keeps those of its place."""
    by_text = {item["text"]: item for item in before}
    merged: list[dict[str, Any]] = []
    for number, text in enumerate(texts):
        kept = by_text.get(text)
        if kept is None and len(texts) == len(before) and before[number]["text"] not in texts:
            kept = _without_line(before[number])
        merged.append({**(kept or {}), "text": text})
    return merged
