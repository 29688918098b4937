"""Livelihood models of the programme (DA2): who takes part, what was given, incomes before and after, where it was repeated."""

from django.db import models
from django.db.models import Q

from households.models import Household, Member
from livelihoods.models.base import MODELS
from livelihoods.rules.words import IncomeMoment, LeaderPriority, ModelState
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained


class LivelihoodModel(Kept):
    """A model, project or start-up. ``kind`` is a code of data/registers.toml; a copy names the model it repeats."""

    CODES, PARTS, WORD = MODELS, ("participants", "inputs", "incomes", "copies"), "Mô hình sinh kế"

    name = models.CharField("tên mô hình", max_length=200)
    search_text = models.CharField(max_length=500, editable=False, default="")
    kind = models.CharField("loại", max_length=20)
    is_group = models.BooleanField("do tổ, nhóm cộng đồng thực hiện")
    place = models.CharField("nơi thực hiện", max_length=200, blank=True)
    leader = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="models_led", verbose_name="người chịu trách nhiệm"
    )
    priority = models.CharField("diện ưu tiên của người chịu trách nhiệm", max_length=10, choices=LeaderPriority.choices(), blank=True)
    copy_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies", verbose_name="nhân rộng từ mô hình"
    )
    state = models.CharField("tình trạng", max_length=10, choices=ModelState.choices(), default=ModelState.PROPOSED)
    proposed_on = models.DateField("đề xuất ngày")
    approved_on = models.DateField("phê duyệt ngày", null=True, blank=True)
    decision = models.CharField("văn bản phê duyệt", max_length=100, blank=True)
    started_on = models.DateField("bắt đầu thực hiện ngày", null=True, blank=True)
    ended_on = models.DateField("kết thúc ngày", null=True, blank=True)
    outcome = models.CharField("kết quả, lý do dừng", max_length=1000, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["search_text", "name", "kind", "is_group", "place", "copy_of", "state", "decision"], "open"),
        **dict.fromkeys(["proposed_on", "approved_on", "started_on", "ended_on"], "open"),
        "leader": "personal",
        "priority": "sensitive",
        "outcome": "office",
    }

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            void_explained("livelihood_model"),
            in_order("livelihood_model_approval", "proposed_on", "approved_on", "Ngày phê duyệt phải từ ngày đề xuất trở đi."),
            in_order("livelihood_model_start", "approved_on", "started_on", "Ngày bắt đầu phải từ ngày phê duyệt trở đi."),
            in_order("livelihood_model_end", "proposed_on", "ended_on", "Ngày kết thúc phải từ ngày đề xuất trở đi."),
            in_order("livelihood_model_run", "started_on", "ended_on", "Ngày kết thúc phải từ ngày bắt đầu thực hiện trở đi."),
            models.CheckConstraint(
                condition=Q(state="proposed", approved_on__isnull=True, started_on__isnull=True, ended_on__isnull=True)
                | Q(state="approved", approved_on__isnull=False, started_on__isnull=True, ended_on__isnull=True)
                | Q(state="running", approved_on__isnull=False, started_on__isnull=False, ended_on__isnull=True)
                | Q(state="evaluated", started_on__isnull=False, ended_on__isnull=False)
                | Q(state="stopped", ended_on__isnull=False),
                name="livelihood_model_days_fit_the_state",
                violation_error_message="Các ngày của mô hình phải khớp với tình trạng.",
            ),
            models.CheckConstraint(
                condition=Q(priority="") | Q(leader__isnull=False),
                name="livelihood_model_priority_of_a_leader",
                violation_error_message="Chọn người chịu trách nhiệm trước khi ghi diện ưu tiên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ModelParticipant(Kept):
    """A household that takes part from a day until a day (inside)."""

    CODES, WORD = MODELS, "Hộ tham gia mô hình"

    model = models.ForeignKey(LivelihoodModel, on_delete=models.PROTECT, related_name="participants", verbose_name="mô hình")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="model_parts", verbose_name="hộ")
    from_on = models.DateField("tham gia từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    privacy = {**KEPT_PRIVACY, "model": "open", "household": "personal", "from_on": "office", "to_on": "office"}

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            void_explained("model_participant"),
            in_order("model_participant_days", "from_on", "to_on", "Ngày thôi tham gia phải từ ngày tham gia trở đi."),
            models.UniqueConstraint(
                fields=["model", "household"],
                condition=Q(voided_at__isnull=True, to_on__isnull=True),
                name="model_participant_once",
                violation_error_message="Hộ này đang tham gia mô hình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {self.model}"


class ModelInput(Kept):
    """Something given to a model, or to one household in it. ``value_dong`` is the value of all of it."""

    CODES, WORD = MODELS, "Đầu vào hỗ trợ mô hình"

    model = models.ForeignKey(LivelihoodModel, on_delete=models.PROTECT, related_name="inputs", verbose_name="mô hình")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="model_inputs", verbose_name="hộ nhận"
    )
    item = models.CharField("vật tư, con giống, thiết bị, tập huấn", max_length=200)
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=30, blank=True)
    value_dong = models.PositiveBigIntegerField("trị giá", null=True, blank=True)
    given_on = models.DateField("cấp ngày")
    source = models.CharField("nguồn", max_length=200)

    privacy = {
        **KEPT_PRIVACY,
        "model": "open",
        "household": "personal",
        "item": "office",
        "quantity": "office",
        "unit": "open",
        "value_dong": "office",
        "given_on": "office",
        "source": "open",
    }

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [void_explained("model_input")]

    def __str__(self) -> str:
        return f"{self.item}, {self.model}"


class ModelIncome(Kept):
    """Income of a household in a model: whole đồng per person per month, as asked on a day."""

    CODES, WORD = MODELS, "Thu nhập của hộ tham gia mô hình"

    model = models.ForeignKey(LivelihoodModel, on_delete=models.PROTECT, related_name="incomes", verbose_name="mô hình")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="model_incomes", verbose_name="hộ")
    moment = models.CharField("thời điểm", max_length=6, choices=IncomeMoment.choices())
    asked_on = models.DateField("hỏi ngày")
    amount_dong = models.PositiveBigIntegerField("thu nhập bình quân một người một tháng")
    source = models.CharField("nguồn số liệu", max_length=200)

    privacy = {
        **KEPT_PRIVACY,
        "model": "open",
        "household": "personal",
        "moment": "open",
        "asked_on": "office",
        "amount_dong": "sensitive",
        "source": "office",
    }

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            void_explained("model_income"),
            at_least("model_income_amount", "amount_dong", 0, "Thu nhập phải từ 0 đồng trở lên."),
            models.UniqueConstraint(
                fields=["model", "household", "moment", "asked_on"],
                condition=Q(voided_at__isnull=True),
                name="model_income_once_a_day",
                violation_error_message="Đã ghi thu nhập của hộ này vào ngày đó. Hủy dòng cũ nếu ghi sai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {self.model}"
