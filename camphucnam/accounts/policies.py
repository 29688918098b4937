"""Who may change which person. Each question raises the sentence that the page shows beside the closed button."""

from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.roles import Permission, Role
from camphucnam.kernel.errors import NotAllowed


def check_can_manage_in(by: User, ward_id: int) -> None:
    """Refuse whoever does not manage people in the ward."""
    if not by.may(Permission.MANAGE_PEOPLE, ward_id):
        raise NotAllowed("Chỉ người quản trị của phường mới được quản lý người dùng của phường đó.")


def check_can_change(by: User, person: User) -> None:
    """The account itself (name, password, lock) belongs to all wards it works for, so one ward alone may not change it."""
    wards = {grant.ward_id for grant in person.grants.all()}
    if not wards <= set(by.ward_ids_with(Permission.MANAGE_PEOPLE)):
        raise NotAllowed(
            "Người này còn làm việc ở phường khác, nên chỉ sửa được vai trò ở phường mình. Đề nghị quản trị của các phường đó."
        )


def can_change(by: User, person: User) -> bool:
    """Whether ``check_can_change`` lets pass."""
    return not why_not_change(by, person)


def why_not_change(by: User, person: User) -> str:
    """The sentence of the refusal; empty when allowed."""
    try:
        check_can_change(by, person)
    except NotAllowed as error:
        return error.message
    return ""


def check_can_lock(by: User, person: User) -> None:
    """Nobody locks the own account."""
    check_can_change(by, person)
    if by.pk == person.pk:
        raise NotAllowed("Không tự khóa tài khoản của chính mình được. Đề nghị một người quản trị khác.")


def check_can_end(by: User, grant: RoleGrant) -> None:
    """Nobody ends the own administrator role: a ward would be left without one by a slip."""
    check_can_manage_in(by, grant.ward_id)
    if grant.user_id == by.pk and grant.role == Role.ADMINISTRATOR:
        raise NotAllowed("Không tự thu vai trò quản trị của chính mình được. Đề nghị một người quản trị khác.")
