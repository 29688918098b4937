"""The working registers and household tabs of this application, installed by the project on top."""

from households.registry import HouseholdTab
from programs.registry import Register
from welfare.selectors.provided import assistance_provided, insurance_provided
from welfare.selectors.results import assistance_results, insurance_results

RATED = ("CS2", "CS3", "CS5", "CS7")
"""Policies whose amounts depend on dated rates."""

REGISTERS: tuple[Register, ...] = (
    Register(
        "welfare:insurance", "Bảo hiểm y tế", "Người thuộc hộ nghèo, hộ cận nghèo chưa có thẻ, lý do, các đợt mua thẻ.", ("CS2",),
        insurance_results, insurance_provided,
    ),
    Register(
        "welfare:assistance", "Bảo trợ xã hội", "Người đủ điều kiện, quyết định hưởng trợ cấp hằng tháng, thôi hưởng.", ("CS7",),
        assistance_results, assistance_provided, ("social_protection_receiving", "social_protection_eligible"),
    ),
    Register("welfare:rates", "Mức, định mức", "Mức đóng, mức chuẩn, hệ số, định mức theo ngày áp dụng.", RATED),
)  # fmt: skip
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = ()
