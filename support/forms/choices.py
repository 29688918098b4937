"""Choices that several forms share."""

from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from programs.policies import can_work
from support.models import BudgetLine
from support.models.base import MONEY
from support.selectors.budget import balances
from support.selectors.codes import codes_of_year, contents_of_year
from support.selectors.grants import open_lines

CONTENT_WORDS = 20


def code_choices(ward_id: int, year: int | None = None) -> list[tuple[str, str]]:
    """(Sub-)projects and policies of a year, this one unless said; none where the ward has no plan."""
    try:
        found = codes_of_year(ward_id, year or timezone.localdate().year)
    except DomainError:
        return []
    return [(code, f"{code} {name}") for code, name in found.items()]


def content_choices(ward_id: int, year: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Contents of (sub-)projects of a year, in groups by code; none where the ward has no plan."""
    try:
        found = contents_of_year(ward_id, year)
    except DomainError:
        return []
    return [(code, [(text, Truncator(text).words(CONTENT_WORDS)) for text in texts]) for code, texts in found.items()]


def own_code_choices(user: User, ward_id: int) -> list[tuple[str, str]]:
    """Those for which the person decides grants."""
    found = code_choices(ward_id)
    if can_work(user, ward_id, *MONEY):
        return found
    return [(code, label) for code, label in found if can_work(user, ward_id, code)]


def set_lines(field: Any, user: User, ward_id: int) -> None:
    """Open lines of the person's codes, each with what is free."""
    lines = open_lines(ward_id)
    if not can_work(user, ward_id, *MONEY):
        own = {code for code, _ in own_code_choices(user, ward_id)}
        lines = [line for line in lines if line.code in own]
    free = balances(lines)
    field.queryset = BudgetLine.objects.filter(pk__in=free).order_by("-year", "code", "content", "source")
    field.label_from_instance = lambda line: f"{line}, còn {format_dong(free[line.pk].free)} chưa cam kết"
