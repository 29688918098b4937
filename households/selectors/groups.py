"""Groups of a ward with who leads them and how many households they hold."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from households.models import GroupLeadership, Household, PopulationBaseline, ResidentialGroup
from households.selectors.prepared import Prepared


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as the page of groups shows it."""

    group: ResidentialGroup
    n_households: int
    leaders: str
    ended: bool


_NAMES = Prepared(lambda ward: ResidentialGroup.objects.in_ward(ward).order_by("sort_order", "code").values_list("pk", "name"))


def group_names(user: User, ward_id: int) -> list[tuple[int, str]]:
    """Key and name of the groups that the person may see, in the printed order. One query."""
    if user.may(Permission.VIEW_REGISTER, ward_id):
        return [(pk, name) for pk, name in _NAMES(ward_id)]
    seen = ResidentialGroup.objects.visible_to(user).in_ward(ward_id).order_by("sort_order", "code")
    return list(seen.values_list("pk", "name"))


def groups_of(user: User, ward_id: int) -> list[GroupLine]:
    """Every group of the ward, also those that ended. Three queries."""
    today = timezone.localdate()
    groups = ResidentialGroup.objects.visible_to(user).in_ward(ward_id).select_related("successor").order_by("sort_order", "code")
    counted = Household.objects.in_ward(ward_id).order_by().values_list("group").annotate(n=Count("pk"))
    counts = dict(counted)
    leaders: dict[int, list[str]] = {}
    for leadership in current_leaderships(today).filter(group__ward=ward_id).select_related("user"):
        leaders.setdefault(leadership.group_id, []).append(leadership.user.full_name)
    return [
        GroupLine(
            group,
            counts.get(group.pk, 0),
            ", ".join(leaders.get(group.pk, [])),
            group.to_on is not None and group.to_on < today,
        )
        for group in groups
    ]


def current_leaderships(day: date) -> QuerySet[GroupLeadership]:
    """Leaderships in force on ``day``."""
    return GroupLeadership.objects.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


@dataclass(frozen=True, slots=True)
class BaselineDay:
    """One day on which population figures were recorded."""

    on: date
    n_groups: int
    n_households: int
    n_persons: int


def baseline_days(ward_id: int) -> list[BaselineDay]:
    """Days with recorded figures, newest first, with their sums."""
    sums: dict[date, list[int]] = {}
    for on, n_households, n_persons in (
        PopulationBaseline.objects.in_ward(ward_id).order_by("-on").values_list("on", "n_households", "n_persons")
    ):
        line = sums.setdefault(on, [0, 0, 0])
        line[0] += 1
        line[1] += n_households
        line[2] += n_persons
    return [BaselineDay(on, *line) for on, line in sums.items()]


def baselines_on(ward_id: int, day: date) -> dict[int, PopulationBaseline]:
    """Figures recorded for exactly ``day``, by group."""
    return {row.group_id: row for row in PopulationBaseline.objects.in_ward(ward_id).filter(on=day)}
