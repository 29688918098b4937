"""A ward with its plan, the Front, agencies that are addressed, and a poor household."""

import pytest
from django.urls import get_resolver

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Household
from programs.models import Plan
from tests.activities.factories import home
from tests.factories import person
from tests.programs.factories import join, load_plan


@pytest.fixture(scope="session", autouse=True)
def registers_installed() -> None:
    """The project installs the registers with its addresses."""
    assert get_resolver().url_patterns


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người {code} Ví Dụ")
    join(user, ward, code)
    return user


@pytest.fixture
def front(ward: Ward, plan: Plan) -> User:
    """Keeps social supervision."""
    return _member(ward, "MTTQ")


@pytest.fixture
def health(ward: Ward, plan: Plan) -> User:
    """Is addressed by recommendations, and keeps nothing here."""
    return _member(ward, "TYT")


@pytest.fixture
def finance(ward: Ward, plan: Plan) -> User:
    """Another agency."""
    return _member(ward, "TCKH")


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    return home(ward, officer)
