"""Plans, memberships and notes for tests."""

from datetime import date

from camphucnam.accounts.models import User, Ward
from programs.models import Agency, AgencyMembership, Assignment, Plan
from programs.services.reference import load

YEAR = 2023


def load_plan(ward: Ward) -> Plan:
    """The ward's plan of 2023 from the data file."""
    load(ward, YEAR, True)
    return Plan.objects.get(ward=ward, year=YEAR)


def join(user: User, ward: Ward, code: str) -> AgencyMembership:
    """The person belongs to the agency since long ago."""
    return AgencyMembership.objects.create(user=user, agency=Agency.objects.get(ward=ward, code=code), from_on=date(2020, 1, 1))


def task(ward: Ward, code: str) -> Assignment:
    """The assignment with this code."""
    return Assignment.objects.get(plan__ward=ward, code=code)
