"""The working registers and household tabs of this application, installed by the project on top."""

from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from oversight.selectors.results import finding_results, recommendation_results, visit_results
from programs.registry import Register

OVERSIGHT = ("DA6.TDA2",)
WORKS = ("SUPERVISION", "INSPECTION")
REGISTERS: tuple[Register, ...] = (
    Register(
        "oversight:list", "Kế hoạch kiểm tra, giám sát", "Nội dung kiểm tra, giám sát trong năm: khi nào, ai chủ trì, đã làm chưa.",
        OVERSIGHT, works=WORKS,
    ),
    Register(
        "oversight:visits", "Cuộc kiểm tra, giám sát", "Ai đi, thăm hộ nào, thấy gì; ảnh, biên bản, phát hiện.", OVERSIGHT,
        lambda ward_id, first, last: [*visit_results(ward_id, first, last), *finding_results(ward_id, first, last)], works=WORKS,
    ),
    Register(
        "oversight:recommendations", "Kiến nghị sau kiểm tra, giám sát", "Gửi đơn vị nào, hạn trả lời, trả lời và kết luận.", OVERSIGHT,
        recommendation_results, works=WORKS,
    ),
    Register(
        "oversight:evaluations", "Đánh giá kế hoạch năm", "Từng dự án, chính sách: được giao gì, đạt đến đâu.", OVERSIGHT,
        works=WORKS,
    ),
)  # fmt: skip
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (
    HouseholdTab("giam-sat", "Kiểm tra, giám sát", "oversight:household", frozenset({Permission.VIEW_REGISTER})),
)
