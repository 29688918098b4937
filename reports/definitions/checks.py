"""The identities that every set of forms must satisfy. A difference is named with its households, never adjusted away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from households.rules.classes import HouseholdClass
from households.rules.movements import DECREASES, INCREASES
from reports.definitions.base import Check, Form, Unit
from reports.definitions.deprivation import DEPRIVATIONS, HOUSEHOLDS, INDICATORS
from reports.definitions.form1 import RATES
from reports.definitions.movement import CLOSING, OPENING, expected_closing, figure
from reports.rules.facts import RegisterFacts, Standing

Forms = Mapping[int, Form]
POOR, NEAR_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR
TABLES = {2: POOR, 3: NEAR_POOR}
WORDS = {2: "hộ nghèo", 3: "hộ cận nghèo"}
SUFFIX = {2: "poor", 3: "near_poor"}
FULL = Decimal(100)


Count = tuple[int, set[str]]


def _codes(*groups: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for group in groups for code in group}))


def _register(standings: Iterable[Standing], table: HouseholdClass, groups: Mapping[int, str]) -> dict[tuple[str, Unit | None], Count]:
    """(group code, unit) → count and households, with the ward's total under an empty code."""
    counts: dict[tuple[str, Unit], int] = defaultdict(int)
    codes: dict[str, set[str]] = defaultdict(set)
    for standing in standings:
        if standing.household_class is table:
            for group in (groups.get(standing.group, "?"), ""):
                counts[group, Unit.HOUSEHOLDS] += 1
                counts[group, Unit.PERSONS] += standing.persons
                codes[group].add(standing.code)
    return {(group, unit): (number, codes[group]) for (group, unit), number in counts.items()}


def _lines(form: Form) -> list[tuple[str, str, Unit | None]]:
    return [(row.group, row.name, row.unit) for row in (*form.rows, *form.total)]


def check_identity(forms: Forms, number: int) -> Check:
    """Column 9 = 1−2−3−4+5+6+7+8 on every line, for households and for persons."""
    form, wrong, codes = forms[number], [], []
    for row in (*form.rows, *form.total):
        expected, printed = expected_closing(row.figures), row.figures[str(CLOSING)].value
        if expected == printed:
            continue
        unit = (row.unit or Unit.HOUSEHOLDS).label.lower()
        wrong.append(f"{row.name} ({unit}): tính ra {format_int(expected)}, cuối kỳ {format_int(int(printed or 0))}")
        kept = set(row.figures[str(OPENING)].behind).union(*(row.figures[str(n)].behind for n in INCREASES))
        kept -= set().union(*(row.figures[str(n)].behind for n in DECREASES))
        codes.append(kept.symmetric_difference(row.figures[str(CLOSING)].behind))
    text = f"Biểu {number}: cuối kỳ bằng 1-2-3-4+5+6+7+8 ở mọi tổ, theo hộ và theo nhân khẩu."
    if wrong:
        text = f"Biểu {number}: số cuối kỳ không khớp diễn biến. {'; '.join(wrong)}. Kiểm tra lịch sử phân loại của các hộ nêu tên."
    return Check(f"identity_{SUFFIX[number]}", not wrong, text, _codes(*codes), forms=(number,))


def check_register(forms: Forms, number: int, facts: RegisterFacts, column: int) -> Check:
    """The opening or closing column equals what the database counts on that day."""
    form, groups = forms[number], {group.pk: group.code for group in facts.groups}
    opening = column == OPENING
    counted = _register(facts.opening if opening else facts.closing, TABLES[number], groups)
    day = facts.eve if opening else facts.last_day
    wrong, codes = [], []
    for group, name, unit in _lines(form):
        cell = figure(form, column, unit or Unit.HOUSEHOLDS, group)
        number_in_register, in_register = counted.get((group, unit), (0, set()))
        if cell.value != number_in_register:
            wrong.append(f"{name} ({unit.label.lower() if unit else ''}): biểu {cell.value}, danh sách {number_in_register}")
            codes.append(in_register.symmetric_difference(cell.behind))
    side = "đầu kỳ" if opening else "cuối kỳ"
    text = f"Biểu {number}: {WORDS[number]} {side} bằng số đếm trong danh sách ngày {format_dmy(day)}."
    if wrong:
        text = f"Biểu {number}: {side} khác số đếm trong danh sách ngày {format_dmy(day)}. {'; '.join(wrong)}."
    code = f"{'opening' if opening else 'closing'}_register_{SUFFIX[number]}"
    return Check(code, not wrong, text, _codes(*codes), forms=(number,))


