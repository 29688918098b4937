"""A ward with its plan and somebody of the steering committee's agency."""

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Household
from programs.models import Plan
from tests.factories import person
from tests.livelihoods.factories import home
from tests.programs.factories import join, load_plan


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


@pytest.fixture
def keeper(ward: Ward, plan: Plan) -> User:
    """Belongs to the agency that leads DA2, DA3.TDA1 and DA4."""
    user = person(ward, Role.AGENCY_MEMBER, full_name="Ban Chỉ đạo Ví Dụ")
    join(user, ward, "BCD")
    return user


@pytest.fixture
def outsider(ward: Ward, plan: Plan, agency_member: User) -> User:
    """Belongs to the health station."""
    join(agency_member, ward, "TYT")
    return agency_member


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    return home(ward, officer)
