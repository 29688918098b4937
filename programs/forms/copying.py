"""Which year a plan is copied to, and with which national programme."""

from typing import Any

from django import forms

from camphucnam.ui.fields import WholeNumberField
from camphucnam.ui.forms import OfficeForm, set_choices
from programs.rules.programme_tree import trees_for
from programs.services.copying import FIRST_YEAR, LAST_YEAR

SAME = ""


class YearField(WholeNumberField):
    """A year, written without dots."""

    def prepare_value(self, value: Any) -> Any:
        """2026, not 2.026."""
        return str(value) if isinstance(value, int) else value


class CopyForm(OfficeForm):
    """Year and tree; the trees valid in that year come first."""

    year = YearField(label="Năm của kế hoạch mới", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    tree = forms.ChoiceField(label="Mã quốc gia của các dự án", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = year
        offered = [(tree.code, f"{tree.period}: {tree.name}{'' if tree.verified else ' (cần đối chiếu)'}") for tree in trees_for(year)]
        set_choices(self, "tree", [*offered, (SAME, "Giữ như kế hoạch cũ")])
        self.fields["tree"].initial = offered[0][0]
