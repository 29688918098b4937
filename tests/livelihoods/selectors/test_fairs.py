"""What job fairs and bulletins add up to, counted by hand."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Attendance, Participation
from activities.rules.words import ActivityState
from camphucnam.accounts.models import User, Ward
from livelihoods.models import BulletinSpread, JobSupport
from livelihoods.rules.words import ReferralState
from livelihoods.selectors.fairs import bulletin_results, fair_results, fairs
from livelihoods.services import jobs
from livelihoods.services.fairs import Interview, fair_interview
from tests.households.factories import make_group
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def test_nothing_recorded_is_no_zero(ward: Ward, plan: object, officer: User) -> None:
    assert set(values(fair_results(ward.pk, *YEAR)).values()) == {None}
    assert set(values(bulletin_results(ward.pk, *YEAR)).values()) == {None}
    make.fair(ward, officer, ActivityState.PLANNED)
    make.bulletin(ward, officer, issued_on=date(2022, 5, 1))
    assert set(values(fair_results(ward.pk, *YEAR)).values()) == {0}
    assert set(values(bulletin_results(ward.pk, *YEAR)).values()) == {0}


def test_fairs_counted_by_hand(ward: Ward, plan: object, officer: User) -> None:
    """One fair of the year with two employers and three places, two people there and one hired; others do not count."""
    held, running = make.fair(ward, officer, ActivityState.DONE), make.fair(ward, officer)
    for employer, positions in (("A", 1), ("A", 4), ("B", 2)):
        make.vacancy(ward, officer, fair=held, employer=employer, positions=positions)
    make.vacancy(ward, officer, fair=running, employer="C", positions=9)
    make.vacancy(ward, officer, fair=held, voided_at="2023-03-01T00:00Z", voided_by=officer, void_reason="Ghi nhầm")
    hired, seen, absent = (make.home(ward, officer) for _ in range(3))
    for home, vacancy, outcome in ((hired, "A", ReferralState.PLACED), (seen, "B", ReferralState.INTERVIEWED)):
        place = held.vacancies.filter(employer=vacancy).order_by("pk").first()
        employed = jobs.Employed(False) if outcome is ReferralState.PLACED else None
        fair_interview(held, Interview(make.adult(home), place, make.FAIR_DAY, outcome, employed), by=officer)
    row = Participation.objects.create(ward=ward, activity=held.activity, household=absent, member=make.adult(absent), recorded_by=officer)
    Attendance.objects.create(participation=row, on=make.FAIR_DAY, is_present=False, recorded_by=officer)
    lines = fair_results(ward.pk, *YEAR)
    assert values(lines) == {
        "job_fairs_held": 1, "job_fair_employers": 2, "job_fair_vacancies": 7, "job_fair_people": 2, "job_fair_placed": 1
    }  # fmt: skip
    assert lines[3].households == tuple(sorted([hired.pk, seen.pk])) and lines[4].households == (hired.pk,)
    assert set(values(fair_results(ward.pk, date(2024, 1, 1), date(2024, 12, 31))).values()) == {0}
    counts = fairs(officer, ward.pk).get(pk=held.pk)
    assert (counts.n_employers, counts.n_positions, counts.n_came, counts.n_interviewed, counts.n_placed) == (2, 7, 2, 2, 1)


def test_bulletins_counted_by_hand(ward: Ward, plan: object, officer: User) -> None:
    first, second = make.bulletin(ward, officer), make.bulletin(ward, officer)
    groups = [make_group(ward) for _ in range(3)]
    for bulletin, on, reached in ((first, "2023-03-02", groups[:2]), (second, "2023-04-02", groups[1:]), (second, "2024-01-01", groups)):
        BulletinSpread.objects.create(ward=ward, bulletin=bulletin, channel="posted", spread_on=on, recorded_by=officer).groups.set(reached)
    home = make.home(ward, officer)
    seeker = make.seeker(make.adult(home), officer)
    for bulletin in (first, second):
        JobSupport.objects.create(
            ward=ward, seeker=seeker, kind="inform", given_on=date(2023, 4, 1), bulletin=bulletin, recorded_by=officer
        )
    lines = bulletin_results(ward.pk, *YEAR)
    assert values(lines) == {"labour_bulletins": 2, "labour_bulletin_groups": 3, "labour_bulletin_seekers": 1}
    assert lines[2].households == (home.pk,)
    assert values(bulletin_results(ward.pk, date(2023, 3, 1), date(2023, 3, 31)))["labour_bulletin_groups"] == 2


def test_queries_do_not_grow_with_fairs(ward: Ward, plan: object, officer: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            fair_results(ward.pk, *YEAR)
            bulletin_results(ward.pk, *YEAR)
        return len(captured)

    make.fair(ward, officer, ActivityState.DONE)
    make.bulletin(ward, officer)
    before = asked()
    for _ in range(4):
        make.vacancy(ward, officer, fair=make.fair(ward, officer, ActivityState.DONE))
        make.bulletin(ward, officer)
    assert asked() == before
