"""Housing support: its kinds, its stages, and which stage may follow which."""

from camphucnam.kernel.enums import LabelledEnum


class HousingKind(LabelledEnum):
    """What is built."""

    NEW = "new", "Xây mới"
    REPAIR = "repair", "Sửa chữa"


class HousingStage(LabelledEnum):
    """Where a house stands."""

    PROPOSED = "proposed", "Đã đề nghị"
    APPROVED = "approved", "Đã phê duyệt"
    UNDER_WAY = "under_way", "Đang thi công"
    HANDED_OVER = "handed_over", "Đã bàn giao"
    DROPPED = "dropped", "Không thực hiện"


HOUSING_TRANSITIONS: dict[HousingStage, tuple[HousingStage, ...]] = {
    HousingStage.PROPOSED: (HousingStage.APPROVED, HousingStage.DROPPED),
    HousingStage.APPROVED: (HousingStage.UNDER_WAY, HousingStage.DROPPED),
    HousingStage.UNDER_WAY: (HousingStage.HANDED_OVER, HousingStage.DROPPED),
    HousingStage.HANDED_OVER: (),
    HousingStage.DROPPED: (),
}

STAGE_DAYS: dict[HousingStage, str] = {
    HousingStage.PROPOSED: "proposed_on",
    HousingStage.APPROVED: "approved_on",
    HousingStage.UNDER_WAY: "started_on",
    HousingStage.HANDED_OVER: "handed_over_on",
    HousingStage.DROPPED: "dropped_on",
}
"""The column in which the first day of a stage stands."""


class HousingFund(LabelledEnum):
    """Where money for a house came from (plan, line 259)."""

    BUDGET = "budget", "Ngân sách nhà nước"
    FUND_FOR_POOR = "fund_for_poor", "Quỹ Vì người nghèo"
    DISASTER_FUND = "disaster_fund", "Quỹ phòng chống thiên tai"
    LOAN = "loan", "Vay vốn ưu đãi"
    DONATION = "donation", "Tổ chức, cá nhân ủng hộ"
    FAMILY = "family", "Hộ gia đình, dòng họ"


NOT_GIVEN = (HousingFund.LOAN, HousingFund.FAMILY)
"""A loan is paid back, and the family's own money is no support: neither is a grant."""
_OF_SOURCE = {"vi-nguoi-ngheo": HousingFund.FUND_FOR_POOR, "thien-tai": HousingFund.DISASTER_FUND, "khac": HousingFund.DONATION}


def fund_of(source: str) -> HousingFund:
    """The fund for money of a source of the budget (code of data/funding_sources.toml); empty: a gift."""
    return _OF_SOURCE.get(source, HousingFund.BUDGET) if source else HousingFund.DONATION
