"""The working registers and household tabs of this application, installed by the project on top."""

from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from households.rules.needs import NeedKind
from programs.registry import NeedDesk, Register
from welfare.models.base import HOUSING, LEGAL_AID
from welfare.selectors.housing import building
from welfare.selectors.provided import assistance_provided, education_provided, housing_provided, insurance_provided, relief_provided
from welfare.selectors.results import (
    assistance_results,
    education_results,
    housing_results,
    insurance_results,
    legal_aid_results,
    relief_results,
)

RATED = ("CS2", "CS3", "CS5", "CS7")
"""Policies whose amounts depend on dated rates."""

# Legal aid tells nobody which household asked: it has results without households, provides nothing by household, and neither says
# whose need is in hand nor meets a need by closing a case: who keeps it writes that the need was met.
REGISTERS: tuple[Register, ...] = (
    Register(
        "welfare:insurance", "Bảo hiểm y tế", "Người thuộc hộ nghèo, hộ cận nghèo chưa có thẻ, lý do, các đợt mua thẻ.", ("CS2",),
        insurance_results, insurance_provided,
    ),
    Register(
        "welfare:schooling", "Trẻ em đi học, hỗ trợ học tập", "Trẻ em không đi học, chưa đúng bậc; miễn, giảm học phí, chi phí học tập.",
        ("CS3",), education_results, education_provided,
    ),
    Register(
        "welfare:legal_aid", "Trợ giúp pháp lý", "Vụ việc yêu cầu, nơi trợ giúp, kết quả; chỉ người giữ sổ xem được.", ("CS4",),
        legal_aid_results, is_confidential=True,
        needs=(NeedDesk(NeedKind.LEGAL_AID, "Ghi vụ việc", "welfare:add", "phap-ly", LEGAL_AID),),
    ),
    Register(
        "welfare:housing", "Hỗ trợ nhà ở", "Nhà xây mới, sửa chữa từ đề nghị đến bàn giao; kinh phí, ảnh.", ("CS5",),
        housing_results, housing_provided, ("near_poor_housing_supported",),
        needs=(NeedDesk(NeedKind.HOUSING, "Đề nghị hỗ trợ nhà ở", "welfare:add", "nha-o", HOUSING, building),),
    ),
    Register(
        "welfare:assistance", "Bảo trợ xã hội", "Người đủ điều kiện, quyết định hưởng trợ cấp hằng tháng, thôi hưởng.", ("CS7",),
        assistance_results, assistance_provided, ("social_protection_receiving", "social_protection_eligible"),
    ),
    Register(
        "welfare:relief", "Cứu đói", "Đợt hỗ trợ gạo, danh sách hộ, ngày nhận.", ("CS7",), relief_results, relief_provided
    ),
    Register("welfare:rates", "Mức, định mức", "Mức đóng, mức chuẩn, hệ số, định mức theo ngày áp dụng.", RATED),
)  # fmt: skip
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (
    HouseholdTab("chinh-sach", "Chính sách", "welfare:household", frozenset({Permission.VIEW_REGISTER})),
)
