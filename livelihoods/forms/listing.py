"""What the lists of the registers show; names are words of the address."""

from collections.abc import Iterable
from typing import Any

from django import forms

from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import OfficeForm, set_choices


class RegisterFilter(OfficeForm):
    """Search, one choice of state, and whether voided rows are shown too."""

    q = TextField(label="Tìm", required=False, max_length=60)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, search: str, states: Iterable[tuple[str, str]], state_label: str = "Tình trạng", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = search
        self.fields["tinh_trang"].label = state_label
        set_choices(self, "tinh_trang", states)

    @property
    def text(self) -> str:
        """What is searched for."""
        return str(self._values().get("q", ""))

    @property
    def state(self) -> str:
        """The chosen state; empty for the usual view."""
        return str(self._values().get("tinh_trang", ""))

    @property
    def with_voided(self) -> bool:
        """Whether voided rows are shown."""
        return bool(self._values().get("da_huy"))

    def _values(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}
