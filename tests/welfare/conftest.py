"""A ward with its plan and rates, the school, the justice section and the health station, and a poor household."""

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Household
from programs.models import Plan
from tests.factories import person
from tests.programs.factories import join, load_plan
from tests.welfare.factories import home
from welfare.services.rates import load


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


@pytest.fixture
def rates(ward: Ward) -> Ward:
    load(ward, True)
    return ward


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người {code} Ví Dụ")
    join(user, ward, code)
    return user


@pytest.fixture
def school(ward: Ward, plan: Plan) -> User:
    """Keeps CS3."""
    return _member(ward, "TRUONG")


@pytest.fixture
def justice(ward: Ward, plan: Plan) -> User:
    """Keeps CS4."""
    return _member(ward, "TPHT")


@pytest.fixture
def land(ward: Ward, plan: Plan) -> User:
    """Keeps CS5."""
    return _member(ward, "DCDT")


@pytest.fixture
def health(ward: Ward, plan: Plan) -> User:
    """Keeps CS2."""
    return _member(ward, "TYT")


@pytest.fixture
def finance(ward: Ward, plan: Plan) -> User:
    """Keeps none of these registers."""
    return _member(ward, "TCKH")


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    return home(ward, officer)
