"""Forms of livelihood models and production groups."""

from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import set_choices
from households.forms.picking import HouseholdField, PersonField
from households.models import Household
from livelihoods.models import (
    GroupMember,
    GroupTraining,
    LinkageContract,
    LivelihoodModel,
    ModelIncome,
    ModelInput,
    ModelParticipant,
    ProductionGroup,
    SeasonResult,
)
from livelihoods.rules.picklists import model_kinds, pairs
from livelihoods.rules.words import MODEL_TRANSITIONS, LeaderPriority, ModelState
from registers.forms import RowForm, StepForm, YesNoField
from support.forms.origin import OriginFields
from support.rules.sources import source_name


class ModelForm(RowForm):
    """Propose a model."""

    kind = forms.ChoiceField(label="Loại mô hình", error_messages={"required": "Chọn loại mô hình."})
    is_group = YesNoField(label="Ai thực hiện", yes="Tổ, nhóm cộng đồng nhiều hộ", no="Một hộ")
    leader = PersonField(label="Người chịu trách nhiệm", required=False)

    class Meta(RowForm.Meta):
        model = LivelihoodModel
        fields = ["name", "kind", "is_group", "place", "leader", "priority", "copy_of", "proposed_on"]
        help_texts = {
            "copy_of": "Chọn khi mô hình này lặp lại một mô hình đã làm.",
            "priority": "Phải đúng với thông tin đã ghi trong danh sách hộ vào ngày đề xuất.",
        }

    def prepare(self) -> None:
        """Kinds of the data file; models of the ward that have run."""
        set_choices(self, "kind", [("", "Chọn loại"), *pairs(model_kinds())])
        set_choices(self, "priority", [("", "Không thuộc diện ưu tiên"), *LeaderPriority.choices()])
        ran = LivelihoodModel.objects.visible_to(self.user).in_ward(self.ward.pk).counting().filter(started_on__isnull=False)
        self.fields["copy_of"].queryset = ran
        self.fields["copy_of"].empty_label = "Không, đây là mô hình mới"


class ModelStepForm(StepForm):
    """The next step of a model."""

    state = forms.ChoiceField(label="Bước tiếp theo", widget=forms.RadioSelect, error_messages={"required": "Chọn bước tiếp theo."})
    on = DayField(label="Ngày")
    decision = TextField(label="Văn bản phê duyệt", required=False, max_length=100, help_text="Chỉ ghi khi phê duyệt.")
    outcome = TextField(
        label="Kết quả đánh giá, hoặc lý do dừng",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi đánh giá hoặc dừng mô hình.",
    )

    def prepare(self) -> None:
        """States that may follow."""
        set_choices(self, "state", [(item.value, item.label) for item in MODEL_TRANSITIONS[ModelState(self.row.state)]])


class ParticipantForm(RowForm):
    """A household takes part."""

    PARENT = "model"
    household = HouseholdField(label="Hộ")

    class Meta(RowForm.Meta):
        model = ModelParticipant
        fields = ["household", "from_on", "override_reason"]
        labels = {"override_reason": "Lý do vẫn cho tham gia khi chưa thuộc đối tượng"}
        help_texts = {"override_reason": "Chỉ ghi khi phần mềm báo hộ này chưa thuộc đối tượng, hoặc chưa đủ số liệu để xét."}


def _households_in(model: Any) -> Any:
    parts = ModelParticipant.objects.counting().filter(model=model).values("household")
    return Household.objects.filter(pk__in=parts).order_by("code")


class HouseholdChoice(forms.ModelChoiceField):
    """One of a few households, with its code and head."""

    def label_from_instance(self, obj: Any) -> str:
        """``TDP01-003 · Nguyễn Văn Ví Dụ``."""
        return f"{obj.code} · {obj.head_name}"


OWN = "tu-gop"


