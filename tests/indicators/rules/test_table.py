"""A line of the target table: entered figures, readings, sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from households.rules.classes import Opening
from indicators.rules.attainment import Goal
from indicators.rules.facts import YearFacts
from indicators.rules.figures import Figure
from indicators.rules.measures import Measured
from indicators.rules.summary import heat_rows, movements, windows
from indicators.rules.table import FromRegister, Observed, TargetFacts, TargetRow, explain, headline, target_row
from indicators.rules.words import AssignedType, Attainment, Comparison, Reading
from tests.indicators.builders import LAST_YEAR, NEAR_POOR, NOT_POOR, POOR, answers, born, home, register

READINGS = ((Reading.NET, "net_reduction_poor"), (Reading.GROSS, "gross_exits_poor"), (Reading.ABOVE_NEAR_POOR, "exits_above_near_poor"))
BASE = TargetFacts(
    1, "T14", 2023, "Vitamin A", "98% trẻ", "Dinh dưỡng", Goal(Comparison.AT_LEAST, Decimal(98), "%"), "trẻ",
    "children_6_36_vitamin_a_twice", "children_6_36", None, (), AssignedType.OWN, "Kế hoạch, dòng 119", "TYT",
)  # fmt: skip
FEWER = replace(
    BASE, code="T01", goal=Goal(Comparison.AT_LEAST, Decimal(4), "hộ"), numerator="net_reduction_poor", denominator="", reading=Reading.NET,
    readings=READINGS,
)  # fmt: skip
HOUSING = replace(
    BASE, code="T10", goal=Goal(None, None, "%"), numerator="near_poor_housing_supported", denominator="near_poor_housing_deprived"
)


def row_of(target: TargetFacts, facts: YearFacts) -> TargetRow:
    return target_row(target, Measured(facts))


def test_the_newest_entry_up_to_the_day_counts() -> None:
    entries = (
        Observed(date(2023, 6, 30), 90, 100, "Trạm Y tế", 1),
        Observed(date(2023, 6, 30), 95, 100, "Trạm Y tế", 2),
        Observed(date(2023, 12, 1), 99, 100, "Trạm Y tế", 3),
    )
    target = replace(BASE, observed=entries)
    assert row_of(target, register(home(1), on=date(2023, 6, 29))).verdict.actual is None
    assert row_of(target, register(home(1), on=date(2023, 11, 30))).verdict.actual == 95
    december = row_of(target, register(home(1)))
    assert (december.verdict.actual, december.verdict.met) == (99, True)
    assert ("Tổng số trẻ từ 6 đến 36 tháng tuổi trên địa bàn: 100.", "Trạm Y tế, số liệu đến ngày 01/12/2023") in explain(december)


def test_nothing_entered_is_said_and_never_zero() -> None:
    row = row_of(BASE, register(home(1)))
    assert (row.actual_text, row.verdict.state) == ("Chưa có số liệu", Attainment.NO_DATA)
    assert "Chưa nhập: số trẻ từ 6 đến 36 tháng tuổi đã uống vitamin A" in row.missing


def test_half_an_entry_makes_no_rate() -> None:
    row = row_of(replace(BASE, observed=(Observed(date(2023, 6, 30), 90, None, "Trạm Y tế"),)), register(home(1)))
    assert row.verdict.actual is None
    assert row.missing == "Chưa nhập: tổng số trẻ từ 6 đến 36 tháng tuổi trên địa bàn."


def test_an_entered_part_over_a_computed_whole() -> None:
    facts = register(home(1, NEAR_POOR, answers(7)), home(2, NEAR_POOR, answers(8)))
    row = row_of(replace(HOUSING, observed=(Observed(date(2023, 6, 30), 1, None, "Địa chính"),)), facts)
    assert (row.verdict.actual, row.verdict.state) == (50, Attainment.FOLLOWED)
    too_many = row_of(replace(HOUSING, observed=(Observed(date(2023, 6, 30), 3, None, "Địa chính"),)), facts)
    assert too_many.verdict.actual is None
    assert "lớn hơn mẫu số" in too_many.missing


def test_no_household_in_the_whole_is_no_rate() -> None:
    row = row_of(replace(HOUSING, observed=(Observed(date(2023, 6, 30), 0, None, "Địa chính"),)), register(home(1, POOR, answers())))
    assert row.missing == "Mẫu số bằng 0 nên không tính được tỷ lệ."


def test_all_three_readings_are_explained() -> None:
    escaped = [(LAST_YEAR, POOR, Opening.NEW), (date(2023, 5, 29), NOT_POOR, Opening.ESCAPED_POVERTY)]
    row = row_of(FEWER, register(home(1, escaped), home(2), on=date(2023, 6, 30)))
    text = " ".join(sentence for sentence, _ in explain(row))
    assert [part.figure.value for _, part in row.readings] == [1, 1, 1]
    assert "Giảm thuần (đầu kỳ trừ hiện tại): 1 hộ." in text
    assert "Đã qua 50\u00a0% thời gian của năm; nếu tăng đều thì cần 2 hộ: chậm hơn tiến độ." in text
    assert row.verdict.state is Attainment.AT_RISK


def test_the_headline_answers_first() -> None:
    facts = register(home(1), on=date(2023, 6, 30))
    rows = [row_of(target, facts) for target in (BASE, FEWER, HOUSING)]
    assert headline(rows) == "0/3 chỉ tiêu đạt, 1 có nguy cơ, 2 chưa có số liệu"


def test_the_movement_balances_with_births_and_moves() -> None:
    new = [(date(2023, 12, 8), POOR, Opening.NEW)]
    facts = register(
        home(1, POOR, None, [born(date(1980, 1, 1)), born(date(2023, 4, 2), joined=date(2023, 4, 2))]),
        home(2, new, None, [born(date(1990, 1, 1))]),
        home(3, POOR, None, [born(date(1990, 1, 1))], end=date(2023, 7, 9)),
    )
    moved = movements(facts)[POOR]
    assert (moved.opening, moved.closing) == ((2, 2), (2, 3))
    assert moved.columns[7] == (1, 1)
    assert moved.columns[8] == (0, 1)
    assert moved.columns[4] == (1, 1)
    assert moved.balances
    assert movements(register(home(1, new))) == {}


def test_the_heat_map_has_totals_and_tells_what_it_does_not_know() -> None:
    facts = register(
        home(1, POOR, answers(1, 9)), home(2, POOR, answers(1), group=2), home(3, POOR, None, group=2), home(4, NEAR_POOR, answers(1))
    )
    rows = heat_rows(facts, [1, 2, 3], [POOR], "ND07-2021", range(1, 13))
    assert [(row.group, row.n_households, row.n_unknown, row.counts[0], row.counts[8]) for row in rows] == [
        (1, 1, 0, 1, 1), (2, 2, 1, 1, 0), (3, 0, 0, 0, 0), (None, 3, 1, 2, 1),
    ]  # fmt: skip


def test_windows_that_run_and_end() -> None:
    escaped = [(date(2020, 12, 9), POOR, Opening.NEW), (date(2021, 3, 1), NOT_POOR, Opening.ESCAPED_POVERTY)]
    facts = register(home(1, escaped), home(2, [(LAST_YEAR, NOT_POOR, Opening.ESCAPED_NEAR_POVERTY)]), home(3), on=date(2023, 12, 1))
    found = windows(facts, 91)
    assert (found.by_kind["escaped_poverty"], found.by_kind["escaped_near_poverty"], found.n_ending) == (1, 1, 1)
    assert windows(facts, 90).n_ending == 0


def kept(name: str, value: int | None, *households: int) -> dict[str, FromRegister]:
    return {name: FromRegister(Figure(value, households), "Dinh dưỡng")}


ENTRY = Observed(date(2023, 6, 30), 90, 100, "Trạm Y tế", 1)
GIVEN, CHILDREN = "children_6_36_vitamin_a_twice", "children_6_36"


def test_a_register_answers_where_nobody_entered_anything() -> None:
    row = target_row(BASE, Measured(register(home(1))), kept(GIVEN, 49, 7) | kept(CHILDREN, 50))
    assert (row.verdict.actual, row.numerator.figure.households, row.numerator.source) == (98, (7,), "sổ “Dinh dưỡng”")


def test_a_register_that_answers_every_part_counts_and_the_difference_is_told() -> None:
    row = target_row(replace(BASE, observed=(ENTRY,)), Measured(register(home(1))), kept(GIVEN, 49) | kept(CHILDREN, 100))
    sentences = [text for text, _ in explain(row)]
    assert row.verdict.actual == 49
    assert [text for text in sentences if text.startswith("Số đã nhập là 90, khác số của sổ “Dinh dưỡng” (49)")]
    assert not [text for text in sentences if "Số đã nhập là 100" in text], "the same number is no difference"


def test_no_rate_of_a_register_and_a_letter() -> None:
    row = target_row(replace(BASE, observed=(ENTRY,)), Measured(register(home(1))), kept(GIVEN, 49))
    assert (row.verdict.actual, row.numerator.source) == (90, "Trạm Y tế, số liệu đến ngày 30/06/2023")


def test_half_a_register_names_the_missing_half() -> None:
    row = target_row(BASE, Measured(register(home(1))), kept(GIVEN, 49))
    assert (row.verdict.actual, row.missing) == (None, "Chưa nhập: tổng số trẻ từ 6 đến 36 tháng tuổi trên địa bàn.")


def test_a_register_part_over_a_computed_whole() -> None:
    facts = register(home(1, NEAR_POOR, answers(7)), home(2, NEAR_POOR, answers(8)))
    row = target_row(HOUSING, Measured(facts), {"near_poor_housing_supported": FromRegister(Figure(1, (1,)), "Nhà ở")})
    assert row.verdict.actual == 50


def test_who_was_helped_to_a_house_needed_one() -> None:
    """T10: the first is assessed again and lacks nothing, the second is no longer near-poor, the third still lacks by its old answers,
    the fourth was never assessed; the fifth waits."""
    risen = [(LAST_YEAR, NEAR_POOR, Opening.NEW), (date(2023, 12, 8), NOT_POOR, Opening.ESCAPED_NEAR_POVERTY)]
    facts = register(
        home(1, NEAR_POOR, answers()), home(2, risen, answers(7)), home(3, NEAR_POOR, answers(7)), home(4, NEAR_POOR, None),
        home(5, NEAR_POOR, answers(8)), home(6, NEAR_POOR, answers()),
    )  # fmt: skip
    row = target_row(HOUSING, Measured(facts), {"near_poor_housing_supported": FromRegister(Figure(4, (1, 2, 3, 4)), "Nhà ở")})
    assert row.denominator is not None
    assert (row.denominator.figure.value, set(row.denominator.figure.households)) == (5, {1, 2, 3, 4, 5})
    assert (row.verdict.actual, row.denominator.figure.unknown, row.denominator.figure.reason) == (80, (), "")
    assert any("đã được hỗ trợ nhà ở trong năm: 5." in text for text, _ in explain(row))