def check_previous(forms: Forms, number: int, facts: RegisterFacts) -> Check | None:
    """The opening equals the closing of the issued report that ended the evening before; None when there is none."""
    before = (facts.previous_closing or {}).get(f"form{number}")
    if before is None:
        return None
    form, wrong, codes = forms[number], [], []
    for group, name, unit in _lines(form):
        if unit is None:
            continue
        cell, was = figure(form, OPENING, unit, group), before.get(group, {}).get(unit.value, 0)
        if cell.value != was:
            wrong.append(f"{name} ({unit.label.lower()}): đầu kỳ {cell.value}, cuối kỳ trước {was}")
            codes.append(cell.behind)
    text = f"Biểu {number}: đầu kỳ bằng cuối kỳ của {facts.previous_label}."
    if wrong:
        text = (
            f"Biểu {number}: đầu kỳ khác cuối kỳ của {facts.previous_label}. {'; '.join(wrong)}. "
            "Có quyết định ghi bổ sung sau khi ban hành; lập bản thay thế của báo cáo trước hoặc kiểm tra lại."
        )
    return Check(f"opening_previous_{SUFFIX[number]}", not wrong, text, _codes(*codes), forms=(number,))


def _column(key: str) -> str:
    return "tổng số hộ" if key == HOUSEHOLDS else key


def _equal(code: str, forms: Forms, left: tuple[int, str], right: tuple[int, str], what: str, units: Iterable[Unit | None]) -> Check:
    """Two columns of two forms agree on every line."""
    wrong, codes = [], []
    for unit in units:
        for row in (row for row in (*forms[left[0]].rows, *forms[left[0]].total) if row.unit == unit):
            other = forms[right[0]].line(row.group, unit)
            a, b = row.figures[left[1]], other.figures[right[1]] if other else None
            if b is None or a.value != b.value:
                wrong.append(f"{row.name}: {a.value} và {b.value if b else 'không có dòng'}")
                codes.append(set(a.behind).symmetric_difference(b.behind if b else ()))
    names = f"Biểu {left[0]} cột {_column(left[1])} bằng biểu {right[0]} cột {_column(right[1])} ({what})."
    text = names if not wrong else f"{names[:-1]}: không khớp ở {'; '.join(wrong)}."
    return Check(code, not wrong, text, _codes(*codes), forms=(left[0], right[0]))


def check_result_form(forms: Forms, number: int) -> Check:
    """Closing of a movement form equals form 1, households and persons."""
    columns = {2: ("3", "9"), 3: ("5", "11")}[number]
    wrong, codes = [], []
    for row in (*forms[number].rows, *forms[number].total):
        other = forms[1].line(row.group)
        a, b = row.figures[str(CLOSING)], other.figures[columns[row.unit is Unit.PERSONS]] if other else None
        if b is None or a.value != b.value:
            wrong.append(f"{row.name} ({(row.unit or Unit.HOUSEHOLDS).label.lower()})")
            codes.append(set(a.behind).symmetric_difference(b.behind if b else ()))
    text = f"Biểu {number} cột 9 bằng biểu 1 cột {columns[0]} (hộ) và cột {columns[1]} (khẩu)."
    if wrong:
        text = f"{text[:-1]}: không khớp ở {'; '.join(wrong)}."
    return Check(f"closing_form1_{SUFFIX[number]}", not wrong, text, _codes(*codes), forms=(number, 1))


def check_deprivation_total(forms: Forms, number: int) -> list[Check]:
    """The count form agrees with form 1, and its twelve columns add up to the total of deprivations."""
    word, column = {4: ("poor", "3"), 6: ("near_poor", "5")}[number]
    same = _equal(f"deprivation_households_{word}", forms, (number, HOUSEHOLDS), (1, column), "số hộ theo kết quả rà soát", [None])
    wrong = []
    for row in (*forms[number].rows, *forms[number].total):
        parts = [row.figures[key].value for key in INDICATORS]
        if row.figures[DEPRIVATIONS].value != (None if None in parts else sum(int(part or 0) for part in parts)):
            wrong.append(row.name)
    text = f"Biểu {number}: tổng 12 chỉ số bằng tổng số thiếu hụt."
    if wrong:
        text = f"{text[:-1]}: không khớp ở {', '.join(wrong)}."
    return [same, Check(f"deprivation_sum_{word}", not wrong, text, forms=(number,))]


