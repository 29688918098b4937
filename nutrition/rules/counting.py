"""Counting malnourished children of a period (target T15)."""

from collections.abc import Iterable
from datetime import date

from nutrition.rules.words import MALNOURISHED

Finding = tuple[date, str]
"""Day of a measurement and its class."""


def was_malnourished(findings: Iterable[Finding], first: date, last: date) -> bool:
    """Whether a child counts as malnourished in a period: some measurement inside says so; without any inside, the newest before
    ``first`` decides. A child who recovered inside the period was still to be supplemented."""
    known = sorted(finding for finding in findings if finding[0] <= last)
    inside = [code for day, code in known if day >= first]
    return any(code in MALNOURISHED for code in inside or [code for _, code in known[-1:]])
