"""Result lines: boundary days, who counts, no figure for nothing recorded."""

from datetime import date

import pytest

from activities.models import Activity, Attendance, Broadcast, Cadre, CadreTraining, Connection
from activities.selectors.participation import participants
from activities.selectors.results import activity_results, cadre_results, connection_results, information_results
from activities.services.information import connection_record
from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from households.rules.needs import NeedKind
from households.services.needs import NeedData, need_express
from tests.activities import factories as make
from tests.households.factories import decide, make_household

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2024, 2, 1), date(2024, 2, 29)


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def test_nothing_recorded_is_no_figure(ward: Ward, plan: object) -> None:
    for results in (cadre_results, connection_results, information_results):
        assert set(values(results(ward.pk, FIRST, LAST)).values()) == {None}
    assert set(values(activity_results("DA2", ward.pk, FIRST, LAST)).values()) == {None}


@pytest.mark.parametrize(("ended", "held"), [(date(2024, 1, 31), 0), (date(2024, 2, 1), 1), (date(2024, 2, 29), 1), (date(2024, 3, 1), 0)])
def test_activities_count_by_the_day_they_ended(ended: date, held: int, ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = make.done(ward, officer, "DA2", to_on=ended)
    woman = make.participation(row, officer, household=poor, member=make.head(poor))
    Attendance.objects.create(participation=woman, on=ended, is_present=True, recorded_by=officer)
    lines = {line.code: line for line in activity_results("DA2", ward.pk, FIRST, LAST)}
    assert [lines[code].value for code in ("activities_held", "activity_participants", "activity_women")] == [held] * 3
    assert lines["activity_participants"].households == ((poor.pk,) if held else ())
    assert values(activity_results("DA3.TDA1", ward.pk, FIRST, LAST))["activities_held"] is None


def test_who_did_not_come_or_is_of_a_voided_row_does_not_count(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = make.done(ward, officer, "DA2", to_on=LAST)
    absent = make.participation(row, officer, household=poor)
    Attendance.objects.create(participation=absent, on=LAST, is_present=False, recorded_by=officer)
    assert values(activity_results("DA2", ward.pk, FIRST, LAST))["activity_participants"] == 0
    Activity.objects.update(voided_at="2024-03-01T00:00Z", voided_by=officer, void_reason="Ghi hai lần")
    assert values(activity_results("DA2", ward.pk, FIRST, LAST))["activities_held"] is None


def test_an_uncounted_activity_is_named_not_guessed(ward: Ward, plan: object, officer: User) -> None:
    make.done(ward, officer, "DA2", to_on=LAST)
    line = next(line for line in activity_results("DA2", ward.pk, FIRST, LAST) if line.code == "activity_participants")
    assert line.value is None and "1 hoạt động chưa có số người" in line.note


def test_participants_of_a_period(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = make.running(ward, officer, "DA2", from_on=date(2024, 1, 1))
    came = make.participation(row, officer, household=poor)
    Attendance.objects.create(participation=came, on=LAST, is_present=True, recorded_by=officer)
    assert [found.pk for found in participants(ward.pk, FIRST, LAST, "DA2")] == [came.pk]
    assert not participants(ward.pk, FIRST, date(2024, 2, 28), "DA2") and not participants(ward.pk, FIRST, LAST, "DA3.TDA1")


def trained(cadre: Cadre, by: User, to_on: date) -> CadreTraining:
    place = {"course": "Lớp ví dụ", "organiser": "Nơi ví dụ"}
    return CadreTraining.objects.create(ward=cadre.ward, cadre=cadre, recorded_by=by, from_on=to_on, to_on=to_on, **place)


def test_cadres_are_counted_on_the_last_day_and_once(ward: Ward, officer: User) -> None:
    woman, man, gone = make.cadre(ward, officer), make.cadre(ward, officer, Sex.MALE), make.cadre(ward, officer, to_on=date(2024, 2, 28))
    last_day = make.cadre(ward, officer, to_on=LAST)
    make.cadre(ward, officer, from_on=date(2024, 3, 1))
    for cadre, day in ((woman, FIRST), (woman, LAST), (man, date(2024, 1, 31)), (gone, FIRST), (last_day, LAST)):
        trained(cadre, officer, day)
    found = values(cadre_results(ward.pk, FIRST, LAST))
    assert found == {"cadres_trained": 2, "cadres_trained_women": 2, "cadres_in_poverty_work": 3}


def test_broadcasts_and_connections(ward: Ward, officer: User, poor: Household) -> None:
    station = make.station(ward, officer)
    for day, minutes, times in ((FIRST, 10, 2), (LAST, 5, 1), (date(2024, 3, 1), 99, 9)):
        Broadcast.objects.create(ward=ward, recorded_by=officer, station=station, on=day, topic="Ví dụ", minutes=minutes, times=times)
    found = values(information_results(ward.pk, FIRST, LAST))
    assert (found["broadcasts"], found["broadcast_minutes"], found["campaigns_held"]) == (3, 25, None)
    for kind, day in (("internet", FIRST), ("mobile", LAST)):
        Connection.objects.create(
            ward=ward, recorded_by=officer, household=poor, kind=kind, provider="Ví Dụ", connected_on=day, source="Nhà mạng"
        )
    line = connection_results(ward.pk, FIRST, LAST)[0]
    assert (line.value, line.households) == (1, (poor.pk,))
    assert set(values(connection_results(ward.pk, FIRST, LAST)[1:]).values()) == {None}


def test_households_with_a_need_of_telecom_and_those_that_got_it(ward: Ward, officer: User, poor: Household) -> None:
    """T13: poor and near-poor; a connection meets the need; a need told later waits on."""
    group = poor.group
    near, unlisted, late = (make_household(group, officer, f"Hộ Ví Dụ {n}") for n in range(3))
    for household in (near, late):
        decide(household, HouseholdClass.NEAR_POOR, date(2023, 12, 8), officer)
    needs = {
        household: need_express(household, NeedData(NeedKind.TELECOM, on), by=officer)
        for household, on in ((poor, FIRST), (near, FIRST), (unlisted, FIRST), (late, date(2024, 3, 1)))
    }
    for household in (poor, unlisted, late):
        connection = Connection(
            ward=ward, household=household, kind="internet", provider="Nhà mạng Ví Dụ", connected_on=LAST, source="Nhà mạng"
        )
        connection_record(connection, by=officer)
    for need in needs.values():
        need.refresh_from_db()
    assert (needs[poor].state, needs[poor].met_on, needs[late].state) == ("met", LAST, "expressed")
    lines = {line.code: line for line in connection_results(ward.pk, FIRST, LAST)}
    assert lines["households_telecom_needed"].households == tuple(sorted([poor.pk, near.pk]))
    assert lines["households_telecom_served"].households == (poor.pk,)


def test_a_connection_before_the_need_was_told_serves_nobody(ward: Ward, officer: User, poor: Household) -> None:
    """T13: the need counts since it was told; who was connected counts by the class of that day."""
    after = make_household(poor.group, officer, "Hộ Ví Dụ 1")
    decide(after, HouseholdClass.NEAR_POOR, date(2022, 12, 8), officer)
    for household, on in ((poor, date(2023, 5, 31)), (after, date(2023, 6, 1))):
        need_express(household, NeedData(NeedKind.TELECOM, date(2023, 6, 1)), by=officer)
        row = Connection(ward=ward, household=household, kind="internet", provider="Ví Dụ", connected_on=on, source="Nhà mạng")
        connection_record(row, by=officer)
    decide(after, HouseholdClass.NOT_POOR, date(2023, 12, 8), officer)
    for span in ((date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 4, 1), date(2023, 6, 30))):
        lines = {line.code: line for line in connection_results(ward.pk, *span)}
        assert lines["households_telecom_needed"].households == tuple(sorted([poor.pk, after.pk]))
        assert lines["households_telecom_served"].households == (after.pk,)
