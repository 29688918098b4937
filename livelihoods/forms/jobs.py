"""Forms of the registers of work."""

from typing import Any

from django import forms

from activities.rules.words import ActivityState
from camphucnam.ui.fields import DayField, MoneyField, TextField
from camphucnam.ui.forms import set_choices
from households.forms.picking import PersonField
from livelihoods.models import JobFair, JobSeeker, JobSupport, LabourBulletin, Placement, Referral, Vacancy, WorkAbroad
from livelihoods.rules.picklists import check_after_months
from livelihoods.rules.words import ABROAD_TRANSITIONS, REFERRAL_TRANSITIONS, AbroadState, ReferralState, SeekerEnd
from registers.forms import RowForm, StepForm, YesNoField


class SeekerForm(RowForm):
    """A person begins to look for work."""

    member = PersonField(label="Người tìm việc")

    class Meta(RowForm.Meta):
        model = JobSeeker
        fields = ["member", "from_on", "wishes", "skills", "source"]
        help_texts = {"source": "Ví dụ: khảo sát nhu cầu, tự đến đăng ký, tổ trưởng giới thiệu."}


def _offer_fairs(form: RowForm) -> None:
    """Fairs of the ward that stand."""
    rows = JobFair.objects.visible_to(form.user).in_ward(form.ward.pk).counting().select_related("activity")
    field: Any = form.fields["fair"]
    field.queryset, field.empty_label = rows.exclude(activity__state=ActivityState.CANCELLED), "Không"


class SupportForm(RowForm):
    """What was done for a seeker."""

    PARENT = "seeker"

    class Meta(RowForm.Meta):
        model = JobSupport
        fields = ["kind", "given_on", "fair", "bulletin", "note"]
        help_texts = {
            "fair": "Chỉ chọn khi hỗ trợ ngay tại phiên; ngày hỗ trợ là ngày của phiên.",
            "bulletin": "Chỉ chọn khi thông tin cho người này bằng bản tin.",
        }

    def prepare(self) -> None:
        """Fairs and bulletins of the ward."""
        _offer_fairs(self)
        bulletin: Any = self.fields["bulletin"]
        bulletin.queryset = LabourBulletin.objects.visible_to(self.user).in_ward(self.ward.pk).counting()
        bulletin.empty_label = "Không"


class VacancyForm(RowForm):
    """A place that an employer offers."""

    class Meta(RowForm.Meta):
        model = Vacancy
        fields = ["employer", "job", "place", "wage_from_dong", "wage_to_dong", "positions", "from_on", "to_on", "source", "fair"]
        labels = {"wage_from_dong": "Lương một tháng, thấp nhất", "wage_to_dong": "Lương một tháng, cao nhất"}
        help_texts = {
            "wage_from_dong": "Để trống nếu nơi tuyển không nói.",
            "to_on": "Để trống nếu tuyển đến khi đủ người.",
            "source": "Ví dụ: Trung tâm Dịch vụ việc làm, nơi tuyển báo trực tiếp.",
            "fair": "Chọn khi nơi tuyển dụng đưa vị trí này ra tại một phiên đã ghi trong sổ.",
        }

    def prepare(self) -> None:
        """Fairs of the ward."""
        _offer_fairs(self)


class VacancyCloseForm(StepForm):
    """The employer no longer looks for people after a day."""

    to_on = DayField(label="Tuyển đến hết ngày")


class ReferralForm(RowForm):
    """Introduce the seeker to a vacancy that stands open."""

    PARENT = "seeker"

    class Meta(RowForm.Meta):
        model = Referral
        fields = ["vacancy", "referred_on", "note"]

    def prepare(self) -> None:
        """Only vacancies of the ward."""
        field = self.fields["vacancy"]
        field.queryset = Vacancy.objects.visible_to(self.user).in_ward(self.ward.pk).counting()
        field.empty_label = "Chọn vị trí"
        field.error_messages = {"required": "Chọn vị trí việc làm.", "invalid_choice": "Chọn một vị trí trong danh sách."}
        field.help_text = "Chưa có vị trí phù hợp: ghi vào sổ vị trí việc làm trước."


class ReferralStepForm(StepForm):
    """What became of an introduction."""

    state = forms.ChoiceField(label="Kết quả", widget=forms.RadioSelect, error_messages={"required": "Chọn kết quả."})
    on = DayField(label="Ngày")
    has_contract = YesNoField(label="Có hợp đồng lao động", required=False, help_text="Chỉ ghi khi người này đã nhận việc.")
    wage_dong = MoneyField(label="Lương một tháng", required=False, help_text="Chỉ ghi khi đã nhận việc; để trống nếu chưa biết.")
    note = TextField(label="Ghi chú", required=False, max_length=300)

    def prepare(self) -> None:
        """States that may follow."""
        following = REFERRAL_TRANSITIONS[ReferralState(self.row.state)]
        set_choices(self, "state", [(item.value, item.label) for item in following])

    def clean(self) -> dict[str, Any]:
        """Work that was found says whether there is a contract."""
        values = super().clean() or {}
        if values.get("state") == ReferralState.PLACED and values.get("has_contract") in {None, ""}:
            self.add_error("has_contract", "Người này đã nhận việc: chọn có hợp đồng lao động hay không.")
        return values


class PlacementForm(RowForm):
    """A seeker was taken on without an introduction by the ward's list of vacancies."""

    PARENT = "seeker"
    has_contract = YesNoField(label="Có hợp đồng lao động")

    class Meta(RowForm.Meta):
        model = Placement
        fields = ["employer", "job", "started_on", "has_contract", "wage_dong"]
        help_texts = {"wage_dong": "Để trống nếu chưa biết."}


class PlacementCheckForm(StepForm):
    """Whether the person still works there."""

    on = DayField(label="Hỏi lại ngày", help_text=f"Hỏi lại sau {check_after_months()} tháng kể từ ngày nhận việc.")
    still_working = YesNoField(label="Người này", yes="Còn làm việc", no="Đã nghỉ việc")


class SeekerCloseForm(StepForm):
    """The person no longer looks for work."""

    on = DayField(label="Tìm việc đến hết ngày")
    reason = forms.ChoiceField(
        label="Lý do", choices=SeekerEnd.choices(), widget=forms.RadioSelect, error_messages={"required": "Chọn lý do."}
    )


class AbroadForm(RowForm):
    """A contract to work abroad."""

    member = PersonField(label="Người lao động")

    class Meta(RowForm.Meta):
        model = WorkAbroad
        fields = ["member", "country", "company", "signed_on", "support", "note"]
        help_texts = {"support": "Ví dụ: vay vốn, học ngoại ngữ, khám sức khỏe; để trống nếu chưa có."}


class AbroadStepForm(StepForm):
    """Departed, returned, or not going."""

    state = forms.ChoiceField(label="Tình trạng mới", widget=forms.RadioSelect, error_messages={"required": "Chọn tình trạng."})
    on = DayField(label="Ngày")
    note = TextField(label="Ghi chú", required=False, max_length=300)

    def prepare(self) -> None:
        """States that may follow."""
        set_choices(self, "state", [(item.value, item.label) for item in ABROAD_TRANSITIONS[AbroadState(self.row.state)]])
