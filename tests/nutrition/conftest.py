"""A ward with its plan, the health station, another agency, and a poor household with a child."""

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Member
from programs.models import Plan
from tests.factories import person
from tests.nutrition import factories as make
from tests.programs.factories import join, load_plan


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người {code} Ví Dụ")
    join(user, ward, code)
    return user


@pytest.fixture
def station(ward: Ward, plan: Plan) -> User:
    """Keeps nutrition."""
    return _member(ward, "TYT")


@pytest.fixture
def culture(ward: Ward, plan: Plan) -> User:
    """Keeps other registers."""
    return _member(ward, "VHTT")


@pytest.fixture
def child(ward: Ward, officer: User) -> Member:
    """A boy of a poor household, born 15/01/2022."""
    return make.child(make.home(ward, officer))
