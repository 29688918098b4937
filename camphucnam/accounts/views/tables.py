"""Tables of the administrator's pages."""

from collections.abc import Iterable
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from camphucnam.accounts import selectors
from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty, Table


def people_table(rows: Iterable[User], day: date) -> Table:
    """People of a ward."""

    def state(person: User) -> SafeString:
        if not person.is_active:
            return state_badge("stopped", "Đã khóa")
        return state_badge("done", "Đang làm việc") if selectors.is_working(person, day) else state_badge("stopped", "Hết vai trò")

    return Table(
        [
            Column("Họ và tên", "full_name"),
            Column("Tên đăng nhập", "username"),
            Column("Vai trò hôm nay", lambda person: selectors.roles_label(person, day)),
            Column("Điện thoại", "phone", css="nowrap"),
            Column("Trạng thái", state),
        ],
        rows,
        caption="Người dùng của phường",
        row_url=lambda person: reverse("accounts:person", args=[person.pk]),
        empty=Empty(
            "Không có người nào khớp.", "Bỏ bớt điều kiện lọc, hoặc thêm người dùng mới.", "Thêm người dùng", reverse("accounts:add_person")
        ),
    )


def grants_table(rows: Iterable[RoleGrant], day: date, request: OfficeRequest) -> Table:
    """Roles of one person in one ward, newest first, each with its button to end it."""

    def ending(grant: RoleGrant) -> SafeString:
        own = grant.user_id == request.user.pk and grant.role == "administrator"
        over = grant.to_on is not None and grant.to_on < day
        return SafeString("") if own or over else SafeString(render_to_string("accounts/end_role.html", {"grant": grant}, request))

    return Table(
        [
            Column("Vai trò", "role_label"),
            Column("Từ ngày", "from_on", "day"),
            Column("Đến hết ngày", lambda grant: grant.to_on or SafeString("không thời hạn"), "day"),
            Column("Trạng thái", lambda grant: state_badge(*selectors.grant_state(grant, day))),
            Column("Thu vai trò", ending),
        ],
        rows,
        caption="Vai trò ở phường này",
        empty=Empty("Chưa có vai trò nào ở phường này."),
    )
