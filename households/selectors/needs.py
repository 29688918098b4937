"""Needs of a ward, of a household, of a period."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from households.models import Household, Need
from households.rules.needs import NeedChannel, NeedKind, NeedState

STATE_KINDS = {
    NeedState.EXPRESSED: "waiting",
    NeedState.MET: "done",
    NeedState.WITHDRAWN: "stopped",
    NeedState.MISTAKEN: "stopped",
}


def needs_in(ward_id: int, first: date, last: date) -> QuerySet[Need]:
    """Needs that count in a period (both days inside): expressed on or before the last day, and neither met nor withdrawn
    before the first; never those recorded by mistake. With household and member, oldest first."""
    found = Need.objects.in_ward(ward_id).counting_in(first, last)
    return found.select_related("household", "member").order_by("expressed_on", "pk")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need with its words as it stood on a day."""

    need: Need
    state: NeedState

    @property
    def kind_label(self) -> str:
        """What is needed."""
        return NeedKind.label_of(self.need.kind)

    @property
    def channel_label(self) -> str:
        """How the office learnt of it."""
        return NeedChannel.label_of(self.need.channel)

    @property
    def state_kind(self) -> str:
        """How the badge is drawn."""
        return STATE_KINDS[self.state]

    @property
    def who(self) -> str:
        """The person, or the household."""
        return self.need.member.full_name if self.need.member else "Cả hộ"

    @property
    def is_open(self) -> bool:
        """Whether it waits to be met, by what is recorded today."""
        return self.need.state == NeedState.EXPRESSED


@dataclass(frozen=True, slots=True)
class HouseholdNeeds:
    """Needs of a household on a day: those that count, and those recorded by mistake."""

    groups: list[tuple[str, list[NeedLine]]]
    mistaken: list[NeedLine]


def needs_of(household: Household, day: date) -> HouseholdNeeds:
    """Needs expressed by ``day``, as they stood then: open, met, no longer there. One query."""
    found = Need.objects.filter(household=household, expressed_on__lte=day).select_related("member", "recorded_by")
    lines = [NeedLine(need, need.days.state_on(day)) for need in found.order_by("-expressed_on", "-pk")]
    shown = (NeedState.EXPRESSED, NeedState.MET, NeedState.WITHDRAWN)
    groups = [(state.label, [line for line in lines if line.state is state]) for state in shown]
    return HouseholdNeeds([(label, rows) for label, rows in groups if rows], [ln for ln in lines if ln.state is NeedState.MISTAKEN])
