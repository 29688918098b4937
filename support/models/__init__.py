"""Money and what was given with it: funding, grants, who is entitled and was not served."""

from support.models.grants import Grant, GrantBatch
from support.models.money import AllocationEntry, BudgetLine, Commitment, CommitmentCut, Disbursement, Settlement
from support.models.supporting import SupportingRow, supporting_tables
from support.models.tied import TiedRow, tied_tables

__all__ = [
    "AllocationEntry",
    "BudgetLine",
    "Commitment",
    "CommitmentCut",
    "Disbursement",
    "Grant",
    "GrantBatch",
    "Settlement",
    "SupportingRow",
    "TiedRow",
    "supporting_tables",
    "tied_tables",
]
