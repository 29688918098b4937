"""Agencies of a ward, the other names they go by, and the people in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from programs.models.base import Retirable
from programs.querysets import AgencyAliasQuerySet, AgencyQuerySet, MembershipQuerySet
from programs.rules.words import AgencyKind


class Agency(Retirable):
    """A unit that the plan gives work to. It belongs to the ward and outlives a plan. ``is_requested``: asked (đề nghị), not ordered.

    ``line`` is empty for an agency that the office added; ``is_edited``: the office changed name or kind, or ended the agency, which a
    load then keeps. ``retired_on``: the first day on which it is no longer there.
    """

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="agencies")
    code = models.CharField("mã", max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại", max_length=18, choices=AgencyKind.choices())
    name = models.CharField("tên", max_length=160)
    label = models.CharField("số mục", max_length=10, blank=True)
    heading = models.CharField("đề mục in trong kế hoạch", max_length=200, blank=True)
    is_requested = models.BooleanField("đề nghị phối hợp", default=False)
    line = models.PositiveSmallIntegerField("dòng", null=True)
    is_edited = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = AgencyQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id",
            "ward",
            "code",
            "order",
            "kind",
            "name",
            "label",
            "heading",
            "is_requested",
            "line",
            "is_edited",
            "version",
            "retired_on",
        ],
        "open",
    )

    class Meta:
        ordering = ["ward", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"], name="agency_code_once", violation_error_message="Phường đã có đơn vị mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyAlias(Retirable):
    """Another name of an agency as found in documents; ``folded_name`` is for matching without accents."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField("tên gọi khác", max_length=160)
    folded_name = models.CharField(max_length=160, editable=False)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = AgencyAliasQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "agency", "name", "folded_name", "line", "retired_on"], "open")

    class Meta:
        ordering = ["agency", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "folded_name"], name="agency_alias_once", violation_error_message="Đơn vị đã có tên gọi này."
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyContact(Retirable):
    """How an agency is reached; ``retired_on``: the first day on which this no longer holds. An office's own data, not a citizen's."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField("người liên hệ", max_length=120)
    position = models.CharField("chức vụ, việc phụ trách", max_length=120, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AgencyAliasQuerySet.as_manager()
    privacy = {
        "id": "open",
        "agency": "open",
        "name": "office",
        "position": "office",
        "phone": "office",
        "email": "office",
        "added_at": "open",
        "retired_on": "open",
    }

    class Meta:
        ordering = ["agency", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="", email=""),
                name="agency_contact_reachable",
                violation_error_message="Ghi điện thoại hoặc thư điện tử.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyMembership(models.Model):
    """A person belongs to an agency from a day until a day (both inside)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agency_memberships", verbose_name="người")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    is_lead_contact = models.BooleanField("đầu mối", default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()
    privacy = {
        "id": "open",
        "user": "office",
        "agency": "open",
        "from_on": "office",
        "to_on": "office",
        "is_lead_contact": "open",
        "recorded_at": "open",
    }

    class Meta:
        ordering = ["agency", "from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="membership_days_in_order",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["user", "agency"],
                condition=Q(to_on__isnull=True),
                name="membership_one_open",
                violation_error_message="Người này đang thuộc đơn vị đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.agency_id}"
