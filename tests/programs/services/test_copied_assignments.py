"""What is agreed about assignments goes with a copied plan: partners, rhythm, the due day a year on; what was done stays."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from programs.models import Agency, Assignment, AssignmentPartner, Plan
from programs.rules.words import AssignmentState, Rhythm
from programs.services.copying import plan_amend, plan_copy
from tests.programs.factories import task

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(plan: Plan, ward: Ward) -> Assignment:
    """A task due on 29 February, done, with one partner that still is one and one that no longer is."""
    row = task(ward, "TYT.1")
    Assignment.objects.filter(pk=row.pk).update(
        due_on=date(2024, 2, 29), due_source="Công văn ví dụ", rhythm=Rhythm.ONCE, state=AssignmentState.DONE
    )
    school, culture = (Agency.objects.get(ward=ward, code=code) for code in ("TRUONG", "VHTT"))
    AssignmentPartner.objects.create(assignment=row, agency=school)
    AssignmentPartner.objects.create(assignment=row, agency=culture, retired_on=date(2023, 6, 1))
    return row


def partners(row: Assignment) -> list[str]:
    return list(row.partnerships.values_list("agency__code", flat=True))


def test_into_another_year(plan: Plan, agreed: Assignment, officer: User) -> None:
    copy = Assignment.objects.get(plan=plan_copy(plan, 2026, by=officer), code="TYT.1")
    assert (copy.due_on, copy.due_source, copy.rhythm) == (date(2027, 2, 28), "Công văn ví dụ", Rhythm.ONCE)
    assert (copy.state, partners(copy)) == (AssignmentState.NOT_STARTED, ["TRUONG"])


def test_into_the_next_version_of_the_year(plan: Plan, agreed: Assignment, officer: User) -> None:
    copy = Assignment.objects.get(plan=plan_amend(plan, "Đổi đơn vị chủ trì", by=officer), code="TYT.1")
    assert (copy.due_on, copy.state, partners(copy)) == (date(2024, 2, 29), AssignmentState.DONE, ["TRUONG"])
