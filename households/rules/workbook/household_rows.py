"""What a household's rows say together: each household column is taken from its first filled row, and must not contradict itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from camphucnam.kernel.dates import parse_dmy
from camphucnam.kernel.text import fold
from households.rules.workbook.headings import mark_key
from households.rules.workbook.members import attempt, is_head_word, read_mark, read_text
from households.rules.workbook.problems import Place, Problems
from households.rules.workbook.records import HouseholdRecord, SheetRecord
from households.rules.workbook.rows import Values
from households.rules.workbook.values import read_class, read_day, read_whole

_DECISION_DAY = re.compile(r"^(.*?),?\s*(?:ký\s*)?ngày\s*(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})\s*$", re.IGNORECASE)
_DECISION_WORDS = re.compile(r"^(?:quyết định|qđ)\s*(?:số)?\s*[:.]?\s*(?=\d)", re.IGNORECASE)
# A telephone number typed as a number has lost its first zero.
_LOST_ZERO = re.compile(r"^[1-9]\d{8}$")
TEXTS = {
    "code": "code",
    "head_name": "head_name",
    "group": "group_name",
    "address": "address",
    "phone": "phone",
    "causes": "causes",
    "note": "note",
}
DAYS = {"signed_on": "signed_on", "effective_on": "effective_on"}
NUMBERS = {"b1": "b1", "b2": "b2", "size": "stated_size"}
FLAGS = {"minority": "minority", "no_labour": "no_labour", "merit": "has_merit"}
MUST_AGREE = {
    "code": "Mã hộ",
    "class": "Phân loại hộ",
    "decision": "Quyết định",
    "signed_on": "Ngày ban hành QĐ",
    "b1": "Điểm B1",
    "b2": "Điểm B2",
}


@dataclass(slots=True)
class Block:
    """The rows of one household before they are read; ``title_group`` is the group of the block title above."""

    rows: list[tuple[int, Values]] = field(default_factory=list)
    title_group: str = ""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What holds for a whole sheet: which tick columns are used at all, and how Excel counts days."""

    marks: tuple[int, ...]
    flags: frozenset[str]
    from_1904: bool
    today: date


def first_filled(block: Block, key: str) -> tuple[int, Values] | None:
    """The first row that fills the column."""
    return next(((row, values) for row, values in block.rows if key in values), None)


def read_household(block: Block, sheet: SheetRecord, facts: SheetFacts, problems: Problems) -> HouseholdRecord:
    """The household columns of a block of rows."""
    record = HouseholdRecord(sheet, block.rows[0][0])
    for key in sheet.titles:
        found = first_filled(block, key)
        if found is None:
            continue
        row, values = found
        place = Place(problems, sheet.name, row, sheet.titles)
        _read_column(record, key, values, place, facts)
    if not record.group_name and block.title_group:
        record.group_name = block.title_group
    _split_decision(record, Place(problems, sheet.name, record.row, sheet.titles))
    _read_ticks(record, block, sheet, facts, problems)
    _check_agreement(block, sheet, problems)
    return record


def _read_column(record: HouseholdRecord, key: str, values: Values, place: Place, facts: SheetFacts) -> None:
    if key in TEXTS:
        setattr(record, TEXTS[key], read_text(values, key, place))
        if key == "phone" and _LOST_ZERO.match(record.phone):
            record.phone = f"0{record.phone}"
    elif key == "number":
        record.number = read_text(values, key, place)
    elif key in DAYS:
        setattr(record, DAYS[key], attempt(place, key, lambda: read_day(values[key], facts.from_1904)))
    elif key in NUMBERS:
        setattr(record, NUMBERS[key], attempt(place, key, lambda: read_whole(values[key])))
    elif key == "class":
        text = read_text(values, key, place)
        record.household_class = attempt(place, key, lambda: read_class(text))
    elif key == "decision":
        record.decision_number = read_text(values, key, place)


def _split_decision(record: HouseholdRecord, place: Place) -> None:
    """ "Số 12/QĐ-UBND ngày 08/12/2023" in one cell gives number and day."""
    match = _DECISION_DAY.match(record.decision_number)
    if match:
        day = parse_dmy(match[2])
        if day is None:
            place.error("decision", f"‘{match[2]}’ không phải ngày có thật. Sửa ngày của quyết định.")
        record.decision_number, record.signed_on = match[1].strip(), record.signed_on or day
    record.decision_number = _DECISION_WORDS.sub("", record.decision_number).removeprefix("Số ").removeprefix("số ").strip()


def _read_ticks(record: HouseholdRecord, block: Block, sheet: SheetRecord, facts: SheetFacts, problems: Problems) -> None:
    deprived: set[int] = set()
    flags: set[str] = set()
    for row, values in block.rows:
        place = Place(problems, sheet.name, row, sheet.titles)
        deprived.update(number for number in facts.marks if (key := mark_key(number)) in values and read_mark(values, key, place))
        flags.update(key for key in facts.flags if key in values and read_mark(values, key, place))
    record.deprived = frozenset(deprived)
    record.answered = frozenset(facts.marks)
    for key in facts.flags:
        setattr(record, FLAGS[key], key in flags)


def _check_agreement(block: Block, sheet: SheetRecord, problems: Problems) -> None:
    if len(block.rows) == 1:
        return
    for key, label in MUST_AGREE.items():
        if key not in sheet.titles:
            continue
        first: tuple[int, str] | None = None
        for row, values in block.rows:
            if key not in values:
                continue
            said = fold(str(values[key]))
            if first is None:
                first = (row, said)
            elif said != first[1]:
                problems.error(
                    f"{label} khác với dòng {first[0]} của cùng một hộ. Ghi giống nhau, hoặc chỉ ghi ở dòng đầu của hộ.",
                    sheet=sheet.name,
                    row=row,
                    column=sheet.titles[key],
                )
                break


def begins_household(values: Values, current: Sequence[tuple[int, Values]] | None) -> bool:
    """Whether a row begins a household. A row whose code, head and household number are blank belongs to the one above."""
    if not current:
        return True
    said = {key: value for key in ("code", "number", "head_name") if (value := _plain(values, key))}
    above = {key: next((plain for _, row in current if (plain := _plain(row, key))), "") for key in said}
    if "code" in said:
        return said["code"] != above["code"]
    relation = values.get("relation")
    as_head = isinstance(relation, str) and is_head_word(relation)
    another_number = "number" in said and said["number"] != above["number"]
    if "head_name" in said:
        # Some lists number persons, not households: another number beside "vợ", "con" is still the same household.
        return said["head_name"] != above["head_name"] or (another_number and (as_head or relation is None))
    if not another_number:
        return as_head and _has_head(current)
    return as_head or relation is None


def _has_head(rows: Sequence[tuple[int, Values]]) -> bool:
    return any(isinstance(values.get("relation"), str) and is_head_word(str(values["relation"])) for _, values in rows)


def _plain(values: Values, key: str) -> str:
    cell = values.get(key)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return fold(str(cell)) if cell is not None else ""
