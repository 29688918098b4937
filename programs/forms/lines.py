"""Forms of the plan editor: one per kind of line. Services write."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from camphucnam.accounts.forms.ward import LinesField
from camphucnam.ui.forms import set_choices
from programs.forms.line import LineForm, ParagraphsField
from programs.models import (
    Agency,
    Assignment,
    BeneficiaryRule,
    LegalBasis,
    Plan,
    PlanSection,
    Policy,
    Project,
    Recipient,
    ReportingDuty,
    SubProject,
    SubProjectSection,
    SupportContent,
)
from programs.rules.words import BeneficiaryClass, Trait

LABEL = "Số đứng trước tên khi in, ví dụ 1.1."
CODE = "Mã dùng trong phần mềm, ví dụ DA2 hoặc CS1. Không đổi được về sau."
NATIONAL = "Mã của chương trình quốc gia, ví dụ DA2. Để trống nếu chưa biết."
CLAUSE = "Chỗ trong văn bản, ví dụ phần II, mục 1.1, điểm c."
CONTENT_SHOWN = 120


class SectionForm(LineForm):
    """A section of plain text."""

    paragraphs = ParagraphsField()

    class Meta(LineForm.Meta):
        model = PlanSection
        fields = ("level", "label", "heading", "paragraphs")
        labels = {"level": "Cấp (1 phần lớn, 2 mục, 3 mục nhỏ)"}
        help_texts = {"label": "Số đứng trước đề mục khi in, ví dụ I. hoặc 1."}


class BasisForm(LineForm):
    """A document that the plan names."""

    ASKED = ("role", "kind", "number", "issuer", "subject")

    class Meta(LineForm.Meta):
        model = LegalBasis
        fields = ("role", "kind", "number", "signed_on", "issuer", "subject", "clause", "text")
        help_texts = {
            "kind": "Ví dụ: Quyết định, Kế hoạch.", "number": "Ví dụ: 90/QĐ-TTg.",
            "text": "Câu in ở đầu văn bản. Để trống: ghép từ các mục trên.",
        }  # fmt: skip


class RecipientForm(LineForm):
    """A line of Nơi nhận."""

    class Meta(LineForm.Meta):
        model = Recipient
        fields = ("text",)


class ProjectForm(LineForm):
    """A project."""

    STARTS = ("code",)

    class Meta(LineForm.Meta):
        model = Project
        fields = ("label", "printed", "name", "code", "national_code")
        help_texts = {"label": LABEL, "printed": "Cách gọi khi in, ví dụ Dự án 2.", "code": CODE, "national_code": NATIONAL}

    def prepare(self) -> None:
        """The national code may be unknown."""
        self.fields["national_code"].required = False


class SubProjectForm(LineForm):
    """A (sub-)project and who leads it."""

    STARTS = ("project", "code", "is_whole_project")
    partners = LinesField(label="Cơ quan phối hợp", required=False, help_text="Mỗi dòng một cơ quan.")

    class Meta(LineForm.Meta):
        model = SubProject
        fields = (
            "project", "label", "printed", "name", "code", "national_code", "is_whole_project", "lead", "lead_text", "partners",
        )  # fmt: skip
        labels = {"project": "Thuộc dự án"}
        help_texts = {
            "label": LABEL, "printed": "Cách gọi khi in, ví dụ Tiểu dự án 1.", "code": CODE, "national_code": NATIONAL,
            "lead_text": "Ghi đúng lời của kế hoạch về cơ quan chủ trì.",
        }  # fmt: skip

    def prepare(self) -> None:
        """Projects of the plan, agencies of the ward."""
        self.choose("project", Project.objects.current().filter(programme__plan=self.plan), "p")
        self.choose("lead", Agency.objects.current().in_ward(self.plan.ward_id), "a")
        self.fields["national_code"].required = False
        self.fields["lead_text"].required = False


def _subprojects(plan: Plan) -> QuerySet[Any]:
    return SubProject.objects.current().filter(project__programme__plan=plan)


class PartForm(LineForm):
    """A lettered part of a (sub-)project."""

    STARTS = ("subproject", "kind")
    paragraphs = ParagraphsField(help_text="Mỗi đoạn một dòng. Nội dung hỗ trợ thêm ở từng dòng riêng.")

    class Meta(LineForm.Meta):
        model = SubProjectSection
        fields = ("subproject", "kind", "letter", "heading", "is_inline", "paragraphs")
        labels = {"subproject": "Thuộc", "is_inline": "In liền sau đề mục"}
        help_texts = {"letter": "Ví dụ: a.", "is_inline": "Đoạn in cùng dòng với đề mục, sau dấu hai chấm."}

    def prepare(self) -> None:
        """(Sub-)projects of the plan."""
        self.choose("subproject", _subprojects(self.plan), "s")


class ContentForm(LineForm):
    """One thing that a (sub-)project gives."""

    STARTS = ("subproject",)

    class Meta(LineForm.Meta):
        model = SupportContent
        fields = ("subproject", "text", "clause", "paragraph")
        labels = {"subproject": "Thuộc", "paragraph": "Đoạn in"}
        help_texts = {"clause": CLAUSE, "paragraph": "Các nội dung cùng số đoạn in chung một đoạn."}

    def prepare(self) -> None:
        """(Sub-)projects of the plan; without a paragraph it stands alone."""
        self.choose("subproject", _subprojects(self.plan), "s")
        self.fields["paragraph"].required = bool(self.instance.pk)


class PolicyForm(LineForm):
    """A regular policy and who owns it."""

    STARTS = ("code",)
    paragraphs = ParagraphsField()

    class Meta(LineForm.Meta):
        model = Policy
        fields = ("label", "name", "code", "paragraphs", "owners")
        help_texts = {"label": "Số đứng trước tên khi in, ví dụ 2.1.", "code": CODE}
        widgets = {"owners": forms.CheckboxSelectMultiple}

    def prepare(self) -> None:
        """Agencies of the ward."""
        self.choose("owners", Agency.objects.current().in_ward(self.plan.ward_id), "a")


class TaskForm(LineForm):
    """A task of an agency."""

    STARTS = ("agency",)

    class Meta(LineForm.Meta):
        model = Assignment
        fields = ("agency", "text", "paragraph")
        labels = {"paragraph": "Đoạn in"}
        help_texts = {"paragraph": "Các nhiệm vụ cùng số đoạn in chung một đoạn."}

    def prepare(self) -> None:
        """Agencies of the ward; without a paragraph it stands alone."""
        self.choose("agency", Agency.objects.current().in_ward(self.plan.ward_id), "a")
        self.fields["paragraph"].required = bool(self.instance.pk)


class DutyForm(LineForm):
    """A reporting duty and its day."""

    STARTS = ("kind",)

    class Meta(LineForm.Meta):
        model = ReportingDuty
        fields = ("kind", "from_text", "to_text", "before_rule", "before_day", "before_month", "text")
        labels = {"before_rule": "Cách tính hạn", "before_day": "Trước ngày", "before_month": "Tháng"}
        help_texts = {
            "before_day": "Ngày trong tháng, từ 1 đến 31.", "before_month": "Từ 1 đến 12; chỉ nhập khi hạn là một ngày cố định trong năm."
        }  # fmt: skip

    def prepare(self) -> None:
        """Which of day and month are needed depends on the rule."""
        self.fields["before_day"].required = self.fields["before_month"].required = False

    def clean(self) -> dict[str, Any]:
        """A fixed day has a day and a month, a day of the last month of the quarter has a day."""
        data: dict[str, Any] = super().clean() or {}
        rule, day, month = (data.get(name) for name in ("before_rule", "before_day", "before_month"))
        if rule in {"fixed", "last_month_of_quarter"} and not 1 <= (day or 0) <= 31:
            self.add_error("before_day", "Nhập ngày từ 1 đến 31.")
        if rule == "fixed" and not 1 <= (month or 0) <= 12:
            self.add_error("before_month", "Nhập tháng từ 1 đến 12.")
        return data


def _content_label(content: SupportContent) -> str:
    return f"{content.subproject.code}, nội dung {content.order}: {Truncator(content.text).chars(CONTENT_SHOWN)}"


class RuleForm(LineForm):
    """Who benefits, in words and as classes that the rules understand."""

    STARTS = ("subproject", "content", "policy")
    classes = forms.MultipleChoiceField(label="Diện", required=False, widget=forms.CheckboxSelectMultiple)
    traits = forms.MultipleChoiceField(label="Điều kiện (có một là đủ)", required=False, widget=forms.CheckboxSelectMultiple)

    class Meta(LineForm.Meta):
        model = BeneficiaryRule
        fields = (
            "subproject", "content", "policy", "kind", "unit", "text", "classes", "traits", "lower_months", "lower_inclusive",
            "upper_months", "upper_inclusive", "from_on", "to_on", "clause",
        )  # fmt: skip
        labels = {
            "subproject": "Của tiểu dự án", "content": "Hoặc của một nội dung", "policy": "Hoặc của chính sách",
            "lower_inclusive": "Kể cả tháng đầu", "upper_inclusive": "Kể cả tháng cuối", "from_on": "Áp dụng từ ngày",
            "to_on": "Áp dụng đến hết ngày",
        }  # fmt: skip
        help_texts = {
            "content": "Nội dung có quy tắc riêng thì không theo quy tắc chung của tiểu dự án.",
            "from_on": "Để trống: từ khi kế hoạch có hiệu lực.", "to_on": "Để trống: cho đến hết kế hoạch.",
        }  # fmt: skip

    def prepare(self) -> None:
        """Subjects of the plan, classes and traits with their words."""
        self.choose("subproject", _subprojects(self.plan), "s")
        self.choose("policy", Policy.objects.current().filter(plan=self.plan), "c")
        self._choose_content()
        for name in ("subproject", "content", "policy", "lower_months", "upper_months"):
            if name in self.fields:
                self.fields[name].required = False
        set_choices(self, "classes", [(item.value, item.label) for item in BeneficiaryClass])
        set_choices(self, "traits", [(item.value, item.label) for item in Trait])

    def clean(self) -> dict[str, Any]:
        """A new rule belongs to exactly one (sub-)project, content or policy; ends come after beginnings."""
        data: dict[str, Any] = super().clean() or {}
        chosen = [name for name in self.STARTS if data.get(name) is not None]
        if not self.instance.pk and len(chosen) != 1:
            self.add_error("subproject", "Chọn đúng một: tiểu dự án, nội dung hoặc chính sách.")
        for first, last, said in (
            ("from_on", "to_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ("lower_months", "upper_months", "Tuổi cuối phải từ tuổi đầu trở lên."),
        ):
            if data.get(first) is not None and data.get(last) is not None and data[last] < data[first]:
                self.add_error(last, said)
        return data

    def _choose_content(self) -> None:
        """Contents without a rule of their own; opened from a (sub-)project, only those of it."""
        rows = SupportContent.objects.current().filter(subproject__in=_subprojects(self.plan), rule__isnull=True)
        if self.under.startswith("n"):
            rows = rows.filter(subproject__in=[item.pk for item in _subprojects(self.plan) if self.under == f"n{item.pk}"])
        self.choose("content", rows.select_related("subproject").order_by("subproject__project__order", "subproject__order", "order"), "-")
        field: Any = self.fields.get("content")
        if field is not None:
            field.label_from_instance = _content_label


FORMS: dict[str, type[LineForm]] = {
    "can-cu": BasisForm,
    "muc": SectionForm,
    "du-an": ProjectForm,
    "tieu-du-an": SubProjectForm,
    "phan": PartForm,
    "noi-dung": ContentForm,
    "chinh-sach": PolicyForm,
    "quy-tac": RuleForm,
    "nhiem-vu": TaskForm,
    "bao-cao": DutyForm,
    "noi-nhan": RecipientForm,
}
