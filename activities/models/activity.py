"""Activities of the plan: what was planned beside what was done."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from activities.querysets import ActivityChildQuerySet, ActivityQuerySet
from activities.rules.words import FOR_ANYONE, KIND_WORK, ActivityKind, ActivityState, FileRole
from camphucnam.files.models import StoredFile
from households.models import ResidentialGroup
from programs.models import Agency, Policy, SubProject, SupportContent
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained


class Activity(Kept):
    """One activity: planned, under way, done or cancelled. ``headcount`` is who was counted on the spot, listed or not."""

    PARTS, WORD = ("participations", "files", "takings", "cadre_trainings"), "Hoạt động"

    kind = models.CharField("loại hoạt động", max_length=14, choices=ActivityKind.choices())
    title = models.CharField("tên hoạt động", max_length=200)
    search_text = models.CharField(max_length=500, editable=False, default="")
    subproject = models.ForeignKey(
        SubProject, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name="dự án, tiểu dự án"
    )
    policy = models.ForeignKey(
        Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name="chính sách"
    )
    content = models.ForeignKey(
        SupportContent, null=True, blank=True, on_delete=models.PROTECT, related_name="activities", verbose_name="nội dung hỗ trợ"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="activities", verbose_name="đơn vị thực hiện")
    groups = models.ManyToManyField(ResidentialGroup, blank=True, related_name="activities", verbose_name="tổ dân phố được đến")
    place = models.CharField("địa điểm", max_length=200, blank=True)
    planned_from_on = models.DateField("dự kiến từ ngày")
    planned_to_on = models.DateField("dự kiến đến hết ngày")
    expected_participants = models.PositiveIntegerField("dự kiến số người", null=True, blank=True)
    planned_cost_dong = models.PositiveBigIntegerField("dự kiến kinh phí", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=ActivityState.choices(), default=ActivityState.PLANNED)
    from_on = models.DateField("bắt đầu ngày", null=True, blank=True)
    to_on = models.DateField("kết thúc ngày", null=True, blank=True)
    cost_dong = models.PositiveBigIntegerField("kinh phí thực hiện", null=True, blank=True)
    headcount = models.PositiveIntegerField("số người dự đếm tại chỗ", null=True, blank=True)
    headcount_women = models.PositiveIntegerField("trong đó nữ", null=True, blank=True)
    result = models.TextField("kết quả", max_length=2000, blank=True)
    cancel_reason = models.CharField("lý do không thực hiện", max_length=300, blank=True)

    objects: ClassVar[Any] = ActivityQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(
            ["kind", "title", "search_text", "subproject", "policy", "content", "agency", "groups", "place", "planned_from_on",
             "planned_to_on", "expected_participants", "planned_cost_dong", "state", "from_on", "to_on", "cost_dong", "headcount",
             "headcount_women"],
            "open",
        ),
        "result": "office",
        "cancel_reason": "office",
    }  # fmt: skip

    class Meta:
        ordering = ["-planned_from_on", "-id"]
        indexes = [models.Index(fields=["ward", "state", "to_on"], name="activity_done_days")]
        constraints = [
            void_explained("activity"),
            in_order("activity_planned", "planned_from_on", "planned_to_on", "Ngày dự kiến kết thúc phải từ ngày dự kiến bắt đầu trở đi."),
            in_order("activity_days", "from_on", "to_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            models.CheckConstraint(
                condition=Q(subproject__isnull=True) | Q(policy__isnull=True),
                name="activity_one_subject",
                violation_error_message="Chọn một dự án, tiểu dự án hoặc một chính sách, không chọn cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(state=ActivityState.PLANNED, from_on__isnull=True, to_on__isnull=True)
                | Q(state=ActivityState.UNDER_WAY, from_on__isnull=False, to_on__isnull=True)
                | Q(state=ActivityState.DONE, from_on__isnull=False, to_on__isnull=False)
                | (Q(state=ActivityState.CANCELLED, to_on__isnull=True) & ~Q(cancel_reason="")),
                name="activity_state_with_days",
                violation_error_message="Tình trạng phải khớp với ngày bắt đầu, ngày kết thúc; không thực hiện thì ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(headcount_women__isnull=True) | Q(headcount__isnull=False, headcount_women__lte=models.F("headcount")),
                name="activity_women_within",
                violation_error_message="Số nữ không được nhiều hơn số người dự.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def codes(self) -> tuple[str, ...]:
        """The (sub-)project or policy it serves, and the work that its kind is."""
        subject = self.subproject or self.policy
        work = KIND_WORK.get(ActivityKind(self.kind)) if self.kind else None
        return tuple(filter(None, (subject.code if subject else "", work)))

    @property
    def subject_code(self) -> str:
        """Code of the (sub-)project or policy that it serves; empty for none."""
        subject = self.subproject or self.policy
        return subject.code if subject else ""

    @property
    def judged_by(self) -> str:
        """Code by which eligibility is judged; empty where the activity is for anyone."""
        return "" if self.kind in FOR_ANYONE else self.subject_code

    @property
    def first_day(self) -> date:
        """The day on which eligibility is judged: when it began, else when it is planned to."""
        began: date | None = self.from_on
        return began or self.planned_from_on


class ActivityPart(Kept):
    """A row that hangs on an activity: it is the work of whoever keeps the activity."""

    class Meta:
        abstract = True

    activity: models.ForeignKey

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the activity."""
        return tuple(self.activity.codes)


class ActivityFile(ActivityPart):
    """A photograph, the minutes or another paper of an activity."""

    WORD = "Tệp của hoạt động"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="files", verbose_name="hoạt động")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    role = models.CharField("là", max_length=8, choices=FileRole.choices())
    caption = models.CharField("chú thích", max_length=200, blank=True)
    taken_on = models.DateField("ngày")

    objects: ClassVar[Any] = ActivityChildQuerySet.as_manager()
    privacy = {**KEPT_PRIVACY, "activity": "open", "file": "personal", "role": "open", "caption": "personal", "taken_on": "office"}

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [void_explained("activity_file")]

    def __str__(self) -> str:
        return self.caption or FileRole.label_of(self.role)


class Taking(ActivityPart):
    """Money that a fund drive brought in, whole đồng."""

    WORD = "Khoản ủng hộ"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="takings", verbose_name="hoạt động")
    received_on = models.DateField("nhận ngày")
    source = models.CharField("người, đơn vị ủng hộ", max_length=200)
    group = models.ForeignKey(
        ResidentialGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tổ dân phố"
    )
    amount_dong = models.PositiveBigIntegerField("số tiền")
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects: ClassVar[Any] = ActivityChildQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        "activity": "open",
        "received_on": "open",
        "source": "personal",
        "group": "open",
        "amount_dong": "office",
        "note": "office",
    }

    class Meta:
        ordering = ["-received_on", "-id"]
        constraints = [void_explained("taking"), at_least("taking_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0.")]

    def __str__(self) -> str:
        return self.source
