"""The register: who lives here, how they stand, what happened to them."""

from households.models.assessment import Assessment
from households.models.event import HouseholdEvent
from households.models.group import GroupLeadership, PopulationBaseline, ResidentialGroup
from households.models.household import Household, HouseholdStay
from households.models.imports import ImportBatch, ImportChange, ImportLine
from households.models.member import InsuranceCard, Member, MemberFact
from households.models.status import Decision, StatusPeriod, StatusRenewal

__all__ = [
    "Assessment",
    "Decision",
    "GroupLeadership",
    "Household",
    "HouseholdEvent",
    "HouseholdStay",
    "ImportBatch",
    "ImportChange",
    "ImportLine",
    "InsuranceCard",
    "Member",
    "MemberFact",
    "PopulationBaseline",
    "ResidentialGroup",
    "StatusPeriod",
    "StatusRenewal",
]
