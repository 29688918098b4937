"""What the lists of money and grants are filtered by; names are words of the address."""

from typing import Any

from django import forms

from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from registers.selectors import found_by
from support.forms.choices import code_choices
from support.querysets import GrantQuerySet
from support.rules.sources import source_choices
from support.rules.words import GrantKind, GrantState
from support.selectors.grants import years_given

ALL = ("", "Tất cả")
PATHS = ("household__search_text", "household__code", "member__folded_name")


class BudgetFilter(OfficeForm):
    """Year, code, source."""

    nam = forms.ChoiceField(label="Năm", required=False)
    ma = forms.ChoiceField(label="Dự án, chính sách", required=False)
    nguon = forms.ChoiceField(label="Nguồn", required=False)

    def __init__(self, *args: Any, years: list[int], ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        set_choices(self, "nam", [(str(year), str(year)) for year in years] or [("", "Chưa có năm nào")])
        self.fields["nam"].initial = str(years[0]) if years else ""
        set_choices(self, "ma", [ALL, *code_choices(ward_id, years[0] if years else None)])
        set_choices(self, "nguon", [ALL, *source_choices()])

    def value(self, name: str) -> str:
        """A filter as chosen; empty for none or a wrong one."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def year(self) -> int | None:
        """The chosen year, else the newest that has money."""
        chosen = self.value("nam")
        return int(chosen) if chosen else self.years[0] if self.years else None


class GrantFilter(OfficeForm):
    """Search, year, code, kind, state, source or gift."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    nam = forms.ChoiceField(label="Năm quyết định", required=False)
    ma = forms.ChoiceField(label="Dự án, chính sách", required=False)
    hinh_thuc = forms.ChoiceField(label="Hình thức", required=False, choices=[ALL, *GrantKind.choices()])
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[ALL, *GrantState.choices()])
    nguon = forms.ChoiceField(label="Nguồn", required=False)
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, rows: GrantQuerySet, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_given(rows)
        set_choices(self, "nam", [ALL, *((str(year), str(year)) for year in years)])
        set_choices(self, "ma", [ALL, *code_choices(ward_id, years[0] if years else None)])
        set_choices(self, "nguon", [ALL, *source_choices(), ("qua", "Quà tặng, không dùng kinh phí")])

    def value(self, name: str) -> str:
        """A filter as chosen; empty for none or a wrong one."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def apply(self, rows: GrantQuerySet) -> GrantQuerySet:
        """Rows that match."""
        plain = {"code": self.value("ma"), "kind": self.value("hinh_thuc"), "state": self.value("tinh_trang")}
        rows = rows.filter(**{name: value for name, value in plain.items() if value})
        year, source = self.value("nam"), self.value("nguon")
        if year:
            rows = rows.filter(decided_on__year=int(year))
        if source:
            rows = rows.filter(line__isnull=True) if source == "qua" else rows.filter(line__source=source)
        rows = found_by(rows, self.value("q"), PATHS)
        return rows if self.value("da_huy") else rows.counting()
