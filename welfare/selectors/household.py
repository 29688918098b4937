"""What one household receives under the regular policies."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from households.models import Household, Member
from welfare.models import AssistanceCase, HousingCase, InsuranceLine, LegalAidCase, ReliefLine, SchoolSupport
from welfare.rules.rates import RateTable
from welfare.selectors.insurance import Insured, described
from welfare.selectors.rates import rate_table


@dataclass(frozen=True, slots=True)
class HouseholdPolicies:
    """Rows that took effect by the day. Legal aid is for those who keep its register."""

    insured: list[Insured]
    insurance_lines: QuerySet[Any]
    assistance: QuerySet[Any]
    housing: QuerySet[Any]
    school: QuerySet[Any]
    relief: QuerySet[Any]
    legal_aid: QuerySet[Any]
    rates: RateTable
    day: date


def policies_of(household: Household, day: date) -> HouseholdPolicies:
    """What counts, up to ``day``."""
    members = list(Member.objects.filter(household=household).present_on(day).order_by("sort_order", "pk"))
    own: dict[str, Any] = {"household": household}
    return HouseholdPolicies(
        insured=described(members, {}, day),
        insurance_lines=InsuranceLine.objects.counting()
        .filter(**own, batch__voided_at__isnull=True, batch__drawn_on__lte=day)
        .select_related("member", "batch"),
        assistance=AssistanceCase.objects.counting().filter(**own, eligible_on__lte=day).select_related("member"),
        housing=HousingCase.objects.counting().filter(**own, proposed_on__lte=day).select_related("household"),
        school=SchoolSupport.objects.counting().filter(**own, from_on__lte=day).select_related("member", "grant"),
        relief=ReliefLine.objects.counting().filter(**own, round__voided_at__isnull=True, round__from_on__lte=day).select_related("round"),
        legal_aid=LegalAidCase.objects.counting().filter(**own, requested_on__lte=min(day, timezone.localdate())).select_related("member"),
        rates=rate_table(household.ward_id),
        day=day,
    )
