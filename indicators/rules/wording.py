"""Whether the printed text of a plan says what its target wants."""

import re
from collections.abc import Iterable
from decimal import Decimal

from camphucnam.kernel.numbers import format_decimal


def states_value(texts: Iterable[str], value: Decimal | None) -> bool:
    """Whether any of the texts names the value, as a number of its own ("04", "92%", "99,5%"); a target without one asks nothing."""
    if value is None:
        return True
    number = re.escape(format_decimal(value, 2))
    return any(re.search(rf"(?<![\d,.])0*{number}(?![\d]|[,.]\d)", text) for text in texts)
