"""Who may do what in oversight beyond keeping a register."""

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, NotAllowed
from oversight.models import Recommendation
from oversight.querysets import following_wards, reading_wards
from oversight.rules.words import KIND_CODES, OversightKind
from programs.policies import can_work
from programs.querysets import own_agencies


def can_follow(user: User, ward_id: int) -> bool:
    """Whether the person reads the plan of inspection, all recommendations and the evaluation."""
    return ward_id in following_wards(user)


def can_read_visits(user: User, ward_id: int) -> bool:
    """Whether the person reads visits with the households in them."""
    return ward_id in reading_wards(user)


def own_kinds(user: User, ward_id: int) -> list[OversightKind]:
    """Kinds of oversight that the person plans and does."""
    return [kind for kind in OversightKind if can_work(user, ward_id, *KIND_CODES[kind])]


def is_addressed(user: User, recommendation: Recommendation) -> bool:
    """Whether the person belongs to the agency that the recommendation is sent to."""
    return own_agencies(user).filter(agency=recommendation.agency_id).exists()


def check_can_answer(user: User, recommendation: Recommendation) -> None:
    """People of the agency addressed answer; who edits the plan may write down an answer that came on paper."""
    if user.may(Permission.EDIT_PLAN, recommendation.ward_id) or is_addressed(user, recommendation):
        return
    raise NotAllowed("Kiến nghị này gửi đơn vị khác. Chỉ người của đơn vị đó trả lời.")


def can_answer(user: User, recommendation: Recommendation) -> bool:
    """Whether ``check_can_answer`` lets the person through."""
    try:
        check_can_answer(user, recommendation)
    except DomainError:
        return False
    return True
