"""A ward with its plan, the finance section, the front, and a poor household."""

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from households.models import Household
from programs.models import Plan
from support.models import BudgetLine
from tests.factories import person
from tests.programs.factories import join, load_plan
from tests.support import factories as make


@pytest.fixture
def plan(ward: Ward) -> Plan:
    return load_plan(ward)


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người {code} Ví Dụ")
    join(user, ward, code)
    return user


@pytest.fixture
def finance(ward: Ward, plan: Plan) -> User:
    """Keeps all money and all grants."""
    return _member(ward, "TCKH")


@pytest.fixture
def front(ward: Ward, plan: Plan) -> User:
    """Keeps the fund for the poor."""
    return _member(ward, "MTTQ")


@pytest.fixture
def health(ward: Ward, plan: Plan) -> User:
    """Leads nutrition, keeps no money."""
    return _member(ward, "TYT")


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    return make.home(ward, officer)


@pytest.fixture
def line(ward: Ward, plan: Plan, finance: User) -> BudgetLine:
    """Ten million for DA2 in 2023."""
    return make.line(ward, finance)
