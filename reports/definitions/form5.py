"""Form 5: deprivation of poor households, shares."""

from households.rules.classes import HouseholdClass
from reports.definitions.deprivation import form_type

FORM = form_type(5, HouseholdClass.POOR, shares=True)
