"""Money and grants for tests. Every person is invented."""

from datetime import date
from itertools import count
from typing import Any

from camphucnam.accounts.models import User, Ward
from households.models import Household, Member
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from support.models import BudgetLine, Grant, GrantBatch
from support.rules.words import GrantKind
from support.services.batches import batch_make
from support.services.grants import grant_decide
from support.services.lines import Heading
from support.services.money import Paper, allocation_record
from tests.households.factories import decide, make_group, make_household

_numbers = count(1)
SINCE = date(2021, 12, 8)
DAY = date(2023, 6, 1)
PAPER = Paper("12/QĐ-UBND", date(2023, 2, 1))
MILLION = 1_000_000


def home(ward: Ward, by: User, household_class: HouseholdClass | None = HouseholdClass.POOR) -> Household:
    """A household of one woman of working age, of a class since 08/12/2021."""
    household = make_household(make_group(ward), by, f"Nguyễn Văn Ví Dụ {next(_numbers)}")
    if household_class is not None:
        decide(household, household_class, SINCE, by)
    Member.objects.filter(household=household).update(birth_on=date(1990, 5, 1), sex=Sex.FEMALE)
    return household


def line(
    ward: Ward, by: User, amount: int = 10 * MILLION, code: str = "DA2", source: str = "phuong", year: int = 2023, content: str = ""
) -> BudgetLine:
    """A line with money."""
    paper = Paper(f"{next(_numbers)}/QĐ-VD", PAPER.on)
    return allocation_record(ward, Heading(year, code, source, content), amount, paper, by=by).line


def unsaved_grant(household: Household, **fields: Any) -> Grant:
    """A grant as a form hands it to the service."""
    chosen = fields.get("line")
    values = {"code": chosen.code if chosen else "DA2", "kind": GrantKind.CASH, "value_dong": MILLION, "decided_on": DAY} | fields
    if chosen is None:
        values.setdefault("donor", "Nhà hảo tâm Ví Dụ")
    return Grant(ward=household.ward, household=household, **values)


def grant(household: Household, by: User, **fields: Any) -> Grant:
    return grant_decide(unsaved_grant(household, **fields), by=by)


def unsaved_batch(ward: Ward, **fields: Any) -> GrantBatch:
    """A list as a form hands it to the service."""
    chosen = fields.get("line")
    values = {"name": "Đợt ví dụ", "code": chosen.code if chosen else "DA2", "value_dong": MILLION, "decided_on": DAY} | fields
    if chosen is None:
        values.setdefault("donor", "Nhà hảo tâm Ví Dụ")
    return GrantBatch(ward=ward, **values)


def batch(ward: Ward, by: User, **fields: Any) -> GrantBatch:
    return batch_make(unsaved_batch(ward, **fields), by=by)
