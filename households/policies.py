"""Who may record facts and needs. ``check_…`` raises the sentence that the page shows; ``can_…`` is made from it."""

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household


def check_can_record(user: User, household: Household) -> None:
    """Facts of members and dwellings: who keeps the register, agencies through the registers that they keep, and leaders for
    households of their own group."""
    ward_id = household.ward_id
    if user.may(Permission.EDIT_REGISTER, ward_id) or user.may(Permission.SERVE_HOUSEHOLDS, ward_id):
        return
    leads = user.may(Permission.VIEW_OWN_GROUP, ward_id)
    if not leads or not Household.objects.visible_to(user).filter(pk=household.pk).exists():
        raise NotAllowed("Bạn không có quyền ghi thông tin của hộ này. Đề nghị cán bộ LĐTBXH ghi nếu thông tin cần sửa.")


def check_can_void(user: User, ward_id: int) -> None:
    """Voiding a wrong fact: who keeps the register, and agencies through the registers that they keep."""
    if not user.may(Permission.EDIT_REGISTER, ward_id) and not user.may(Permission.SERVE_HOUSEHOLDS, ward_id):
        raise NotAllowed("Bạn không có quyền hủy thông tin đã ghi. Đề nghị cán bộ LĐTBXH hủy nếu thông tin sai.")


def check_can_express(user: User, household: Household) -> None:
    """Needs: who keeps the register, agencies for households they may serve (through ``programs.services.needs``, which lets them write
    the kinds that they answer), leaders for their own group."""
    ward_id = household.ward_id
    writes = any(user.may(permission, ward_id) for permission in (Permission.EDIT_REGISTER, Permission.SERVE_HOUSEHOLDS))
    leads = user.may(Permission.VIEW_OWN_GROUP, ward_id)
    if not (writes or leads) or not Household.objects.servable_to(user).filter(pk=household.pk).exists():
        raise NotAllowed("Bạn không ghi được nhu cầu cho hộ này. Tổ trưởng chỉ ghi cho hộ của tổ mình.")


def check_can_end(user: User, ward_id: int) -> None:
    """Ending a need: who keeps the register, and agencies that meet it."""
    if not user.may(Permission.EDIT_REGISTER, ward_id) and not user.may(Permission.SERVE_HOUSEHOLDS, ward_id):
        raise NotAllowed("Bạn không có quyền cập nhật nhu cầu. Đề nghị cán bộ LĐTBXH ghi.")


def can_express(user: User, household: Household) -> bool:
    """Whether ``check_can_express`` lets the person through."""
    try:
        check_can_express(user, household)
    except DomainError:
        return False
    return True
