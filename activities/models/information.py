"""Information for everyone (DA5.TDA1): loudspeaker stations, what they broadcast, households that were connected."""

from django.db import models
from django.db.models import Q

from activities.models.base import INFORMATION
from activities.rules.words import ServiceKind, StationState
from households.models import Household, ResidentialGroup
from households.rules.needs import NeedKind
from registers.models import KEPT_PRIVACY, Help, Kept, at_least, void_explained


class Station(Kept):
    """A loudspeaker station or cluster with its equipment."""

    CODES, PARTS, WORD = INFORMATION, ("broadcasts", "checks"), "Đài, cụm loa truyền thanh"

    name = models.CharField("tên đài, cụm loa", max_length=120)
    group = models.ForeignKey(
        ResidentialGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tổ dân phố"
    )
    place = models.CharField("nơi đặt", max_length=200, blank=True)
    equipment = models.CharField("thiết bị", max_length=500, blank=True)
    n_speakers = models.PositiveSmallIntegerField("số loa", null=True, blank=True)
    from_on = models.DateField("sử dụng từ ngày")

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["name", "group", "place", "equipment", "n_speakers", "from_on"], "open")}

    class Meta:
        ordering = ["name", "id"]
        constraints = [void_explained("station")]

    def __str__(self) -> str:
        return self.name


class StationCheck(Kept):
    """How a station worked on a day."""

    CODES, WORD = INFORMATION, "Kiểm tra đài, cụm loa"

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="checks", verbose_name="đài, cụm loa")
    on = models.DateField("kiểm tra ngày")
    state = models.CharField("tình trạng", max_length=8, choices=StationState.choices())
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["station", "on", "state", "note"], "open")}

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [void_explained("station_check")]

    def __str__(self) -> str:
        return f"{self.station}, {self.on:%d/%m/%Y}"


class Broadcast(Kept):
    """A programme that was broadcast on a day, one or more times."""

    CODES, WORD = INFORMATION, "Chương trình phát thanh"

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="broadcasts", verbose_name="đài, cụm loa")
    on = models.DateField("phát ngày")
    topic = models.CharField("chủ đề", max_length=200)
    minutes = models.PositiveSmallIntegerField("thời lượng mỗi lần (phút)")
    times = models.PositiveSmallIntegerField("số lần phát", default=1)

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["station", "on", "topic", "minutes", "times"], "open")}

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            void_explained("broadcast"),
            at_least("broadcast_minutes", "minutes", 1, "Thời lượng phải từ 1 phút."),
            at_least("broadcast_times", "times", 1, "Số lần phát phải từ 1."),
        ]

    def __str__(self) -> str:
        return f"{self.topic}, {self.on:%d/%m/%Y}"


class Connection(Kept):
    """A household got a telecom or internet service."""

    CODES, WORD, HELPED = INFORMATION, "Hộ được kết nối viễn thông", "household"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="connections", verbose_name="hộ")
    kind = models.CharField("dịch vụ", max_length=10, choices=ServiceKind.choices())
    provider = models.CharField("nhà cung cấp, nguồn hỗ trợ", max_length=120)
    connected_on = models.DateField("sử dụng từ ngày")
    source = models.CharField("nguồn số liệu", max_length=200)

    privacy = {
        **KEPT_PRIVACY,
        "household": "personal",
        "kind": "personal",
        "provider": "office",
        "connected_on": "office",
        "source": "office",
    }

    class Meta:
        ordering = ["-connected_on", "-id"]
        constraints = [
            void_explained("connection"),
            models.UniqueConstraint(
                fields=["household", "kind", "connected_on"],
                condition=Q(voided_at__isnull=True),
                name="connection_once_a_day",
                violation_error_message="Đã ghi hộ này được kết nối dịch vụ đó trong ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {ServiceKind.label_of(self.kind)}"

    def help(self) -> Help:
        """It meets the household's need of telecom or internet."""
        return Help(self.household, None, (NeedKind.TELECOM,), self.connected_on, f"{ServiceKind.label_of(self.kind)}, {self.provider}")
