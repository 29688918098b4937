"""Forms about dated facts of a person or a dwelling: one question a kind, only changed answers are written."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import CommaDecimalField, DayField, TextField
from camphucnam.ui.forms import OfficeForm
from households.rules.facts import Kind, KindRule, by_group

NOT_ASKED = "Chưa có số liệu"


class FactForm(OfficeForm):
    """The day and source of what is told, and the questions. ``holding``: kind → the answer that holds today."""

    on = DayField(label="Hỏi, biết được ngày", help_text="Ngày của câu trả lời hoặc của văn bản.")
    source = TextField(
        label="Ai cho biết, theo giấy tờ nào", max_length=120, help_text="Ví dụ: chủ hộ cho biết; giấy xác nhận khuyết tật số 12/2023.",
        error_messages={"required": "Ghi ai cho biết, hoặc theo giấy tờ nào."},
    )  # fmt: skip
    again = forms.BooleanField(
        label="Đã hỏi lại tất cả: ghi cả câu trả lời không thay đổi",
        required=False,
    )

    def __init__(self, *args: Any, rules: Iterable[KindRule], holding: Mapping[Kind, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules, self.holding = list(rules), holding
        self.fields["on"].initial = timezone.localdate()
        for rule in self.rules:
            self.fields[rule.kind.value] = question(rule, holding.get(rule.kind, ""))

    def clean_on(self) -> object:
        """Not in the future."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này không thể sau hôm nay.")
        return day

    def clean(self) -> dict[str, Any]:
        """At least one answer; kinds that are believed only on paper name the paper."""
        values = super().clean() or self.cleaned_data
        if not self.errors and not self.answers:
            raise forms.ValidationError("Chưa có câu trả lời nào mới. Chọn câu trả lời đã thay đổi, hoặc đánh dấu đã hỏi lại tất cả.")
        for rule in self.rules:
            if rule.source_needed and rule.kind in self.answers and not values.get("source"):
                self.add_error("source", f"{rule.kind.label}: ghi số, ngày của văn bản xác nhận.")
        return values

    @property
    def answers(self) -> dict[Kind, str]:
        """Kind → the typed answer, of those that differ from what holds (all of them when everything was asked again)."""
        found: dict[Kind, str] = {}
        for rule in self.rules:
            typed = _stored(rule, self.cleaned_data.get(rule.kind.value))
            if typed and (self.cleaned_data.get("again") or typed != self.holding.get(rule.kind, "")):
                found[rule.kind] = typed
        return found

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """Day and source, for the template."""
        return [self["on"], self["source"]]

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions under their headings, for the template."""
        return [(heading, [self[rule.kind.value] for rule in found]) for heading, found in by_group(self.rules).items()]


def question(rule: KindRule, held: str) -> forms.Field:
    """The question of one kind. Nothing known may stay unanswered; an answer that holds can only be replaced by another one."""
    if rule.number:
        field: forms.Field = CommaDecimalField(
            label=f"{rule.kind.label} ({rule.unit})", required=False, min_value=1, max_value=rule.maximum
        )
        field.initial = Decimal(held) if held else None
        field.widget.attrs["class"] = "form-control"
        return field
    blank = [] if held else [("", NOT_ASKED)]
    choices = [*blank, *((answer.code, answer.label) for answer in rule.answers)]
    select = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=rule.kind.label, choices=choices, required=False, initial=held, widget=select)


def _stored(rule: KindRule, value: Any) -> str:
    if value in (None, ""):
        return ""
    return rule.checked(str(value))


class VoidFactForm(OfficeForm):
    """Void a wrong fact."""

    reason = TextField(
        label="Lý do hủy",
        max_length=300,
        help_text="Dòng bị hủy không tính nữa nhưng vẫn lưu để đối chiếu.",
        error_messages={"required": "Ghi lý do hủy."},
    )
