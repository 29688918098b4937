"""What a list of households on a day holds: the filter, and its conditions in SQL."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import add_months
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.text import clean, fold
from camphucnam.privacy.cipher import blind_index
from households.models import Assessment, Household, HouseholdStay, Member, StatusPeriod
from households.rules.classes import STANDING_CLASSES
from households.rules.escape_window import EXITS, escape_window
from households.rules.standards import all_standards

ENDING_SOON_DAYS = 90
PERSONAL_ID_LENGTHS = (9, 12)
SORTS = {
    "ten": ("head_sort_key", "code"),
    "ma": ("code",),
    "to": ("group__sort_order", "group__code", "head_sort_key", "code"),
}


class WindowFilter(LabelledEnum):
    """Which running 36-month windows to show."""

    ESCAPED_POVERTY = "escaped_poverty", "Mới thoát nghèo"
    ESCAPED_NEAR_POVERTY = "escaped_near_poverty", "Mới thoát cận nghèo"
    ENDING = "ending", "Sắp hết 36 tháng (trong 90 ngày)"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What to show. Without ``everyone``: households on the standing list or inside a window on ``day``."""

    day: date
    text: str = ""
    group: int | None = None
    household_class: str = ""
    window: str = ""
    deprivation: int | None = None
    everyone: bool = False
    sort: str = "ten"

    @property
    def unfiltered(self) -> bool:
        """Whether every household of the ward fits."""
        narrowed = self.text or self.group or self.household_class or self.window or self.deprivation
        return self.everyone and not narrowed

    @property
    def order(self) -> tuple[str, ...]:
        """Columns to order by; a leading minus turns all of them round."""
        columns = SORTS.get(self.sort.lstrip("-"), SORTS["ten"])
        return tuple(f"-{column}" for column in columns) if self.sort.startswith("-") else columns


@lru_cache(maxsize=256)
def first_start_inside(day: date) -> date:
    """The earliest effective day whose window still contains ``day``."""
    start = add_months(day, -max(standard.window_months for standard in all_standards())) - timedelta(days=5)
    while not escape_window(start).contains(day):
        start += timedelta(days=1)
    return start


def _running_windows(day: date, window: str) -> Q:
    """Condition on status periods: an exit whose window contains ``day`` and that nothing decisive has followed."""
    kinds = [opening for opening, kind in EXITS.items() if window in ("", WindowFilter.ENDING) or kind == window]
    followed = StatusPeriod.objects.counting().filter(
        Q(household_class__in=STANDING_CLASSES) | Q(opened_as__in=list(EXITS)),
        household=OuterRef("household"),
        from_on__gt=OuterRef("from_on"),
        from_on__lte=day,
    )
    running = Q(opened_as__in=kinds, from_on__gte=first_start_inside(day), from_on__lte=day) & ~Q(household_class__in=STANDING_CLASSES)
    if window == WindowFilter.ENDING:
        running &= Q(from_on__lt=first_start_inside(day + timedelta(days=ENDING_SOON_DAYS + 1)))
    return running & Q(~Exists(followed))


def _having(households: QuerySet[Household], children: QuerySet[Any]) -> QuerySet[Household]:
    """Households for which ``children`` (correlated by OuterRef) holds a row, asked household by household.

    A scalar sub-select instead of EXISTS: PostgreSQL would turn EXISTS into a join that reads the rows of every ward.
    """
    name = f"having_{len(households.query.annotations)}"
    return households.alias(**{name: Subquery(children.order_by().values("pk")[:1])}).filter(**{f"{name}__isnull": False})


