"""One value, one text."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camphucnam.kernel.periods import PeriodKind
from reports.layout import Column, HeadCell, Kind, Row, Sheet, sheet_from
from reports.snapshot import canonical, checksum, freeze, load

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_values_have_one_spelling() -> None:
    value = {"b": Decimal("12.50"), "a": date(2023, 12, 8), "c": [True, None, PeriodKind.ANNUAL]}
    assert canonical(value) == '{"a":"2023-12-08","b":"12.50","c":[true,null,"annual"]}'


@pytest.mark.parametrize("value", [1.5, datetime(2023, 1, 1, tzinfo=UTC), {1: "a"}, {1, 2}, object()])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        freeze(value)


def test_decomposed_letters_give_the_same_text() -> None:
    assert canonical(unicodedata.normalize("NFD", "Hòa Thắng")) == canonical("Hòa Thắng")


@given(VALUES)
def test_a_loaded_text_freezes_to_itself(value: object) -> None:
    snapshot = freeze(value)
    assert freeze(load(snapshot.text, snapshot.sha256)) == snapshot


def test_a_changed_text_is_refused() -> None:
    snapshot = freeze({"a": 1})
    with pytest.raises(ValueError, match="checksum"):
        load(snapshot.text.replace("1", "2"), snapshot.sha256)
    assert checksum(snapshot.text) == snapshot.sha256


def test_a_sheet_comes_back_as_it_was() -> None:
    columns = (Column("B", Kind.TEXT), Column("1"), Column("4", Kind.PERCENT), Column("5", Kind.DAY))
    rows = (
        Row(("TDP 01", 3, Decimal("12.50"), date(2023, 1, 1)), group="01", behind={"1": ("H1", "H2")}),
        Row(("Tổng", None, None, None), total=True, joined=(0,)),
    )
    sheet = Sheet("form1", "Biểu 1", "TIÊU ĐỀ", ("dòng",), columns, (HeadCell("TT", 0, 0, rows=2),), rows, ("ghi chú",))
    assert sheet_from(load(freeze(sheet).text)) == sheet
