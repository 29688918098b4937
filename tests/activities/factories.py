"""Activities and their parts for tests. Every person is invented."""

from datetime import date
from itertools import count

from activities.models import Activity, Cadre, Participation, Station
from activities.rules.words import ActivityKind, ActivityState, CadrePosition
from camphucnam.accounts.models import User, Ward
from households.models import Household, Member
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from programs.models import Agency, SubProject
from tests.households.factories import decide, make_group, make_household

_numbers = count(1)
SINCE = date(2021, 12, 8)
DAY = date(2023, 6, 1)


def home(ward: Ward, by: User, household_class: HouseholdClass | None = HouseholdClass.POOR) -> Household:
    """A household of one woman, of a class since 08/12/2021."""
    household = make_household(make_group(ward), by, f"Nguyễn Thị Ví Dụ {next(_numbers)}")
    if household_class is not None:
        decide(household, household_class, SINCE, by)
    Member.objects.filter(household=household).update(birth_on=date(1990, 5, 1), sex=Sex.FEMALE)
    return household


def head(household: Household) -> Member:
    return Member.objects.select_related("household").get(household=household, is_head=True)


def subproject(ward: Ward, code: str) -> SubProject:
    return SubProject.objects.get(project__programme__plan__ward=ward, code=code)


def unsaved_activity(ward: Ward, code: str = "DA5.TDA1", kind: ActivityKind = ActivityKind.TRAINING, **fields: object) -> Activity:
    """An activity as a form hands it to the service."""
    values = {
        "title": f"Hoạt động ví dụ {next(_numbers)}",
        "agency": Agency.objects.get(ward=ward, code="VHTT"),
        "subproject": subproject(ward, code) if code else None,
        "planned_from_on": DAY,
        "planned_to_on": DAY,
    } | fields
    return Activity(ward=ward, kind=kind, **values)


def activity(ward: Ward, by: User, code: str = "DA5.TDA1", kind: ActivityKind = ActivityKind.TRAINING, **fields: object) -> Activity:
    row = unsaved_activity(ward, code, kind, **fields)
    row.recorded_by = by
    row.save()
    return row


def running(ward: Ward, by: User, code: str = "DA5.TDA1", **fields: object) -> Activity:
    return activity(ward, by, code, ActivityKind.TRAINING, **{"state": ActivityState.UNDER_WAY, "from_on": DAY, **fields})


def done(ward: Ward, by: User, code: str = "DA5.TDA1", **fields: object) -> Activity:
    return activity(
        ward, by, code, ActivityKind.TRAINING, **{"state": ActivityState.DONE, "from_on": DAY, "to_on": DAY, "result": "Xong", **fields}
    )


def participation(row: Activity, by: User, **fields: object) -> Participation:
    return Participation.objects.create(ward=row.ward, activity=row, recorded_by=by, **fields)


def cadre(ward: Ward, by: User, sex: Sex = Sex.FEMALE, from_on: date = SINCE, **fields: object) -> Cadre:
    values = {"full_name": f"Trần Thị Ví Dụ {next(_numbers)}", "position": CadrePosition.GROUP_LEADER} | fields
    return Cadre.objects.create(ward=ward, recorded_by=by, sex=sex, from_on=from_on, **values)


def station(ward: Ward, by: User) -> Station:
    return Station.objects.create(ward=ward, recorded_by=by, name=f"Cụm loa ví dụ {next(_numbers)}", from_on=SINCE)
