"""Targets with what was entered for them, and their table of a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from indicators.models import Observation, Target
from indicators.querysets import TargetQuerySet
from indicators.rules.attainment import Goal
from indicators.rules.facts import YearFacts
from indicators.rules.measures import Measured
from indicators.rules.table import Observed, TargetFacts, TargetRow, target_row
from indicators.rules.words import AssignedType, Comparison, Reading
from indicators.selectors.recorded import Reader, recorded
from indicators.selectors.register import read_year
from programs.selectors.lines import stamp_of


def with_entries(targets: TargetQuerySet) -> QuerySet[Target]:
    """Standing targets in the plan's order, their entries at hand. Two queries."""
    entries = Observation.objects.counting().select_related("agency")
    return targets.current().select_related("indicator").prefetch_related(Prefetch("observations", entries)).order_by("-year", "order")


def target_stamp(target: Target) -> int:
    """A number that changes with the target: two people who edit it are told apart by it."""
    return stamp_of(target)


def as_facts(target: Target) -> TargetFacts:
    """A target row as the rules see it."""
    indicator = target.indicator
    measures = target.reading_measures
    return TargetFacts(
        pk=target.pk,
        code=target.code,
        year=target.year,
        short_name=target.short_name,
        name=target.name,
        dimension=indicator.dimension,
        goal=Goal(Comparison(target.comparison) if target.comparison else None, target.value, indicator.unit),
        population_text=target.population_text,
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        reading=Reading(target.reading) if target.reading else None,
        readings=tuple((reading, measures[reading]) for reading in Reading if reading in measures),
        assigned_type=AssignedType(target.assigned_type),
        source=target.source,
        agency_code=target.source_agency_code,
        observed=tuple(
            Observed(entry.on, entry.numerator, entry.denominator, str(entry.agency or entry.source), entry.pk)
            for entry in target.observations.all()
        ),
    )


def rows_of(ward_id: int, targets: Iterable[Target], facts: YearFacts, read: Reader = recorded) -> list[TargetRow]:
    """The lines of these targets on the day of ``facts``; ``read`` asks the working registers that measure any of them."""
    wanted = [as_facts(target) for target in targets]
    names = {name for target in wanted for name in target.entered}
    kept = read(ward_id, names, facts.first_day, facts.on)
    measured = Measured(facts)
    return [target_row(target, measured, kept) for target in wanted]


def target_table(ward: Ward, year: int, on: date) -> list[TargetRow]:
    """Every target of the year as of ``on``, in the plan's order; empty where the year has none. Five queries, and those of the
    working registers.

    Movements count from 1 January to ``on``; DomainError for a day outside the year.
    """
    check_day(year, on)
    targets = list(with_entries(Target.objects.in_ward(ward.pk).filter(year=year)))
    return rows_of(ward.pk, targets, read_year(ward.pk, year, on)) if targets else []


def check_day(year: int, on: date) -> None:
    """Refuse a day outside the programme year."""
    if on.year != year:
        raise DomainError(f"Ngày {format_dmy(on)} không thuộc năm {year}. Chọn một ngày từ 01/01/{year} đến 31/12/{year}.")


def default_day(years: Iterable[int], today: date) -> date:
    """The day that a page shows unasked: today while the year has targets, else the last day of the newest earlier year with any."""
    past = [year for year in years if year <= today.year]
    newest = max(past, default=today.year)
    return today if newest == today.year else date(newest, 12, 31)
