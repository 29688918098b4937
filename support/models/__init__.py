"""Money and what was given with it: funding, grants, who is entitled and was not served."""

from support.models.grants import Grant, GrantBatch
from support.models.money import AllocationEntry, BudgetLine, Commitment, Disbursement, Settlement

__all__ = ["AllocationEntry", "BudgetLine", "Commitment", "Disbursement", "Grant", "GrantBatch", "Settlement"]
