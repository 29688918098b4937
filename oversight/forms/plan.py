"""Forms of the yearly plan."""

from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.ui.fields import RowsField, TextField
from camphucnam.ui.forms import set_choices
from households.models import ResidentialGroup
from oversight.models import PlanItem
from oversight.policies import own_kinds
from oversight.rules import periods
from oversight.selectors.registers import agencies, policies_now, subprojects_now
from oversight.services.plan import About
from programs.models import Agency, Policy, SubProject
from registers.forms import RowForm, StepForm

NO_PERIOD = "Chọn tháng hoặc quý dự kiến."


class PlanMixin(forms.BaseForm):
    """What a line of the plan asks for besides its own columns."""

    def set_up(self, user: User, ward: Ward) -> None:
        """Choices of the ward and the person."""
        kinds = [(kind.value, kind.label) for kind in own_kinds(user, ward.pk)]
        set_choices(self, "kind", kinds if len(kinds) == 1 else [("", "Chọn hình thức"), *kinds])
        set_choices(self, "period", [("", "Chọn tháng hoặc quý"), *periods.CHOICES])
        set_choices(self, "agency", [("", "Chọn đơn vị"), *((str(row.pk), row.name) for row in agencies(user, ward.pk))])
        querysets = {
            "subprojects": subprojects_now(ward.pk),
            "policies": policies_now(ward.pk),
            "groups": ResidentialGroup.objects.in_ward(ward.pk).filter(to_on__isnull=True),
        }
        for name, rows in querysets.items():
            field: Any = self.fields[name]
            field.queryset = rows

    def values(self) -> dict[str, Any]:
        """Columns of the row as chosen."""
        first, last = periods.days_of(self.cleaned_data["year"], self.cleaned_data["period"])
        names = ("kind", "subject", "target")
        own = {name: self.cleaned_data[name] for name in names}
        return {**own, "planned_from_on": first, "planned_to_on": last, "agency": Agency.objects.get(pk=self.cleaned_data["agency"])}

    def about(self) -> About:
        """What the item looks at."""
        chosen = self.cleaned_data
        return About(tuple(chosen["subprojects"]), tuple(chosen["policies"]), tuple(chosen["groups"]))


def _many(label: str, model: Any) -> Any:
    return RowsField(
        label=label, required=False, queryset=model.objects.none(), widget=forms.CheckboxSelectMultiple
    )  # fmt: skip


def _fields() -> dict[str, Any]:
    return {
        "year": forms.IntegerField(
            label="Năm", min_value=2000, max_value=2100, widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Nhập năm bằng bốn chữ số, ví dụ 2026."),
        ),
        "period": forms.ChoiceField(label="Thời gian dự kiến", error_messages={"required": NO_PERIOD}),
        "agency": forms.ChoiceField(label="Đơn vị chủ trì", error_messages={"required": "Chọn đơn vị chủ trì."}),
        "subprojects": _many("Dự án, tiểu dự án", SubProject),
        "policies": _many("Chính sách", Policy),
        "groups": _many("Tổ dân phố", ResidentialGroup),
    }  # fmt: skip


ORDER = ["version", "kind", "subject", "year", "period", "agency", "target", "subprojects", "policies", "groups"]
PLAN = _fields()


class PlanItemForm(PlanMixin, RowForm):
    """A new line of the yearly plan."""

    year, period, agency = PLAN["year"], PLAN["period"], PLAN["agency"]
    subprojects, policies, groups = PLAN["subprojects"], PLAN["policies"], PLAN["groups"]
    field_order = ORDER

    class Meta(RowForm.Meta):
        model = PlanItem
        fields = ["kind", "subject", "target"]
        help_texts = {"target": "Ví dụ: hộ mới thoát nghèo năm trước; hộ được hỗ trợ nhà ở."}

    def prepare(self) -> None:
        """Choices of the ward and the person; this year."""
        self.set_up(self.user, self.ward)
        self.initial.setdefault("year", timezone.localdate().year)

    def _post_clean(self) -> None:
        """Hand the choices over to the row before the constraints are asked."""
        if not self.errors:
            for name, value in self.values().items():
                setattr(self.instance, name, value)
        super()._post_clean()  # type: ignore[misc]


class PlanItemChangeForm(PlanMixin, StepForm):
    """Change a line of the plan."""

    kind = forms.ChoiceField(label="Hình thức", error_messages={"required": "Chọn hình thức."})
    subject = TextField(label="Nội dung", max_length=300, error_messages={"required": "Ghi nội dung kiểm tra, giám sát."})
    target = TextField(label="Đối tượng, phạm vi", max_length=300, required=False)
    year, period, agency = PLAN["year"], PLAN["period"], PLAN["agency"]
    subprojects, policies, groups = PLAN["subprojects"], PLAN["policies"], PLAN["groups"]
    field_order = ORDER

    def __init__(self, *args: Any, row: PlanItem, user: User, **kwargs: Any) -> None:
        known: dict[str, Any] = {name: getattr(row, name) for name in ("kind", "subject", "target", "year")}
        known |= {"period": periods.code_of(row.planned_from_on, row.planned_to_on), "agency": str(row.agency_id)}
        known |= {name: list(getattr(row, name).all()) for name in ("subprojects", "policies", "groups")}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, user=user, **kwargs)
        self.set_up(user, row.ward)

    def clean(self) -> dict[str, Any]:
        """Hand the values over together: the step sees only what was cleaned."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            values |= {"values": self.values(), "about": self.about()}
        return values


class DropForm(StepForm):
    """It is not going to be held."""

    reason = TextField(label="Lý do không thực hiện", max_length=300, error_messages={"required": "Ghi lý do không thực hiện."})
