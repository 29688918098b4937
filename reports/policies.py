"""Questions asked once and answered twice: ``check_…`` raises the sentence that the disabled button shows."""

from collections.abc import Iterable

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from reports.models import IssuedReport, ReportDraft
from reports.rules.states import EDITABLE, DraftState, check_draft_step


def _require(user: User, permission: Permission, ward_id: int) -> None:
    if not user.may(permission, ward_id):
        raise NotAllowed(f"Việc này cần quyền “{permission.label}”. Liên hệ người quản trị của phường.")


def check_can_edit(user: User, draft: ReportDraft) -> None:
    """May the person change texts and days of this draft."""
    _require(user, Permission.WRITE_REPORT, draft.period.ward_id)
    state = DraftState(draft.state)
    if state not in EDITABLE:
        raise IllegalTransition(f"Báo cáo đang ở trạng thái “{state.label}” nên không sửa được. {_remedy(state)}")


def _remedy(state: DraftState) -> str:
    return {
        DraftState.WAITING: "Rút lại bản trình ký rồi sửa.",
        DraftState.SIGNED: "Rút lại để sửa thì phải trình ký lại.",
        DraftState.ISSUED: "Lập bản thay thế, có ghi lý do.",
    }[state]


def check_can_send(user: User, draft: ReportDraft) -> None:
    """May the person send the draft for signature."""
    _require(user, Permission.WRITE_REPORT, draft.period.ward_id)
    check_draft_step(DraftState(draft.state), DraftState.WAITING)


def check_can_sign(user: User, draft: ReportDraft) -> None:
    """May the person sign or return what waits."""
    _require(user, Permission.SIGN_REPORT, draft.period.ward_id)
    check_draft_step(DraftState(draft.state), DraftState.SIGNED)


def check_can_withdraw(user: User, draft: ReportDraft) -> None:
    """May the person take back what was sent or signed."""
    _require(user, Permission.WRITE_REPORT, draft.period.ward_id)
    if draft.state not in {DraftState.WAITING, DraftState.SIGNED}:
        raise IllegalTransition("Báo cáo không ở trạng thái chờ ký hoặc đã ký nên không có gì để rút lại.")


def check_can_correct(user: User, draft: ReportDraft) -> None:
    """May the person begin a report that supersedes the issued one."""
    _require(user, Permission.WRITE_REPORT, draft.period.ward_id)
    if draft.state != DraftState.ISSUED:
        raise IllegalTransition("Chỉ lập bản thay thế cho báo cáo đã ban hành.")


def check_can_issue(user: User, draft: ReportDraft, failing: Iterable[str] = ()) -> None:
    """May the person issue; ``failing`` are the sentences of failing checks that forbid it."""
    _require(user, Permission.ISSUE_REPORT, draft.period.ward_id)
    if draft.state == DraftState.WAITING:
        raise IllegalTransition("Báo cáo đang chờ ký. Chờ lãnh đạo ký, hoặc rút lại bản trình ký.")
    check_draft_step(DraftState(draft.state), DraftState.ISSUED)
    sentences = list(failing)
    if sentences:
        raise DomainError(f"Chưa ban hành được vì {len(sentences)} kiểm tra chưa đạt. {' '.join(sentences)}")


def check_can_register(user: User, issued: IssuedReport) -> None:
    """May the person fill in number and day of an issued report."""
    _require(user, Permission.ISSUE_REPORT, issued.ward_id)


def why_not_issue(user: User, draft: ReportDraft, failing: Iterable[str] = ()) -> str:
    """The sentence of the disabled button; empty when the person may issue."""
    try:
        check_can_issue(user, draft, failing)
    except DomainError as error:
        return error.message
    return ""
