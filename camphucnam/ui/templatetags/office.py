"""Filters and tags that every template has without loading them."""

import secrets
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, dong_in_words, format_decimal, format_dong, format_int, format_percent
from camphucnam.ui import badges
from camphucnam.ui.idempotency import KEY_FIELD
from camphucnam.ui.navigation import url_of

register = template.Library()

# Names of files with their checksums do not change while a process runs.
asset = register.simple_tag(lru_cache(maxsize=64)(static), name="asset")
# An unknown variable of a template arrives as an empty text.
NOTHING: tuple[object, ...] = (None, "")


@register.filter
def dmy(value: date | datetime | None) -> str:
    """``08/12/2023``; moments are shown in the office's time zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_dmy(value or None)


@register.filter
def luc(value: datetime | None) -> str:
    """``14:05 08/12/2023``."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H:%M} {format_dmy(local.date())}"


@register.filter
def so(value: Any) -> str:
    """``1.234.567``, or the sentence for missing."""
    return MISSING if value in NOTHING else format_int(int(value))


@register.filter
def thap_phan(value: Any, places: int = 1) -> str:
    """``12,5``."""
    return MISSING if value in NOTHING else format_decimal(value, places)


@register.filter
def phan_tram(value: Any, places: int = 2) -> str:
    """``12,5 %``."""
    return MISSING if value in NOTHING else format_percent(value, places)


@register.filter
def dong(value: Any) -> str:
    """``1.500.000 đồng``."""
    return MISSING if value in NOTHING else format_dong(value)


@register.filter
def dong_bang_chu(value: int | None) -> str:
    """``một triệu năm trăm nghìn đồng``."""
    return "" if value is None else dong_in_words(value)


@register.simple_tag
def submission_key() -> SafeString:
    """The hidden field of ``@once``: a new key for every drawn form."""
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', KEY_FIELD, secrets.token_urlsafe(18))


@register.simple_tag
def version_of(record: Any) -> SafeString:
    """The hidden field of the version guard."""
    return format_html('<input type="hidden" name="version" value="{}" autocomplete="off">', record.version)


@register.simple_tag
def page_url(name: str) -> str:
    """The address of a page without arguments, found once per process; for what every page shows."""
    return url_of(name)


@register.simple_tag
def class_badge(value: str, label: str) -> SafeString:
    """Badge of a household class: colour, shape and word."""
    return badges.class_badge(value, label)


@register.simple_tag
def state_badge(kind: str, label: str) -> SafeString:
    """Badge of a working state: shape and word, no class colour."""
    return badges.state_badge(kind, label)
