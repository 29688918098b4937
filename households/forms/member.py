"""Forms about members."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, OfficeFormMixin, VersionedForm
from households.forms.fields import BirthDay, BirthField, PersonalIdField, TriStateField
from households.models import Household, Member
from households.models.member import BirthPrecision, Sex
from households.services.member import MemberData

LEFT_REASONS = [
    ("Chết", "Chết"),
    ("Chuyển đi nơi khác", "Chuyển đi nơi khác"),
    ("Tách hộ", "Tách hộ"),
    ("Nhập vào hộ khác", "Nhập vào hộ khác"),
    ("Đi làm ăn xa, không còn sống chung", "Đi làm ăn xa, không còn sống chung"),
    ("Ghi nhầm vào hộ", "Ghi nhầm vào hộ"),
]
RELATIONS = ["Vợ", "Chồng", "Con", "Con dâu", "Con rể", "Cha", "Mẹ", "Ông", "Bà", "Anh", "Chị", "Em", "Cháu"]


class MemberFields(OfficeFormMixin, forms.Form):
    """What is recorded about a member."""

    full_name = TextField(label="Họ và tên", max_length=120)
    relation = TextField(label="Quan hệ với chủ hộ", max_length=60, help_text="Ví dụ: Vợ, Chồng, Con, Cháu, Mẹ.")
    sex = forms.ChoiceField(label="Giới tính", choices=[("", "Chưa có số liệu"), *Sex.choices()], required=False)
    birth = BirthField(
        label="Ngày sinh",
        required=False,
        help_text="Chỉ biết tháng, năm thì nhập 04/1957; chỉ biết năm thì nhập 1957.",
    )
    ethnicity = TextField(label="Dân tộc", max_length=40, required=False)
    personal_id = PersonalIdField(label="Số định danh cá nhân")
    has_merit = TriStateField(label="Có công với cách mạng")
    joined_on = DayField(
        label="Vào hộ từ ngày",
        required=False,
        help_text="Để trống nếu ở trong hộ từ trước khi lập danh sách. Trẻ mới sinh thì nhập ngày sinh.",
    )
    card_number = TextField(label="Số thẻ BHYT", max_length=15, required=False)
    card_from_on = DayField(label="Thẻ có giá trị từ ngày", required=False)
    card_to_on = DayField(label="Thẻ có giá trị đến hết ngày", required=False)

    def clean(self) -> dict[str, Any]:
        """Days in their order; a validity needs a card."""
        values = super().clean() or self.cleaned_data
        first, last = values.get("card_from_on"), values.get("card_to_on")
        if first and last and last < first:
            self.add_error("card_to_on", "Ngày hết giá trị phải từ ngày bắt đầu trở đi.")
        if (first or last) and not values.get("card_number"):
            self.add_error("card_number", "Nhập số thẻ BHYT, hoặc để trống cả ngày giá trị.")
        birth, joined = values.get("birth"), values.get("joined_on")
        if birth and joined and birth.precision == BirthPrecision.DAY and joined < birth.on:
            self.add_error("joined_on", "Ngày vào hộ không thể trước ngày sinh.")
        return values

    def data_of(self) -> MemberData:
        """The typed values as the services take them."""
        values = dict(self.cleaned_data)
        values.pop("version", None)
        birth: BirthDay | None = values.pop("birth")
        values.setdefault("relation", "")
        return MemberData(**values, birth_on=birth.on if birth else None, birth_precision=birth.precision if birth else BirthPrecision.DAY)


class HeadFields(MemberFields):
    """The head of a new household."""

    relation = None  # type: ignore[assignment]  # Django's way to leave out an inherited field


class NewMemberRow(OfficeFormMixin, forms.Form):
    """A member beside the head in the form of a new household; a row without a name is left out."""

    full_name = TextField(label="Họ và tên", max_length=120, required=False)
    relation = TextField(label="Quan hệ với chủ hộ", max_length=60, required=False)
    sex = forms.ChoiceField(label="Giới tính", choices=[("", ""), *Sex.choices()], required=False)
    birth = BirthField(label="Ngày sinh", required=False)
    personal_id = PersonalIdField(label="Số định danh")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
        self.fields["relation"].widget.attrs["list"] = "relations"

    def clean(self) -> dict[str, Any]:
        """A row with anything in it needs name and relation."""
        values = super().clean() or self.cleaned_data
        if any(values.get(name) for name in ("relation", "sex", "birth", "personal_id")) and not values.get("full_name"):
            self.add_error("full_name", "Nhập họ và tên, hoặc xóa cả dòng này.")
        if values.get("full_name") and not values.get("relation"):
            self.add_error("relation", "Nhập quan hệ với chủ hộ.")
        return values

    def data_of(self) -> MemberData | None:
        """The member, or None for an empty row."""
        values = self.cleaned_data
        if not values.get("full_name"):
            return None
        birth: BirthDay | None = values["birth"]
        return MemberData(
            values["full_name"],
            relation=values["relation"],
            sex=values["sex"],
            birth_on=birth.on if birth else None,
            birth_precision=birth.precision if birth else BirthPrecision.DAY,
            personal_id=values["personal_id"],
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What has to be corrected in several forms of one page, drawn like the summary of one form."""

    is_bound: bool
    problems: list[tuple[str, str, str]]

    @classmethod
    def of(cls, *parts: Any) -> "Summary":
        """The problems of all forms, in their order."""
        bound = [part for part in parts if part.is_bound]
        return cls(bool(bound), [problem for part in bound for problem in part.problems])


NewMemberRows = forms.formset_factory(NewMemberRow, extra=3, max_num=30, validate_max=True)


class NewMemberForm(MemberFields, OfficeForm):
    """Add a member to a household."""


class MemberForm(MemberFields, VersionedForm):
    """Change a member; the head has no relation to type."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member.is_head:
            del self.fields["relation"]

    @staticmethod
    def initial_of(member: Member) -> dict[str, object]:
        """The stored values, with the newest card."""
        values = {name: getattr(member, name) for name in [*MemberFields.base_fields, "version"] if hasattr(member, name)}
        values["birth"] = BirthDay(member.birth_on, BirthPrecision(member.birth_precision)) if member.birth_on else None
        card = member.cards.counting().order_by("-from_on", "-pk").first()
        if card is not None:
            values |= {"card_number": card.number, "card_from_on": card.from_on, "card_to_on": card.to_on}
        return values


class LeaveForm(VersionedForm):
    """A member leaves; a head who leaves others behind names the new head."""

    on = DayField(
        label="Không còn trong hộ từ ngày", help_text="Ngày chết, ngày chuyển đi…: từ ngày này không còn tính là nhân khẩu của hộ."
    )
    reason = forms.ChoiceField(label="Lý do", choices=[("", "Chọn lý do"), *LEFT_REASONS])
    new_head = forms.ModelChoiceField(label="Chủ hộ mới", queryset=Member.objects.none(), empty_label="Chọn thành viên", required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = present_members(member.household).exclude(pk=member.pk)
        self.fields["new_head"].queryset = others
        if not member.is_head or not others.exists():
            del self.fields["new_head"]

    def clean_on(self) -> object:
        """Not in the future."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này ở tương lai. Ghi khi việc đã xảy ra.")
        return day


def present_members(household: Household) -> Any:
    """Members living in the household, head first."""
    return Member.objects.filter(household=household, left_on__isnull=True).order_by("sort_order", "pk")


__all__ = ["RELATIONS", "HeadFields", "LeaveForm", "MemberForm", "NewMemberForm", "NewMemberRows", "Summary", "present_members"]
