"""The report "Kết quả thực hiện công tác giảm nghèo": quarterly, half-yearly and yearly from the same outline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reports.definitions import poverty_text
from reports.definitions.base import PROVISIONAL, Check, Form
from reports.definitions.blocks import heading, missing, paragraph, paragraphs, table
from reports.definitions.poverty_text import Wording
from reports.definitions.results import result_sheet
from reports.layout import Block, Column, Document, HeadCell, Kind, Letterhead, Row, Sheet
from reports.rules.outline import Outline, Section, period_words
from reports.rules.programme import ProgrammeFacts, Said

TYPE_WORD = "BÁO CÁO"
TARGET_TITLE = "TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a report is made from."""

    facts: ProgrammeFacts
    forms: Mapping[int, Form]
    first_day: date
    cutoff: date
    provisional: bool
    outline: Outline


def _said(said: Said | None) -> tuple[str, date | None]:
    return (said.text, said.on) if said else ("Chưa có báo cáo", None)


def _poverty(sources: Sources) -> list[Block]:
    wording = Wording(sources.forms, sources.first_day, sources.cutoff)
    return [*poverty_text.sentences(wording), *poverty_text.against_targets(sources.facts.targets)]


def _deprivation(sources: Sources) -> list[Block]:
    return [poverty_text.deprivation_table(sources.forms, sources.facts.indicators, sources.facts.standard_name)]


def _subprojects(sources: Sources) -> list[Block]:
    if not sources.facts.subprojects:
        return [missing(f"Chưa có kế hoạch năm {sources.facts.period.year} trong hệ thống.")]
    columns = (
        ("TT", Kind.TEXT, 6), ("Dự án, tiểu dự án", Kind.TEXT, 32), ("Chủ trì", Kind.TEXT, 20),
        ("Tình trạng", Kind.TEXT, 14), ("Kết quả theo báo cáo gần nhất", Kind.TEXT, 36), ("Ngày", Kind.DAY, 16),
    )  # fmt: skip
    rows = [(str(n), item.name, item.lead, item.state, *_said(item.said)) for n, item in enumerate(sources.facts.subprojects, 1)]
    return [table("subprojects", "Kết quả các dự án, tiểu dự án", columns, rows)]


def _tasks(sources: Sources) -> list[Block]:
    if not sources.facts.tasks:
        return [missing(f"Chưa có kế hoạch năm {sources.facts.period.year} trong hệ thống.")]
    columns = (
        ("TT", Kind.TEXT, 6), ("Đơn vị", Kind.TEXT, 24), ("Nhiệm vụ", Kind.TEXT, 36),
        ("Tình trạng", Kind.TEXT, 14), ("Báo cáo gần nhất", Kind.TEXT, 30), ("Ngày", Kind.DAY, 16),
    )  # fmt: skip
    rows = [(str(n), item.agency, item.text, item.state, *_said(item.said)) for n, item in enumerate(sources.facts.tasks, 1)]
    return [table("tasks", "Tình hình thực hiện nhiệm vụ của các đơn vị", columns, rows)]


def _events(sources: Sources) -> list[Block]:
    if not sources.facts.events:
        return [missing("Trong kỳ không có biến cố, rủi ro nào được báo.")]
    columns = (
        ("Loại biến cố", Kind.TEXT, 50), ("Được báo", Kind.NUMBER, 12), ("Đã trả lời", Kind.NUMBER, 12), ("Đang xử lý", Kind.NUMBER, 12),
    )  # fmt: skip
    rows = [(item.name, item.n_reported, item.n_answered, item.n_waiting) for item in sources.facts.events]
    return [table("events", "Biến cố, rủi ro do tổ trưởng tổ dân phố báo", columns, rows)]


CONTENTS: dict[str, Callable[[Sources], list[Block]]] = {
    "": lambda sources: [],
    "poverty": _poverty,
    "deprivation": _deprivation,
    "subprojects": _subprojects,
    "tasks": _tasks,
    "events": _events,
}


