"""Forms of the registers of vocational training."""

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import set_choices
from households.forms.picking import PersonField
from livelihoods.models import Enrolment, VocationalClass
from livelihoods.rules.picklists import pairs, training_levels
from livelihoods.rules.words import ENROLMENT_TRANSITIONS, EnrolmentState
from registers.forms import RowForm, StepForm


class ClassForm(RowForm):
    """A new class."""

    level = forms.ChoiceField(label="Trình độ", error_messages={"required": "Chọn trình độ."})

    class Meta(RowForm.Meta):
        model = VocationalClass
        fields = ["occupation", "level", "provider", "place", "from_on", "to_on", "seats"]
        help_texts = {"seats": "Để trống nếu chưa biết."}

    def prepare(self) -> None:
        """Levels of the data file."""
        set_choices(self, "level", [("", "Chọn trình độ"), *pairs(training_levels())])


class EnrolmentForm(RowForm):
    """Put a person into the class."""

    PARENT = "vocational_class"
    member = PersonField(label="Học viên")

    class Meta(RowForm.Meta):
        model = Enrolment
        fields = ["member", "enrolled_on", "override_reason", "conflict_reason"]
        labels = {
            "override_reason": "Lý do vẫn cho học khi chưa thuộc đối tượng",
            "conflict_reason": "Lý do vẫn cho học khi có thể trùng",
        }
        help_texts = {
            "override_reason": "Chỉ ghi khi phần mềm báo người này chưa thuộc đối tượng, hoặc chưa đủ số liệu để xét.",
            "conflict_reason": "Chỉ ghi khi phần mềm báo có thể trùng hỗ trợ; chỉ cán bộ LĐTBXH được ghi.",
        }

    def prepare(self) -> None:
        """The verdict is asked by the service: until then nothing says that the person is not eligible."""
        self.instance.is_eligible = True


class EnrolmentStepForm(StepForm):
    """Completed or dropped."""

    state = forms.ChoiceField(label="Kết quả", widget=forms.RadioSelect, error_messages={"required": "Chọn kết quả."})
    on = DayField(label="Ngày hoàn thành hoặc bỏ học")
    reason = TextField(label="Lý do bỏ học", required=False, max_length=300, help_text="Chỉ ghi khi học viên bỏ học.")

    def prepare(self) -> None:
        """States that may follow."""
        set_choices(self, "state", [(item.value, item.label) for item in ENROLMENT_TRANSITIONS[EnrolmentState(self.row.state)]])


class CertificateForm(StepForm):
    """The certificate."""

    on = DayField(label="Cấp ngày")
    number = TextField(label="Số chứng chỉ", required=False, max_length=60, help_text="Để trống nếu chưa biết số.")
