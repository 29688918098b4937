"""People who look for work, places that are free, introductions, placements (DA4.TDA2, CS6)."""

from django.db import models
from django.db.models import Q

from households.models import Member
from households.rules.needs import NeedKind
from livelihoods.models.base import JOBS
from livelihoods.models.fairs import JobFair, LabourBulletin
from livelihoods.rules.words import JobSupportKind, ReferralState, SeekerEnd
from registers.models import KEPT_PRIVACY, Help, Kept, at_least, in_order, void_explained


class JobSeeker(Kept):
    """A person who looks for work from a day until a day (inside), and what is wished for."""

    CODES, PARTS, WORD = JOBS, ("supports", "referrals", "placements"), "Người tìm việc"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="job_searches", verbose_name="người tìm việc")
    wishes = models.CharField("nguyện vọng", max_length=300, blank=True)
    skills = models.CharField("tay nghề, kinh nghiệm", max_length=300, blank=True)
    from_on = models.DateField("tìm việc từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    end_reason = models.CharField("lý do thôi tìm việc", max_length=10, choices=SeekerEnd.choices(), blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "member": "personal",
        "wishes": "personal",
        "skills": "personal",
        "from_on": "office",
        "to_on": "office",
        "end_reason": "personal",
        "source": "office",
    }

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            void_explained("seeker"),
            in_order("seeker_days", "from_on", "to_on", "Ngày thôi tìm việc phải từ ngày bắt đầu tìm trở đi."),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, end_reason="") | (Q(to_on__isnull=False) & ~Q(end_reason="")),
                name="seeker_end_explained",
                violation_error_message="Ghi cả ngày và lý do thôi tìm việc.",
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(to_on__isnull=True, voided_at__isnull=True),
                name="seeker_one_open",
                violation_error_message="Người này đang có trong sổ người tìm việc. Mở dòng đã có để ghi tiếp.",
            ),
        ]

    def __str__(self) -> str:
        return self.member.full_name


