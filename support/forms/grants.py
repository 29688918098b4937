"""Forms of grants and lists of grants."""

from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from camphucnam.ui.fields import DayField, RowsField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from households.forms.picking import HouseholdField, PersonField
from households.models import ResidentialGroup
from households.rules.classes import HouseholdClass, WindowKind
from registers.forms import RowForm, StepForm
from support.forms.choices import content_choices, own_code_choices, set_lines
from support.models import Commitment, Grant, GrantBatch
from support.rules.words import GrantKind
from support.selectors.budget import contracts_with_room
from support.selectors.prospects import Filter
from support.services.batches import Exceptions

EXCEPTION_HELP = "Chỉ ghi khi phần mềm báo hộ {what}; chỉ cán bộ LĐTBXH được ghi."
STANDINGS: tuple[HouseholdClass | WindowKind, ...] = (
    HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.AVERAGE, WindowKind.ESCAPED_POVERTY, WindowKind.ESCAPED_NEAR_POVERTY,
)  # fmt: skip


def _code_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Dự án, chính sách", required=False, help_text="Chỉ chọn cho quà tặng; có nguồn kinh phí thì theo nguồn kinh phí."
    )


def _content_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Nội dung hỗ trợ",
        required=False,
        help_text="Để danh sách ai đã hưởng từng nội dung tính được khoản này; chưa rõ thì để trống.",
    )


class GivenForm(RowForm):
    """What a grant and a list share: the source, or a code and the donor."""

    def prepare(self) -> None:
        """Lines and codes of the person."""
        own = dict(own_code_choices(self.user, self.ward.pk))
        contents = [(own[code], found) for code, found in content_choices(self.ward.pk, timezone.localdate().year) if code in own]
        set_choices(self, "code", [("", "Theo nguồn kinh phí"), *own.items()])
        set_choices(self, "content", [("", "Chưa rõ"), *contents])
        set_lines(self.fields["line"], self.user, self.ward.pk)
        self.fields["line"].empty_label = "Không dùng kinh phí của phường (quà tặng)"
        self.fields["kind"].widget = forms.RadioSelect(choices=GrantKind.choices())
        self.fields["kind"].widget.attrs["class"] = "form-check-input"

    def clean(self) -> dict[str, Any]:
        """The source follows from the contract, the code from the source; a gift names its code and donor."""
        values: dict[str, Any] = super().clean() or {}
        commitment = values.get("commitment")
        if values.get("line") is None and commitment is not None:
            values["line"] = commitment.line
        line = values.get("line")
        code = line.code if line is not None else values.get("code") or ""
        if line is None and not code and not self.errors:
            self.add_error("code", "Chọn nguồn kinh phí, hoặc chọn dự án, chính sách của quà tặng.")
        if line is None and not values.get("donor") and not self.errors:
            self.add_error("donor", "Ghi người, đơn vị tặng khi không dùng kinh phí của phường.")
        self.instance.code = values["code"] = code
        self.instance.content = values.get("content") or ""
        return values


class GrantForm(GivenForm):
    """One grant."""

    home = HouseholdField(label="Hộ nhận", required=False)
    person = PersonField(label="Hoặc một người trong hộ", required=False)
    code, content = _code_field(), _content_field()
    field_order = [
        "home", "person", "line", "commitment", "code", "content", "donor", "kind", "value_dong", "item", "quantity", "unit", "decided_on",
        "override_reason", "conflict_reason",
    ]  # fmt: skip

    class Meta(RowForm.Meta):
        model = Grant
        fields = [
            "line", "commitment", "donor", "kind", "value_dong", "item", "quantity", "unit", "decided_on", "override_reason",
            "conflict_reason",
        ]  # fmt: skip
        labels = {"commitment": "Mua theo hợp đồng"}
        help_texts = {
            "value_dong": "Quà tặng bằng hiện vật, dịch vụ chưa rõ trị giá thì để trống.",
            "donor": "Chỉ ghi khi không dùng kinh phí của phường.",
            "commitment": "Chỉ chọn khi mua hàng cho hộ theo hợp đồng đã ký.",
            "override_reason": EXCEPTION_HELP.format(what="không thuộc hoặc chưa rõ có thuộc đối tượng"),
            "conflict_reason": EXCEPTION_HELP.format(what="có thể trùng hỗ trợ"),
        }

    def prepare(self) -> None:
        """Also commitments under which it may be bought."""
        super().prepare()
        lines = list(self.fields["line"].queryset)
        found = {row.pk: (row, room) for row, room in contracts_with_room(lines)}
        field: Any = self.fields["commitment"]
        field.queryset, field.empty_label = Commitment.objects.filter(pk__in=found), "Không theo hợp đồng nào"
        field.label_from_instance = lambda row: f"{row}, còn {format_dong(found[row.pk][1])}"
        if not found:
            del self.fields["commitment"]

    def clean(self) -> dict[str, Any]:
        """A household, or one of its people."""
        values = super().clean()
        home, person = values.get("home"), values.get("person")
        if (home is None) == (person is None) and not {"home", "person"} & set(self.errors):
            self.refuse(DomainError("Chọn hộ nhận, hoặc một người trong hộ."))
        self.instance.member, self.instance.household = person, person.household if person is not None else home
        return values