def section_blocks(section: Section, sources: Sources) -> list[Block]:
    """Heading, what the system fills in, and the officer's text."""
    text = sources.facts.narratives.get(section.code, "")
    written = paragraphs(text) if section.narrative else []
    filled = CONTENTS[section.content](sources)
    if section.narrative and not written and not filled:
        written = [missing()]
    return [heading(section.title, section.level), *filled, *written]


def target_sheet(sources: Sources) -> Sheet:
    """The target table as an annex."""
    kinds = (("TT", 5), ("Chỉ tiêu", 60), ("Loại", 12), ("Nguồn", 36), ("Yêu cầu", 16), ("Thực hiện", 18), ("Đánh giá", 16))
    columns = tuple(Column(str(number), Kind.TEXT, width) for number, (_, width) in enumerate(kinds))
    head = tuple(HeadCell(label, 0, number) for number, (label, _) in enumerate(kinds))
    rows = tuple(
        Row((str(n), item.name, item.assigned, item.source, item.wanted, item.actual, item.state))
        for n, item in enumerate(sources.facts.targets, 1)
    )
    day = f"Số liệu từ ngày 01/01/{sources.cutoff.year} đến hết ngày {sources.cutoff:%d/%m/%Y}"
    lines = (day, *((PROVISIONAL,) if sources.provisional else ()))
    notes = () if rows else (f"Năm {sources.facts.period.year} chưa có chỉ tiêu trong hệ thống.",)
    return Sheet("targets", "Chỉ tiêu", TARGET_TITLE, lines, columns, head, rows, notes)


def collect(sources: Sources, annexes: tuple[Sheet, ...]) -> Document:
    """The whole report as one value, ready to be frozen."""
    facts, outline = sources.facts, sources.outline
    office, words = facts.office, period_words(facts.period)
    blocks = [block for section in outline.sections for block in section_blocks(section, sources)]
    issuer = f"UBND {office.name}"
    bases = [f"Thực hiện {facts.plan_citation} của {issuer};"] if facts.plan_citation else []
    return Document(
        TYPE_WORD,
        f"{outline.subject} {words}",
        Letterhead(office.parent, office.authority, issuer, office.symbol, office.place),
        office.addressee,
        tuple(bases),
        (paragraph(f"Ủy ban nhân dân {office.name} báo cáo kết quả thực hiện {words} như sau:"), *blocks),
        f"{outline.closing} {words} của Ủy ban nhân dân {office.name}",
        office.recipients,
        office.signing_lines,
        office.signer_name,
        (*annexes, target_sheet(sources), result_sheet(facts, sources.first_day, sources.cutoff, provisional=sources.provisional)),
        sources.cutoff,
        sources.provisional,
        office.is_demo,
    )


def check_texts(sources: Sources) -> list[Check]:
    """What is not written yet: it is told, and forbids nothing."""
    empty = [section.title for section in sources.outline.narratives if not sources.facts.narratives.get(section.code)]
    text = "Mọi mục lời văn đều có nội dung." if not empty else f"{len(empty)} mục chưa có lời văn: {'; '.join(empty)}."
    silent = list(dict.fromkeys(item.lead for item in sources.facts.subprojects if item.said is None))
    said = "Mọi cơ quan chủ trì đã báo cáo tiến độ." if not silent else f"Chưa có báo cáo tiến độ của: {'; '.join(silent)}."
    return [
        Check("narratives_written", not empty, text, informational=True),
        Check("leads_reported", not silent, said, informational=True),
    ]


def check_readings(sources: Sources) -> list[Check]:
    """The target table counts the same movements as forms 2; only where both begin on 1 January."""
    if (sources.first_day.month, sources.first_day.day) != (1, 1):
        return []
    expected = poverty_text.readings(sources.forms[2])
    wrong = [
        f"{item.code} ({poverty_text.READING_WORDS[reading].lower()}: {value}, biểu 2: {expected[reading]})"
        for item in sources.facts.targets
        for reading, value in item.readings
        if value is not None and value != expected[reading]
    ]
    text = "Số giảm hộ nghèo ở bảng chỉ tiêu bằng biểu 2." if not wrong else f"Số giảm hộ nghèo khác biểu 2: {'; '.join(wrong)}."
    return [Check("targets_form2", not wrong, text, forms=(2,))]
