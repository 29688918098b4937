"""The register: who lives here, how they stand, what happened to them."""

from households.models.assessment import Assessment
from households.models.event import HouseholdEvent
from households.models.facts import DwellingFact, MemberFact
from households.models.group import GroupLeadership, PopulationBaseline, ResidentialGroup
from households.models.household import Household, HouseholdStay
from households.models.imports import ImportBatch, ImportChange, ImportLine
from households.models.member import InsuranceCard, Member
from households.models.need import Need
from households.models.status import Decision, StatusPeriod, StatusRenewal

__all__ = [
    "Assessment",
    "Decision",
    "DwellingFact",
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
    "Need",
    "PopulationBaseline",
    "ResidentialGroup",
    "StatusPeriod",
    "StatusRenewal",
]