def check_baseline(forms: Forms, facts: RegisterFacts) -> list[Check]:
    """The population of every group is entered and not smaller than its poor and near-poor households."""
    missing = [row.name for row in forms[1].rows if row.figures["1"].value is None]
    small = []
    for row in forms[1].rows:
        for whole, parts in (("1", ("3", "5", "7")), ("2", ("9", "11", "13"))):
            total = row.figures[whole].value
            if total is not None and total < sum(int(row.figures[part].value or 0) for part in parts):
                small.append(f"{row.name} (cột {whole})")
    rows = (*forms[1].rows, *forms[1].total)
    above = [f"{row.name} (cột {key})" for row in rows for key in RATES if (row.figures[key].value or 0) > FULL]
    present = (
        "Tổng số hộ dân cư và nhân khẩu đã có cho mọi tổ."
        if not missing
        else f"Chưa có tổng số hộ dân cư, nhân khẩu của {', '.join(missing)}. Nhập số liệu của tổ rồi lập lại; các ô tỷ lệ để trống."
    )
    enough = (
        "Tổng số hộ dân cư, nhân khẩu không nhỏ hơn số hộ nghèo, cận nghèo."
        if not small
        else f"Tổng số nhỏ hơn số hộ nghèo, cận nghèo ở {', '.join(small)}. Sửa tổng số hộ dân cư của tổ."
    )
    rates = "Không có tỷ lệ nào vượt 100 %." if not above else f"Tỷ lệ vượt 100 % ở {', '.join(above)}."
    return [
        Check("baseline_present", not missing, present, forms=(1,)),
        Check("baseline_sufficient", not small, enough, forms=(1,)),
        Check("rates_at_most_100", not above, rates, forms=(1,)),
    ]


def check_assessments(facts: RegisterFacts) -> list[Check]:
    """Every poor and near-poor household has an assessment; unanswered indicators are only a warning."""
    found = []
    for table, numbers in ((POOR, (4, 5)), (NEAR_POOR, (6, 7))):
        codes = [standing.code for standing in facts.closing if standing.household_class is table]
        without = tuple(sorted(code for code in codes if not (code in facts.answers and facts.answers[code].known_mask)))
        every = (1 << len(INDICATORS)) - 1
        partly = tuple(sorted(code for code in codes if code not in without and facts.answers[code].known_mask & every != every))
        word = table.label.lower()
        text = f"Mọi {word} đều có phiếu rà soát."
        if without:
            text = f"{len(without)} {word} chưa có phiếu rà soát 12 chỉ số. Ghi phiếu rồi lập lại."
        found.append(Check(f"assessed_{table.value}", not without, text, without, forms=numbers))
        text = f"Mọi {word} đều trả lời đủ 12 chỉ số."
        if partly:
            text = f"{len(partly)} {word} còn chỉ số chưa trả lời; các chỉ số đó chưa được tính."
        found.append(Check(f"answered_{table.value}", not partly, text, partly, informational=True, forms=numbers))
    return found


def check_forms(forms: Forms, facts: RegisterFacts) -> list[Check]:
    """All identities over forms 1 to 7."""
    both = (Unit.HOUSEHOLDS, Unit.PERSONS)
    checks: list[Check | None] = []
    for number in TABLES:
        checks += [
            check_identity(forms, number),
            check_register(forms, number, facts, OPENING),
            check_register(forms, number, facts, CLOSING),
            check_previous(forms, number, facts),
            check_result_form(forms, number),
        ]
    checks += [
        _equal("poor_to_near_poor", forms, (2, "2"), (3, "5"), "hộ nghèo trở thành hộ cận nghèo", both),
        _equal("near_poor_to_poor", forms, (2, "5"), (3, "3"), "hộ cận nghèo trở thành hộ nghèo", both),
        *check_baseline(forms, facts),
        *check_deprivation_total(forms, 4),
        *check_deprivation_total(forms, 6),
        *check_assessments(facts),
    ]
    return [check for check in checks if check is not None]


def forbidding(checks: Iterable[Check]) -> list[Check]:
    """Failing checks that forbid issuing."""
    return [check for check in checks if not check.ok and not check.informational]
