"""What the scheduler does for a ward: open periods, keep states, remind. Doing it twice does no harm; missed days are caught up."""

from datetime import date

from django.db.models import Min

from camphucnam.accounts.models import Ward
from camphucnam.kernel.periods import Period, periods_of
from reports.models import DutyRun, ReportingPeriod
from reports.selectors.periods import days_of
from reports.services.periods import period_open, states_recompute
from reports.services.reminding import mails_send, reminders_send


def looked_after_since(ward: Ward, today: date) -> date:
    """The first day on which this ward's duties were looked after."""
    return DutyRun.objects.in_ward(ward.pk).aggregate(first=Min("on"))["first"] or today


def due_to_open(since: date, today: date) -> list[Period]:
    """Periods whose time to open has come and that were not over before the ward was looked after."""
    periods = [period for year in range(since.year, today.year + 1) for period in periods_of(year)]
    return [period for period in periods if days_of(period).opens_on <= today and days_of(period).last_day >= since]


def duties_run(ward: Ward, today: date) -> dict[str, int]:
    """Everything for one ward up to ``today``; counts of what was done."""
    since = looked_after_since(ward, today)
    known = {row.period for row in ReportingPeriod.objects.in_ward(ward.pk).filter(year__gte=since.year)}
    new = [period for period in due_to_open(since, today) if period not in known]
    for period in new:
        period_open(ward, period, by=None, today=today)
    done = {
        "opened": len(new),
        "late": states_recompute(ward, today),
        "reminded": reminders_send(ward, since, today),
        "mailed": mails_send(ward),
    }
    DutyRun.objects.update_or_create(ward=ward, on=today)
    return done
