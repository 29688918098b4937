"""People of agencies."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from programs.models import Agency, Assignment, Plan
from programs.services.membership import membership_add, membership_end

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(ward: Ward, plan: Plan) -> Agency:
    return Agency.objects.get(ward=ward, code="TYT")


def test_a_membership_opens_the_agencys_work_and_its_end_closes_it(station: Agency, agency_member: User, administrator: User) -> None:
    assert not Assignment.objects.visible_to(agency_member).exists()
    membership = membership_add(station, agency_member, date(2023, 1, 1), is_lead_contact=True, by=administrator)
    assert set(Assignment.objects.visible_to(agency_member).values_list("agency__code", flat=True)) == {"TYT"}
    membership_end(membership, date(2023, 6, 30), by=administrator)
    assert not Assignment.objects.visible_to(agency_member).exists()
    assert list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))[-2:] == ["membership_started", "membership_ended"]


def test_twice_into_the_same_agency_is_refused(station: Agency, agency_member: User, administrator: User) -> None:
    membership = membership_add(station, agency_member, date(2023, 1, 1), by=administrator)
    with pytest.raises(DomainError, match="đã thuộc"):
        membership_add(station, agency_member, date(2023, 5, 1), by=administrator)
    membership_end(membership, date(2023, 6, 30), by=administrator)
    with pytest.raises(DomainError, match="đã thuộc"):
        membership_add(station, agency_member, date(2023, 6, 30), by=administrator)
    assert membership_add(station, agency_member, date(2023, 7, 1), by=administrator).pk


def test_only_the_administrator_and_only_people_of_the_ward(
    station: Agency, agency_member: User, officer: User, other_officer: User, administrator: User
) -> None:
    with pytest.raises(NotAllowed):
        membership_add(station, agency_member, date(2023, 1, 1), by=officer)
    with pytest.raises(DomainError, match="vai trò"):
        membership_add(station, other_officer, date(2023, 1, 1), by=administrator)


def test_the_last_day_is_not_before_the_first_and_only_one(station: Agency, agency_member: User, administrator: User) -> None:
    membership = membership_add(station, agency_member, date(2023, 3, 1), by=administrator)
    with pytest.raises(DomainError, match="01/03/2023"):
        membership_end(membership, date(2023, 2, 28), by=administrator)
    membership_end(membership, date(2023, 3, 1), by=administrator)
    with pytest.raises(DomainError, match="đã thôi"):
        membership_end(membership, date(2023, 4, 1), by=administrator)
