"""Needs that households and people expressed (có nhu cầu), until they are met or withdrawn; one recorded by mistake never counts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from households.models.household import Household
from households.models.member import Member
from households.querysets import NeedQuerySet
from households.rules.needs import NeedChannel, NeedDays, NeedKind, NeedState


class Need(models.Model):
    """One need of a person, or of the household where ``member`` is None. ``met_ref``: the row of a register that met it
    ("livelihoods.placement:12"); empty where somebody said so by hand."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="needs", verbose_name="hộ")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="needs", verbose_name="người")
    kind = models.CharField("nhu cầu", max_length=12, choices=NeedKind.choices())
    channel = models.CharField("nguồn", max_length=10, choices=NeedChannel.choices(), default=NeedChannel.SURVEY)
    detail = models.CharField("cụ thể", max_length=300, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=NeedState.choices(), default=NeedState.EXPRESSED)
    expressed_on = models.DateField("ngày nêu nhu cầu")
    met_on = models.DateField("ngày được đáp ứng", null=True, blank=True)
    met_by = models.CharField("đáp ứng bằng", max_length=200, blank=True)
    met_ref = models.CharField("dòng của sổ đã đáp ứng", max_length=80, blank=True, default="", editable=False)
    withdrawn_on = models.DateField("ngày thôi nhu cầu", null=True, blank=True)
    end_reason = models.CharField("lý do thôi hoặc ghi nhầm", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = NeedQuerySet.as_manager()
    privacy = {
        "id": "open",
        "household": "office",
        "member": "office",
        "kind": "sensitive",
        "channel": "open",
        "detail": "sensitive",
        "state": "open",
        "expressed_on": "office",
        "met_on": "office",
        "met_by": "office",
        "met_ref": "open",
        "withdrawn_on": "office",
        "end_reason": "sensitive",
        "recorded_at": "open",
        "recorded_by": "office",
    }

    class Meta:
        ordering = ["-expressed_on", "-pk"]
        indexes = [
            models.Index(fields=["kind", "expressed_on"], name="need_kind_expressed"),
            models.Index(fields=["met_ref"], condition=~Q(met_ref=""), name="need_met_by_a_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(met_on__gte=F("expressed_on")),
                name="need_met_after_expressed",
                violation_error_message="Ngày đáp ứng phải từ ngày nêu nhu cầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("expressed_on")),
                name="need_withdrawn_after_expressed",
                violation_error_message="Ngày thôi nhu cầu phải từ ngày nêu nhu cầu trở đi.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=NeedState.EXPRESSED, met_on__isnull=True, withdrawn_on__isnull=True)
                    | (Q(state=NeedState.MET, met_on__isnull=False, withdrawn_on__isnull=True) & ~Q(met_by=""))
                    | (Q(state=NeedState.WITHDRAWN, met_on__isnull=True, withdrawn_on__isnull=False) & ~Q(end_reason=""))
                    | (Q(state=NeedState.MISTAKEN) & ~Q(end_reason=""))
                ),
                name="need_state_and_days_agree",
                violation_error_message="Tình trạng của nhu cầu không khớp với ngày đáp ứng hoặc ngày thôi nhu cầu.",
            ),
            models.CheckConstraint(
                condition=Q(met_ref="") | Q(met_on__isnull=False),
                name="need_met_ref_of_a_met_one",
                violation_error_message="Chỉ nhu cầu đã đáp ứng mới gắn với dòng của sổ.",
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(state=NeedState.EXPRESSED, member__isnull=False),
                name="need_open_once_a_person",
                violation_error_message="Người này đang có nhu cầu cùng loại chưa được đáp ứng.",
            ),
            models.UniqueConstraint(
                fields=["household", "kind"],
                condition=Q(state=NeedState.EXPRESSED, member__isnull=True),
                name="need_open_once_a_household",
                violation_error_message="Hộ đang có nhu cầu cùng loại chưa được đáp ứng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{NeedKind.label_of(self.kind)} {self.expressed_on}"

    @property
    def days(self) -> NeedDays:
        """Its days, for the counting rules."""
        return NeedDays(self.expressed_on, self.met_on, self.withdrawn_on, self.state == NeedState.MISTAKEN)