def _with_period(households: QuerySet[Household], ward_id: int, condition: Q) -> QuerySet[Household]:
    """Households with a counting period that fits; the ward's periods are read once."""
    return households.filter(pk__in=StatusPeriod.objects.counting().in_ward(ward_id).filter(condition).order_by().values("household"))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at which ward, as far as it shapes the query: two readers with the same scope share a prepared statement."""

    ward_id: int
    wards: tuple[int, ...]
    leads: int
    today: date
    may_see_personal: bool
    user: User = field(compare=False, repr=False)

    @classmethod
    def of(cls, user: User, ward_id: int) -> "Reader":
        """The reader behind a request."""
        leads = user.pk if user.ward_ids_with(Permission.VIEW_OWN_GROUP) else 0
        wards = tuple(user.ward_ids_with(Permission.VIEW_REGISTER))
        return cls(ward_id, wards, leads, timezone.localdate(), user.may(Permission.VIEW_PERSONAL, ward_id), user)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search text looks for: every one of the folded words, or one personal id by its blind index."""

    values: tuple[str, ...]
    personal: bool = False

    def condition(self, ward_id: int) -> Q:
        """The condition on households."""
        if self.personal:
            return Q(pk__in=Member.objects.filter(ward=ward_id, personal_id_index=self.values[0]).values("household"))
        condition = Q()
        for word in self.values:
            condition &= Q(search_text__contains=word)
        return condition


# Stand for the words of a search in a kept statement; private-use characters that folded text never holds.
WORD_MARK, ID_MARK = "\ue000", "\ue001"


def sought_in(text: str, may_see_personal: bool) -> Sought:
    if text[:1] in (WORD_MARK, ID_MARK):
        return Sought(tuple(f"{text[0]}{n}{text[0]}" for n in range(int(text[1:]))), text[0] == ID_MARK)
    compact = "".join(text.split())
    if may_see_personal and compact.isdigit() and len(compact) in PERSONAL_ID_LENGTHS:
        return Sought((blind_index(compact),), personal=True)
    return Sought(tuple(clean(fold(text)).replace(WORD_MARK, "").replace(ID_MARK, "").split()[:8]))


def filled(parameter: object, sought: Sought) -> object:
    if not isinstance(parameter, str) or not (WORD_MARK in parameter or ID_MARK in parameter):
        return parameter
    mark = ID_MARK if sought.personal else WORD_MARK
    before, number, after = parameter.split(mark)
    value = sought.values[int(number)]
    return before + (value if sought.personal else connection.ops.prep_for_like_query(value)) + after


def stays_on(day: date) -> QuerySet[HouseholdStay]:
    """Where households lived on ``day``."""
    begun, not_over = Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day)
    return HouseholdStay.objects.filter(begun, not_over)


def households_listed(reader: Reader, wanted: ListFilter) -> QuerySet[Household]:
    """Households of the ward that the reader may see and that fit; unordered."""
    day = wanted.day
    found = Household.objects.visible_to(reader.user).in_ward(reader.ward_id)
    if wanted.text:
        found = found.filter(sought_in(wanted.text, reader.may_see_personal).condition(reader.ward_id))
    if wanted.group is not None and day < reader.today:
        found = _having(found, stays_on(day).filter(household=OuterRef("pk"), group=wanted.group))
    elif wanted.group is not None:
        found = found.filter(group=wanted.group)
    covering = Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))
    if wanted.household_class:
        found = _with_period(found, reader.ward_id, covering & Q(household_class=wanted.household_class))
    if wanted.window:
        found = _with_period(found, reader.ward_id, _running_windows(day, wanted.window))
    if wanted.deprivation is not None:
        bit = 1 << (wanted.deprivation - 1)
        newest = Assessment.objects.counting().filter(household=OuterRef("pk"), assessed_on__lte=day).order_by("-assessed_on", "-pk")
        found = found.alias(_lacks=Subquery(newest.values(lacks=F("deprived_mask").bitand(bit))[:1])).filter(_lacks=bit)
    if not (wanted.everyone or wanted.household_class or wanted.window or wanted.text):
        found = _with_period(found, reader.ward_id, (covering & Q(household_class__in=STANDING_CLASSES)) | _running_windows(day, ""))
    return found
