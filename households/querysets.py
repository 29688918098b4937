"""Scope and dates of the register. ``visible_to`` is the only way in for views."""

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from households.rules.needs import NeedKind, NeedState, hidden_kinds


def led_groups(user: User) -> models.QuerySet[Any]:
    """Primary keys of the groups that the person leads today, in wards where the role still holds."""
    today = timezone.localdate()
    return (
        user.leaderships.filter(from_on__lte=today, group__ward__in=user.ward_ids_with(Permission.VIEW_OWN_GROUP))
        .filter(Q(to_on__isnull=True) | Q(to_on__gte=today))
        .values("group")
    )


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of a ward; ``ward_path`` and ``group_path`` lead from the row to its ward and group."""

    ward_path = "ward"
    group_path = "group"

    def visible_to(self, user: User) -> Self:
        """Rows of wards whose register the person may read, and of groups that the person leads."""
        scope = Q(**{f"{self.ward_path}__in": user.ward_ids_with(Permission.VIEW_REGISTER)})
        if user.ward_ids_with(Permission.VIEW_OWN_GROUP):
            scope |= Q(**{f"{self.group_path}__in": led_groups(user)})
        return self.filter(scope)

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(**{self.ward_path: ward_id})


class GroupQuerySet(ScopedQuerySet):
    """Residential groups."""

    group_path = "pk"

    def standing_on(self, day: date) -> Self:
        """Groups that exist on ``day``."""
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=day)).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class HouseholdQuerySet(ScopedQuerySet):
    """Households."""

    def servable_to(self, user: User) -> Self:
        """Households that the person may choose to record what was done for them: those that may be read, and for agencies
        those that were ever on the list."""
        serving = self.filter(ward__in=user.ward_ids_with(Permission.SERVE_HOUSEHOLDS), periods__isnull=False)
        return self.filter(Q(pk__in=serving.order_by().values("pk")) | Q(pk__in=self.visible_to(user).order_by().values("pk")))


class HouseholdChildQuerySet(ScopedQuerySet):
    """Rows that belong to a household."""

    ward_path = "household__ward"
    group_path = "household__group"


class MemberQuerySet(HouseholdChildQuerySet):
    """Members."""

    ward_path = "ward"

    def present_on(self, day: date) -> Self:
        """Members counted on ``day``."""
        return self.filter(Q(joined_on__isnull=True) | Q(joined_on__lte=day)).filter(Q(left_on__isnull=True) | Q(left_on__gt=day))


class DatedQuerySet(HouseholdChildQuerySet):
    """Facts with a first and last day (both inside)."""

    def covering(self, day: date) -> Self:
        """Rows that hold on ``day``."""
        return self.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class StatusPeriodQuerySet(DatedQuerySet):
    """Status periods; corrected ones stay readable but never count."""

    ward_path = "ward"

    def counting(self) -> Self:
        """Periods that are not voided by a correction."""
        return self.filter(voided_at__isnull=True)

    def overlapping(self, first: date, last: date) -> Self:
        """Periods that hold on some day from ``first`` to ``last``."""
        return self.filter(from_on__lte=last).filter(Q(to_on__isnull=True) | Q(to_on__gte=first))


class AssessmentQuerySet(HouseholdChildQuerySet):
    """Assessments."""

    ward_path = "ward"

    def counting(self) -> Self:
        """Assessments that are not voided by a correction."""
        return self.filter(voided_at__isnull=True)

    def latest_on(self, day: date) -> Self:
        """The newest counting assessment of each household not after ``day``."""
        newer = self.model.objects.filter(
            household=models.OuterRef("household"),
            voided_at__isnull=True,
            assessed_on__lte=day,
            assessed_on__gt=models.OuterRef("assessed_on"),
        )
        return self.counting().filter(assessed_on__lte=day).filter(~models.Exists(newer))

    def deprived_in(self, number: int) -> Self:
        """Assessments that count the indicator with this printed number."""
        bit = 1 << (number - 1)
        return self.alias(_bit=F("deprived_mask").bitand(bit)).filter(_bit=bit)


class DatedFactQuerySet(HouseholdChildQuerySet):
    """Dated facts; ``owner`` is whom they are about. Voided ones stay readable but never count."""

    owner = ""

    def counting(self) -> Self:
        """Facts that are not voided."""
        return self.filter(voided_at__isnull=True)

    def holding_on(self, day: date) -> Self:
        """The newest counting fact of each owner and kind not after ``day``."""
        newer = self.model.objects.counting().filter(
            **{self.owner: models.OuterRef(self.owner)}, kind=models.OuterRef("kind"), on__lte=day, on__gt=models.OuterRef("on")
        )
        return self.counting().filter(on__lte=day).filter(~models.Exists(newer))


class MemberFactQuerySet(DatedFactQuerySet):
    """Facts of members."""

    ward_path = "member__ward"
    group_path = "member__household__group"
    owner = "member"


class DwellingFactQuerySet(DatedFactQuerySet):
    """Facts of dwellings."""

    owner = "household"


class NeedQuerySet(HouseholdChildQuerySet):
    """Needs."""

    def visible_to(self, user: User) -> Self:
        """Needs of households that the person may read, and for agencies those that the person recorded. Confidential ones too: a page
        goes on with ``told_to``."""
        own = self.filter(household__ward__in=user.ward_ids_with(Permission.SERVE_HOUSEHOLDS), recorded_by=user.pk)
        return self.filter(Q(pk__in=own.order_by().values("pk")) | Q(pk__in=super().visible_to(user).order_by().values("pk")))

    def told_to(self, answered: Collection[NeedKind]) -> Self:
        """Without the confidential ones, save of the kinds that the person answers."""
        hidden = hidden_kinds(answered)
        return self.exclude(kind__in=sorted(hidden)) if hidden else self

    def passed_on_by(self, user: User, answered: Collection[NeedKind]) -> Self:
        """Confidential ones that the person wrote down and does not answer: of these only that they were passed on may be shown."""
        return self.counting().filter(kind__in=sorted(hidden_kinds(answered)), recorded_by=user.pk)

    def counting_in(self, first: date, last: date) -> Self:
        """Needs in the denominators of a period (``households.rules.needs.NeedDays.counts_in``)."""
        not_met = Q(met_on__isnull=True) | Q(met_on__gte=first)
        not_withdrawn = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=first)
        return self.counting().filter(not_met, not_withdrawn, expressed_on__lte=last)

    def counting(self) -> Self:
        """Needs that were not recorded by mistake."""
        return self.exclude(state=NeedState.MISTAKEN)
