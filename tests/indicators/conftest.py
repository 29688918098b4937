"""A ward with its plan, its targets and a small register."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household, InsuranceCard, Member, MemberFact, ResidentialGroup
from households.rules.classes import Opening
from households.rules.facts import NO, YES, FactKind
from indicators.models import Target
from indicators.services.reference import load
from tests.indicators.builders import LAST_YEAR, NEAR_POOR, NOT_POOR, POOR, group_row, household_row
from tests.programs.factories import YEAR, join, load_plan

ADULT, CHILD = date(1985, 3, 2), date(2014, 9, 5)
DECEMBER = date(2023, 12, 8)


@pytest.fixture
def targets(ward: Ward) -> dict[str, Target]:
    """The targets of 2023 by code."""
    load_plan(ward)
    load(ward, YEAR, True)
    return {target.code: target for target in Target.objects.filter(ward=ward)}


@pytest.fixture
def group(ward: Ward) -> ResidentialGroup:
    return group_row(ward)


@pytest.fixture
def households(group: ResidentialGroup) -> dict[str, Household]:
    """Six households: two leave poverty in December (one into near-poverty), one of the others was never assessed."""
    second = group_row(group.ward, 2)
    eased = [(LAST_YEAR, POOR, Opening.NEW), (DECEMBER, NEAR_POOR, Opening.EASED)]
    escaped = [(LAST_YEAR, POOR, Opening.NEW), (DECEMBER, NOT_POOR, Opening.ESCAPED_POVERTY)]
    rows = {
        "A1": household_row(group, "A1", POOR, (1, 2, 9), (ADULT, CHILD)),
        "A2": household_row(group, "A2", eased, (7, 10), (ADULT, CHILD, CHILD)),
        "A3": household_row(group, "A3", escaped, (1,), (ADULT,)),
        "B1": household_row(second, "B1", NEAR_POOR, (6,), (ADULT, CHILD)),
        "B2": household_row(second, "B2", NEAR_POOR, (), (ADULT,)),
        "B3": household_row(second, "B3", NOT_POOR, None, (ADULT,)),
    }
    for code in ("A1", "B1", "B2"):
        for member in Member.objects.filter(household=rows[code]):
            InsuranceCard.objects.create(
                member=member, number=f"CN{member.pk}", number_index=str(member.pk), from_on=date(2022, 1, 1), to_on=date(2023, 12, 30)
            )
    return rows


@pytest.fixture
def health_worker(agency_member: User, ward: Ward, targets: dict[str, Target]) -> User:
    """Belongs to the health station, which reports T14 and T15."""
    join(agency_member, ward, "TYT")
    return agency_member


def school_says(household: Household, value: bool, on: date = date(2023, 9, 15)) -> None:
    """The school's answer about every child of the household."""
    for member in Member.objects.filter(household=household, is_head=False):
        MemberFact.objects.create(member=member, kind=FactKind.FITTING_SCHOOL_LEVEL, value=YES if value else NO, on=on)
