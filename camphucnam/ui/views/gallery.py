"""All components on one page, for those who build pages. Only where DEBUG is on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from camphucnam.ui.badges import class_badge
from camphucnam.ui.charts import Series, bar_chart, heat_map, line_chart
from camphucnam.ui.fields import CommaDecimalField, DayField, MoneyField, TextField, WholeNumberField
from camphucnam.ui.filters import Filters
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table

STANDINGS = [
    ("poor", "Hộ nghèo"),
    ("near_poor", "Hộ cận nghèo"),
    ("escaped_poverty", "Mới thoát nghèo"),
    ("average", "Hộ có mức sống trung bình"),
    ("not_poor", "Không nghèo"),
]
STATES = [
    ("draft", "Bản nháp"),
    ("waiting", "Đang chờ"),
    ("running", "Đang làm"),
    ("done", "Đã xong"),
    ("risk", "Có nguy cơ"),
    ("late", "Chậm 5 ngày"),
    ("stopped", "Đã dừng"),
]
QUARTERS = ["Quý I", "Quý II", "Quý III", "Quý IV"]


class SampleForm(OfficeForm):
    """One field of each kind."""

    head = TextField(label="Họ và tên chủ hộ", max_length=80, help_text="Viết như trên căn cước công dân.")
    day = DayField(label="Ngày ký quyết định")
    money = MoneyField(label="Số tiền hỗ trợ", help_text="Đồng, không có phần lẻ.")
    persons = WholeNumberField(label="Số nhân khẩu", max_value=50)
    score = CommaDecimalField(label="Thu nhập bình quân (triệu đồng)", required=False)
    group = forms.ChoiceField(label="Tổ dân phố", choices=[("", "Chọn tổ"), ("1", "TDP 01 (ví dụ)"), ("2", "TDP 02 (ví dụ)")])
    kind = forms.ChoiceField(label="Hình thức", choices=[("cash", "Tiền mặt"), ("goods", "Hiện vật")], widget=forms.RadioSelect)
    marks = forms.MultipleChoiceField(
        label="Thiếu hụt",
        choices=[("1", "Việc làm"), ("2", "Nước sạch"), ("3", "Viễn thông")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="Đã đối chiếu với bản giấy")
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)


class SampleFilterForm(forms.Form):
    """Search, one filter in sight, one folded."""

    tim = TextField(label="Tìm theo tên chủ hộ, mã hộ", required=False)
    dien = forms.ChoiceField(label="Diện", required=False, choices=[("", "Tất cả"), *STANDINGS])
    tu = DayField(label="Từ ngày", required=False)


def _sample_table(rows: Sequence[dict[str, Any]], request: HttpRequest) -> Table:
    columns = [
        Column("Mã hộ", "code", sort="ma"),
        Column("Chủ hộ", "head", sort="ten"),
        Column("NK", "persons", "number", title="Số nhân khẩu"),
        Column("Diện", lambda row: class_badge(*row["standing"])),
        Column("Từ ngày", "since", "day"),
        Column("Hỗ trợ (đồng)", "money", "number"),
    ]
    return Table(columns, rows, caption="Ví dụ danh sách hộ", row_url=lambda row: "#bang", link=1, request=request)


def _charts() -> dict[str, Any]:
    poor, near = Series("Hộ nghèo", [142, 137, None, 128]), Series("Hộ cận nghèo", [210, 214, 205, 199])
    rows = [(f"TDP {n:02d} (ví dụ)", [(n * 7 + k * 5) % 19 if k != 4 else None for k in range(12)]) for n in range(1, 5)]
    return {
        "charts": [
            bar_chart("Số hộ theo quý", QUARTERS, [poor, near], note="Số liệu ví dụ."),
            line_chart("Diễn biến", QUARTERS, [poor, near]),
        ],
        "heat": heat_map("Thiếu hụt theo tổ", [(f"CS{n}", f"Chỉ số thiếu hụt {n}") for n in range(1, 13)], rows, note="Số liệu ví dụ."),
    }


def _sample_rows() -> list[dict[str, Any]]:
    return [
        {
            "code": f"VD-{n:04d}",
            "head": f"Người Ví Dụ {n}",
            "persons": n % 6 + 1,
            "standing": STANDINGS[n % 5],
            "since": date(2023, 1, 1 + n % 28),
            "money": n * 125_000,
        }
        for n in range(1, 140)
    ]


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery; a POST shows how errors look."""
    today = timezone.localdate()
    page = paginate(request, _sample_rows(), per_page=8)
    context = {
        "standings": STANDINGS,
        "states": STATES,
        "form": SampleForm(request.POST or None, initial={"money": 1_500_000, "day": today}),
        "filters": Filters(SampleFilterForm(request.GET), request.GET, folded=("tu",)),
        "page": page,
        "table": _sample_table(page.rows, request),
        "empty": Empty("Chưa có đợt rà soát nào.", "Mở đợt rà soát để lập danh sách hộ cần đánh giá.", "Mở đợt rà soát", "#bang"),
        "past_day": today - timedelta(days=400),
        "tabs": [("Thành viên", "#bang", True), ("Phiếu rà soát", "#bang", False), ("Hỗ trợ", "#bang", False)],
        "reasons": [("Điểm B1 bằng 120, dưới mức 140 của khu vực thành thị.", "ví dụ"), ("Thiếu hụt 3 chỉ số trở lên.", "ví dụ")],
        **_charts(),
    }
    return render(request, "ui/gallery.html", context)
