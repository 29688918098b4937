"""Needs of a ward in a period: the rows of a filter, and how many people and households need what."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.text import fold
from households.models import Household, Need
from households.querysets import NeedQuerySet
from households.rules.classes import HouseholdClass, WindowKind
from households.rules.needs import PERSONAL_KINDS, NeedDays, NeedKind, NeedState, hidden_kinds
from households.selectors.needs import NeedLine
from households.selectors.presence import no_longer_here
from households.selectors.standings import HouseholdStanding, standings_on

Standing = HouseholdClass | WindowKind
SHOWN: tuple[Standing, ...] = (
    HouseholdClass.POOR,
    HouseholdClass.NEAR_POOR,
    WindowKind.ESCAPED_POVERTY,
    WindowKind.ESCAPED_NEAR_POVERTY,
)
"""Classes and windows that the plan's targets name; what a household is else comes last."""


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """What to show of the needs that count in a period (both days inside); the class is that of the last day."""

    first: date
    last: date
    text: str = ""
    kind: str = ""
    state: str = ""
    group: int | None = None
    standing: str = ""


NO_LONGER, NO_LONGER_LABEL = "no_longer", "Không còn cần (người đã mất, đã chuyển đi)"
"""A state of the filter beside those of the needs: open, of people who are no longer in the ward on the last day."""
NO_KINDS: frozenset[NeedKind] = frozenset()


def needs_open_to(user: User, ward_id: int, kinds: Collection[NeedKind] = NO_KINDS) -> NeedQuerySet:
    """Needs of households that the person reads, save confidential ones; and of these kinds, which the person's agency answers, of
    households that it may serve."""
    return _in_reach(user, ward_id, kinds).told_to(kinds)


def _in_reach(user: User, ward_id: int, kinds: Collection[NeedKind]) -> NeedQuerySet:
    """Needs of households that the person reads or serves, confidential ones among them."""
    read = Q(household__in=Household.objects.visible_to(user).order_by().values("pk"))
    if kinds:
        read |= Q(kind__in=kinds, household__in=Household.objects.servable_to(user).order_by().values("pk"))
    return Need.objects.in_ward(ward_id).filter(read)


def needs_listed(user: User, ward_id: int, wanted: NeedFilter, kinds: Collection[NeedKind] = NO_KINDS) -> QuerySet[Need]:
    """Needs of the filter that the person may see, and confidential ones that the person passed on in the period; with household, group
    and people; newest first. One more query for a class."""
    found = _of_state(user, ward_id, wanted, kinds)
    for word in fold(wanted.text).split():
        inside = Q(household__search_text__contains=word) | Q(member__folded_name__contains=word)
        found = found.filter(inside | Q(household__code__icontains=word))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.group is not None:
        found = found.filter(household__group=wanted.group)
    if wanted.standing:
        standings = standings_on(ward_id, wanted.last)
        found = found.filter(household__in=[pk for pk, standing in standings.items() if standing_word(standing) == wanted.standing])
    return found.select_related("household__group", "member", "recorded_by").order_by("-expressed_on", "-pk")


def _of_state(user: User, ward_id: int, wanted: NeedFilter, kinds: Collection[NeedKind]) -> NeedQuerySet:
    """Needs of the period and state; open ones of people who died or moved away only where these are asked for. What was passed on is
    listed by the day on which it was told, however it ended since."""
    told = needs_open_to(user, ward_id, kinds).counting_in(wanted.first, wanted.last)
    if wanted.state == NO_LONGER:
        return no_longer_here(told.filter(_stood(NeedState.EXPRESSED, wanted.last)), wanted.last)
    told = _over_or_here(told, wanted.last)
    if wanted.state:
        told = told.filter(_stood(wanted.state, wanted.last))
    if not hidden_kinds(kinds) or wanted.state not in ("", NeedState.EXPRESSED):
        return told
    passed_on = _in_reach(user, ward_id, NO_KINDS).passed_on_by(user, kinds).filter(expressed_on__range=(wanted.first, wanted.last))
    return Need.objects.filter(Q(pk__in=told.order_by().values("pk")) | Q(pk__in=passed_on.order_by().values("pk")))


