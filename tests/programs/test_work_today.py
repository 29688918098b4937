"""Registers open to whoever leads or owns a code in the plan by which the ward works today, and to no agency of another version."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.kernel.errors import NotAllowed
from programs.models import Plan
from programs.policies import can_read, can_work, check_can_work, need_kinds, open_codes, own_codes
from tests.factories import person
from tests.programs.factories import draft_giving, issued, join, load_plan

pytestmark = pytest.mark.django_db
Today = Callable[[date], None]
GIVEN = {"DA2": "TRUONG", "DA4.TDA2": "TRUONG", "CS3": "TYT"}


@pytest.fixture
def committee_member(ward: Ward, plan: Plan) -> User:
    """Of the agency that leads DA2 in the plan of 2023."""
    return _member(ward, "BCD")


@pytest.fixture
def school(ward: Ward, plan: Plan) -> User:
    return _member(ward, "TRUONG")


def _member(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER)
    join(user, ward, code)
    return user


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    def set_to(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)

    return set_to


def opens(user: User, ward: Ward, code: str) -> bool:
    """All the questions about a code have the same answer."""
    codes = open_codes(user, ward.pk)
    assert codes is not None
    answers = {can_work(user, ward.pk, code), can_read(user, ward.pk, code), code in codes, code in own_codes(user).get(ward.pk, ())}
    assert len(answers) == 1, code
    return answers.pop()


def test_a_draft_opens_nothing(ward: Ward, plan: Plan, officer: User, committee_member: User, school: User, health_worker: User) -> None:
    draft_giving(plan, officer, GIVEN)
    assert opens(committee_member, ward, "DA2") and not opens(school, ward, "DA2")
    assert opens(school, ward, "CS3") and not opens(health_worker, ward, "CS3")


def test_a_replaced_version_opens_nothing(
    ward: Ward, plan: Plan, officer: User, committee_member: User, school: User, health_worker: User
) -> None:
    assert not need_kinds(school, ward.pk)
    issued(draft_giving(plan, officer, GIVEN), officer)
    assert not opens(committee_member, ward, "DA2") and opens(school, ward, "DA2")
    assert not opens(school, ward, "CS3") and opens(health_worker, ward, "CS3")
    assert need_kinds(school, ward.pk)
    with pytest.raises(NotAllowed, match="đơn vị khác"):
        check_can_work(committee_member, ward.pk, "DA2")


def test_of_the_years_the_plan_of_this_year_counts(
    ward: Ward, plan: Plan, officer: User, committee_member: User, school: User, today: Today
) -> None:
    """Also for rows of last year: its money and reports are finished by whoever has the work now."""
    today(date(2025, 12, 20))
    of_2025 = issued(draft_giving(plan, officer, GIVEN, 2025), officer)
    issued(draft_giving(of_2025, officer, {"DA2": "BCD"}, 2026), officer, date(2025, 12, 15))
    assert not opens(committee_member, ward, "DA2") and opens(school, ward, "DA2")
    today(date(2026, 1, 1))
    assert opens(committee_member, ward, "DA2") and not opens(school, ward, "DA2")
    today(date(2027, 3, 1))
    assert opens(committee_member, ward, "DA2") and not opens(school, ward, "DA2")
    today(date(2022, 3, 1))
    assert opens(committee_member, ward, "DA2") and not opens(school, ward, "DA2")


def test_who_edits_the_plan_and_who_reads_the_list_read_on(ward: Ward, plan: Plan, officer: User) -> None:
    issued(draft_giving(plan, officer, GIVEN), officer)
    assert open_codes(officer, ward.pk) is None and can_work(officer, ward.pk, "DA2") and can_read(officer, ward.pk, "DA2")


def test_what_is_asked_does_not_grow_with_versions(
    ward: Ward, plan: Plan, officer: User, school: User, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        plan = issued(draft_giving(plan, officer, GIVEN), officer)
    school = User.objects.get(pk=school.pk)
    school.may("x", ward.pk)  # fills the roles of the person
    with django_assert_num_queries(3):
        own_codes(school)
    with django_assert_num_queries(1):
        can_work(school, ward.pk, "DA2")


def test_another_ward_is_another_plan(ward: Ward, other_ward: Ward, plan: Plan, school: User) -> None:
    load_plan(other_ward)
    assert not can_work(school, other_ward.pk, "CS3") and set(own_codes(school)) == {ward.pk}
