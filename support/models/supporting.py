"""What tables of registers share whose rows say by themselves that a household is supported, whatever money hangs on them."""

from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q

from households.models import Household, Member

SUPPORTING_PRIVACY = {"conflict": "sensitive", "conflict_reason": "sensitive"}


class SupportingRow(models.Model):
    """A row that enters the check for double benefit beside the grants: a class that somebody attends, a house that is built.

    ``SUPPORT_CODE``: the (sub-)project or policy. ``SUPPORT_HOME``, ``SUPPORT_PERSON`` (empty: the whole household): paths of whom it is
    for. ``SUPPORT_ON``, ``SUPPORT_UNTIL``: paths of its days, both inside; a last day that is missing lies ahead. ``SUPPORT_PAGE``: name
    of the page that shows it, and the column with its key. ``SUPPORT_NAMED_BY``: relations that the words about a row read.
    """

    SUPPORT_CODE: ClassVar[str]
    SUPPORT_HOME: ClassVar[str] = "household"
    SUPPORT_PERSON: ClassVar[str] = ""
    SUPPORT_ON: ClassVar[str]
    SUPPORT_UNTIL: ClassVar[str]
    SUPPORT_PAGE: ClassVar[tuple[str, str]]
    SUPPORT_NAMED_BY: ClassVar[tuple[str, ...]] = ()

    conflict = models.TextField("trùng hỗ trợ", max_length=1000, blank=True, editable=False)
    conflict_reason = models.CharField("lý do vẫn hỗ trợ khi trùng", max_length=300, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def supporting_rows() -> Q:
        """Rows of a support that came about or may still."""
        raise NotImplementedError

    @property
    def supported_home(self) -> Household:
        """The household."""
        found: Household = _follow(self, self.SUPPORT_HOME)
        return found

    @property
    def supported_person(self) -> Member | None:
        """The person, where it is for one."""
        found: Member | None = _follow(self, self.SUPPORT_PERSON) if self.SUPPORT_PERSON else None
        return found

    @property
    def supported_on(self) -> date:
        """The first day."""
        found: date = _follow(self, self.SUPPORT_ON)
        return found

    @property
    def supported_until(self) -> date:
        """The last day, inside; the last of all days while it is not known."""
        found: date | None = _follow(self, self.SUPPORT_UNTIL)
        return found or date.max


def _follow(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def conflict_explained(name: str) -> models.CheckConstraint:
    """What may be a double benefit stands with the reason."""
    return models.CheckConstraint(
        condition=Q(conflict="") | ~Q(conflict_reason=""),
        name=f"{name}_conflict_explained",
        violation_error_message="Hộ đã có hỗ trợ trùng chỉ được hỗ trợ khi ghi lý do.",
    )


def supporting_tables() -> list[Any]:
    """Every table of a register whose rows say by themselves that a household is supported."""
    return [model for model in apps.get_models() if issubclass(model, SupportingRow)]
