"""The working registers and household tabs of every application, in the order in which desks and pages show them."""

from activities import registry as activities
from households import registry as household_registry
from indicators.selectors.versions import target_lines
from indicators.services.copying import targets_carry
from livelihoods import registry as livelihoods
from nutrition import registry as nutrition
from oversight import registry as oversight
from programs import registry as programs
from programs.policies import need_kinds
from support import registry as support
from welfare import registry as welfare

REGISTERS = (
    *activities.REGISTERS,
    *support.REGISTERS,
    *welfare.REGISTERS,
    *livelihoods.REGISTERS,
    *nutrition.REGISTERS,
    *oversight.REGISTERS,
)
HOUSEHOLD_TABS = (
    *programs.HOUSEHOLD_TABS,
    *activities.HOUSEHOLD_TABS,
    *support.HOUSEHOLD_TABS,
    *welfare.HOUSEHOLD_TABS,
    *livelihoods.HOUSEHOLD_TABS,
    *nutrition.HOUSEHOLD_TABS,
    *oversight.HOUSEHOLD_TABS,
)
TARGETS = programs.PlanPart(carry=targets_carry, lines=target_lines)


def install() -> None:
    """Hand them to the desks, the targets and the household page; called once per process."""
    programs.install(REGISTERS)
    programs.install_parts((TARGETS,))
    household_registry.install(HOUSEHOLD_TABS, need_kinds)
