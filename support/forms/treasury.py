"""The upload of a list of payments, and the payments on their way from the preview to the writing."""

from dataclasses import astuple
from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import FileKind
from camphucnam.ui.forms import OfficeForm, set_choices
from support.rules.treasury import Payment

SALT, KEPT_SECONDS = "support.treasury", 24 * 60 * 60


class TreasuryForm(OfficeForm):
    """A year and a workbook."""

    year = forms.ChoiceField(label="Năm ngân sách", error_messages={"required": "Chọn năm."})
    file = EvidenceField(label="Tệp Excel (.xlsx)", kinds=(FileKind.XLSX,))

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = years or [timezone.localdate().year]
        set_choices(self, "year", [(str(year), str(year)) for year in known])


def sealed(year: int, payments: list[Payment], user: User) -> str:
    """The checked payments as a signed text that only this person can send back, within a day."""
    rows = [[value.isoformat() if isinstance(value, date) else value for value in astuple(item)] for item in payments]
    return signing.dumps([user.pk, year, rows], salt=SALT, compress=True)


def opened(text: str, user: User) -> tuple[int, list[Payment]] | None:
    """(year, payments) of a signed text; None for one that is old, of somebody else or changed."""
    try:
        owner, year, rows = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    if owner != user.pk:
        return None
    return year, [Payment(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]
