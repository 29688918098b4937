"""Needs of a ward, of a household, of a period."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from households.models import Household, Need
from households.rules.needs import NeedChannel, NeedKind, NeedState

STATE_KINDS = {
    NeedState.EXPRESSED: "waiting",
    NeedState.MET: "done",
    NeedState.WITHDRAWN: "stopped",
    NeedState.MISTAKEN: "stopped",
}

PASSED_ON = "Đã chuyển người giữ sổ"


def needs_in(ward_id: int, first: date, last: date) -> QuerySet[Need]:
    """Needs that count in a period (both days inside): expressed on or before the last day, and neither met nor withdrawn
    before the first; never those recorded by mistake. With household and member, oldest first."""
    found = Need.objects.in_ward(ward_id).counting_in(first, last)
    return found.select_related("household", "member").order_by("expressed_on", "pk")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need with its words as it stood on a day. ``is_passed_on``: the reader wrote down a confidential need, and sees neither how it
    stands nor what it is about."""

    need: Need
    state: NeedState
    is_passed_on: bool = False

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
        return "running" if self.is_passed_on else STATE_KINDS[self.state]

    @property
    def state_label(self) -> str:
        """How it stands, in words."""
        return PASSED_ON if self.is_passed_on else self.state.label

    @property
    def detail(self) -> str:
        """What exactly is needed; empty of what was passed on."""
        return "" if self.is_passed_on else self.need.detail

    @property
    def ended(self) -> str:
        """When it was met and by what, or since when it is no longer there and why; empty of what was passed on."""
        day, words = {
            NeedState.MET: (self.need.met_on, self.need.met_by),
            NeedState.WITHDRAWN: (self.need.withdrawn_on, self.need.end_reason),
        }.get(self.state, (None, ""))
        return "" if self.is_passed_on or day is None else f"{format_dmy(day)}: {words}"

    @property
    def who(self) -> str:
        """The person, or the household."""
        return self.need.member.full_name if self.need.member else "Cả hộ"

    @property
    def is_open(self) -> bool:
        """Whether it waits to be met, by what is recorded today."""
        return self.need.state == NeedState.EXPRESSED and not self.is_passed_on


@dataclass(frozen=True, slots=True)
class HouseholdNeeds:
    """Needs of a household on a day: those that count, and those recorded by mistake."""

    groups: list[tuple[str, list[NeedLine]]]
    mistaken: list[NeedLine]


def needs_of(household: Household, day: date, user: User, answered: Collection[NeedKind]) -> HouseholdNeeds:
    """Needs expressed by ``day``, as they stood then: open, met, no longer there; of confidential kinds those that the person answers
    (``answered``), and that others were passed on by the person. One query; two for who does not answer all."""
    expressed = Need.objects.filter(household=household, expressed_on__lte=day).select_related("member", "recorded_by")
    told, passed_on = expressed.told_to(answered), expressed.passed_on_by(user, answered)
    lines = [NeedLine(need, need.days.state_on(day)) for need in told.order_by("-expressed_on", "-pk")]
    shown = (NeedState.EXPRESSED, NeedState.MET, NeedState.WITHDRAWN)
    groups = [(state.label, [line for line in lines if line.state is state]) for state in shown]
    groups.append((PASSED_ON, [NeedLine(need, NeedState.EXPRESSED, True) for need in passed_on.order_by("-expressed_on", "-pk")]))
    return HouseholdNeeds([(label, rows) for label, rows in groups if rows], [ln for ln in lines if ln.state is NeedState.MISTAKEN])
