"""Form 6: deprivation of near-poor households, counts."""

from households.rules.classes import HouseholdClass
from reports.definitions.deprivation import form_type

FORM = form_type(6, HouseholdClass.NEAR_POOR, shares=False)
