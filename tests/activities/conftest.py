"""A ward with its plan, the culture section and the front, and a poor household."""

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Household
from programs.models import Plan
from tests.activities.factories import home
from tests.factories import person
from tests.programs.factories import join, load_plan


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người {code} Ví Dụ")
    join(user, ward, code)
    return user


@pytest.fixture
def culture(ward: Ward, plan: Plan) -> User:
    """Keeps DA5.TDA1 and communication."""
    return _member(ward, "VHTT")


@pytest.fixture
def front(ward: Ward, plan: Plan) -> User:
    """Keeps fund drives, communication and social supervision."""
    return _member(ward, "MTTQ")


@pytest.fixture
def health(ward: Ward, plan: Plan) -> User:
    """Keeps none of these registers but nutrition's."""
    return _member(ward, "TYT")


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    return home(ward, officer)
