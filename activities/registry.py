"""The working registers and household tabs of this application, installed by the project on top."""

from functools import partial

from activities.models.base import CADRES, INFORMATION
from activities.rules.words import KIND_WORK
from activities.selectors.provided import activities_provided, connections_provided
from activities.selectors.results import activity_results, cadre_results, connection_results, information_results
from households.registry import HouseholdTab
from households.rules.needs import NeedKind
from programs.registry import NeedDesk, Register

SERVED = (
    "DA2", "DA3.TDA1", "DA3.TDA2", "DA4.TDA1", "DA4.TDA2", "DA5.TDA1", "DA6.TDA1", "DA6.TDA2",
    "CS1", "CS2", "CS3", "CS4", "CS5", "CS6", "CS7",
)  # fmt: skip
"""Codes of the plan that activities may serve; each desk counts its own."""

WORKS = tuple(sorted(set(KIND_WORK.values())))
"""Other work that is recorded as an activity."""

REGISTERS: tuple[Register, ...] = (
    *(
        Register(
            "activities:list", "Hoạt động", "Lớp học, mô hình, truyền thông, thăm hỏi: kế hoạch, người tham gia, kết quả.",
            (code,), partial(activity_results, code), activities_provided if code == SERVED[0] else None, works=WORKS,
        )
        for code in SERVED
    ),
    Register(
        "activities:stations", "Truyền thông, loa truyền thanh", "Đợt truyền thông, đài và cụm loa, nhật ký phát thanh.",
        INFORMATION, information_results,
    ),
    Register(
        "activities:connections", "Kết nối viễn thông", "Hộ bắt đầu dùng dịch vụ viễn thông, internet.", INFORMATION, connection_results,
        connections_provided,
        measures=("households_telecom_served", "households_telecom_needed"),
        needs=(NeedDesk(NeedKind.TELECOM, "Ghi hộ được kết nối", "activities:add", "ket-noi", INFORMATION),),
    ),
    Register(
        "activities:cadres", "Cán bộ giảm nghèo", "Người làm công tác giảm nghèo và lớp tập huấn đã học.", CADRES, cadre_results,
        measures=("cadres_trained", "cadres_in_poverty_work"),
    ),
)  # fmt: skip
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = ()
