"""The words of activities, and which state may follow which."""

from camphucnam.kernel.enums import LabelledEnum


class ActivityKind(LabelledEnum):
    """What is done."""

    TRAINING = "training", "Lớp tập huấn, đào tạo"
    MODEL = "model", "Mô hình sản xuất"
    COMMUNICATION = "communication", "Truyền thông"
    SURVEY = "survey", "Khảo sát, điều tra"
    VISIT = "visit", "Thăm hỏi, tặng quà"
    FUND_DRIVE = "fund_drive", "Vận động quỹ"
    MEETING = "meeting", "Hội nghị, họp dân"
    JOB_FAIR = "job_fair", "Phiên giao dịch việc làm"


class ActivityState(LabelledEnum):
    """Where an activity stands."""

    PLANNED = "planned", "Đã lên kế hoạch"
    UNDER_WAY = "under_way", "Đang thực hiện"
    DONE = "done", "Đã thực hiện"
    CANCELLED = "cancelled", "Không thực hiện"


ACTIVITY_TRANSITIONS: dict[ActivityState, tuple[ActivityState, ...]] = {
    ActivityState.PLANNED: (ActivityState.UNDER_WAY, ActivityState.CANCELLED),
    ActivityState.UNDER_WAY: (ActivityState.DONE, ActivityState.CANCELLED),
    ActivityState.DONE: (),
    ActivityState.CANCELLED: (),
}

KIND_WORK: dict[ActivityKind, str] = {ActivityKind.COMMUNICATION: "COMMUNICATION", ActivityKind.FUND_DRIVE: "FUND_DRIVE"}
"""Kinds that are the work of an agency whatever (sub-)project they serve (names in programs/data/work.toml)."""


FOR_ANYONE = frozenset({ActivityKind.JOB_FAIR})
"""Kinds to which anybody may come: eligibility is not asked."""

OWN_PAGES: dict[ActivityKind, str] = {ActivityKind.JOB_FAIR: "livelihoods:fair_of"}
"""Kinds that have a register of their own, and the name of the address that leads from the activity to its page there. They are
planned and voided in that register."""


class FileRole(LabelledEnum):
    """What a file of an activity is."""

    PHOTO = "photo", "Ảnh"
    MINUTES = "minutes", "Biên bản"
    OTHER = "other", "Giấy tờ khác"


class StationState(LabelledEnum):
    """Whether a loudspeaker station works."""

    WORKING = "working", "Hoạt động tốt"
    DAMAGED = "damaged", "Hỏng một phần"
    STOPPED = "stopped", "Ngừng hoạt động"


class ServiceKind(LabelledEnum):
    """What a household was connected to."""

    INTERNET = "internet", "Internet cố định"
    MOBILE = "mobile", "Di động có dữ liệu"
    DEVICE = "device", "Điện thoại, thiết bị thông minh"
    TELEVISION = "television", "Truyền hình"


class CadrePosition(LabelledEnum):
    """In which post somebody works for poverty reduction."""

    POVERTY_CADRE = "poverty_cadre", "Cán bộ làm công tác giảm nghèo"
    GROUP_LEADER = "group_leader", "Tổ trưởng tổ dân phố"
    MASS_ORGANISATION = "mass_organisation", "Cán bộ đoàn thể"
    AGENCY = "agency", "Cán bộ cơ quan, đơn vị"
    OTHER = "other", "Người khác tham gia giảm nghèo"
