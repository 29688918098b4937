"""Who belongs to which agency, now and before."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from camphucnam.accounts.models import User
from programs.models import Agency, AgencyMembership


@dataclass(slots=True)
class AgencyPeople:
    """An agency with its memberships: those that hold on the day or begin later, and those that are over."""

    agency: Agency
    present: list[AgencyMembership] = field(default_factory=list)
    past: list[AgencyMembership] = field(default_factory=list)


def people_by_agency(agencies: Iterable[Agency], user: User, on: date) -> list[AgencyPeople]:
    """The agencies in their order; of their people those whom the person may see, in one query."""
    found = {agency.pk: AgencyPeople(agency) for agency in agencies}
    rows = AgencyMembership.objects.visible_to(user).filter(agency__in=found).select_related("user")
    for row in rows.order_by("-is_lead_contact", "-from_on"):
        entry = found[row.agency_id]
        (entry.past if row.to_on is not None and row.to_on < on else entry.present).append(row)
    return list(found.values())
