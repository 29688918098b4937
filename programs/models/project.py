"""Programme, projects and (sub-)projects with their two codes: the plan's own and the national one."""

from django.db import models

from programs.models.agency import Agency
from programs.models.base import Retirable
from programs.models.plan import Plan
from programs.querysets import PlanScopedQuerySet, ProjectQuerySet, SubProjectChildQuerySet, SubProjectQuerySet
from programs.rules.words import SectionKind


class Programme(Retirable):
    """The national target programme that the plan carries out."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="programmes")
    code = models.CharField("mã", max_length=30)
    name = models.CharField("tên", max_length=250)
    period = models.CharField("giai đoạn", max_length=20)
    legal_basis = models.CharField("căn cứ", max_length=200, blank=True)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "plan", "code", "name", "period", "legal_basis", "line", "retired_on"], "open")

    class Meta:
        ordering = ["plan", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="programme_once", violation_error_message="Kế hoạch đã có chương trình mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.name


class Project(Retirable):
    """A project. ``printed`` is its number as printed ("Dự án 4:"), ``label`` the number of the passage ("1.3.")."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="projects")
    code = models.CharField("mã của kế hoạch", max_length=20)
    national_code = models.CharField("mã quốc gia", max_length=20)
    order = models.PositiveSmallIntegerField()
    label = models.CharField("số mục", max_length=10)
    printed = models.CharField("số in", max_length=30)
    name = models.CharField("tên", max_length=250)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = ProjectQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "programme", "code", "national_code", "order", "label", "printed", "name", "line", "retired_on"], "open")

    class Meta:
        ordering = ["programme", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="project_once", violation_error_message="Chương trình đã có dự án mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """``Dự án 4. Phát triển giáo dục nghề nghiệp, việc làm bền vững``: one mark between number and name everywhere."""
        return f"{self.printed.rstrip('.:')}. {self.name}"


class SubProject(Retirable):
    """The unit that work, money and results belong to: a sub-project, or a project that has none (``is_whole_project``)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="subprojects")
    code = models.CharField("mã của kế hoạch", max_length=20)
    national_code = models.CharField("mã quốc gia", max_length=20)
    order = models.PositiveSmallIntegerField()
    label = models.CharField("số mục", max_length=10)
    printed = models.CharField("số in", max_length=30)
    name = models.CharField("tên", max_length=250)
    is_whole_project = models.BooleanField("là cả dự án", default=False)
    lead = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="led_subprojects", verbose_name="cơ quan chủ trì")
    lead_text = models.CharField("câu về cơ quan chủ trì", max_length=250)
    partners = models.JSONField("cơ quan phối hợp", default=list)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = SubProjectQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id", "project", "code", "national_code", "order", "label", "printed", "name",
            "is_whole_project", "lead", "lead_text", "partners", "line", "retired_on",
        ],
        "open",
    )  # fmt: skip

    class Meta:
        ordering = ["project", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"], name="subproject_once", violation_error_message="Dự án đã có tiểu dự án mang mã này."
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def full_name(self) -> str:
        """``Tiểu dự án 2. Hỗ trợ việc làm bền vững``."""
        return f"{self.printed.rstrip('.:')}. {self.name}"


class SubProjectSection(Retirable):
    """A lettered part as printed. ``is_inline``: the text follows the heading after a colon."""

    subproject = models.ForeignKey(SubProject, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField("phần", max_length=14, choices=SectionKind.choices())
    order = models.PositiveSmallIntegerField()
    letter = models.CharField("chữ cái", max_length=5)
    heading = models.CharField("đề mục", max_length=100)
    is_inline = models.BooleanField(default=False)
    paragraphs = models.JSONField("các đoạn", default=list)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = SubProjectChildQuerySet.as_manager()
    privacy = dict.fromkeys(
        ["id", "subproject", "kind", "order", "letter", "heading", "is_inline", "paragraphs", "line", "retired_on"], "open"
    )

    class Meta:
        ordering = ["subproject", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["subproject", "kind"], name="subproject_section_once", violation_error_message="Tiểu dự án đã có phần này."
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.heading}"


class SupportContent(Retirable):
    """One thing that a (sub-)project gives. Contents with the same ``paragraph`` are printed in one paragraph."""

    subproject = models.ForeignKey(SubProject, on_delete=models.PROTECT, related_name="contents")
    order = models.PositiveSmallIntegerField()
    paragraph = models.PositiveSmallIntegerField()
    text = models.TextField("nội dung hỗ trợ")
    clause = models.CharField("mục, điểm", max_length=60, blank=True)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = SubProjectChildQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "subproject", "order", "paragraph", "text", "clause", "line", "retired_on"], "open")

    class Meta:
        ordering = ["subproject", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["subproject", "order"], name="support_content_once", violation_error_message="Thứ tự này đã có ở nội dung khác."
            )
        ]

    def __str__(self) -> str:
        return self.text
