"""The words of money and grants, and which state may follow which."""

from camphucnam.kernel.enums import LabelledEnum


class GrantKind(LabelledEnum):
    """What is given."""

    CASH = "cash", "Tiền mặt"
    IN_KIND = "in_kind", "Hiện vật"
    SERVICE = "service", "Dịch vụ"


class GrantState(LabelledEnum):
    """Where a grant stands."""

    PLANNED = "planned", "Đã quyết định"
    GIVEN = "given", "Đã trao"
    CANCELLED = "cancelled", "Không trao"


GRANT_TRANSITIONS: dict[GrantState, tuple[GrantState, ...]] = {
    GrantState.PLANNED: (GrantState.GIVEN, GrantState.CANCELLED),
    GrantState.GIVEN: (),
    GrantState.CANCELLED: (),
}


class Share(LabelledEnum):
    """What the amount of a list is multiplied with."""

    HOUSEHOLD = "household", "Mỗi hộ"
    PERSON = "person", "Mỗi nhân khẩu"


class Purpose(LabelledEnum):
    """What a payment was for."""

    GRANTS = "grants", "Hỗ trợ hộ"
    ACTIVITY = "activity", "Hoạt động"
    OTHER = "other", "Việc khác"


class Direction(LabelledEnum):
    """Whether an adjustment gives or takes."""

    MORE = "more", "Bổ sung"
    LESS = "less", "Giảm, thu hồi"


class SettlementState(LabelledEnum):
    """Whether the year of a source is still open."""

    DRAFT = "draft", "Chưa quyết toán"
    CLOSED = "closed", "Đã quyết toán"
