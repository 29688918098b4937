"""What the tables of registers share that say what a household was given: every such row hangs on a grant."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from households.models import Household, Member
from support.models.grants import Grant
from support.models.money import BudgetLine

TIED_PRIVACY = {"grant": "office", "made_grant": "office"}


class TiedRow(models.Model):
    """A row about money or goods. Where it was given to a household from outside, it hangs on the grant that says so.

    ``GRANT_CODE``: the (sub-)project or policy of its grants; two tables never share one, so no grant hangs on two rows.
    ``HOME``, ``VALUE``, ``DAY``: paths of the household, of the value and of the day on which it was handed over. ``WHOLE``: columns by
    which rows of one household are parts of one support. ``PAGE``: name of the page that shows the row, and the column with its key
    (empty: a list). ``NAMED_BY``: relations that the words about a row read. ``TELLS``: the register itself tells what the household
    was provided with, so its grants do not.
    """

    GRANT_CODE: ClassVar[str]
    HOME: ClassVar[str] = "household"
    VALUE: ClassVar[str]
    DAY: ClassVar[str]
    WHOLE: ClassVar[tuple[str, ...]] = ()
    PAGE: ClassVar[tuple[str, str]]
    NAMED_BY: ClassVar[tuple[str, ...]] = ()
    TELLS: ClassVar[bool] = False

    grant = models.OneToOneField(
        Grant, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name="khoản hỗ trợ"
    )
    made_grant = models.BooleanField("khoản hỗ trợ ghi cùng dòng này", default=False, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def given_rows() -> Q:
        """Rows that say what a household was given, as ``is_given`` says of one."""
        raise NotImplementedError

    @property
    def is_given(self) -> bool:
        """Whether a household was given this from outside: not a loan, not its own contribution, not for a whole model."""
        raise NotImplementedError

    @property
    def home(self) -> Household:
        """The household."""
        found: Household = self.household  # type: ignore[attr-defined]
        return found

    @property
    def person(self) -> Member | None:
        """The person of the household whom it is for, where it is for one."""
        return None

    @property
    def value(self) -> int | None:
        """What it is worth, in đồng; None where nobody knows."""
        found: int | None = getattr(self, self.VALUE)
        return found

    @property
    def handed_on(self) -> date | None:
        """The day on which it was handed over; None while it waits."""
        found: date | None = getattr(self, self.DAY)
        return found

    def described(self, line: BudgetLine | None) -> Mapping[str, Any]:
        """Kind, item, quantity, unit and day of decision of the grant that this row makes."""
        raise NotImplementedError

    def derived(self, grant: Grant) -> Mapping[str, Any]:
        """Columns of the row that follow from its grant."""
        return {}


def made_with_grant(name: str) -> models.CheckConstraint:
    """Only a row that has a grant has made one."""
    return models.CheckConstraint(
        condition=Q(made_grant=False) | Q(grant__isnull=False),
        name=f"{name}_made_its_grant",
        violation_error_message="Dòng ghi cùng khoản hỗ trợ phải gắn với khoản đó.",
    )


def tied_tables() -> list[Any]:
    """Every table of a register whose rows hang on grants."""
    return [model for model in apps.get_models() if issubclass(model, TiedRow)]
