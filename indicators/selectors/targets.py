"""Targets with what was entered for them, and their table of a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from indicators.models import Observation, Target
from indicators.querysets import ObservationQuerySet, TargetQuerySet
from indicators.rules.attainment import Goal
from indicators.rules.facts import YearFacts
from indicators.rules.measures import Measured
from indicators.rules.table import Observed, TargetFacts, TargetRow, target_row
from indicators.rules.words import AssignedType, Comparison, Reading
from indicators.selectors.recorded import Reader, recorded
from indicators.selectors.register import read_year
from programs.selectors.lines import stamp_of

Line = tuple[int, int, str, int]
"""Ward, year, code, indicator: the same target in every version of the plan of a year."""


def standing(targets: TargetQuerySet) -> TargetQuerySet:
    """Those of the versions in force that were not taken out, the newest year first, in the plan's order."""
    return targets.binding().current().select_related("indicator", "plan").order_by("-year", "order")


def entries_of(targets: Sequence[Target]) -> dict[int, list[Observation]]:
    """Key of each target → what was entered for it and not withdrawn, the newest first, also under earlier versions of the plan of
    its year: an entry counts for the target of the same code and measure. One query."""
    found: dict[Line, list[Observation]] = defaultdict(list)
    for entry in same_line(targets).counting():
        found[_line(entry.target)].append(entry)
    return {target.pk: found[_line(target)] for target in targets}


def same_line(targets: Sequence[Target]) -> ObservationQuerySet:
    """Every entry, also withdrawn ones, under any version of the plans of these targets, for targets with their codes."""
    rows = Observation.objects.filter(
        target__ward__in={target.ward_id for target in targets},
        target__year__in={target.year for target in targets},
        target__code__in={target.code for target in targets},
    )
    return rows.select_related("agency", "target").order_by("-on", "-pk")


def _line(target: Target) -> Line:
    return target.ward_id, target.year, target.code, target.indicator_id


def entries_page(target: Target) -> QuerySet[Observation]:
    """Everything that was entered for a target, withdrawn or not, with who did it."""
    rows = same_line([target]).filter(target__indicator=target.indicator_id)
    return rows.select_related("agency", "target__plan", "recorded_by", "voided_by")


def counterpart(target: Target) -> Target:
    """The target of the version in force with the code and the measure of this one; this one where there is none."""
    rows = standing(Target.objects.in_ward(target.ward_id)).filter(year=target.year, code=target.code, indicator=target.indicator_id)
    return rows.first() or target


def target_stamp(target: Target) -> int:
    """A number that changes with the target: two people who edit it are told apart by it."""
    return stamp_of(target)


def as_facts(target: Target, entries: Iterable[Observation] = ()) -> TargetFacts:
    """A target row with what was entered for it, as the rules see it."""
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
            Observed(entry.on, entry.numerator, entry.denominator, str(entry.agency or entry.source), entry.pk) for entry in entries
        ),
    )


def rows_of(ward_id: int, targets: Sequence[Target], facts: YearFacts, read: Reader = recorded) -> list[TargetRow]:
    """The lines of these targets on the day of ``facts``; ``read`` asks the working registers that measure any of them."""
    entries = entries_of(targets)
    wanted = [as_facts(target, entries[target.pk]) for target in targets]
    names = {name for target in wanted for name in target.entered}
    kept = read(ward_id, names, facts.first_day, facts.on)
    measured = Measured(facts)
    return [target_row(target, measured, kept) for target in wanted]


def target_table(ward: Ward, year: int, on: date) -> list[TargetRow]:
    """Every target of the plan in force in the year as of ``on``, in the plan's order; empty where it has none. A fixed number of
    queries, and those of the working registers.

    Movements count from 1 January to ``on``; DomainError for a day outside the year.
    """
    check_day(year, on)
    targets = list(standing(Target.objects.in_ward(ward.pk).filter(year=year)))
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
