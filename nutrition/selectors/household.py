"""What is known of the nutrition of a household up to a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from camphucnam.accounts.models import User
from households.models import Household
from nutrition.models import Dose, GrowthMeasurement, Pregnancy


@dataclass(frozen=True, slots=True)
class HouseholdNutrition:
    """Counting rows of the household's people, newest first."""

    measurements: list[Any]
    doses: list[Any]
    pregnancies: list[Any]


def nutrition_of(user: User, household: Household, day: date) -> HouseholdNutrition:
    """Rows whose day is not after ``day``."""
    tables = ((GrowthMeasurement, "measured_on"), (Dose, "given_on"), (Pregnancy, "registered_on"))
    found = [
        list(
            table.objects.visible_to(user)
            .counting()
            .filter(member__household=household, **{f"{field}__lte": day})
            .select_related("member__household")
        )
        for table, field in tables
    ]
    return HouseholdNutrition(*found)
