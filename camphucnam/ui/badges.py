"""Badges: a word with a shape. Colours of the four household meanings are used nowhere else."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

# Values of household classes and derived standings → css class. The words come from the caller's enumeration.
CLASS_KINDS = {
    "poor": "poor",
    "near_poor": "near-poor",
    "escaped_poverty": "escaped",
    "escaped_near_poverty": "escaped",
    "average": "average",
    "not_poor": "not-poor",
}
STATE_KINDS = frozenset({"done", "running", "waiting", "draft", "late", "risk", "stopped"})


@lru_cache(maxsize=256)
def class_badge(value: str, label: str) -> SafeString:
    """``▲ Hộ nghèo``; an unknown value is drawn as no class at all."""
    return format_html('<span class="standing {}">{}</span>', CLASS_KINDS.get(str(value), "no-class"), label)


@lru_cache(maxsize=256)
def state_badge(kind: str, label: str) -> SafeString:
    """A working state: done, running, waiting, draft, late, risk or stopped; ValueError for another kind."""
    if kind not in STATE_KINDS:
        raise ValueError(f"not a kind of state: {kind}")
    return format_html('<span class="state {}">{}</span>', kind, label)
