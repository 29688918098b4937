"""A ward and its dated names: what is printed on a document depends on the day of the document."""

from datetime import date
from functools import lru_cache

from django.db import connection, models

from camphucnam.kernel.enums import LabelledEnum


class AreaType(LabelledEnum):
    """Area type of the poverty standard: a ward (phường) is urban (NĐ 07/2021, Điều 3)."""

    URBAN = "urban", "Thành thị"
    RURAL = "rural", "Nông thôn"


class Ward(models.Model):
    """The unit that everything belongs to. ``code`` is the national unit code or any unique short code."""

    code = models.CharField("mã phường", max_length=20, unique=True)
    is_demo = models.BooleanField("dữ liệu minh họa", default=False)

    privacy = {"id": "open", "code": "open", "is_demo": "open"}

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def profile_on(self, day: date) -> "WardProfile":
        """The names in force on ``day``; the earliest profile for days before all of them."""
        profiles = sorted(self.profiles.all(), key=lambda profile: profile.from_on)
        valid = [profile for profile in profiles if profile.from_on <= day]
        return valid[-1] if valid else profiles[0]

    def name_on(self, day: date) -> str:
        """The name in force on ``day``, as inside a sentence: "phường …"; the code while no name is known. One prepared query."""
        with connection.cursor() as cursor:
            cursor.execute(_name_statement(connection.vendor), [self.pk, connection.ops.adapt_datefield_value(day)])
            row = cursor.fetchone()
        return row[0] if row else self.code


class WardProfile(models.Model):
    """Names, authorities, letterhead and signatories of a ward from a day on (changed on 1/7/2025 for many)."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="profiles")
    from_on = models.DateField("áp dụng từ ngày")
    name = models.CharField("tên đơn vị", max_length=120, help_text="Ví dụ: phường Cam Phúc Nam")
    authority_name = models.CharField(
        "tên cơ quan ban hành", max_length=160, help_text="Dòng đậm của tiêu đề, ví dụ: ỦY BAN NHÂN DÂN PHƯỜNG …"
    )
    parent_name = models.CharField("cơ quan cấp trên", max_length=160, blank=True, help_text="Dòng trên của tiêu đề")
    province_name = models.CharField("tỉnh, thành phố", max_length=120, blank=True)
    report_to = models.CharField("nơi nhận báo cáo (Kính gửi)", max_length=250, blank=True)
    opinion_authority = models.CharField("cơ quan cho ý kiến kết quả rà soát", max_length=160, blank=True)
    place_name = models.CharField("địa danh ghi trên văn bản", max_length=80)
    office_name = models.CharField("bộ phận tổng hợp", max_length=160, default="Bộ phận Lao động - Thương binh và Xã hội")
    document_suffix = models.CharField("ký hiệu cơ quan", max_length=30, default="UBND")
    area_type = models.CharField("khu vực", max_length=10, choices=AreaType.choices(), default=AreaType.URBAN)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    signing_lines = models.JSONField("thẩm quyền ký", default=list, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    privacy = {
        "id": "open",
        "ward": "open",
        "from_on": "open",
        "name": "open",
        "authority_name": "open",
        "parent_name": "open",
        "province_name": "open",
        "report_to": "open",
        "opinion_authority": "open",
        "place_name": "open",
        "office_name": "open",
        "document_suffix": "open",
        "area_type": "open",
        "recipients": "open",
        "signing_lines": "open",
        "signer_name": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["ward", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "from_on"],
                name="ward_profile_once_a_day",
                violation_error_message="Phường đã có bộ tên áp dụng từ ngày này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.from_on:%Y-%m-%d})"


@lru_cache(maxsize=4)
def _name_statement(vendor: str) -> str:
    """Every page asks for the name of its ward; composing the statement costs more than running it."""
    newest = WardProfile.objects.filter(ward_id=0).filter(from_on__lte=date.max).order_by("-from_on").values_list("name")[:1]
    return newest.query.get_compiler(connection=connection).as_sql()[0]


__all__ = ["AreaType", "Ward", "WardProfile"]
