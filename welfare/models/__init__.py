"""Tables of the regular policies."""

from welfare.models.assistance import AssistanceCase
from welfare.models.insurance import InsuranceBatch, InsuranceLine
from welfare.models.rates import WelfareRate

__all__ = ["AssistanceCase", "InsuranceBatch", "InsuranceLine", "WelfareRate"]
