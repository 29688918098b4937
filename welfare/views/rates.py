"""The page of rates and norms."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.text import fold
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.views.pages import EXPORT, ListPage, row_actions, voided_badge
from welfare.models import WelfareRate
from welfare.models.base import RATES
from welfare.registry import RATED
from welfare.rules.rates import last_day, rate_kind, rate_kinds, rate_name
from welfare.selectors import rates as selectors
from welfare.views.catalogue import BOOK

GROUPS = [("", "Tất cả"), *((group, group) for group in dict.fromkeys(kind.group for kind in rate_kinds().values()))]


def rate_badge(row: Any) -> SafeString:
    """Voided, compared with its document or not."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("done", "Đã đối chiếu") if row.is_verified else state_badge("risk", "Cần đối chiếu")


def _columns(rows: list[WelfareRate], acts: bool) -> list[Column]:
    terms = [row.term for row in rows if not row.is_voided]
    columns = [
        Column("Mục", lambda row: rate_name(row.code)),
        Column("Mức", "words", css="nowrap"),
        Column("Từ ngày", "from_on", "day"),
        Column("Đến hết", lambda row: row.to_on if row.is_voided else last_day(row.term, terms), "day"),
        Column("Căn cứ", lambda row: row.term.source),
        Column("Đối chiếu", rate_badge),
    ]
    return [*columns, Column("Việc", lambda row: row_actions(BOOK, row), css="nowrap")] if acts else columns


@reads(*RATED)
def rates(request: OfficeRequest) -> HttpResponseBase:
    """Every rate with the days on which it holds; the newest first within its kind."""
    form = RegisterFilter(request.GET, search="Tìm theo tên mục", states=GROUPS, state_label="Nhóm")
    found = selectors.rates(request.user, request.ward.pk)
    rows = list(found if form.with_voided else found.counting())
    keeps = can_work(request.user, request.ward.pk, *RATES)
    acts = keeps and EXPORT not in request.GET
    page = ListPage(
        "Mức, định mức",
        "Mức đóng, mức chuẩn, hệ số, định mức dùng khi tính các khoản hỗ trợ tại một ngày. Dòng “cần đối chiếu” chưa so với văn bản.",
        "dòng",
        _columns(rows, acts),
        Empty("Chưa có mức nào khớp.", "Nạp dữ liệu tham chiếu của phường, hoặc ghi mức mới kèm văn bản."),
        adds=[("Ghi mức mới", BOOK.add_url(WelfareRate))] if keeps else [],
        may_export=True,
    )
    return page.draw(request, sorted(_matching(rows, form), key=_order), form)


def _matching(rows: list[WelfareRate], form: RegisterFilter) -> list[WelfareRate]:
    words = fold(form.text).split()
    names = {row.pk: fold(rate_name(row.code)) for row in rows}
    return [
        row for row in rows if (not form.state or rate_kind(row.code).group == form.state) and all(word in names[row.pk] for word in words)
    ]


def _order(row: WelfareRate) -> tuple[int, int]:
    return list(rate_kinds()).index(row.code), -row.from_on.toordinal()