class InputForm(OriginFields, RowForm):
    """Something given to the model, or to one household in it, or brought in by the household."""

    PARENT, ELSEWHERE = "model", ((OWN, "Hộ tự góp (vốn đối ứng, ngày công)"),)
    household = HouseholdChoice(
        label="Hộ nhận", queryset=Household.objects.none(), required=False, empty_label="Cả mô hình",
        help_text="Cấp cho hộ nào thì chọn hộ đó: phần mềm ghi luôn khoản hỗ trợ của hộ.",
    )  # fmt: skip
    field_order = ["household", "item", "quantity", "unit", "value_dong", "given_on", "origin", "donor"]

    class Meta(RowForm.Meta):
        model = ModelInput
        fields = ["item", "household", "quantity", "unit", "value_dong", "given_on"]
        labels = {"item": "Vật tư, con giống, thiết bị, tập huấn", "value_dong": "Trị giá của cả số lượng"}
        help_texts = {"value_dong": "Bắt buộc khi hộ nhận từ kinh phí của phường."}

    def prepare(self) -> None:
        """Households that take part, their grants, money of the project."""
        model: Any = self.parent
        homes = _households_in(model)
        self.fields["household"].queryset = homes
        if not model.is_group:  # what such a model gets its one household gets
            self.fields["household"].initial = homes.last()
        self.set_origins(ModelInput.GRANT_CODE, self.user, self.ward.pk, homes)

    def clean(self) -> dict[str, Any]:
        """A recorded grant names its household; what goes to the whole model keeps the source in words."""
        values: dict[str, Any] = super().clean() or {}
        self.check_donor(values)
        if self.errors:
            return values
        grant, given = self.chosen.grant if self.chosen else None, self.instance
        if grant is not None and values.get("household") is None:
            values["household"] = grant.household
        given.is_contribution = values["origin"] == OWN
        whole_model = values.get("household") is None and not given.is_contribution
        given.source = self.source_words if whole_model else ""
        return values

    @property
    def source_words(self) -> str:
        """``Ngân sách phường năm 2023``, or the donor."""
        chosen = self.chosen
        if chosen is None:
            return ""
        return f"{source_name(chosen.line.source)} năm {chosen.line.year}" if chosen.line is not None else chosen.donor


class IncomeForm(RowForm):
    """Income of a household that takes part."""

    PARENT = "model"
    household = HouseholdChoice(
        label="Hộ", queryset=Household.objects.none(), empty_label="Chọn hộ", error_messages={"required": "Chọn một hộ tham gia mô hình."}
    )

    class Meta(RowForm.Meta):
        model = ModelIncome
        fields = ["household", "moment", "asked_on", "amount_dong", "source"]
        help_texts = {"amount_dong": "Tổng thu nhập của hộ trong tháng chia cho số nhân khẩu."}

    def prepare(self) -> None:
        """Households that take part."""
        self.fields["household"].queryset = _households_in(self.parent)


class LeaveForm(StepForm):
    """A household no longer takes part."""

    on = DayField(label="Đến hết ngày")


class GroupForm(RowForm):
    """Found a production group."""

    class Meta(RowForm.Meta):
        model = ProductionGroup
        fields = ["name", "product", "area", "area_m2", "founded_on"]


class GroupMemberForm(RowForm):
    """A household joins."""

    PARENT = "group"
    household = HouseholdField(label="Hộ")

    class Meta(RowForm.Meta):
        model = GroupMember
        fields = ["household", "from_on"]


class LinkageForm(RowForm):
    """A contract with a buyer."""

    PARENT = "group"

    class Meta(RowForm.Meta):
        model = LinkageContract
        fields = ["buyer", "number", "product", "quantity", "unit", "from_on", "to_on"]


class SeasonForm(RowForm):
    """What a season brought."""

    PARENT = "group"

    class Meta(RowForm.Meta):
        model = SeasonResult
        fields = ["season", "ended_on", "quantity", "unit", "revenue_dong", "note"]


class GroupTrainingForm(RowForm):
    """A training that took place."""

    PARENT = "group"

    class Meta(RowForm.Meta):
        model = GroupTraining
        fields = ["topic", "held_on", "n_attended"]
