"""What the lists of oversight show; names are words of the address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from oversight.rules.words import Judgement, OversightKind, RecommendationState
from programs.models import Agency

ALL = "tat_ca"
OVERDUE = "qua_han"
NOT_YET = "chua"


class ChosenForm(OfficeForm):
    """Filters that are read one by one."""

    def value(self, name: str) -> str:
        """A filter as chosen; empty for none or a wrong one."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class OfYearForm(ChosenForm):
    """The year that a list looks at: the newest one that has begun, unless another one is chosen."""

    def __init__(self, *args: Any, years: list[int], today: int, everything: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = max((year for year in years if year <= today), default=max(years, default=today))
        usual = [("", f"{self.newest}"), *([(ALL, "Tất cả")] if everything else [])]
        set_choices(self, "nam", [*usual, *((str(year), str(year)) for year in years if year != self.newest)])

    @property
    def year(self) -> int | None:
        """The year looked at; None for all."""
        chosen = self.value("nam")
        return None if chosen == ALL else int(chosen or self.newest)


class YearlyFilter(OfYearForm):
    """Search, year, kind, state."""

    q = TextField(label="Tìm theo nội dung", required=False, max_length=60)
    nam = forms.ChoiceField(label="Năm", required=False)
    hinh_thuc = forms.ChoiceField(label="Hình thức", required=False, choices=[("", "Tất cả"), *OversightKind.choices()])
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, states: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, everything=True, **kwargs)
        set_choices(self, "tinh_trang", [("", "Tất cả"), *states])


class RecommendationFilter(ChosenForm):
    """Search, agency, state."""

    q = TextField(label="Tìm theo nội dung", required=False, max_length=60)
    don_vi = forms.ChoiceField(label="Gửi đơn vị", required=False)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[("", "Tất cả"), (OVERDUE, "Quá hạn trả lời"), *RecommendationState.choices()]
    )  # fmt: skip
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.in_ward(ward_id).current()
        set_choices(self, "don_vi", [("", "Tất cả"), *((str(row.pk), row.name) for row in agencies)])


class EvaluationFilter(OfYearForm):
    """The year, and how it was judged."""

    nam = forms.ChoiceField(label="Năm", required=False)
    muc = forms.ChoiceField(
        label="Mức đạt được", required=False, choices=[("", "Tất cả"), (NOT_YET, "Chưa đánh giá"), *Judgement.choices()]
    )  # fmt: skip
