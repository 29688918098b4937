"""Production groups, whom they sell to, what seasons brought (DA3.TDA1)."""

from django.db import models
from django.db.models import Q

from households.models import Household
from livelihoods.models.base import GROUPS
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained


class ProductionGroup(Kept):
    """A group of households that produce the same thing."""

    CODES, PARTS, WORD = GROUPS, ("members", "linkages", "seasons", "trainings"), "Tổ, nhóm sản xuất"

    name = models.CharField("tên tổ, nhóm", max_length=200)
    search_text = models.CharField(max_length=500, editable=False, default="")
    product = models.CharField("sản phẩm", max_length=200)
    area = models.CharField("địa bàn", max_length=200, blank=True)
    area_m2 = models.PositiveIntegerField("diện tích sản xuất (m²)", null=True, blank=True)
    founded_on = models.DateField("thành lập ngày")
    dissolved_on = models.DateField("giải thể ngày", null=True, blank=True)

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["search_text", "name", "product", "area", "area_m2", "founded_on", "dissolved_on"], "open")}

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            void_explained("production_group"),
            in_order("production_group_days", "founded_on", "dissolved_on", "Ngày giải thể phải từ ngày thành lập trở đi."),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(Kept):
    """A household in a group from a day until a day (inside)."""

    CODES, WORD = GROUPS, "Thành viên tổ, nhóm sản xuất"

    group = models.ForeignKey(ProductionGroup, on_delete=models.PROTECT, related_name="members", verbose_name="tổ, nhóm")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="production_parts", verbose_name="hộ")
    from_on = models.DateField("tham gia từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    privacy = {**KEPT_PRIVACY, "group": "open", "household": "personal", "from_on": "office", "to_on": "office"}

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            void_explained("group_member"),
            in_order("group_member_days", "from_on", "to_on", "Ngày thôi tham gia phải từ ngày tham gia trở đi."),
            models.UniqueConstraint(
                fields=["group", "household"],
                condition=Q(voided_at__isnull=True, to_on__isnull=True),
                name="group_member_once",
                violation_error_message="Hộ này đang là thành viên của tổ, nhóm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {self.group}"


class LinkageContract(Kept):
    """A contract with a buyer, both days inside."""

    CODES, WORD = GROUPS, "Hợp đồng liên kết tiêu thụ"

    group = models.ForeignKey(ProductionGroup, on_delete=models.PROTECT, related_name="linkages", verbose_name="tổ, nhóm")
    buyer = models.CharField("bên mua", max_length=200)
    number = models.CharField("số hợp đồng", max_length=60, blank=True)
    product = models.CharField("sản phẩm", max_length=200)
    quantity = models.DecimalField("sản lượng", max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=30, blank=True)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["group", "buyer", "number", "product", "quantity", "unit", "from_on", "to_on"], "open"),
    }

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            void_explained("linkage"),
            in_order("linkage_days", "from_on", "to_on", "Ngày hết hạn hợp đồng phải từ ngày bắt đầu trở đi."),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.buyer}"


class SeasonResult(Kept):
    """What a season brought: quantity and revenue of the whole group."""

    CODES, WORD = GROUPS, "Kết quả mùa vụ"

    group = models.ForeignKey(ProductionGroup, on_delete=models.PROTECT, related_name="seasons", verbose_name="tổ, nhóm")
    season = models.CharField("mùa vụ", max_length=100)
    ended_on = models.DateField("kết thúc ngày")
    quantity = models.DecimalField("sản lượng", max_digits=12, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=30)
    revenue_dong = models.PositiveBigIntegerField("doanh thu", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["group", "season", "ended_on", "quantity", "unit", "revenue_dong", "note"], "office")}

    class Meta:
        ordering = ["-ended_on", "-id"]
        constraints = [
            void_explained("season"),
            at_least("season_quantity", "quantity", 0, "Sản lượng phải từ 0 trở lên."),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.season}"


class GroupTraining(Kept):
    """A training or consultation of a group on a day."""

    CODES, WORD = GROUPS, "Tập huấn tổ, nhóm"

    group = models.ForeignKey(ProductionGroup, on_delete=models.PROTECT, related_name="trainings", verbose_name="tổ, nhóm")
    topic = models.CharField("nội dung", max_length=300)
    held_on = models.DateField("ngày")
    n_attended = models.PositiveSmallIntegerField("số người dự")

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["group", "topic", "held_on", "n_attended"], "open")}

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [void_explained("group_training"), at_least("group_training_n", "n_attended", 0, "Số người dự phải từ 0 trở lên.")]

    def __str__(self) -> str:
        return f"{self.group}, {self.topic}"
