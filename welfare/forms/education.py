"""Forms of schooling and supports for learning."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from households.forms.picking import PersonField
from households.models import Member
from households.rules.facts import NO, YES, FactKind, kind_rule
from registers.forms import RegisterFilter, RowForm
from support.forms.origin import OriginFields
from welfare.models import SchoolSupport
from welfare.rules.schooling import SchoolState, year_words

YEARS_BACK = 6


class SupportForm(OriginFields, RowForm):
    """A new support; money hangs on a grant."""

    member = PersonField(label="Người học")
    school_year = forms.TypedChoiceField(label="Năm học", coerce=int, error_messages={"required": "Chọn năm học."})

    class Meta(RowForm.Meta):
        model = SchoolSupport
        fields = ["member", "school_year", "kind", "school", "from_on", "months", "amount_dong"]
        help_texts = {"amount_dong": "Chi phí học tập: để trống thì tính số tháng × mức của ngày bắt đầu hưởng."}

    field_order = ["member", "school_year", "kind", "school", "from_on", "months", "amount_dong", "origin", "donor"]

    def prepare(self) -> None:
        """The last school years; grants and money of the policy."""
        self.set_origins(SchoolSupport.GRANT_CODE, self.user, self.ward.pk, empty="Nhà trường miễn, giảm")
        self.fields["origin"].required = False
        this = timezone.localdate().year
        set_choices(self, "school_year", [("", "Chọn năm học"), *((year, year_words(year)) for year in range(this, this - YEARS_BACK, -1))])

    def clean(self) -> dict[str, Any]:
        """A donor has a name."""
        values: dict[str, Any] = super().clean() or {}
        self.check_donor(values)
        return values


STATES = [("", "Chưa đúng hoặc chưa ghi"), *SchoolState.choices(), ("tat_ca", "Tất cả")]


class SchoolFilter(RegisterFilter):
    """Search, state, the day looked at."""

    ngay = DayField(label="Tại ngày", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, search="Tìm theo tên hoặc mã hộ", states=STATES, **kwargs)
        del self.fields["da_huy"]

    def day(self, today: date) -> date:
        """The day looked at."""
        found: date = self._values().get("ngay") or today
        return found


class SchoolingForm(OfficeForm):
    """What is known about a child's schooling on a day."""

    schooling = forms.ChoiceField(
        label="Việc học", required=False,
        choices=[("", "Không ghi"), *((item.code, item.label) for item in kind_rule(FactKind.SCHOOLING).answers)],
    )  # fmt: skip
    fitting = forms.ChoiceField(
        label="Học đúng bậc, cấp học theo độ tuổi", required=False, choices=[("", "Không ghi"), (YES, "Đúng"), (NO, "Chưa đúng")],
        help_text="Chỉ tiêu T08 đếm theo câu trả lời mới nhất, của trường hoặc của phiếu rà soát.",
    )  # fmt: skip
    on = DayField(label="Tại ngày")
    source = TextField(label="Nguồn", max_length=200, required=False, help_text="Ví dụ: danh sách lớp đầu năm học.")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        """At least one answer, and no two that contradict each other."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("schooling") and not values.get("fitting"):
            self.add_error("schooling", "Chọn ít nhất một câu trả lời.")
        leaves = values.get("schooling") and "studying" not in kind_rule(FactKind.SCHOOLING).marks(values["schooling"])
        if leaves and values.get("fitting") == YES:
            self.add_error("fitting", "Trẻ không đang đi học thì chưa học đúng bậc, cấp học. Kiểm tra lại hai câu trả lời.")
        return values

    def answers(self) -> dict[FactKind, str]:
        """The answers as facts."""
        values = {FactKind.SCHOOLING: self.cleaned_data["schooling"], FactKind.FITTING_SCHOOL_LEVEL: self.cleaned_data["fitting"]}
        return {kind: value for kind, value in values.items() if value}
