"""A ward with its plan."""

import pytest

from camphucnam.accounts.models import User, Ward
from programs.models import Plan
from tests.programs.factories import join, load_plan


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


@pytest.fixture
def health_worker(agency_member: User, ward: Ward, plan: Plan) -> User:
    """Belongs to the health station."""
    join(agency_member, ward, "TYT")
    return agency_member
