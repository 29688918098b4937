"""Activities, with the names on their lists, open to the agencies that hold their code in the plan of today, of whatever year they are."""

import pytest

from activities.models import Activity, Participation
from activities.selectors.activities import own_subjects
from camphucnam.accounts.models import User, Ward
from households.models import Household
from programs.models import Plan
from tests.activities import factories as make
from tests.programs.factories import draft_giving, issued

pytestmark = pytest.mark.django_db


def test_activities_follow_the_version_in_force(
    ward: Ward, plan: Plan, officer: User, culture: User, health: User, front: User, poor: Household
) -> None:
    make.participation(make.running(ward, officer), officer, household=poor)

    def seen() -> list[tuple[int, int]]:
        rows = (Activity, Participation)
        return [tuple(row.objects.visible_to(user).count() for row in rows) for user in (officer, culture, health, front)]  # type: ignore[misc]

    def planned() -> list[bool]:
        return ["DA5.TDA1" in {row.code for row in own_subjects(user, ward.pk)[0]} for user in (health, front)]

    assert seen() == [(1, 1), (1, 1), (0, 0), (0, 0)] and planned() == [False, True]
    draft = draft_giving(plan, officer, {"DA5.TDA1": "TYT"})
    assert seen() == [(1, 1), (1, 1), (0, 0), (0, 0)] and planned() == [False, True]
    issued(draft, officer)
    assert seen() == [(1, 1), (0, 0), (1, 1), (0, 0)] and planned() == [True, True]
