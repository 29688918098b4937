"""From the register to a frozen report: read once, collect, check, freeze."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from camphucnam.kernel.dates import day_after, day_before, format_dmy
from households.rules.movements import flows_between
from households.selectors.histories import load_histories
from reports.definitions import programme_report
from reports.definitions.base import Check
from reports.definitions.programme_report import Sources
from reports.layout import Document, document_from
from reports.models import ReportDraft, ReportingPeriod
from reports.registry import FORMS, collect_forms
from reports.rules.outline import load_outline
from reports.selectors.issued import earlier_of_kind, previous_closing
from reports.selectors.programme import load_programme
from reports.selectors.reading import one_reading
from reports.selectors.register import load_facts
from reports.snapshot import Snapshot, freeze, load

SCHEMA = 1
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A frozen report: its snapshot, the document read back from it, and the checks."""

    snapshot: Snapshot
    document: Document
    checks: tuple[Check, ...]


def no_progress(done: int, total: int, label: str) -> None:
    """For callers that nobody watches."""


def thaw(text: str, sha256: str) -> Built:
    """A report read back from its frozen text; ValueError when the text does not have its checksum."""
    data = load(text, sha256)
    checks = tuple(Check(**{**item, "households": tuple(item["households"]), "forms": tuple(item["forms"])}) for item in data["checks"])
    return Built(Snapshot(text, sha256), document_from(data["document"]), checks)


def build_draft(draft: ReportDraft, progress: Progress = no_progress) -> Built:
    """Build what the draft would issue now."""
    texts = dict(draft.narratives.values_list("section", "text"))
    return build(draft.period, draft.from_on, draft.cutoff_on, provisional=draft.is_provisional, narratives=texts, progress=progress)


def build(
    period: ReportingPeriod, from_on: date, cutoff: date, *, provisional: bool, narratives: dict[str, str], progress: Progress = no_progress
) -> Built:
    """Everything that the report says, in one reading of the database. The answer depends on facts only, never on the clock."""
    ward, calendar_period = period.ward, period.period
    progress(0, 4, "Đọc danh sách hộ, kế hoạch, chỉ tiêu, biến cố")
    # No progress in here: it writes, and a writer inside a reading collides with everybody who wrote since it began.
    with one_reading():
        register = load_facts(ward, from_on, cutoff)
        before = previous_closing(ward, from_on, without=period if period.pk else None)
        if before is not None:
            register = replace(register, previous_closing=before.closing, previous_label=before.label)
        facts = load_programme(ward, calendar_period, from_on, cutoff, max(cutoff, period.before), narratives)
        gap = check_gap(period, from_on)
    progress(2, 4, "Lập biểu và kiểm tra")
    forms, checks = collect_forms(register, provisional=provisional)
    sources = Sources(facts, forms, from_on, cutoff, provisional, load_outline())
    document = programme_report.collect(sources, tuple(FORMS[number].sheet(form) for number, form in forms.items()))
    checks += [*programme_report.check_readings(sources), *gap, *programme_report.check_texts(sources)]
    value = {
        "schema": SCHEMA,
        "kind": "programme_report",
        "ward": ward.code,
        "period": calendar_period.code,
        "from_on": from_on,
        "cutoff_on": cutoff,
        "provisional": provisional,
        "document": document,
        "checks": checks,
    }
    snapshot = freeze(value)
    return thaw(snapshot.text, snapshot.sha256)


def check_gap(period: ReportingPeriod, from_on: date) -> list[Check]:
    """Movements between the earlier report of this kind and the opening of this one, which stand in neither."""
    earlier = earlier_of_kind(period.ward, period, from_on)
    if earlier is None:
        return []
    first, last = day_after(earlier.cutoff_on), day_before(from_on)
    histories = load_histories(period.ward_id, first, last)
    codes = tuple(sorted(history.code for history in histories if flows_between(history, first, last)))
    text = f"Không có biến động nào giữa báo cáo {earlier.period} và kỳ này."
    if codes:
        text = (
            f"Từ ngày {format_dmy(first)} đến ngày {format_dmy(last)} có {len(codes)} hộ biến động chưa nằm trong báo cáo nào. "
            f"Muốn tính vào kỳ này thì đặt ngày bắt đầu là {format_dmy(first)}."
        )
    return [Check("gap_before", not codes, text, codes, informational=True)]