def _over_or_here(needs: NeedQuerySet, day: date) -> NeedQuerySet:
    """Without those that nobody waits for any more: still open on the day, of people who were no longer in the ward."""
    return needs.exclude(pk__in=no_longer_here(needs.filter(_stood(NeedState.EXPRESSED, day)), day).order_by().values("pk"))


def _stood(state: str, day: date) -> Q:
    """The condition of ``NeedDays.state_on`` for needs that were expressed by the day."""
    met, withdrawn = Q(met_on__lte=day), Q(withdrawn_on__lte=day)
    conditions = {NeedState.MET: met, NeedState.WITHDRAWN: withdrawn}
    not_over = (Q(met_on__isnull=True) | Q(met_on__gt=day)) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    return conditions.get(NeedState(state), not_over)


def standing_of(standing: HouseholdStanding | None) -> Standing | None:
    """The window while it runs for a household that is not on the list, else its class."""
    if standing is None:
        return None
    on_list = standing.is_one_of(HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
    return standing.household_class if on_list else standing.window or standing.household_class


def standing_word(standing: HouseholdStanding | None) -> str:
    """The value of ``standing_of``; empty for none."""
    found = standing_of(standing)
    return found.value if found else ""


@dataclass(frozen=True, slots=True)
class NeedRow(NeedLine):
    """A need with the class of its household on the last day of the period."""

    standing: Standing | None = None


def need_rows(needs: Iterable[Need], ward_id: int, last: date, kinds: Collection[NeedKind] = NO_KINDS) -> list[NeedRow]:
    """The rows of one page, for somebody who answers these kinds. One query."""
    found = list(needs)
    standings = standings_on(ward_id, last, {need.household_id for need in found})
    hidden = hidden_kinds(kinds)
    return [NeedRow(need, need.days.state_on(last), need.kind in hidden, standing_of(standings.get(need.household_id))) for need in found]


@dataclass(slots=True)
class KindCount:
    """How many people (households, for what a household needs) needed one thing in a period, each once, by class; who was met in it."""

    kind: NeedKind
    needed: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    by_standing: dict[Standing | None, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def unit(self) -> str:
        """What is counted."""
        return "người" if self.kind in PERSONAL_KINDS else "hộ"

    @property
    def n_needed(self) -> int:
        """Everybody who needed it."""
        return len(self.needed)

    @property
    def n_met(self) -> int:
        """Those among them who got it in the period."""
        return len(self.met)

    @property
    def shares(self) -> list[int]:
        """Numbers for the classes of ``SHOWN``, and for everybody else."""
        listed = [len(self.by_standing[standing]) for standing in SHOWN]
        return [*listed, sum(len(found) for standing, found in self.by_standing.items() if standing not in SHOWN)]


def counts_by_kind(user: User, ward_id: int, first: date, last: date, kinds: Collection[NeedKind] = NO_KINDS) -> list[KindCount]:
    """Every kind with its numbers. Two queries. Confidential kinds are counted for the whole ward only, never for one group: so few
    people would tell who it is."""
    found = {kind: KindCount(kind) for kind in NeedKind}
    reads_ward = user.may(Permission.VIEW_REGISTER, ward_id)
    needs = _over_or_here((_in_reach if reads_ward else needs_open_to)(user, ward_id, kinds).counting_in(first, last), last)
    rows = list(needs.values_list("kind", "household", "member", "expressed_on", "met_on"))
    standings = standings_on(ward_id, last, {row[1] for row in rows})
    for kind, household, member, expressed_on, met_on in rows:
        line = found[NeedKind(kind)]
        who = _counted(line.kind, household, member)
        line.needed.add(who)
        line.by_standing[standing_of(standings.get(household))].add(who)
        if NeedDays(expressed_on, met_on).met_in(first, last):
            line.met.add(who)
    return list(found.values())


def _counted(kind: NeedKind, household: int, member: int | None) -> int:
    """Key of the person or household that counts once; a person's need without a person counts for its household."""
    if kind not in PERSONAL_KINDS:
        return household
    return -household if member is None else member
