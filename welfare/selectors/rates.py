"""Reading rates."""

from camphucnam.accounts.models import User
from registers.querysets import KeptQuerySet
from welfare.models import WelfareRate
from welfare.rules.rates import RateTable, rate_kinds


def rate_table(ward_id: int) -> RateTable:
    """What every rate of the ward was on any day. One query."""
    return RateTable(row.term for row in WelfareRate.objects.in_ward(ward_id).counting())


def rates(user: User, ward_id: int) -> KeptQuerySet:
    """Rows of the kinds that the application knows."""
    return WelfareRate.objects.visible_to(user).in_ward(ward_id).filter(code__in=list(rate_kinds()))
