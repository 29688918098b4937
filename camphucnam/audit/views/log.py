"""The page of the log."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit import selectors
from camphucnam.audit.actions import Action
from camphucnam.audit.forms import LogFilterForm
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.words import shown, word_for
from camphucnam.ui.filters import Filters
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from camphucnam.ui.templatetags.office import luc

ACTION_WORDS = dict(Action.choices())
EMPTY = Empty("Không có dòng nhật ký nào khớp.", "Bỏ bớt điều kiện lọc hoặc chọn khoảng ngày rộng hơn.", "Xem tất cả", "?")


def _details(event: AuditEvent) -> SafeString:
    facts: dict[str, Any] = event.details
    if not facts:
        return SafeString("")
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((word_for(key), shown(value)) for key, value in facts.items()))
    return format_html('<details><summary>Xem</summary><dl class="facts small">{}</dl></details>', rows)


def log_table(rows: Sequence[AuditEvent]) -> Table:
    """Lines of the log."""
    columns = [
        Column("Lúc", lambda event: luc(event.at), css="nowrap"),
        Column("Người thực hiện", "actor_name"),
        Column("Việc", lambda event: ACTION_WORDS.get(event.action, event.action)),
        Column("Đối tượng", "target_label"),
        Column("Mã hộ", "household_code", css="nowrap"),
        Column("Chi tiết", _details),
        Column("Số dòng", "seq", "number", title="Số thứ tự trong chuỗi nhật ký của phường", hide_on_phone=True),
    ]
    return Table(columns, rows, caption="Nhật ký", empty=EMPTY)


@needs(Permission.VIEW_AUDIT)
@require_safe
def log(request: OfficeRequest) -> HttpResponse:
    """Who did what, newest first."""
    people = selectors.people_choices(request.ward.pk)
    form = LogFilterForm(request.GET, people=people, manages=request.user.may(Permission.MANAGE_PEOPLE, request.ward.pk))
    if form.is_valid():
        asked = form.cleaned_data
        query = selectors.Query(asked["nguoi"], asked["ma_ho"], asked["viec"], asked["tu"], asked["den"])
        page = paginate(request, selectors.events(request.user, form.chain(request.ward.pk), query))
    else:
        page = paginate(request, [])
    filters = Filters(form, request.GET)
    return render(request, "audit/log.html", {"page": page, "table": log_table(page.rows), "filters": filters})