class BatchForm(GivenForm):
    """A list of grants."""

    code, content = _code_field(), _content_field()
    field_order = ["name", "line", "code", "content", "donor", "kind", "share", "value_dong", "item", "quantity", "unit", "decided_on"]

    class Meta(RowForm.Meta):
        model = GrantBatch
        fields = ["name", "line", "donor", "kind", "share", "value_dong", "item", "quantity", "unit", "decided_on"]
        help_texts = {"name": "Ví dụ: Tặng quà Tết cho hộ nghèo, hộ cận nghèo.", "donor": "Chỉ ghi khi không dùng kinh phí của phường."}


class GiveForm(StepForm):
    """It was handed over."""

    on = DayField(label="Trao ngày")
    receiver = TextField(label="Người nhận", max_length=120, required=False, help_text="Để trống nếu chủ hộ hoặc người được hỗ trợ nhận.")


class BatchGiveForm(StepForm):
    """All of a list were handed over."""

    on = DayField(label="Trao ngày", help_text="Ghi cho mọi khoản của đợt còn chờ trao. Khoản không trao thì ghi riêng từng khoản trước.")


class CancelForm(StepForm):
    """It is not handed over."""

    reason = TextField(label="Lý do không trao", max_length=300, error_messages={"required": "Ghi lý do không trao."})


class FillForm(OfficeForm):
    """Households for a list: of a filter, or of pasted codes."""

    standings = forms.MultipleChoiceField(
        label="Diện hộ vào ngày quyết định", required=False, choices=[(item.value, item.label) for item in STANDINGS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    only_eligible = forms.BooleanField(
        label="Chỉ hộ thuộc đối tượng của dự án, chính sách", required=False, help_text="Chọn ô này thì có thể để trống diện hộ."
    )
    groups = RowsField(
        label="Tổ dân phố", required=False, queryset=ResidentialGroup.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn tổ nào là mọi tổ.",
    )  # fmt: skip
    codes = forms.CharField(
        label="Hoặc danh sách mã hộ", required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Mỗi dòng một mã, dán được từ Excel. Có danh sách mã thì không xét diện và tổ ở trên.",
    )  # fmt: skip
    override_reason = TextField(
        label="Lý do vẫn hỗ trợ hộ chưa rõ hoặc không thuộc đối tượng", max_length=300, required=False,
        help_text="Để trống thì bỏ qua các hộ đó.",
    )  # fmt: skip
    conflict_reason = TextField(
        label="Lý do vẫn hỗ trợ hộ có thể trùng", max_length=300, required=False, help_text="Để trống thì bỏ qua các hộ đó."
    )

    def __init__(self, *args: Any, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["groups"]
        groups.queryset = ResidentialGroup.objects.in_ward(ward_id).standing_on(timezone.localdate()).order_by("sort_order", "code")

    def clean(self) -> dict[str, Any]:
        """Something is chosen."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not (values["standings"] or values["only_eligible"] or values["codes"].strip()):
            self.add_error("standings", "Chọn diện hộ, chọn hộ thuộc đối tượng, hoặc dán danh sách mã hộ.")
        return values

    @property
    def wanted(self) -> Filter:
        """The filter as the selector takes it."""
        chosen, groups = set(self.cleaned_data["standings"]), self.cleaned_data["groups"]
        standings = frozenset(item for item in STANDINGS if item.value in chosen)
        return Filter(standings, frozenset(group.pk for group in groups), self.cleaned_data["only_eligible"])

    @property
    def reasons(self) -> Exceptions:
        """The reasons as the service takes them."""
        return Exceptions(self.cleaned_data["override_reason"], self.cleaned_data["conflict_reason"])
