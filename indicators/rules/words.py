"""The words of targets: states, readings, where a target comes from, how it compares."""

from camphucnam.kernel.enums import LabelledEnum


class Attainment(LabelledEnum):
    """How a target stands on a day."""

    MET = "met", "Đạt"
    NOT_MET = "not_met", "Chưa đạt"
    AT_RISK = "at_risk", "Có nguy cơ"
    FOLLOWED = "followed", "Chỉ theo dõi"
    NO_DATA = "no_data", "Chưa có số liệu"


class Reading(LabelledEnum):
    """The ways to read "giảm n hộ nghèo" (columns of form 2)."""

    NET = "net", "Giảm thuần (đầu kỳ trừ hiện tại)"
    GROSS = "gross", "Thoát nghèo (cột 2 và cột 3 của biểu diễn biến)"
    ABOVE_NEAR_POOR = "above_near_poor", "Thoát nghèo, vượt chuẩn cận nghèo (cột 3)"


class AssignedType(LabelledEnum):
    """Who set the target."""

    OWN = "own", "Phấn đấu"
    ASSIGNED = "assigned", "Được giao"


class Comparison(LabelledEnum):
    """How the figure is compared with the value, in the spelling of the data file; the label is the printed sign."""

    AT_LEAST = ">=", "≥"
    MORE_THAN = ">", ">"
    EXACTLY = "=", "="
    ABOUT = "~", "khoảng"


PERCENT = "%"
"""The unit of targets that compare a part with a whole; every other unit counts."""
