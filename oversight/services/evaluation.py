"""The yearly evaluation of the plan."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from oversight.models import Evaluation
from oversight.rules.evaluation import why_not_judged
from oversight.rules.words import Judgement
from programs.registry import ResultLine, results_of
from registers.services.keeping import keep


def last_day(year: int) -> date:
    """Up to which day (inside) a year is evaluated now; DomainError for a year that has not begun."""
    today = timezone.localdate()
    if year > today.year:
        raise DomainError(f"Năm {year} chưa bắt đầu nên chưa đánh giá được.")
    return min(today, date(year, 12, 31))


def frozen(lines: list[ResultLine]) -> list[dict[str, object]]:
    """Figures as an evaluation keeps them: without the households behind them."""
    return [{"code": line.code, "label": line.label, "value": line.value, "unit": line.unit} for line in lines]


@transaction.atomic
def plan_evaluate(row: Evaluation, *, by: User) -> Evaluation:
    """Judge one (sub-)project or policy of a year. The figures of the registers are taken now and kept with the judgement."""
    to_on = last_day(row.year)
    lines = results_of(row.code, row.ward_id, date(row.year, 1, 1), to_on)
    refused = why_not_judged(Judgement(row.judgement), row.reached, [line.value for line in lines])
    if refused:
        raise DomainError(refused)
    row.figures, row.figures_to_on = frozen(lines), to_on
    return keep(row, by=by, phan=row.code, nam=row.year, muc=Judgement.label_of(row.judgement))
