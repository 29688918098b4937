"""Texts of another year, edited paragraphs, differences between versions, the document's order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules.plan_differences import Change, Line, differences
from programs.rules.plan_document import Piece, PlanText, TextSection, passages_of
from programs.rules.plan_texts import merge_paragraphs, shift_paragraphs, shift_year, still_says
from programs.rules.programme_tree import programme_trees, tree_by_code, trees_for


@pytest.mark.parametrize(
    ("text", "shifted"),
    [
        ("giảm 04 hộ nghèo trong năm 2023.", "giảm 04 hộ nghèo trong năm 2026."),
        ("Năm 2023, năm 2023 và năm 20230", "Năm 2026, năm 2026 và năm 20230"),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025"),
        ("Theo Quyết định số 81/QĐ-LĐTĐ, các phường năm 2023", "Theo Quyết định số 81/QĐ-LĐTĐ, các phường năm 2023"),
    ],
)
def test_the_year_moves_except_beside_a_numbered_document(text: str, shifted: str) -> None:
    assert shift_year(text, 2023, 2026) == shifted


def test_what_still_names_the_old_year() -> None:
    assert still_says("ngày 17/4/2023", 2026, 2023)
    assert not still_says("ngày 17/4/2023", 2023, 2023)
    assert not still_says("số 20231", 2026, 2023)


def test_lines_of_the_founding_text_stay_behind() -> None:
    before = [{"line": 27, "text": "năm 2023", "targets": ["T01"]}]
    assert shift_paragraphs(before, 2023, 2026) == [{"text": "năm 2026", "targets": ["T01"]}]


TEXTS = st.lists(st.text(min_size=1, max_size=4), max_size=6, unique=True)


@given(TEXTS, TEXTS)
def test_merged_paragraphs_read_as_typed_and_unchanged_ones_keep_everything(old: list[str], new: list[str]) -> None:
    before = [{"text": text, "targets": [f"T{number}"], "line": number} for number, text in enumerate(old)]
    merged = merge_paragraphs(before, new)
    assert [item["text"] for item in merged] == new
    for item in before:
        if item["text"] in new:
            assert item in merged


@given(TEXTS, TEXTS)
def test_differences_name_every_line_that_came_or_went(old: list[str], new: list[str]) -> None:
    found = differences([Line(text, "", text) for text in old], [Line(text, "", text) for text in new])
    gone = {item.old for item in found if item.change is not Change.ADDED}
    came = {item.new for item in found if item.change is not Change.REMOVED}
    assert set(old) - set(new) <= gone
    assert set(new) - set(old) <= came
    assert differences([Line(text, "", text) for text in old], [Line(text, "", text) for text in old]) == []


def test_a_changed_line_shows_both_texts() -> None:
    found = differences([Line("a", "I", "một"), Line("b", "I", "hai")], [Line("a", "I", "một"), Line("b", "I", "ba")])
    assert [(item.change, item.label, item.old, item.new) for item in found] == [(Change.CHANGED, "Sửa", "hai", "ba")]


def test_pieces_of_one_paragraph_are_joined() -> None:
    plan = PlanText((), "Mở đầu:", "Hết./.", (TextSection("III", 1, "III.", "TỔ CHỨC", ()),), (), (), ())
    assert [passage.full for passage in passages_of(plan)] == ["Mở đầu:", "III. TỔ CHỨC", "Hết./."]
    assert Piece("1", 1, "x").paragraph == 1


def test_trees_say_only_what_is_known() -> None:
    assert tree_by_code("không có") is None
    assert trees_for(2026)[0].code == "MTQG-2026-2035"
    assert trees_for(2024)[0].code == "GNBV-2021-2025"
    new = tree_by_code("MTQG-2026-2035")
    assert new is not None
    assert not new.verified
    assert all(node.national_code == "" and not node.verified for node in new.nodes)
    locals_of = [[node.local_code for node in tree.nodes if node.local_code] for tree in programme_trees()]
    assert locals_of[0] == locals_of[1]
