"""Livelihood models of the programme (DA2): who takes part, what was given, incomes before and after, where it was repeated."""

from typing import Any

from django.db import models
from django.db.models import Q

from households.models import Household, Member
from livelihoods.models.base import MODELS
from livelihoods.rules.words import IncomeMoment, LeaderPriority, ModelState
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained
from support.models import BudgetLine, Grant
from support.models.tied import TIED_PRIVACY, TiedRow, made_with_grant
from support.rules.words import GrantKind

LONGEST_ITEM, LONGEST_BASIS = 160, 1000


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
    """A household that takes part from a day until a day (inside). ``is_eligible`` and ``basis`` keep the verdict of the first day, None
    for rows of the time when it was not asked; ``override_reason`` says why a household that is not eligible, or of which facts are
    missing, takes part all the same."""

    CODES, WORD = MODELS, "Hộ tham gia mô hình"

    model = models.ForeignKey(LivelihoodModel, on_delete=models.PROTECT, related_name="participants", verbose_name="mô hình")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="model_parts", verbose_name="hộ")
    from_on = models.DateField("tham gia từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    is_eligible = models.BooleanField("thuộc đối tượng", null=True, editable=False)
    basis = models.CharField("căn cứ", max_length=LONGEST_BASIS, blank=True, editable=False)
    override_reason = models.CharField("lý do vẫn cho tham gia", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "model": "open",
        "household": "personal",
        **dict.fromkeys(["from_on", "to_on"], "office"),
        **dict.fromkeys(["is_eligible", "basis", "override_reason"], "sensitive"),
    }

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            void_explained("model_participant"),
            in_order("model_participant_days", "from_on", "to_on", "Ngày thôi tham gia phải từ ngày tham gia trở đi."),
            models.CheckConstraint(
                condition=~Q(is_eligible=False) | ~Q(override_reason=""),
                name="model_participant_override_explained",
                violation_error_message="Hộ chưa đủ điều kiện chỉ được tham gia khi ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["model", "household"],
                condition=Q(voided_at__isnull=True, to_on__isnull=True),
                name="model_participant_once",
                violation_error_message="Hộ này đang tham gia mô hình.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {self.model}"


class ModelInput(TiedRow, Kept):
    """Something given to a model, or to one household in it, or brought in by the household itself (``is_contribution``). ``value_dong``
    is the value of all of it. What a household was given hangs on its grant, which then says the source."""

    CODES, WORD = MODELS, "Đầu vào hỗ trợ mô hình"
    GRANT_CODE, VALUE, DAY, WHOLE, PAGE = "DA2", "value_dong", "given_on", ("model",), ("livelihoods:model", "model_id")
    NAMED_BY = ("model",)

    model = models.ForeignKey(LivelihoodModel, on_delete=models.PROTECT, related_name="inputs", verbose_name="mô hình")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="model_inputs", verbose_name="hộ nhận"
    )
    item = models.CharField("vật tư, con giống, thiết bị, tập huấn", max_length=200)
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField("đơn vị tính", max_length=30, blank=True)
    value_dong = models.PositiveBigIntegerField("trị giá", null=True, blank=True)
    given_on = models.DateField("cấp ngày")
    is_contribution = models.BooleanField("hộ tự góp", default=False)
    source = models.CharField("nguồn", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **TIED_PRIVACY,
        "model": "open",
        "household": "personal",
        "is_contribution": "office",
        "item": "office",
        "quantity": "office",
        "unit": "open",
        "value_dong": "office",
        "given_on": "office",
        "source": "open",
    }

    class Meta:
        ordering = ["-given_on", "-id"]
        constraints = [
            void_explained("model_input"),
            made_with_grant("model_input"),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) | Q(household__isnull=False, is_contribution=False),
                name="model_input_granted_to_a_household",
                violation_error_message="Chỉ thứ cấp cho hộ mới gắn với khoản hỗ trợ.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=False)
                | Q(grant__isnull=False, source="")
                | Q(grant__isnull=True, is_contribution=True, source="")
                | (Q(grant__isnull=True, is_contribution=False) & ~Q(source="")),
                name="model_input_one_origin",
                violation_error_message="Ghi nguồn; có khoản hỗ trợ thì theo nguồn của khoản hỗ trợ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}, {self.model}"

    @staticmethod
    def given_rows() -> Q:
        """What one household was given and did not bring itself."""
        return Q(household__isnull=False, is_contribution=False)

    @property
    def is_given(self) -> bool:
        """Whether one household was given it."""
        return self.household_id is not None and not self.is_contribution

    def described(self, line: BudgetLine | None) -> dict[str, Any]:
        """A thing, decided on the day on which it was handed over."""
        kind, item = GrantKind.IN_KIND, self.item[:LONGEST_ITEM]
        return {"kind": kind, "item": item, "quantity": self.quantity, "unit": self.unit, "decided_on": self.given_on}

    def derived(self, grant: Grant) -> dict[str, Any]:
        """The grant says the source."""
        return {"source": ""}

    @property
    def origin(self) -> str:
        """Where it came from: the source or donor of the grant, the household itself, else as it was written."""
        if self.grant is not None:
            return self.grant.origin
        return "Hộ tự góp" if self.is_contribution else self.source


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
