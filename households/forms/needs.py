"""Forms about needs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, OfficeFormMixin, set_choices
from households.models import Member
from households.rules.needs import PERSONAL_KINDS, NeedChannel, NeedKind
from households.services.needs import NeedData

HOUSEHOLD_KINDS = [kind for kind in NeedKind if kind not in PERSONAL_KINDS]


def _choices(kinds: Iterable[NeedKind]) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


class NeedsBlock(OfficeFormMixin, forms.Form):
    """Several needs ticked at once: those of the household, and those of one person of it."""

    home_needs = forms.MultipleChoiceField(
        label="Hộ có nhu cầu gì?", choices=_choices(HOUSEHOLD_KINDS), required=False, widget=forms.CheckboxSelectMultiple
    )
    own_needs = forms.MultipleChoiceField(
        label="Người trong hộ có nhu cầu gì?",
        choices=_choices(kind for kind in NeedKind if kind in PERSONAL_KINDS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    need_person = forms.ChoiceField(label="Ai có nhu cầu đó", required=False)

    def offer(self, people: Sequence[Member]) -> None:
        """The people of the household; without a household yet, nobody's own needs are asked."""
        self.people = {str(person.pk): person for person in people}
        if not people:
            del self.fields["own_needs"], self.fields["need_person"]
        else:
            choices = [(str(person.pk), f"{person.full_name} ({person.relation.lower() or 'thành viên'})") for person in people]
            set_choices(self, "need_person", [("", "Chọn người"), *choices])

    def clean(self) -> dict[str, Any]:
        """A person's need names the person."""
        values = super().clean() or self.cleaned_data
        if values.get("own_needs") and not values.get("need_person") and "need_person" not in self.errors:
            self.add_error("need_person", "Chọn người có nhu cầu đó.")
        return values

    def needs_of(self, on: date, channel: NeedChannel, detail: str = "") -> list[NeedData]:
        """What was ticked, as the service takes it."""
        values = self.cleaned_data
        person = self.people.get(values.get("need_person", ""))
        ticked: list[tuple[str, Member | None]] = [(kind, None) for kind in values.get("home_needs", [])]
        ticked += [(kind, person) for kind in values.get("own_needs", [])]
        return [NeedData(NeedKind(kind), on, member, detail, channel) for kind, member in ticked]


class ExpressForm(NeedsBlock, OfficeForm):
    """Needs that a household and one of its people told."""

    detail = TextField(label="Cụ thể", max_length=300, required=False, help_text="Ví dụ: muốn học sửa xe máy; cần vay để nuôi gà.")
    expressed_on = DayField(label="Nêu nhu cầu ngày")
    channel = forms.ChoiceField(label="Biết qua đâu", choices=NeedChannel.choices(), initial=NeedChannel.SURVEY)

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expressed_on"].initial = timezone.localdate()
        self.offer(people)

    def clean(self) -> dict[str, Any]:
        """Something is needed."""
        values = super().clean()
        if not values.get("home_needs") and not values.get("own_needs"):
            raise forms.ValidationError("Chưa chọn nhu cầu nào. Đánh dấu ít nhất một nhu cầu.")
        return values

    def data_of(self) -> list[NeedData]:
        """What was told, as the service takes it."""
        values = self.cleaned_data
        return self.needs_of(values["expressed_on"], NeedChannel(values["channel"]), values["detail"])


class MeetForm(OfficeForm):
    """A need was met."""

    on = DayField(label="Được đáp ứng ngày")
    met_by = TextField(
        label="Đáp ứng bằng gì", max_length=200, help_text="Ví dụ: giới thiệu việc làm; lớp may công nghiệp; khoản vay hộ cận nghèo."
    )


class WithdrawForm(OfficeForm):
    """A need is no longer there."""

    on = DayField(label="Không còn nhu cầu từ ngày")
    reason = TextField(label="Lý do", max_length=200)


class MistakeForm(OfficeForm):
    """A need was never told."""

    reason = TextField(label="Ghi nhầm thế nào", max_length=200, help_text="Dòng này không tính vào kỳ nào nữa nhưng vẫn lưu để đối chiếu.")
