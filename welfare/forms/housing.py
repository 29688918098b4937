"""Forms of housing support."""

from typing import Any

from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import PAPERS
from camphucnam.ui.fields import CommaDecimalField, DayField, MoneyField, TextField
from households.forms.picking import HouseholdField
from registers.forms import RowForm, StepForm
from support.forms.grants import EXCEPTION_HELP
from support.forms.origin import OriginFields
from welfare.models import HousingCase, HousingFile, HousingMoney
from welfare.rules.housing import NOT_GIVEN, HousingFund, HousingKind
from welfare.selectors.rates import rate_table

RATES = {HousingKind.NEW: "housing_new", HousingKind.REPAIR: "housing_repair"}


class HousingForm(RowForm):
    """Propose a household."""

    household = HouseholdField(label="Hộ")

    class Meta(RowForm.Meta):
        model = HousingCase
        fields = ["household", "kind", "condition", "proposed_on", "conflict_reason"]
        labels = {"condition": "Hiện trạng nhà ở", "conflict_reason": "Lý do vẫn hỗ trợ khi trùng"}
        help_texts = {
            "condition": "Để trống thì lấy theo thông tin nhà ở đã ghi của hộ.",
            "conflict_reason": EXCEPTION_HELP.format(what="có thể trùng hỗ trợ"),
        }


class ApproveForm(StepForm):
    """Approved."""

    on = DayField(label="Phê duyệt ngày")
    decision = TextField(label="Số quyết định", max_length=60, error_messages={"required": "Nhập số quyết định."})
    approved_dong = MoneyField(
        label="Mức hỗ trợ được duyệt", required=False, min_value=1, help_text="Để trống nếu quyết định chưa nêu mức."
    )

    def prepare(self) -> None:
        """The rate of the day as a suggestion, where one is known."""
        amount = rate_table(self.row.ward_id).dong(RATES[HousingKind(self.row.kind)], self.row.proposed_on)
        self.fields["approved_dong"].initial = amount


class HandOverForm(StepForm):
    """Handed over."""

    on = DayField(label="Bàn giao ngày")
    area_m2 = CommaDecimalField(label="Diện tích (m²)", places=1, required=False)


class DropForm(StepForm):
    """Dropped."""

    on = DayField(label="Dừng ngày")
    reason = TextField(label="Lý do không thực hiện", max_length=300, error_messages={"required": "Ghi lý do không thực hiện."})


class StartForm(StepForm):
    """Begun."""

    on = DayField(label="Khởi công ngày")


class MoneyForm(OriginFields, RowForm):
    """Money that came: on a grant, or as a loan or the family's own."""

    PARENT = "case"
    ELSEWHERE = tuple((fund.value, fund.label) for fund in NOT_GIVEN)
    field_order = ["origin", "donor", "amount_dong", "paid_on", "note"]

    class Meta(RowForm.Meta):
        model = HousingMoney
        fields = ["amount_dong", "paid_on", "note"]

    def prepare(self) -> None:
        """Grants of the household, money of the policy."""
        case: Any = self.parent
        self.set_origins(HousingMoney.GRANT_CODE, self.user, self.ward.pk, [case.household])

    def clean(self) -> dict[str, Any]:
        """The fund of what is no grant; that of a grant follows from it."""
        values: dict[str, Any] = super().clean() or {}
        self.check_donor(values)
        origin = values.get("origin")
        self.instance.fund = origin if origin in NOT_GIVEN else HousingFund.BUDGET
        return values


class HousingFileForm(RowForm):
    """A photograph or paper."""

    PARENT = "case"
    upload = EvidenceField(label="Tệp", kinds=PAPERS)

    class Meta(RowForm.Meta):
        model = HousingFile
        fields = ["stage", "caption", "taken_on"]
        labels = {"taken_on": "Ngày chụp, ngày lập"}

    field_order = ["stage", "upload", "caption", "taken_on"]
