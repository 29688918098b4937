"""The words of oversight, and which state of a recommendation may follow which."""

from camphucnam.kernel.enums import LabelledEnum


class OversightKind(LabelledEnum):
    """Who looks: the ward inspects, the Front supervises in the name of the people."""

    INSPECTION = "inspection", "Kiểm tra của phường"
    SUPERVISION = "supervision", "Giám sát của Mặt trận"


KIND_CODES: dict[OversightKind, tuple[str, ...]] = {
    OversightKind.INSPECTION: ("DA6.TDA2", "INSPECTION"),
    OversightKind.SUPERVISION: ("SUPERVISION",),
}
"""Whose work a kind is: (sub-)projects of the plan and names in programs/data/work.toml."""

KIND_PAPERS: dict[OversightKind, str] = {OversightKind.INSPECTION: "kiểm tra", OversightKind.SUPERVISION: "giám sát"}
"""The verb printed on paper."""


class ItemState(LabelledEnum):
    """Where an item of the yearly plan stands; derived from its visits and a day, never stored."""

    PLANNED = "planned", "Theo kế hoạch"
    HELD = "held", "Đã thực hiện"
    LATE = "late", "Quá thời gian"
    DROPPED = "dropped", "Không thực hiện"


class FindingKind(LabelledEnum):
    """What a visit found."""

    GOOD = "good", "Làm tốt"
    SHORTCOMING = "shortcoming", "Hạn chế, thiếu sót"
    WRONG_BENEFICIARY = "wrong_beneficiary", "Sai, sót đối tượng"
    MONEY = "money", "Sai về kinh phí"


class RecommendationState(LabelledEnum):
    """Where a recommendation stands; derived from its answers, never stored."""

    OPEN = "open", "Chờ trả lời"
    ANSWERED = "answered", "Chờ kết luận"
    ACCEPTED = "accepted", "Đã thực hiện xong"
    RETURNED = "returned", "Trả lại, cần làm tiếp"


RECOMMENDATION_TRANSITIONS: dict[RecommendationState, tuple[RecommendationState, ...]] = {
    RecommendationState.OPEN: (RecommendationState.ANSWERED,),
    RecommendationState.ANSWERED: (RecommendationState.ACCEPTED, RecommendationState.RETURNED),
    RecommendationState.RETURNED: (RecommendationState.ANSWERED,),
    RecommendationState.ACCEPTED: (),
}
WAITING = (RecommendationState.OPEN, RecommendationState.RETURNED)
"""States in which the agency owes an answer; past the due day the recommendation is overdue."""


class Verdict(LabelledEnum):
    """What whoever recommended says about an answer."""

    ACCEPTED = "accepted", "Chấp nhận"
    RETURNED = "returned", "Trả lại"


class Judgement(LabelledEnum):
    """How far what the plan gave was reached."""

    REACHED = "reached", "Đạt"
    PARTLY = "partly", "Đạt một phần"
    NOT_REACHED = "not_reached", "Chưa đạt"
    NO_FIGURES = "no_figures", "Chưa có số liệu để đánh giá"
