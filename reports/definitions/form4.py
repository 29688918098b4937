"""Form 4: deprivation of poor households, counts."""

from households.rules.classes import HouseholdClass
from reports.definitions.deprivation import form_type

FORM = form_type(4, HouseholdClass.POOR, shares=False)
