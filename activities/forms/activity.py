"""Forms of activities and their parts."""

from typing import Any

from django import forms

from activities.forms.subjects import chosen_subject, known_label, rows_of, subject_choices, subject_field
from activities.models import Activity, ActivityFile, Participation, Taking
from activities.rules.words import OWN_PAGES, ActivityKind
from activities.selectors.activities import agencies
from camphucnam.accounts.models import User, Ward
from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import PAPERS
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.fields import DayField, MoneyField, RowsField, TextField, WholeNumberField
from camphucnam.ui.forms import OfficeForm, VersionedForm, set_choices
from households.forms.picking import HouseholdField, PersonField
from households.models import ResidentialGroup
from programs.models import Agency
from registers.forms import RowForm, StepForm


class PlanMixin(forms.BaseForm):
    """What a plan of an activity asks for besides its own columns: the subject as one choice, the agency, the groups."""

    def set_up(self, user: User, ward: Ward, known: str = "") -> None:
        """Choices of the ward and the person; ``known``: the kind that it is. Kinds with a register of their own are planned there."""
        kinds = [kind for kind in ActivityKind if kind not in OWN_PAGES]
        chosen = [ActivityKind(known)] if known in OWN_PAGES else kinds
        set_choices(self, "kind", [*([] if known else [("", "Chọn loại hoạt động")]), *((kind.value, kind.label) for kind in chosen)])
        set_choices(self, "subject", subject_choices(user, ward.pk))
        set_choices(self, "agency", [(row.pk, row.name) for row in agencies(user, ward.pk)])
        groups: Any = self.fields["groups"]
        groups.queryset = ResidentialGroup.objects.in_ward(ward.pk).filter(to_on__isnull=True)

    def subject_values(self) -> dict[str, Any]:
        """``subproject``, ``content`` and ``policy`` as chosen."""
        return rows_of(self.cleaned_data.get("subject") or "")

    def agency_value(self) -> Agency:
        """The agency as chosen."""
        return Agency.objects.get(pk=self.cleaned_data["agency"])


def agency_field() -> forms.ChoiceField:
    """Who does it."""
    return forms.ChoiceField(label="Đơn vị thực hiện", error_messages={"required": "Chọn đơn vị thực hiện."})


def groups_field() -> Any:
    """Groups that a campaign reaches."""
    return RowsField(
        label="Tổ dân phố được đến", required=False, queryset=ResidentialGroup.objects.none(), widget=forms.CheckboxSelectMultiple
    )


def override_field() -> TextField:
    """Why whoever is no longer eligible takes part all the same."""
    return TextField(
        label="Lý do vẫn cho người không còn thuộc đối tượng tham gia", max_length=300, required=False,
        help_text="Đổi ngày thì danh sách được xét lại. Chỉ ghi khi phần mềm báo có người không còn thuộc đối tượng.",
    )  # fmt: skip


def judges(row: Activity) -> bool:
    """Whether somebody on the list is judged."""
    return bool(row.judged_by) and row.participations.counting().filter(household__isnull=False).exists()


PLAN_FIELDS = ["kind", "title", "place", "planned_from_on", "planned_to_on", "expected_participants", "planned_cost_dong"]
ORDER = ["version", "kind", "title", "subject", "agency", *PLAN_FIELDS[2:], "groups"]


class ActivityForm(PlanMixin, RowForm):
    """Plan an activity."""

    subject = subject_field()
    agency = agency_field()
    groups = groups_field()
    field_order = ORDER

    class Meta(RowForm.Meta):
        model = Activity
        fields = PLAN_FIELDS
        help_texts = {"planned_cost_dong": "Để trống nếu chưa biết.", "expected_participants": "Để trống nếu chưa biết."}

    def prepare(self) -> None:
        """Choices of the ward and the person."""
        self.set_up(self.user, self.ward)

    def _post_clean(self) -> None:
        """Hand the choices over to the row before the constraints are asked."""
        if "subject" in self.cleaned_data and "agency" in self.cleaned_data:
            for name, value in {**self.subject_values(), "agency": self.agency_value()}.items():
                setattr(self.instance, name, value)
        super()._post_clean()  # type: ignore[misc]


