"""Job fairs and labour-market bulletins: how people learn which work there is (DA4.TDA2)."""

from django.db import models
from django.db.models import Q

from activities.models import Activity, Broadcast
from camphucnam.files.models import StoredFile
from households.models import ResidentialGroup
from livelihoods.models.base import MARKET
from livelihoods.rules.words import SpreadChannel
from registers.models import KEPT_PRIVACY, Kept, void_explained


class JobFair(Kept):
    """A job fair. Place, days, who came, photographs and result are the activity's; which employers came and what they offered are
    the vacancies of the fair; interviews and hires are introductions to those vacancies."""

    CODES, PARTS, WORD = MARKET, ("vacancies", "supports"), "Phiên giao dịch việc làm"

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="job_fair", verbose_name="hoạt động")
    organiser = models.CharField("đơn vị đứng ra tổ chức phiên", max_length=200)

    privacy = {**KEPT_PRIVACY, "activity": "open", "organiser": "open"}

    class Meta:
        ordering = ["-activity__planned_from_on", "-id"]
        constraints = [void_explained("job_fair")]

    def __str__(self) -> str:
        return f"{self.activity.title}, {self.activity.first_day:%d/%m/%Y}"


class LabourBulletin(Kept):
    """A bulletin about the labour market, written by the ward or passed on."""

    CODES, PARTS, WORD = MARKET, ("spreads", "supports"), "Bản tin thị trường lao động"

    number = models.CharField("số bản tin", max_length=60)
    period = models.CharField("kỳ tin", max_length=60)
    issued_on = models.DateField("phát hành ngày")
    source = models.CharField("nguồn tin", max_length=200)
    content = models.TextField("nội dung chính", max_length=2000)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    search_text = models.CharField(max_length=500, editable=False, default="")

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["number", "period", "issued_on", "source", "content", "file", "search_text"], "open"),
    }

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            void_explained("bulletin"),
            models.UniqueConstraint(
                fields=["ward", "number", "issued_on"],
                condition=Q(voided_at__isnull=True),
                name="bulletin_once",
                violation_error_message="Bản tin số này, phát hành ngày này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"Bản tin số {self.number}, {self.period}"


class BulletinSpread(Kept):
    """One way in which a bulletin was spread on a day, and the groups that it reached. What went out by loudspeaker is the
    broadcast of the station's log."""

    CODES, WORD = MARKET, "Lần phổ biến bản tin"

    bulletin = models.ForeignKey(LabourBulletin, on_delete=models.PROTECT, related_name="spreads", verbose_name="bản tin")
    channel = models.CharField("hình thức", max_length=12, choices=SpreadChannel.choices())
    spread_on = models.DateField("ngày")
    groups = models.ManyToManyField(ResidentialGroup, related_name="+", verbose_name="tổ dân phố được phổ biến")
    broadcast = models.ForeignKey(
        Broadcast, null=True, blank=True, on_delete=models.PROTECT, related_name="bulletins", verbose_name="chương trình phát thanh"
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["bulletin", "channel", "spread_on", "groups", "broadcast", "note"], "open"),
    }

    class Meta:
        ordering = ["-spread_on", "-id"]
        constraints = [
            void_explained("bulletin_spread"),
            models.CheckConstraint(
                condition=Q(broadcast__isnull=True) | Q(channel=SpreadChannel.LOUDSPEAKER),
                name="bulletin_broadcast_by_loudspeaker",
                violation_error_message="Chỉ chọn chương trình phát thanh khi phổ biến qua loa truyền thanh.",
            ),
        ]

    def __str__(self) -> str:
        return f"{SpreadChannel.label_of(self.channel)}, {self.spread_on:%d/%m/%Y}"
