"""The working registers and household tabs of this application, installed by the project on top."""

from functools import partial

from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from programs.registry import Register
from support.models.base import MONEY
from support.selectors.results import grant_results, grants_provided, money_results

SERVED = (
    "DA2", "DA3.TDA1", "DA3.TDA2", "DA4.TDA1", "DA4.TDA2", "DA5.TDA1", "DA6.TDA1", "DA6.TDA2",
    "CS1", "CS2", "CS3", "CS4", "CS5", "CS6", "CS7",
)  # fmt: skip
"""Codes of the plan that grants and money may serve; each desk counts its own."""

REGISTERS: tuple[Register, ...] = (
    *(
        Register(
            "support:grants", "Hỗ trợ hộ", "Tiền, hiện vật, dịch vụ cho từng hộ: quyết định, trao, ký nhận.",
            (code,), partial(grant_results, code), grants_provided if code == SERVED[0] else None, works=MONEY,
        )
        for code in SERVED
    ),
    *(
        Register(
            "support:budget", "Kinh phí", "Kinh phí được giao, cam kết, đã chi và còn lại theo nguồn.",
            (code,), partial(money_results, code), works=MONEY,
        )
        for code in SERVED
    ),
)  # fmt: skip
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (HouseholdTab("ho-tro", "Hỗ trợ", "support:household", frozenset({Permission.VIEW_REGISTER})),)
