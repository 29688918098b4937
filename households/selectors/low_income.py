"""People confirmed as low-income workers (người lao động có thu nhập thấp) on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from households.models import MemberFact
from households.rules.classes import HouseholdClass
from households.rules.facts import YES, FactKind
from households.selectors.need_list import Standing, standing_of
from households.selectors.standings import standings_on


def low_income_facts(user: User, ward_id: int, day: date, text: str = "", group: int | None = None) -> QuerySet[MemberFact]:
    """Confirmations that hold on ``day`` of people who live in a household of the ward then, by group and name."""
    found = MemberFact.objects.visible_to(user).in_ward(ward_id).holding_on(day).filter(kind=FactKind.LOW_INCOME_WORKER, value=YES)
    present = (Q(member__joined_on__isnull=True) | Q(member__joined_on__lte=day)) & (
        Q(member__left_on__isnull=True) | Q(member__left_on__gt=day)
    )
    found = found.filter(present)
    for word in fold(text).split():
        found = found.filter(Q(member__folded_name__contains=word) | Q(member__household__code__icontains=word))
    if group is not None:
        found = found.filter(member__household__group=group)
    order = ("member__household__group__sort_order", "member__household__code", "member__sort_order", "pk")
    return found.select_related("member__household__group").order_by(*order)


@dataclass(frozen=True, slots=True)
class LowIncomeRow:
    """A confirmation with the class of the household on the day."""

    fact: MemberFact
    standing: Standing | None

    @property
    def doubt(self) -> str:
        """Why the confirmation has to be looked at again; empty when nothing speaks against it."""
        on_list = self.standing in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
        return "Hộ đang là hộ nghèo, hộ cận nghèo: kiểm tra lại văn bản xác nhận." if on_list else ""


def low_income_rows(facts: Iterable[MemberFact], ward_id: int, day: date) -> list[LowIncomeRow]:
    """The rows of one page. One query."""
    found = list(facts)
    standings = standings_on(ward_id, day, {fact.member.household_id for fact in found})
    return [LowIncomeRow(fact, standing_of(standings.get(fact.member.household_id))) for fact in found]
