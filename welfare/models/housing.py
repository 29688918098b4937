"""Housing support (CS5)."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from camphucnam.files.models import StoredFile
from households.models import Household
from households.rules.classes import HouseholdClass
from households.rules.needs import NeedKind
from registers.models import KEPT_PRIVACY, Help, Kept, at_least, in_order, void_explained
from support.models import BudgetLine, Grant
from support.models.supporting import SUPPORTING_PRIVACY, SupportingRow, conflict_explained
from support.models.tied import TIED_PRIVACY, TiedRow, made_with_grant
from support.rules.words import GrantKind
from welfare.models.base import HOUSING
from welfare.rules.housing import NOT_GIVEN, STAGE_DAYS, HousingFund, HousingKind, HousingStage, fund_of


class HousingCase(SupportingRow, Kept):
    """A house that is built or repaired with support, from the proposal to the handover. ``condition`` is what was recorded of the
    dwelling when it was proposed."""

    CODES, PARTS, WORD, HELPED = HOUSING, ("moneys", "files"), "Hỗ trợ nhà ở", "household"
    SUPPORT_CODE, SUPPORT_ON, SUPPORT_UNTIL, SUPPORT_PAGE = HOUSING[0], "proposed_on", "handed_over_on", ("welfare:housing_case", "pk")

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="housing_cases", verbose_name="hộ")
    household_class = models.CharField("phân loại hộ khi đề nghị", max_length=12, choices=HouseholdClass.choices(), blank=True)
    kind = models.CharField("hình thức", max_length=8, choices=HousingKind.choices())
    condition = models.CharField("hiện trạng khi đề nghị", max_length=500, blank=True)
    stage = models.CharField("giai đoạn", max_length=12, choices=HousingStage.choices(), default=HousingStage.PROPOSED)
    proposed_on = models.DateField("đề nghị ngày")
    approved_on = models.DateField("phê duyệt ngày", null=True, blank=True)
    decision = models.CharField("số quyết định", max_length=60, blank=True)
    approved_dong = models.PositiveBigIntegerField("mức hỗ trợ được duyệt", null=True, blank=True)
    started_on = models.DateField("khởi công ngày", null=True, blank=True)
    handed_over_on = models.DateField("bàn giao ngày", null=True, blank=True)
    area_m2 = models.DecimalField("diện tích bàn giao (m²)", max_digits=6, decimal_places=1, null=True, blank=True)
    dropped_on = models.DateField("dừng ngày", null=True, blank=True)
    dropped_reason = models.CharField("lý do không thực hiện", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **SUPPORTING_PRIVACY,
        **dict.fromkeys(["household", "kind", "stage", "decision", "approved_dong", "area_m2", *STAGE_DAYS.values()], "office"),
        **dict.fromkeys(["household_class", "condition", "dropped_reason"], "personal"),
    }

    class Meta:
        ordering = ["-proposed_on", "-id"]
        constraints = [
            void_explained("housing_case"),
            conflict_explained("housing_case"),
            in_order("housing_case_approved", "proposed_on", "approved_on", "Ngày phê duyệt phải từ ngày đề nghị trở đi."),
            in_order("housing_case_started", "approved_on", "started_on", "Ngày khởi công phải từ ngày phê duyệt trở đi."),
            in_order("housing_case_handed_over", "started_on", "handed_over_on", "Ngày bàn giao phải từ ngày khởi công trở đi."),
            at_least("housing_case_money", "approved_dong", 1, "Mức hỗ trợ phải lớn hơn 0."),
            models.CheckConstraint(
                condition=~Q(stage=HousingStage.DROPPED) | (Q(dropped_on__isnull=False) & ~Q(dropped_reason="")),
                name="housing_case_dropped_explained",
                violation_error_message="Không thực hiện thì ghi ngày và lý do.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(voided_at__isnull=True) & Q(stage__in=[HousingStage.PROPOSED, HousingStage.APPROVED, HousingStage.UNDER_WAY]),
                name="housing_case_one_open",
                violation_error_message="Hộ này đang có một hồ sơ hỗ trợ nhà ở chưa xong.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.head_name}, {HousingKind.label_of(self.kind).lower()}"

    @staticmethod
    def supporting_rows() -> Q:
        """Houses that were not given up."""
        return ~Q(stage=HousingStage.DROPPED)

    def help(self) -> Help | None:
        """A house that was handed over meets the household's need."""
        if self.stage != HousingStage.HANDED_OVER or self.handed_over_on is None:
            return None
        words = f"Hỗ trợ nhà ở: {HousingKind.label_of(self.kind).lower()}"
        return Help(self.household, None, (NeedKind.HOUSING,), self.handed_over_on, words)

    @property
    def stage_on(self) -> date:
        """The day on which the present stage began."""
        day: date = getattr(self, STAGE_DAYS[HousingStage(self.stage)])
        return day


