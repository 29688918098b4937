"""What every working record shares: whose it is, who recorded it when, and why it was voided."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.accounts.models import Ward
from households.models import Household, Member
from households.rules.needs import NeedKind
from registers.querysets import KeptQuerySet


@dataclass(frozen=True, slots=True)
class Help:
    """What a row says was done for a person (for the household where ``member`` is None): which needs that meets, since when, and
    by what in words."""

    household: Household
    member: Member | None
    kinds: tuple[NeedKind, ...]
    on: date
    words: str


KEPT_PRIVACY = {
    "id": "open",
    "ward": "open",
    "recorded_at": "open",
    "recorded_by": "office",
    "voided_at": "open",
    "voided_by": "office",
    "void_reason": "office",
    "version": "open",
}


class Kept(models.Model):
    """A row of a register. It is never deleted: what was wrong is voided with a reason, and a new row says what is right.

    ``CODES``: the (sub-)projects, policies and works whose keepers write it. ``PARTS``: names of rows that hang on it; it is not
    voided while one of them counts. ``WORD``: what it is called. ``HELPED``: path to the person or household whom ``help`` is about.
    ``CONFIDENTIAL``: the log tells neither the household nor anything typed about it, for whoever reads the log need not keep the register.
    ``ALIKE``: other tables whose rows help with the same needs.
    ``PAYS_FOR``: relation to the row of a lower application that this row paid for (``amount_dong``); what is paid for is not voided.
    """

    CODES: ClassVar[tuple[str, ...]] = ()
    PARTS: ClassVar[tuple[str, ...]] = ()
    WORD: ClassVar[str] = ""
    HELPED: ClassVar[str] = ""
    CONFIDENTIAL: ClassVar[bool] = False
    ALIKE: ClassVar[tuple[str, ...]] = ()
    PAYS_FOR: ClassVar[str] = ""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi")
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def help(self) -> Help | None:
        """The help that the row tells of; None for rows about something else, and while it is not given yet."""
        return None

    @property
    def is_voided(self) -> bool:
        """Whether the row no longer counts."""
        return self.voided_at is not None

    @property
    def codes(self) -> tuple[str, ...]:
        """Whose work this row is (codes for ``check_can_work``)."""
        return self.CODES


def void_explained(name: str) -> models.CheckConstraint:
    """A voided row says why and by whom."""
    return models.CheckConstraint(
        condition=Q(voided_at__isnull=True, void_reason="") | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
        name=f"{name}_void_explained",
        violation_error_message="Dòng bị hủy phải ghi lý do và người hủy.",
    )


def in_order(name: str, earlier: str, later: str, message: str) -> models.CheckConstraint:
    """Two days in order, both inside; either may be missing."""
    condition = Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True}) | Q(**{f"{later}__gte": models.F(earlier)})
    return models.CheckConstraint(condition=condition, name=f"{name}_in_order", violation_error_message=message)


def at_least(name: str, field: str, low: int, message: str) -> models.CheckConstraint:
    """A number that is missing or not below ``low``."""
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low})
    return models.CheckConstraint(condition=condition, name=f"{name}_at_least", violation_error_message=message)
