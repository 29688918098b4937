"""The history of a household in the order of days: classes, renewals, moves, and what was corrected."""

from dataclasses import dataclass
from datetime import date, datetime

from camphucnam.kernel.dates import day_after
from households.models import Household, HouseholdStay, StatusPeriod
from households.rules.classes import Departure, HouseholdClass, Opening


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment. ``voided`` entries stay readable; ``period`` is the key of a period that may be corrected."""

    on: date
    title: str
    text: str = ""
    household_class: str = ""
    class_label: str = ""
    until: date | None = None
    recorded_at: datetime | None = None
    recorded_by: str = ""
    voided: bool = False
    voided_at: datetime | None = None
    voided_by: str = ""
    reason: str = ""
    period: int = 0


def timeline_of(household: Household, day: date) -> tuple[list[Entry], int]:
    """Entries up to ``day``, newest first, and how many lie after it. Three queries."""
    periods = StatusPeriod.objects.filter(household=household).select_related("decision", "recorded_by", "voided_by")
    entries: list[Entry] = []
    for period in periods.prefetch_related("renewals__decision"):
        entries += _of_period(period)
    stays = HouseholdStay.objects.filter(household=household, from_on__isnull=False).select_related("group")
    entries += [Entry(stay.from_on, f"Ở {stay.group.name}", recorded_at=stay.recorded_at) for stay in stays]
    shown = [entry for entry in entries if entry.on <= day]
    return sorted(shown, key=lambda entry: (entry.on, not entry.voided), reverse=True), len(entries) - len(shown)


def _of_period(period: StatusPeriod) -> list[Entry]:
    household_class = HouseholdClass(period.household_class)
    decision = f"Quyết định số {period.decision.number}" if period.decision else "Không có quyết định kèm theo"
    voided = period.voided_at is not None
    opened = Entry(
        period.from_on,
        Opening.label_of(period.opened_as),
        decision,
        household_class,
        household_class.label,
        period.to_on,
        period.recorded_at,
        period.recorded_by.full_name if period.recorded_by else "Hệ thống",
        voided,
        period.voided_at,
        period.voided_by.full_name if period.voided_by else "",
        period.void_reason if voided else period.opening_reason,
        0 if voided else period.pk,
    )
    if voided:
        return [opened]
    renewed = [
        Entry(
            renewal.effective_on,
            f"Công nhận lại {household_class.label.lower()}",
            f"Quyết định số {renewal.decision.number}",
            recorded_at=renewal.recorded_at,
        )
        for renewal in period.renewals.all()
    ]
    left = []
    if period.departure and period.to_on:
        left = [
            Entry(
                day_after(period.to_on),
                f"Rời danh sách: {Departure.label_of(period.departure).lower()}",
                recorded_at=period.ended_recorded_at,
            )
        ]
    return [opened, *renewed, *left]


def group_name_on(household: Household, day: date) -> str:
    """The group in which the household lived on ``day``; the present one where nothing is recorded. One query."""
    stays = list(HouseholdStay.objects.filter(household=household).select_related("group"))
    covering = next((s for s in stays if (s.from_on is None or s.from_on <= day) and (s.to_on is None or day <= s.to_on)), None)
    return covering.group.name if covering else household.group.name
