"""Form 7: deprivation of near-poor households, shares."""

from households.rules.classes import HouseholdClass
from reports.definitions.deprivation import form_type

FORM = form_type(7, HouseholdClass.NEAR_POOR, shares=True)
