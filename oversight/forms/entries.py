"""Forms of visits, findings, recommendations, answers and evaluations."""

from typing import Any

from django import forms

from activities.rules.words import FileRole
from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import PAPERS
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import set_choices
from households.forms.picking import HouseholdField
from households.models import ResidentialGroup
from oversight.models import Answer, Evaluation, Finding, Recommendation, Reminder, Visit, VisitFile, VisitHousehold
from oversight.policies import own_kinds
from oversight.rules.words import Judgement, Verdict
from oversight.selectors.registers import agencies
from programs.models import Agency
from registers.forms import RowForm, StepForm

NO_NAMES = "Đơn vị nhận và Ban Chỉ đạo đọc được câu này: không ghi họ tên, số định danh; hộ đã chọn ở phát hiện."


def lines(number: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea(attrs={"rows": number})


def kind_choices(form: RowForm) -> list[tuple[str, str]]:
    """Kinds of oversight that the person does; the only one is chosen already."""
    kinds = own_kinds(form.user, form.ward.pk)
    chosen = [(kind.value, kind.label) for kind in kinds]
    return chosen if len(chosen) == 1 else [("", "Chọn hình thức"), *chosen]


def order_agencies(form: RowForm, name: str = "agency") -> None:
    """Agencies of the ward that still stand, the person's own first."""
    field: Any = form.fields[name]
    field.queryset = Agency.objects.in_ward(form.ward.pk).current()
    field.choices = [("", "Chọn đơn vị"), *((row.pk, row.name) for row in agencies(form.user, form.ward.pk))]


class PlannedVisitForm(RowForm):
    """A visit of an item of the plan."""

    PARENT = "item"

    class Meta(RowForm.Meta):
        model = Visit
        fields = ["held_on", "agency", "participants", "group", "place", "minutes"]
        help_texts = {
            "participants": "Họ tên, chức vụ từng người, cách nhau bằng dấu chấm phẩy; in vào biên bản.",
            "minutes": "Có thể ghi sau.",
        }
        widgets = {"minutes": lines(6)}

    def prepare(self) -> None:
        """Groups and agencies of the ward; what the item says is not asked again."""
        groups: Any = self.fields["group"]
        groups.queryset = ResidentialGroup.objects.in_ward(self.ward.pk)
        order_agencies(self)
        if self.parent is not None:
            item: Any = self.parent
            self.instance.kind, self.instance.subject = item.kind, item.subject
            self.initial.setdefault("agency", item.agency_id)


class UnplannedVisitForm(PlannedVisitForm):
    """A visit outside of the plan."""

    PARENT = ""

    class Meta(PlannedVisitForm.Meta):
        fields = ["kind", "subject", "unplanned_reason", "held_on", "agency", "participants", "group", "place", "minutes"]

    def prepare(self) -> None:
        """A reason is asked for."""
        super().prepare()
        set_choices(self, "kind", kind_choices(self))
        reason = self.fields["unplanned_reason"]
        reason.required, reason.error_messages["required"] = True, "Ghi lý do kiểm tra, giám sát ngoài kế hoạch."


class MinutesForm(StepForm):
    """What the minutes print."""

    minutes = forms.CharField(
        label="Diễn biến, kết quả ghi trong biên bản", max_length=6000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mỗi đoạn một dòng. Phát hiện và kiến nghị ghi ở mục riêng, biên bản in kèm.",
        error_messages={"required": "Ghi diễn biến, kết quả."},
    )  # fmt: skip

    def __init__(self, *args: Any, row: Visit, user: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"minutes": row.minutes, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, user=user, **kwargs)


class VisitHouseholdForm(RowForm):
    """A household that was visited."""

    PARENT = "visit"
    household = HouseholdField(label="Hộ")

    class Meta(RowForm.Meta):
        model = VisitHousehold
        fields = ["household", "seen"]


class ReopenForm(StepForm):
    """The signed minutes no longer hold."""

    reason = TextField(
        label="Lý do mở lại", max_length=300, error_messages={"required": "Ghi lý do mở lại."},
        help_text="Tệp biên bản đã ký bị hủy với lý do này và vẫn lưu để đối chiếu.",
    )  # fmt: skip


class EvidenceForm(RowForm):
    """A photograph or paper."""

    PARENT = "visit"
    upload = EvidenceField(label="Tệp", kinds=PAPERS)
    field_order = ["role", "upload", "caption"]

    class Meta(RowForm.Meta):
        model = VisitFile
        fields = ["role", "caption"]
        labels = {"role": "Tệp này là"}
        help_texts = {"role": "Chọn “Biên bản” khi đã ký: từ đó nội dung, hộ và phát hiện không sửa được nữa."}

    def prepare(self) -> None:
        """The signed minutes are what is asked for most."""
        self.initial.setdefault("role", FileRole.MINUTES)


class FindingForm(RowForm):
    """What was found."""

    PARENT = "visit"
    household = HouseholdField(
        label="Hộ liên quan", required=False, help_text="Bắt buộc khi sai, sót đối tượng; để trống nếu phát hiện chung."
    )
    field_order = ["kind", "household", "text", "amount_dong"]

    class Meta(RowForm.Meta):
        model = Finding
        fields = ["kind", "household", "text", "amount_dong"]
        help_texts = {"amount_dong": "Chỉ ghi khi phát hiện sai về kinh phí."}
        widgets = {"text": lines(4)}


class RecommendationForm(RowForm):
    """What an agency is asked to do."""

    PARENT = "visit"

    class Meta(RowForm.Meta):
        model = Recommendation
        fields = ["finding", "agency", "text", "issued_on", "due_on"]
        help_texts = {"text": NO_NAMES}
        widgets = {"text": lines(4)}

    def prepare(self) -> None:
        """Findings of the visit, agencies of the ward."""
        found: Any = self.fields["finding"]
        visit: Any = self.parent
        found.empty_label = "Kiến nghị chung của cả cuộc"
        found.queryset = visit.findings.counting() if visit is not None else Finding.objects.none()
        order_agencies(self)


class ReminderForm(RowForm):
    """The agency was reminded."""

    PARENT = "recommendation"

    class Meta(RowForm.Meta):
        model = Reminder
        fields = ["on", "how"]
        help_texts = {"how": "Ví dụ: gọi điện cho đầu mối; nhắc tại giao ban tuần."}


class AnswerForm(RowForm):
    """What the agency did; carries the version of the recommendation."""

    PARENT = "recommendation"
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), min_value=0)
    upload = EvidenceField(label="Tài liệu kèm theo", kinds=PAPERS, required=False)
    field_order = ["version", "answered_on", "text", "upload"]

    class Meta(RowForm.Meta):
        model = Answer
        fields = ["answered_on", "text"]
        help_texts = {"text": "Đã làm gì, kết quả ra sao; việc nào chưa làm được và vì sao."}
        widgets = {"text": lines(6)}

    def conflict(self, error: Any, version: int) -> None:
        """Somebody else was faster: keep what was typed and let a second, conscious sending through."""
        self.refuse(error)
        data: Any = self.data.copy()
        data["version"] = str(version)
        self.data = data


class JudgeForm(StepForm):
    """Accept or return an answer."""

    verdict = forms.ChoiceField(
        label="Kết luận", choices=Verdict.choices(), widget=forms.RadioSelect, error_messages={"required": "Chọn chấp nhận hoặc trả lại."}
    )
    verdict_note = TextField(label="Ý kiến", max_length=600, required=False, help_text="Trả lại thì ghi việc đơn vị cần làm tiếp.")
    on = DayField(label="Ngày kết luận")


class EvaluationForm(RowForm):
    """A judgement about one (sub-)project or policy; the figures stand beside the form."""

    class Meta(RowForm.Meta):
        model = Evaluation
        fields = ["assigned", "reached", "judgement", "conclusion"]
        help_texts = {
            "assigned": "Theo quyết định phê duyệt và kế hoạch năm.",
            "reached": "Bằng lời; số liệu lấy từ các sổ và được lưu kèm, không phải gõ lại.",
        }
        widgets = {"assigned": lines(6), "reached": lines(4), "conclusion": lines(4)}

    def __init__(self, *args: Any, row: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "judgement", [("", "Chọn mức đạt được"), *Judgement.choices()])
        for name in ("year", "code", "name"):
            setattr(self.instance, name, getattr(row, name))
