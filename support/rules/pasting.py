"""Household codes in a pasted list."""

import re

MOST_LINES = 300
_BETWEEN = re.compile(r"[\s,;]+")


def codes_in(text: str) -> list[str]:
    """Codes in order, each once; what separates them does not matter."""
    return list(dict.fromkeys(part for part in _BETWEEN.split(text.strip()) if part))
