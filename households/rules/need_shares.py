"""Who needed something in a period and who was given it. Pure: knows neither today nor the database.

A need is open in a period when it was expressed by its last day and neither met nor withdrawn before its first day. Whoever was given
something is looked at on that day; whoever was not, on the last day of the period on which the need was open. Each counts once,
however many needs and gifts there are, and whoever was given something also needed it: so no share passes 100 %, and quarters tell of
the same people as their year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from households.rules.needs import NeedDays

Moment = tuple[int, date]
"""A person, or a household, and the day on which it is looked at."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period, both days inside."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether the day is inside."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need of a person, or of a household, with its days."""

    who: int
    days: NeedDays


@dataclass(frozen=True, slots=True)
class Share:
    """Who needed and, among them, who was given; each with the household."""

    needed: Mapping[int, int]
    given: Mapping[int, int]


def answering(needs: Iterable[NeedFact], given: Iterable[Moment], span: Span) -> set[Moment]:
    """Those of the given things of the period that were help for a need."""
    days: dict[int, list[NeedDays]] = defaultdict(list)
    for need in needs:
        days[need.who].append(need.days)
    return {(who, day) for who, day in given if span.holds(day) and any(own.is_answered_by(day) for own in days.get(who, ()))}


def open_moments(needs: Iterable[NeedFact], span: Span) -> set[Moment]:
    """For each need that was open in the period: whose it was, and the last day of the period on which it was open."""
    inside = [need for need in needs if need.days.counts_in(span.first, span.last)]
    return {(need.who, min(span.last, need.days.ended_on or span.last)) for need in inside}


def share(needs: Iterable[NeedFact], given: Iterable[Moment], among: Mapping[Moment, int], span: Span) -> Share:
    """Those who were given something that answered a need on a day on which they counted; and with them those whose need was
    open. ``among``: the moments (of ``answering`` and ``open_moments``) that count → household."""
    known = list(needs)
    served = {who: among[who, day] for who, day in answering(known, given, span) if (who, day) in among}
    waiting = {who: among[who, day] for who, day in open_moments(known, span) if (who, day) in among}
    return Share(waiting | served, served)
