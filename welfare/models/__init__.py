"""Tables of the regular policies."""

from welfare.models.rates import WelfareRate

__all__ = ["WelfareRate"]
