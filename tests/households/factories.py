"""Groups, households and histories for tests. Every person is invented."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.text import fold
from households.models import Assessment, Decision, GroupLeadership, Household, HouseholdStay, Member, ResidentialGroup, StatusPeriod
from households.rules.classes import HouseholdClass, Opening
from households.services.household import HouseholdData, household_add
from households.services.member import MemberData
from households.services.status import DecisionData, status_decide

_numbers = count(1)


def make_group(ward: Ward, code: str = "", name: str = "") -> ResidentialGroup:
    """A group without days."""
    number = next(_numbers)
    name = name or f"TDP {number:02d} (ví dụ)"
    return ResidentialGroup.objects.create(ward=ward, code=code or f"TDP{number:02d}", name=name, folded_name=fold(name), sort_order=number)


def make_leadership(user: User, group: ResidentialGroup) -> GroupLeadership:
    """Leads the group since long ago."""
    return GroupLeadership.objects.create(user=user, group=group, from_on=date(2020, 1, 1))


def make_household(
    group: ResidentialGroup, by: User, head: str = "Nguyễn Văn Ví Dụ", others: Sequence[str] = (), **fields: object
) -> Household:
    """A household that has lived in the group since before the register."""
    people = [MemberData(head), *(MemberData(name, relation="Con") for name in others)]
    code, since = str(fields.pop("code", "")), fields.pop("since", None)
    return household_add(group.ward, group, HouseholdData(**fields), people, by=by, code=code, since=since)  # type: ignore[arg-type]


def make_households(group: ResidentialGroup, n: int, household_class: HouseholdClass = HouseholdClass.POOR) -> list[Household]:
    """Many households of one class since 08/12/2021, written in bulk."""
    start = Household.objects.count()
    rows = [
        Household(
            ward=group.ward,
            group=group,
            code=f"{group.code}-{start + i:05d}",
            head_name=f"Hộ Ví Dụ {start + i}",
            head_sort_key=f"{start + i:06d}",
            search_text=f"ho vi du {start + i}",
        )
        for i in range(n)
    ]
    Household.objects.bulk_create(rows)
    HouseholdStay.objects.bulk_create(HouseholdStay(household=row, group=group) for row in rows)
    decision, _ = Decision.objects.get_or_create(
        ward=group.ward, number="99/QĐ-UBND", signed_on=date(2021, 12, 8), defaults={"effective_on": date(2021, 12, 8)}
    )
    StatusPeriod.objects.bulk_create(
        StatusPeriod(
            household=row,
            ward_id=row.ward_id,
            household_class=household_class,
            from_on=date(2021, 12, 8),
            decision=decision,
            standard_code="ND07-2021",
            opened_as=Opening.NEW,
        )
        for row in rows
    )
    Member.objects.bulk_create(
        Member(ward=group.ward, household=row, full_name=row.head_name, folded_name=row.search_text, is_head=True) for row in rows
    )
    Assessment.objects.bulk_create(
        Assessment(
            household=row,
            ward_id=row.ward_id,
            assessed_on=date(2021, 11, 1),
            standard_code="ND07-2021",
            area_type="urban",
            deprived_mask=0b1011,
            known_mask=4095,
        )
        for row in rows
    )
    return rows


def decide(household: Household, household_class: HouseholdClass, on: date, by: User, number: str = "") -> None:
    """A decision signed and effective on ``on``."""
    status_decide(household, household_class, DecisionData(number or f"{on:%d%m%y}/QĐ-UBND", on), by=by)
