"""The working registers and household tabs of this application, installed by the project on top."""

from households.registry import HouseholdTab
from programs.registry import Register

RATED = ("CS2", "CS3", "CS5", "CS7")
"""Policies whose amounts depend on dated rates."""

REGISTERS: tuple[Register, ...] = (
    Register("welfare:rates", "Mức, định mức", "Mức đóng, mức chuẩn, hệ số, định mức theo ngày áp dụng.", RATED),
)
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = ()
