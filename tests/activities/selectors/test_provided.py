"""Whoever came to a class has had it; whoever is on its list is promised it; who only heard a campaign has had nothing of it."""

from datetime import date

import pytest

from activities.models import Activity, Attendance, Connection
from activities.rules.words import ActivityKind
from activities.selectors.provided import activities_provided, connections_provided
from camphucnam.accounts.models import User, Ward
from households.models import Household
from programs.models import SupportContent
from programs.rules.words import Means
from tests.activities import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2024, 2, 29)


def came(row: object, by: User, on: date, *, is_present: bool = True) -> None:
    Attendance.objects.create(participation=row, on=on, is_present=is_present, recorded_by=by)


def test_a_class_ahead_and_who_came(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    other, person = make.home(ward, officer), make.head(poor)
    ahead = make.activity(ward, officer, "DA2", planned_to_on=DAY)
    listed = make.participation(ahead, officer, household=poor, member=person)
    assert list(activities_provided(ward.pk)) == [(poor.pk, "DA2", DAY, False, person.pk, Means.TRAINING, "")]
    Activity.objects.filter(pk=ahead.pk).update(state="under_way", from_on=DAY)
    came(listed, officer, DAY)
    came(make.participation(ahead, officer, household=other), officer, DAY, is_present=False)
    assert sorted(activities_provided(ward.pk)) == sorted(
        [
            (poor.pk, "DA2", DAY, True, person.pk, Means.TRAINING, ""),
            (other.pk, "DA2", DAY, False, None, Means.TRAINING, ""),
        ]
    )
    Activity.objects.filter(pk=ahead.pk).update(state="done", to_on=DAY)
    assert list(activities_provided(ward.pk)) == [(poor.pk, "DA2", DAY, True, person.pk, Means.TRAINING, "")]
    Activity.objects.filter(pk=ahead.pk).update(voided_at="2024-03-01T00:00Z", voided_by=officer, void_reason="Ghi hai lần")
    assert list(activities_provided(ward.pk)) == []


@pytest.mark.parametrize("kind", [kind for kind in ActivityKind if kind not in {ActivityKind.TRAINING, ActivityKind.MODEL}])
def test_other_kinds_give_nothing_of_the_content(ward: Ward, plan: object, officer: User, poor: Household, kind: ActivityKind) -> None:
    row = make.activity(ward, officer, "DA2", kind, state="under_way", from_on=DAY)
    came(make.participation(row, officer, household=poor), officer, DAY)
    assert list(activities_provided(ward.pk)) == []


@pytest.mark.parametrize("kind", ActivityKind)
def test_what_was_held_for_one_content_gives_that_content(
    ward: Ward, plan: object, officer: User, poor: Household, kind: ActivityKind
) -> None:
    content = SupportContent.objects.get(subproject__code="DA2", order=1)
    row = make.activity(ward, officer, "DA2", kind, state="under_way", from_on=DAY, content=content)
    came(make.participation(row, officer, household=poor), officer, DAY)
    means = {ActivityKind.TRAINING: Means.TRAINING, ActivityKind.MODEL: Means.ANY}.get(kind, Means.TAKING_PART)
    assert list(activities_provided(ward.pk)) == [(poor.pk, "DA2", DAY, True, None, means, content.text)]


def test_somebody_from_outside_the_register_is_nobodys_household(ward: Ward, plan: object, officer: User) -> None:
    row = make.running(ward, officer, "DA2")
    came(make.participation(row, officer, outside_name="Khách (ví dụ)"), officer, DAY)
    assert list(activities_provided(ward.pk)) == []


def test_connections(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    Connection.objects.create(
        ward=ward, recorded_by=officer, household=poor, kind="internet", provider="Ví dụ", connected_on=DAY, source="Báo cáo ví dụ"
    )
    assert list(connections_provided(ward.pk)) == [(poor.pk, "DA5.TDA1", DAY, True, None, Means.ANY, "")]
