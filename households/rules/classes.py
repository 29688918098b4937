"""The words of the register: classes, how a period opens, why a household leaves."""

from camphucnam.kernel.enums import LabelledEnum


class HouseholdClass(LabelledEnum):
    """Class by the multidimensional poverty standard (NĐ 07/2021/NĐ-CP, Điều 3)."""

    POOR = "poor", "Hộ nghèo"
    NEAR_POOR = "near_poor", "Hộ cận nghèo"
    AVERAGE = "average", "Hộ có mức sống trung bình"
    NOT_POOR = "not_poor", "Hộ không nghèo"


STANDING_CLASSES = (HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
"""Classes that stand on the list and are followed by movement tables."""


class Opening(LabelledEnum):
    """How a status period began (columns of the movement tables; QĐ 24/2021, TT 07/2021)."""

    NEW = "new", "Phát sinh mới"
    RELAPSE = "relapse", "Tái nghèo, tái cận nghèo"
    WORSENED = "worsened", "Hộ cận nghèo trở thành hộ nghèo"
    EASED = "eased", "Hộ nghèo trở thành hộ cận nghèo"
    ESCAPED_POVERTY = "escaped_poverty", "Thoát nghèo, vượt chuẩn cận nghèo"
    ESCAPED_NEAR_POVERTY = "escaped_near_poverty", "Thoát cận nghèo"
    OTHER_IN = "other_in", "Chuyển đến, tách hộ"
    RECORDED = "recorded", "Ghi nhận không thuộc diện nghèo"


class WindowKind(LabelledEnum):
    """Which exit a running 36-month window belongs to."""

    ESCAPED_POVERTY = "escaped_poverty", "Hộ mới thoát nghèo"
    ESCAPED_NEAR_POVERTY = "escaped_near_poverty", "Hộ mới thoát cận nghèo"


class Departure(LabelledEnum):
    """Why a household left the register without a new class (column 4 of the movement tables)."""

    MOVED_AWAY = "moved_away", "Chuyển đi nơi khác"
    DIED_OUT = "died_out", "Hộ đơn thân chết"
    MERGED = "merged", "Nhập vào hộ khác"
    SPLIT = "split", "Tách hộ"
    REMOVED = "removed", "Đưa ra khỏi danh sách"


GONE = (Departure.MOVED_AWAY, Departure.DIED_OUT, Departure.MERGED)
"""Departures after which the household is no longer in the ward; one that was split or taken off the list still lives here."""
