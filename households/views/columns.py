"""Columns that every list about households and people draws alike."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column
from households.models import Household
from households.views.fetch import household_url


def code_column(value: str | Callable[[Any], str] = "household__code") -> Column:
    """The code of a household; a link for whoever may read the register."""
    read = Column("", value).reader()
    return Column("Mã hộ", value, css="nowrap", url=lambda row: reverse("households:household", args=[read(row)]))


def may_open_households(request: OfficeRequest) -> bool:
    """Whether the pages of households open to the reader (``Table.follows``)."""
    return request.user.may(Permission.VIEW_REGISTER, request.ward.pk)


def household_words(household: Household, *, opens: bool) -> SafeString | str:
    """``TDP01-0003, chủ hộ …, TDP 01``; a link where the page opens to the reader."""
    words = f"{household.code}, chủ hộ {household.head_name}, {household.group.name}"
    return format_html('<a href="{}">{}</a>', household_url(household), words) if opens else words


def name_column(label: str, path: str) -> Column:
    """The name of a person, wide enough not to break after every word."""
    return Column(label, path, css="full-name")


def group_column(path: str = "household__group__name", *, hide_on_phone: bool = False) -> Column:
    """The residential group of a household, wide enough for its number and name."""
    return Column("Tổ dân phố", path, css="group-name", hide_on_phone=hide_on_phone)
