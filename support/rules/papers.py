"""Numbers of papers as people type them."""

import re

from camphucnam.kernel.text import fold

_PARTS = re.compile(r"[a-z]+|\d+")


def number_key(number: str) -> str:
    """What two spellings of one number share: ``KB-77``, ``kb 77`` and ``KB77`` are one; ``KB-77/2`` is another."""
    return "-".join(_PARTS.findall(fold(number)))
