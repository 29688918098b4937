"""How registers show the grants on which their rows hang, and the step that hangs an old row on one."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.tables import Column
from registers.views.book import Step
from support.forms.origin import TieForm
from support.services.tying import row_tie


def untied(row: Any) -> str:
    """Why the row is not hung on a grant now."""
    waits = row.is_given and row.grant_id is None and not row.is_voided
    return "" if waits else "Dòng này đã gắn khoản hỗ trợ, đã hủy, hoặc không phải thứ hộ được cho."


TIE = Step(
    TieForm, lambda row, v, by: row_tie(row, v["chosen"], version=v["version"], by=by),
    "Gắn khoản hỗ trợ", "Gắn khoản hỗ trợ", "Đã gắn khoản hỗ trợ.", untied, second=True,
)  # fmt: skip


def grant_link(row: Any) -> SafeString:
    """The grant of a row; empty for what is no grant."""
    if row.grant is None:
        words = "Chưa gắn" if row.is_given and not row.is_voided else ""
        return format_html('<span class="muted">{}</span>', words) if words else mark_safe("")
    words = f"Trao {format_dmy(row.grant.given_on)}" if row.grant.given_on else "Chờ trao"
    return format_html('<a href="{}">{}</a>', reverse("support:grant", args=[row.grant.pk]), words)


GRANT_COLUMN = Column("Khoản hỗ trợ", grant_link)


def holder_url(row: Any) -> str:
    """The page of a register that shows the row; a list is searched for the household."""
    name, key = row.PAGE
    return reverse(name, args=[getattr(row, key)]) if key else f"{reverse(name)}?{urlencode({'q': row.home.code})}"
