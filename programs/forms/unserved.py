"""What the list of lacks is asked for."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms

from camphucnam.ui.forms import set_choices
from households.rules.needs import NeedKind
from households.rules.standards import Deprivation
from programs.forms.entitlements import WardListForm
from programs.rules.answers import LackState


class UnservedForm(WardListForm):
    """Search, group, state; which lack, which agency."""

    thieu = forms.ChoiceField(label="Thiếu hụt, nhu cầu", required=False)
    don_vi = forms.TypedChoiceField(label="Đơn vị", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        *args: Any,
        indicators: Iterable[Deprivation],
        agencies: Mapping[tuple[int, str], Any],
        hidden: Collection[NeedKind],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, states=[("", "Mọi tình trạng"), *LackState.choices()], **kwargs)
        lacks = [(item.name, f"{item.number}. {item.name}") for item in indicators]
        needs = [(kind.value, f"Nhu cầu: {kind.label}") for kind in NeedKind if kind not in hidden]
        set_choices(self, "thieu", [("", "Tất cả"), *lacks, *needs])
        set_choices(self, "don_vi", [("", "Mọi đơn vị"), *((str(key), name) for key, name in agencies)])
