"""Grants, with the names on them, open to the agencies that hold their code in the plan of today."""

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household
from programs.models import Plan
from support.models import Grant
from tests.programs.factories import draft_giving, issued, join
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_grants_follow_the_version_in_force(
    ward: Ward, plan: Plan, officer: User, agency_member: User, health: User, poor: Household
) -> None:
    join(agency_member, ward, "BCD")
    make.grant(poor, officer)

    def seen() -> list[int]:
        return [Grant.objects.visible_to(user).count() for user in (officer, agency_member, health)]

    assert seen() == [1, 1, 0]
    draft = draft_giving(plan, officer, {"DA2": "TYT"})
    assert seen() == [1, 1, 0]
    issued(draft, officer)
    assert seen() == [1, 0, 1]
    issued(draft_giving(draft, officer, {"DA2": "TRUONG"}, 2022), officer)
    assert seen() == [1, 0, 1]