class JobSupport(Kept):
    """What was done for a seeker on a day besides introductions."""

    CODES, WORD, HELPED = JOBS, "Hỗ trợ việc làm", "seeker__member"

    seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="supports", verbose_name="người tìm việc")
    kind = models.CharField("nội dung", max_length=8, choices=JobSupportKind.choices())
    given_on = models.DateField("ngày")
    fair = models.ForeignKey(
        JobFair, null=True, blank=True, on_delete=models.PROTECT, related_name="supports", verbose_name="tại phiên giao dịch việc làm"
    )
    bulletin = models.ForeignKey(
        LabourBulletin, null=True, blank=True, on_delete=models.PROTECT, related_name="supports", verbose_name="bằng bản tin"
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "seeker": "personal",
        "kind": "personal",
        "given_on": "office",
        "fair": "open",
        "bulletin": "open",
        "note": "personal",
    }

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [
            void_explained("job_support"),
            models.CheckConstraint(
                condition=Q(fair__isnull=True) | Q(bulletin__isnull=True),
                name="job_support_one_occasion",
                violation_error_message="Chọn phiên giao dịch việc làm hoặc bản tin, không chọn cả hai.",
            ),
            models.UniqueConstraint(
                fields=["seeker", "fair", "kind"],
                condition=Q(voided_at__isnull=True),
                name="job_support_once_a_fair",
                violation_error_message="Đã ghi hỗ trợ này cho người tìm việc tại phiên đó.",
            ),
            models.UniqueConstraint(
                fields=["seeker", "bulletin"],
                condition=Q(voided_at__isnull=True),
                name="job_support_once_a_bulletin",
                violation_error_message="Người tìm việc này đã được thông tin bằng bản tin đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{JobSupportKind.label_of(self.kind)}: {self.seeker}"

    def help(self) -> Help:
        """It meets the need of information about work."""
        person = self.seeker.member
        return Help(person.household, person, (NeedKind.JOB_INFO,), self.given_on, JobSupportKind.label_of(self.kind))


class Vacancy(Kept):
    """A place that an employer offers. Wages in whole đồng a month; a missing end means until filled."""

    CODES, PARTS, WORD = JOBS, ("referrals",), "Vị trí việc làm"

    employer = models.CharField("nơi tuyển dụng", max_length=200)
    search_text = models.CharField(max_length=500, editable=False, default="")
    job = models.CharField("công việc", max_length=200)
    place = models.CharField("nơi làm việc", max_length=200, blank=True)
    wage_from_dong = models.PositiveBigIntegerField("lương từ", null=True, blank=True)
    wage_to_dong = models.PositiveBigIntegerField("lương đến", null=True, blank=True)
    positions = models.PositiveSmallIntegerField("số người cần tuyển")
    from_on = models.DateField("tuyển từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    source = models.CharField("nguồn tin", max_length=200)
    fair = models.ForeignKey(
        JobFair,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vacancies",
        verbose_name="đưa ra tại phiên giao dịch việc làm",
    )

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(
            [
                "search_text",
                "employer",
                "job",
                "place",
                "wage_from_dong",
                "wage_to_dong",
                "positions",
                "from_on",
                "to_on",
                "source",
                "fair",
            ],
            "open",
        ),
    }

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            void_explained("vacancy"),
            in_order("vacancy_days", "from_on", "to_on", "Ngày hết tuyển phải từ ngày bắt đầu tuyển trở đi."),
            in_order("vacancy_wage", "wage_from_dong", "wage_to_dong", "Mức lương cao nhất phải từ mức thấp nhất trở lên."),
            at_least("vacancy_positions", "positions", 1, "Số người cần tuyển phải từ 1 trở lên."),
        ]

    def __str__(self) -> str:
        return f"{self.job}, {self.employer}"


class Referral(Kept):
    """A seeker introduced to a vacancy, and what became of it. ``closed_on``: the day of the last step."""

    CODES, PARTS, WORD = JOBS, ("placements",), "Giới thiệu việc làm"

    seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="referrals", verbose_name="người tìm việc")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="referrals", verbose_name="vị trí việc làm")
    referred_on = models.DateField("giới thiệu ngày")
    interviewed_on = models.DateField("phỏng vấn ngày", null=True, blank=True)
    closed_on = models.DateField("kết thúc ngày", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=12, choices=ReferralState.choices(), default=ReferralState.REFERRED)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "seeker": "personal",
        "vacancy": "open",
        "referred_on": "office",
        "interviewed_on": "office",
        "closed_on": "office",
        "state": "personal",
        "note": "personal",
    }

    class Meta:
        ordering = ["-referred_on", "-id"]
        constraints = [
            void_explained("referral"),
            in_order("referral_interview", "referred_on", "interviewed_on", "Ngày phỏng vấn phải từ ngày giới thiệu trở đi."),
            in_order("referral_end", "referred_on", "closed_on", "Ngày có kết quả phải từ ngày giới thiệu trở đi."),
            in_order("referral_steps", "interviewed_on", "closed_on", "Ngày có kết quả phải từ ngày phỏng vấn trở đi."),
            models.CheckConstraint(
                condition=Q(state__in=["referred", "interviewed"], closed_on__isnull=True)
                | Q(state__in=["placed", "refused", "no_show"], closed_on__isnull=False),
                name="referral_closed_with_a_day",
                violation_error_message="Giới thiệu đã có kết quả phải ghi ngày có kết quả.",
            ),
            models.UniqueConstraint(
                fields=["seeker", "vacancy"],
                condition=Q(state__in=["referred", "interviewed"], voided_at__isnull=True),
                name="referral_one_open",
                violation_error_message="Người này đang được giới thiệu vào vị trí đó. Ghi kết quả của lần giới thiệu trước đã.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seeker} → {self.vacancy}"


class Placement(Kept):
    """A seeker began to work. ``still_working`` None: not asked yet after the months that data/registers.toml names."""

    CODES, WORD, HELPED, ALIKE = JOBS, "Việc làm đã kết nối", "seeker__member", ("livelihoods.WorkAbroad",)

    seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="placements", verbose_name="người tìm việc")
    referral = models.ForeignKey(Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="placements")
    employer = models.CharField("nơi làm việc", max_length=200)
    job = models.CharField("công việc", max_length=200)
    started_on = models.DateField("nhận việc ngày")
    has_contract = models.BooleanField("có hợp đồng lao động")
    wage_dong = models.PositiveBigIntegerField("lương một tháng", null=True, blank=True)
    checked_on = models.DateField("hỏi lại ngày", null=True, blank=True)
    still_working = models.BooleanField("còn làm việc", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "seeker": "personal",
        "referral": "personal",
        "employer": "personal",
        "job": "personal",
        "started_on": "office",
        "has_contract": "personal",
        "wage_dong": "sensitive",
        "checked_on": "office",
        "still_working": "personal",
    }

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            void_explained("placement"),
            in_order("placement_check", "started_on", "checked_on", "Ngày hỏi lại phải từ ngày nhận việc trở đi."),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, still_working__isnull=True) | Q(checked_on__isnull=False, still_working__isnull=False),
                name="placement_check_complete",
                violation_error_message="Ghi cả ngày hỏi lại và kết quả còn làm hay đã nghỉ.",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(voided_at__isnull=True),
                name="placement_once",
                violation_error_message="Lần giới thiệu này đã ghi nhận việc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seeker}: {self.job}, {self.employer}"

    def help(self) -> Help:
        """It meets the need of work."""
        person = self.seeker.member
        return Help(person.household, person, (NeedKind.JOB,), self.started_on, f"Nhận việc: {self.job}, {self.employer}")
