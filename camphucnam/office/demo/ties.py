"""Rows of registers and the grants on which they hang, in the demonstration year. A few old rows are left for the list of those that hang
on none."""

from datetime import date
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.office.demo.register import RegisterWriter
from livelihoods.models import ModelInput, ModelParticipant
from livelihoods.services.initiatives import input_give
from support.models import BudgetLine
from support.services.tying import Origin, row_tie
from welfare.models import HousingMoney, SchoolSupport

MILLION = 1_000_000
SOURCES = {"CS5": "vi-nguoi-ngheo", "CS3": "phuong", "DA2": "phuong"}
REASON = "Theo quyết định của phường (ví dụ)"


def write_ties(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """Money of houses and for learning on grants, one old row of each without; animals of a model with their grants."""
    by, ward = people["canbo"], writer.ward
    lines = BudgetLine.objects.in_ward(ward.pk).counting().filter(year=year)
    origins = {
        code: Origin(line=lines.get(code=code, source=source), override_reason=REASON, conflict_reason=REASON)
        for code, source in SOURCES.items()
    }
    tables: tuple[Any, ...] = (HousingMoney, SchoolSupport)
    for table in tables:
        rows = table.objects.in_ward(ward.pk).counting().filter(table.given_rows(), grant__isnull=True).order_by("pk")
        for row in list(rows)[1:]:
            row_tie(row, origins[table.GRANT_CODE], version=row.version, by=by)
    day = date(year, 4, 20)
    parts = ModelParticipant.objects.in_ward(ward.pk).counting().filter(to_on__isnull=True, from_on__lte=day, model__approved_on__lte=day)
    for part in parts.select_related("model", "household").order_by("pk")[:2]:
        given = ModelInput(
            ward=ward, model=part.model, household=part.household, item="dê giống (ví dụ)", quantity=3, unit="con",
            value_dong=6 * MILLION, given_on=day,
        )  # fmt: skip
        input_give(given, origins["DA2"], by=by)
