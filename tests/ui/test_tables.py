"""Tables, badges, pages of lists, filters and charts as strings."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.safestring import SafeString

from camphucnam.ui.badges import class_badge, state_badge
from camphucnam.ui.charts import Series, bar_chart, heat_map, line_chart
from camphucnam.ui.filters import Filters
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table


@dataclass
class Row:
    code: str
    n: int | None
    since: date | None = None


def request(query: str = ""):
    return RequestFactory().get(f"/ho/?{query}")


def test_everything_is_escaped_but_safe_strings():
    table = Table(
        [Column("<b>", "code"), Column("Diện", lambda row: SafeString("<i>x</i>"))],
        [Row("<script>alert(1)</script>", 1)],
        caption='"><img>',
        row_url=lambda row: '/x?"><',
    ).__html__()
    assert "<script>" not in table
    assert "<img>" not in table
    assert "<i>x</i>" in table
    assert 'href="/x?&quot;&gt;&lt;"' in table


def test_figures_align_and_missing_is_said():
    table = Table(
        [Column("NK", "n", "number", title="Nhân khẩu"), Column("Từ", "since", "day")],
        [Row("A", 1234, date(2023, 12, 8)), Row("B", None)],
        caption="x",
    ).__html__()
    assert '<td data-label="NK" class="n">1.234</td>' in table
    assert '<td data-label="NK" class="n">Chưa có số liệu</td>' in table
    assert "08/12/2023" in table
    assert '<abbr title="Nhân khẩu">NK</abbr>' in table


def test_rows_may_be_dictionaries():
    assert ">VD-1</td>" in Table([Column("Mã", "code")], [{"code": "VD-1"}], caption="x").__html__()


def test_row_opens_by_a_real_link():
    table = Table(
        [Column("Mã", "code"), Column("Chủ hộ", "code")], [Row("A", 1)], caption="x", row_url=lambda row: f"/ho/{row.code}/", link=1
    ).__html__()
    assert '<tr data-row><td data-label="Mã">A</td><td data-label="Chủ hộ" class="row-link"><a href="/ho/A/">A</a></td></tr>' in table


def test_empty_says_what_to_do():
    table = Table([Column("Mã", "code")], [], caption="x", empty=Empty("Chưa có hộ.", "Nhập từ Excel.", "Nhập", "/nhap/"))
    assert "Chưa có hộ." in str(table)
    assert 'href="/nhap/"' in str(table)


def test_sort_keeps_the_filters_and_turns():
    table = Table([Column("Mã", "code", sort="ma")], [Row("A", 1)], caption="x", request=request("tim=an&xep=ma&trang=3"))
    assert 'aria-sort="ascending"' in str(table)
    assert 'href="?tim=an&amp;xep=-ma"' in str(table)


@pytest.mark.parametrize(("asked", "number"), [("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("abc", 1), ("²", 1), ("9" * 30, 1), ("", 1)])
def test_pages_answer_every_address(asked, number):
    page = paginate(request(f"tim=an&trang={asked}"), list(range(120)))
    assert (page.number, page.n_pages, page.total) == (number, 3, 120)


def test_pages_keep_the_query():
    html = str(paginate(request("tim=a%26b&trang=2"), list(range(120))))
    assert 'href="?tim=a%26b&amp;trang=3"' in html
    assert "Dòng 51 đến 100 trong 120" in html
    assert str(paginate(request(), [])) == ""


def test_badges():
    assert class_badge("poor", "Hộ nghèo") == '<span class="standing poor">Hộ nghèo</span>'
    assert class_badge("?", "<b>") == '<span class="standing no-class">&lt;b&gt;</span>'
    with pytest.raises(ValueError, match="not a kind"):
        state_badge("red", "x")


class FilterForm(forms.Form):
    tim = forms.CharField(label="Tìm", required=False)
    dien = forms.ChoiceField(label="Diện", required=False, choices=[("", "Tất cả"), ("poor", "Hộ nghèo")])
    moi = forms.BooleanField(label="Mới", required=False)


def test_chips_show_what_is_set():
    query = QueryDict("tim=an&dien=poor&moi=on&trang=4&xep=ten")
    filters = Filters(FilterForm(query), query, folded=("moi",))
    assert [(chip.label, chip.value) for chip in filters.chips] == [("Tìm", "an"), ("Diện", "Hộ nghèo"), ("Mới", "có")]
    assert filters.chips[0].url == "?dien=poor&moi=on&xep=ten"
    assert filters.folded_in_use
    assert filters.kept == [("xep", "ten")]


def test_charts_tell_missing_from_zero():
    series = [Series("Hộ <nghèo>", [3, None, 0]), Series("Cận nghèo", [1, 2, 3])]
    for chart in (bar_chart("Số hộ", ["Q1", "Q2", "Q3"], series, note="Ngày 01/01/2023"), line_chart("Số hộ", ["Q1", "Q2", "Q3"], series)):
        assert "Hộ &lt;nghèo&gt;" in chart
        assert '<td class="n">Chưa có số liệu</td>' in chart
        assert '<td class="n">0</td>' in chart
        assert "style=" not in chart


def test_heat_map_links_only_figures():
    chart = heat_map(
        "Thiếu hụt",
        [("CS1", "Việc làm"), ("CS2", "Nước")],
        [("TDP 01 (ví dụ)", [4, None]), ("TDP 02 (ví dụ)", [0, 1])],
        url=lambda row, column: f"/ho/?{row}{column}",
    )
    assert '<td class="heat-5"><a href="/ho/?00">4</a></td>' in chart
    assert '<td class="heat-0">0</td>' in chart
    assert "Chưa có số liệu" in chart


def test_charts_without_figures_are_drawn():
    assert "Chưa có số liệu" in bar_chart("Số hộ", ["Q1"], [Series("a", [None])])
    assert heat_map("x", [("a", "b")], [])


def test_links_of_columns_are_drawn_for_readers_who_may_follow_them():
    columns = [Column("Mã", "code", url=lambda row: f"/ho/{row.code}/?x=1&y=2"), Column("NK", "n", "number")]
    rows = [Row("A", 1), Row("", 2)]
    followed = Table(columns, rows, caption="x", follows=True).__html__()
    assert '<td data-label="Mã"><a href="/ho/A/?x=1&amp;y=2">A</a></td>' in followed
    assert '<td data-label="Mã"></td>' in followed, "an empty cell leads nowhere"
    assert "<a " not in Table(columns, rows, caption="x").__html__()


def test_the_cell_that_opens_a_row_keeps_its_shape():
    table = Table([Column("Mã", "code", css="nowrap")], [Row("A", 1)], caption="x", row_url=lambda row: "/y/").__html__()
    assert '<td data-label="Mã" class="row-link nowrap"><a href="/y/">A</a></td>' in table


def test_heads_of_figures_stand_over_them():
    assert '<th scope="col" class="n">Mức</th>' in Table([Column("Mức", "code", css="n")], [Row("A", 1)], caption="x").__html__()
