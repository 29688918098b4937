"""A group with its leader, another group, a household."""

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household, ResidentialGroup
from tests.households.factories import make_group, make_household, make_leadership


@pytest.fixture
def group(ward: Ward) -> ResidentialGroup:
    return make_group(ward, "TDP01", "TDP 01 (ví dụ)")


@pytest.fixture
def other_group(ward: Ward) -> ResidentialGroup:
    return make_group(ward, "TDP02", "TDP 02 (ví dụ)")


@pytest.fixture
def own_leader(leader: User, group: ResidentialGroup) -> User:
    """Leads ``group``."""
    make_leadership(leader, group)
    return leader


@pytest.fixture
def household(group: ResidentialGroup, officer: User) -> Household:
    return make_household(group, officer, "Nguyễn Thị Ví Dụ", ["Nguyễn Văn Con"], address="Đường số 1 (ví dụ)")
