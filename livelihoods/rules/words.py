"""The words of the registers, and which state may follow which."""

from camphucnam.kernel.enums import LabelledEnum


class JobSupportKind(LabelledEnum):
    """What a job seeker was given (plan 2023, I.2, dimension of work)."""

    CONNECT = "connect", "Kết nối việc làm"
    COUNSEL = "counsel", "Tư vấn, định hướng nghề nghiệp"
    INFORM = "inform", "Cung cấp thông tin thị trường lao động"
    SEARCH = "search", "Hỗ trợ tìm việc làm"


class SpreadChannel(LabelledEnum):
    """How a labour-market bulletin was made known."""

    LOUDSPEAKER = "loudspeaker", "Loa truyền thanh"
    POSTED = "posted", "Niêm yết tại tổ dân phố"
    CHAT = "chat", "Nhóm tin nhắn của tổ dân phố"
    MEETING = "meeting", "Họp tổ dân phố"


class SeekerEnd(LabelledEnum):
    """Why a person is no longer looking for work."""

    EMPLOYED = "employed", "Đã có việc làm"
    STUDYING = "studying", "Đi học, học nghề"
    UNABLE = "unable", "Không còn khả năng làm việc"
    MOVED = "moved", "Chuyển đi nơi khác"
    WITHDRAWN = "withdrawn", "Thôi không tìm việc nữa"


class ReferralState(LabelledEnum):
    """Where an introduction of a seeker to an employer stands."""

    REFERRED = "referred", "Đã giới thiệu"
    INTERVIEWED = "interviewed", "Đã phỏng vấn"
    PLACED = "placed", "Đã nhận việc"
    REFUSED = "refused", "Không được nhận"
    NO_SHOW = "no_show", "Không đến"


REFERRAL_TRANSITIONS: dict[ReferralState, tuple[ReferralState, ...]] = {
    ReferralState.REFERRED: (ReferralState.INTERVIEWED, ReferralState.PLACED, ReferralState.REFUSED, ReferralState.NO_SHOW),
    ReferralState.INTERVIEWED: (ReferralState.PLACED, ReferralState.REFUSED, ReferralState.NO_SHOW),
    ReferralState.PLACED: (),
    ReferralState.REFUSED: (),
    ReferralState.NO_SHOW: (),
}


class AbroadState(LabelledEnum):
    """Where a contract to work abroad stands."""

    PREPARING = "preparing", "Đang chuẩn bị"
    DEPARTED = "departed", "Đang làm việc ở nước ngoài"
    RETURNED = "returned", "Đã về nước"
    CANCELLED = "cancelled", "Không đi"


ABROAD_TRANSITIONS: dict[AbroadState, tuple[AbroadState, ...]] = {
    AbroadState.PREPARING: (AbroadState.DEPARTED, AbroadState.CANCELLED),
    AbroadState.DEPARTED: (AbroadState.RETURNED,),
    AbroadState.RETURNED: (),
    AbroadState.CANCELLED: (),
}


class EnrolmentState(LabelledEnum):
    """Where a learner stands."""

    ENROLLED = "enrolled", "Đang học"
    COMPLETED = "completed", "Hoàn thành"
    DROPPED = "dropped", "Bỏ học"


ENROLMENT_TRANSITIONS: dict[EnrolmentState, tuple[EnrolmentState, ...]] = {
    EnrolmentState.ENROLLED: (EnrolmentState.COMPLETED, EnrolmentState.DROPPED),
    EnrolmentState.COMPLETED: (),
    EnrolmentState.DROPPED: (),
}


class ModelState(LabelledEnum):
    """Where a livelihood model stands."""

    PROPOSED = "proposed", "Đề xuất"
    APPROVED = "approved", "Đã phê duyệt"
    RUNNING = "running", "Đang thực hiện"
    EVALUATED = "evaluated", "Đã đánh giá"
    STOPPED = "stopped", "Dừng"


MODEL_TRANSITIONS: dict[ModelState, tuple[ModelState, ...]] = {
    ModelState.PROPOSED: (ModelState.APPROVED, ModelState.STOPPED),
    ModelState.APPROVED: (ModelState.RUNNING, ModelState.STOPPED),
    ModelState.RUNNING: (ModelState.EVALUATED, ModelState.STOPPED),
    ModelState.EVALUATED: (),
    ModelState.STOPPED: (),
}


class LeaderPriority(LabelledEnum):
    """Why the person who answers for a model has priority (plan 2023, 1.1.b, line 67)."""

    DISABLED = "disabled", "Người khuyết tật"
    WOMAN = "woman", "Phụ nữ"
    STUDENT = "student", "Học sinh, sinh viên thuộc hộ cận nghèo, hộ mới thoát cận nghèo"


class IncomeMoment(LabelledEnum):
    """When the income of a household in a model was asked for."""

    BEFORE = "before", "Trước khi tham gia"
    AFTER = "after", "Sau khi tham gia"


class LoanStanding(LabelledEnum):
    """How a loan stands on a day; derived, never stored."""

    RUNNING = "running", "Trong hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    SETTLED = "settled", "Đã trả hết"


def first_capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
