"""Months and quarters as two days; what a judgement rests on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.rules.evaluation import why_not_judged
from oversight.rules.periods import WORDS, code_of, days_of, label_of
from oversight.rules.words import Judgement


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("t02", date(2024, 2, 1), date(2024, 2, 29), "Tháng 2/2024"),
        ("t12", date(2024, 12, 1), date(2024, 12, 31), "Tháng 12/2024"),
        ("q1", date(2024, 1, 1), date(2024, 3, 31), "Quý I/2024"),
        ("q4", date(2024, 10, 1), date(2024, 12, 31), "Quý IV/2024"),
    ],
)
def test_days(code: str, first: date, last: date, label: str) -> None:
    assert days_of(2024, code) == (first, last)
    assert label_of(first, last) == label


@given(st.integers(2000, 2100), st.sampled_from(sorted(WORDS)))
def test_the_code_comes_back(year: int, code: str) -> None:
    assert code_of(*days_of(year, code)) == code


def test_other_days_stay_days() -> None:
    assert label_of(date(2024, 1, 2), date(2024, 1, 9)) == "02/01/2024 đến 09/01/2024"


@pytest.mark.parametrize(
    ("judgement", "reached", "values", "refused"),
    [
        (Judgement.REACHED, "", [3], ""),
        (Judgement.REACHED, "", [0], ""),  # a zero is a figure
        (Judgement.REACHED, "Đã làm", [None], ""),
        (Judgement.NOT_REACHED, " ", [None, None], "chưa có số liệu"),
        (Judgement.NO_FIGURES, "", [], ""),
        (Judgement.NO_FIGURES, "", [None, 0], "đã có số liệu"),
    ],
)
def test_judgements(judgement: Judgement, reached: str, values: list[int | None], refused: str) -> None:
    said = why_not_judged(judgement, reached, values)
    assert bool(said) == bool(refused) and refused in said
