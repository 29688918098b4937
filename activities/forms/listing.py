"""What the lists of the registers show; names are words of the address."""

from typing import Any

from django import forms
from django.db.models import Q

from activities.querysets import ActivityQuerySet
from activities.rules.words import ActivityKind, ActivityState
from activities.selectors.activities import found_in, years
from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from programs.models import Agency


class ActivityFilter(OfficeForm):
    """Search, year, kind, subject, agency, state."""

    q = TextField(label="Tìm theo tên hoạt động", required=False, max_length=60)
    nam = forms.ChoiceField(label="Năm", required=False)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả"), *ActivityKind.choices()])
    thuoc = forms.ChoiceField(label="Dự án, chính sách", required=False)
    don_vi = forms.ChoiceField(label="Đơn vị", required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Tất cả"), *ActivityState.choices()])
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, rows: ActivityQuerySet, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "nam", [("", "Tất cả"), *((str(year), str(year)) for year in years(rows))])
        subprojects = rows.order_by().values_list("subproject__code", "policy__code").distinct()
        codes = sorted({code for pair in subprojects for code in pair if code})
        set_choices(self, "thuoc", [("", "Tất cả"), *((code, code) for code in codes)])
        agencies = Agency.objects.in_ward(ward_id).current().filter(pk__in=rows.order_by().values("agency"))
        set_choices(self, "don_vi", [("", "Tất cả"), *((str(row.pk), row.name) for row in agencies)])

    def value(self, name: str) -> str:
        """A filter as chosen; empty for none or a wrong one."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def apply(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        """Rows that match."""
        plain = {"kind": self.value("loai"), "agency": self.value("don_vi"), "state": self.value("tinh_trang")}
        rows = rows.filter(**{name: value for name, value in plain.items() if value})
        code, year = self.value("thuoc"), self.value("nam")
        if code:
            rows = rows.filter(Q(subproject__code=code) | Q(policy__code=code))
        rows = found_in(rows, int(year) if year else None)
        return rows if self.value("da_huy") else rows.counting()