class HousingMoney(TiedRow, Kept):
    """Money or what it is worth, whole đồng, that came for a house. Unless it is a loan or the family's own it hangs on a grant, from
    which the fund follows."""

    CODES, WORD = HOUSING, "Kinh phí nhà ở"
    GRANT_CODE, HOME, VALUE, DAY = "CS5", "case__household", "amount_dong", "paid_on"
    WHOLE, PAGE, TELLS = ("case",), ("welfare:housing_case", "case_id"), True

    case = models.ForeignKey(HousingCase, on_delete=models.PROTECT, related_name="moneys", verbose_name="nhà ở")
    fund = models.CharField("nguồn", max_length=14, choices=HousingFund.choices())
    amount_dong = models.PositiveBigIntegerField("số tiền")
    paid_on = models.DateField("chi ngày")
    note = models.CharField("ghi chú", max_length=200, blank=True, help_text="Ví dụ: tạm ứng đợt 1; vật liệu, ngày công quy ra tiền.")

    privacy = {
        **KEPT_PRIVACY,
        **TIED_PRIVACY,
        **dict.fromkeys(["case", "fund", "amount_dong", "paid_on"], "office"),
        "note": "personal",
    }

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            void_explained("housing_money"),
            made_with_grant("housing_money"),
            at_least("housing_money_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0."),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) | ~Q(fund__in=NOT_GIVEN),
                name="housing_money_granted",
                violation_error_message="Vốn vay và tiền của hộ không phải khoản hỗ trợ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{HousingFund.label_of(self.fund)}, {self.paid_on:%d/%m/%Y}"

    @staticmethod
    def given_rows() -> Q:
        """Neither loans nor the family's own."""
        return ~Q(fund__in=NOT_GIVEN)

    @property
    def is_given(self) -> bool:
        """Whether it is neither a loan nor the family's own."""
        return self.fund not in NOT_GIVEN

    @property
    def home(self) -> Household:
        """The household of the house."""
        return self.case.household

    def described(self, line: BudgetLine | None) -> dict[str, Any]:
        """Money, decided with the approval; on the day of payment where the money is of a later year."""
        days = [day for day in (self.case.approved_on, self.paid_on) if day is not None and (line is None or day.year >= line.year)]
        return {"kind": GrantKind.CASH, "decided_on": min(days, default=self.paid_on)}

    def derived(self, grant: Grant) -> dict[str, Any]:
        """The fund of the source, or a donation."""
        return {"fund": fund_of(grant.line.source if grant.line is not None else "")}

    @property
    def origin(self) -> str:
        """Where it came from: the source or donor of the grant, else the fund."""
        return self.grant.origin if self.grant is not None else HousingFund.label_of(self.fund)


class HousingFile(Kept):
    """A photograph or paper of a house: before, while it is built, at the handover."""

    CODES, WORD = HOUSING, "Ảnh, giấy tờ nhà ở"

    case = models.ForeignKey(HousingCase, on_delete=models.PROTECT, related_name="files", verbose_name="nhà ở")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    stage = models.CharField("chụp, lập khi", max_length=12, choices=HousingStage.choices())
    caption = models.CharField("chú thích", max_length=200, blank=True)
    taken_on = models.DateField("ngày")

    privacy = {**KEPT_PRIVACY, "case": "office", "file": "personal", "stage": "office", "caption": "personal", "taken_on": "office"}

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [void_explained("housing_file")]

    def __str__(self) -> str:
        return self.caption or HousingStage.label_of(self.stage)
