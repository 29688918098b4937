"""Needs of a ward, of a household, of a period."""

from datetime import date

from django.db.models import QuerySet

from households.models import Need


def needs_in(ward_id: int, first: date, last: date) -> QuerySet[Need]:
    """Needs that count in a period (both days inside): expressed on or before the last day, and neither met nor withdrawn
    before the first; never those recorded by mistake. With household and member, oldest first."""
    found = Need.objects.in_ward(ward_id).counting_in(first, last)
    return found.select_related("household", "member").order_by("expressed_on", "pk")