class ActivityChangeForm(PlanMixin, VersionedForm):
    """Change the plan of an activity."""

    kind = forms.ChoiceField(label="Loại hoạt động", error_messages={"required": "Chọn loại hoạt động."})
    title = TextField(label="Tên hoạt động", max_length=200, error_messages={"required": "Nhập tên hoạt động."})
    subject = subject_field()
    agency = agency_field()
    place = TextField(label="Địa điểm", max_length=200, required=False)
    planned_from_on = DayField(label="Dự kiến từ ngày")
    planned_to_on = DayField(label="Dự kiến đến hết ngày")
    expected_participants = WholeNumberField(label="Dự kiến số người", required=False)
    planned_cost_dong = MoneyField(label="Dự kiến kinh phí", required=False)
    groups = groups_field()
    override_reason = override_field()
    field_order = ORDER

    def __init__(self, *args: Any, row: Activity, user: User, **kwargs: Any) -> None:
        known = {name: getattr(row, name) for name in PLAN_FIELDS}
        subject = chosen_subject(row)
        known |= {"subject": subject, "agency": row.agency_id, "groups": list(row.groups.all())}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.set_up(user, row.ward, row.kind)
        if row.from_on is not None or not judges(row):
            del self.fields["override_reason"]
        known_subjects: Any = self.fields["subject"]
        if not known_subjects.valid_value(subject):
            set_choices(self, "subject", [*known_subjects.choices, (subject, known_label(row))])

    def values(self) -> dict[str, Any]:
        """Columns of the row with their new values."""
        return {**{name: self.cleaned_data[name] for name in PLAN_FIELDS}, **self.subject_values(), "agency": self.agency_value()}

    def clean(self) -> dict[str, Any]:
        """Hand the values over together: the step sees only what was cleaned."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            values["values"] = self.values()
        return values


class StartForm(StepForm):
    """It began."""

    on = DayField(label="Bắt đầu ngày")
    override_reason = override_field()

    def prepare(self) -> None:
        """The reason is asked for where somebody on the list is judged."""
        if not judges(self.row):
            del self.fields["override_reason"]


class FinishForm(StepForm):
    """It ended."""

    on = DayField(label="Kết thúc ngày")
    result = forms.CharField(
        label="Kết quả",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Ghi kết quả của hoạt động."},
    )
    headcount = WholeNumberField(
        label="Số người dự đếm tại chỗ", required=False, help_text="Để trống thì tính theo điểm danh của danh sách tham gia."
    )
    headcount_women = WholeNumberField(label="Trong đó nữ", required=False)
    cost_dong = MoneyField(label="Kinh phí thực hiện", required=False, help_text="Để trống nếu chưa quyết toán.")


OUTCOME = ("result", "headcount", "headcount_women", "cost_dong")


class CorrectForm(FinishForm):
    """What came of it was written wrongly."""

    reason = TextField(label="Lý do sửa", max_length=300, error_messages={"required": "Ghi lý do sửa kết quả."})

    def __init__(self, *args: Any, row: Activity, user: User, **kwargs: Any) -> None:
        known = {"on": row.to_on, **{name: getattr(row, name) for name in OUTCOME}}
        kwargs["initial"] = {**(kwargs.get("initial") or {}), **known}
        super().__init__(*args, row=row, user=user, **kwargs)


class CancelForm(StepForm):
    """It does not take place."""

    reason = TextField(label="Lý do không thực hiện", max_length=300, error_messages={"required": "Ghi lý do không thực hiện."})


class ResultForm(StepForm):
    """What a participant got out of it."""

    result = TextField(label="Kết quả", max_length=200, help_text="Ví dụ: giấy chứng nhận số 12; được tặng 10 kg gạo.")

    def __init__(self, *args: Any, row: Participation, user: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"result": row.result, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, user=user, **kwargs)


class ParticipantForm(RowForm):
    """Somebody who takes part: a household, a person of the register, or somebody from outside."""

    PARENT = "activity"
    person = PersonField(label="Người trong danh sách", required=False)
    home = HouseholdField(label="Hoặc cả hộ", required=False, help_text="Khi hoạt động dành cho hộ, không cho riêng một người.")

    class Meta(RowForm.Meta):
        model = Participation
        fields = ["outside_name", "outside_organisation", "outside_sex", "override_reason"]
        labels = {"outside_name": "Hoặc họ tên người ngoài danh sách", "outside_sex": "Giới tính của người ngoài danh sách"}
        help_texts = {"override_reason": "Chỉ ghi khi phần mềm báo hộ này chưa thuộc đối tượng."}

    field_order = ["person", "home", "outside_name", "outside_organisation", "outside_sex", "override_reason"]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        values: dict[str, Any] = super().clean() or {}
        chosen = [name for name in ("person", "home", "outside_name") if values.get(name)]
        if len(chosen) > 1:
            self.add_error(None, "Chỉ chọn một: người trong danh sách, cả hộ, hoặc người ngoài danh sách.")
        elif not chosen and not self.errors:
            self.refuse(DomainError("Chọn người hoặc hộ trong danh sách, hoặc ghi họ tên người ngoài danh sách."))
        member, home = values.get("person"), values.get("home")
        self.instance.member, self.instance.household = member, member.household if member else home
        return values


class PasteForm(OfficeForm):
    """A pasted list of codes."""

    codes = forms.CharField(
        label="Danh sách mã hộ hoặc mã người", max_length=5000, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Mỗi dòng một mã, ví dụ TDP01-0003 cho cả hộ hoặc TDP01-0003/2 cho một người. Có thể dán từ Excel.",
        error_messages={"required": "Dán danh sách mã."},
    )  # fmt: skip
    override_reason = TextField(
        label="Lý do vẫn cho người chưa thuộc đối tượng tham gia", max_length=300, required=False,
        help_text="Để trống thì các dòng chưa thuộc đối tượng không được thêm.",
    )  # fmt: skip


class AttachForm(RowForm):
    """A photograph, the minutes or another paper."""

    PARENT = "activity"
    upload = EvidenceField(label="Tệp", kinds=PAPERS)

    class Meta(RowForm.Meta):
        model = ActivityFile
        fields = ["role", "caption", "taken_on"]
        labels = {"role": "Tệp này là", "taken_on": "Ngày chụp, ngày lập"}

    field_order = ["role", "upload", "caption", "taken_on"]


class TakingForm(RowForm):
    """Money received."""

    PARENT = "activity"

    class Meta(RowForm.Meta):
        model = Taking
        fields = ["received_on", "source", "group", "amount_dong", "note"]

    def prepare(self) -> None:
        """Groups of the ward."""
        groups: Any = self.fields["group"]
        groups.queryset = ResidentialGroup.objects.in_ward(self.ward.pk)
