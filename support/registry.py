"""The working registers and household tabs of this application, installed by the project on top."""

from households.registry import HouseholdTab
from programs.registry import Register

REGISTERS: tuple[Register, ...] = ()
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = ()
