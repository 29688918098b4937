"""The working registers and household tabs of this application, installed by the project on top."""

from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from nutrition.models.base import NUTRITION
from nutrition.selectors.results import nutrition_provided, nutrition_results
from programs.registry import Register

REGISTERS: tuple[Register, ...] = (
    Register(
        "nutrition:children",
        "Dinh dưỡng",
        "Cân đo trẻ dưới 16 tuổi, vitamin A, đa vi chất, tẩy giun, theo dõi thai kỳ.",
        NUTRITION,
        nutrition_results,
        nutrition_provided,
        measures=(
            "children_6_36_vitamin_a_twice",
            "children_6_36",
            "malnourished_children_supplemented",
            "malnourished_children_under_16",
        ),
    ),
)
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (
    HouseholdTab("dinh-duong", "Dinh dưỡng", "nutrition:household", frozenset({Permission.VIEW_REGISTER})),
)
