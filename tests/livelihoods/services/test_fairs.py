"""Job fairs: an activity of their own kind, employers as vacancies, interviews as introductions, hires as placements."""

from datetime import date, timedelta

import pytest

from activities.models import Activity, Attendance, Participation
from activities.rules.words import ActivityKind, ActivityState
from activities.services import activities
from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from households.rules.classes import HouseholdClass
from households.rules.needs import NeedKind, NeedState
from households.services.needs import NeedData, need_express
from livelihoods.models import JobFair, JobSeeker, JobSupport, Placement, Referral, Vacancy
from livelihoods.rules.words import JobSupportKind, ReferralState
from livelihoods.services import fairs, jobs
from programs.models import Agency
from registers.services.keeping import void
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
DAY = make.FAIR_DAY
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def fair(ward: Ward, plan: object, officer: User) -> JobFair:
    return make.fair(ward, officer)


@pytest.fixture
def offered(fair: JobFair, officer: User) -> Vacancy:
    return make.vacancy(fair.ward, officer, fair=fair, positions=1)


def met(household: Household, vacancy: Vacancy, outcome: ReferralState, on: date = DAY) -> fairs.Interview:
    employed = jobs.Employed(True, 7_000_000) if outcome is ReferralState.PLACED else None
    return fairs.Interview(make.adult(household), vacancy, on, outcome, employed)


def unsaved(ward: Ward) -> tuple[JobFair, Activity]:
    activity = Activity(
        ward=ward, title="Phiên ví dụ", agency=Agency.objects.get(ward=ward, code="BCD"), planned_from_on=DAY, planned_to_on=DAY
    )
    return JobFair(ward=ward, organiser="Trung tâm Ví Dụ"), activity


def test_a_fair_is_an_activity_of_the_subproject_and_only_its_agency_plans_it(ward: Ward, keeper: User, outsider: User) -> None:
    with pytest.raises(NotAllowed):
        fairs.fair_plan(*unsaved(ward), by=outsider)
    assert not Activity.objects.exists()
    fair = fairs.fair_plan(*unsaved(ward), by=keeper)
    activity = Activity.objects.get()
    assert (fair.activity, activity.kind, activity.codes) == (activity, ActivityKind.JOB_FAIR, ("DA4.TDA2",))


def test_anybody_may_come(ward: Ward, fair: JobFair, officer: User) -> None:
    """Eligibility is no bar, and nobody has to say why."""
    home = make.home(ward, officer, HouseholdClass.NOT_POOR)
    vacancy = make.vacancy(ward, officer, fair=fair)
    fairs.fair_interview(fair, met(home, vacancy, ReferralState.INTERVIEWED), by=officer)
    row = Participation.objects.get()
    assert (row.household, row.is_eligible, row.override_reason) == (home, None, "")
    assert Attendance.objects.get(participation=row).on == DAY


def test_hired_on_the_spot_is_a_placement_by_the_usual_verb(poor: Household, fair: JobFair, offered: Vacancy, keeper: User) -> None:
    member = make.adult(poor)
    need = need_express(poor, NeedData(NeedKind.JOB, date(2023, 2, 1), member), by=keeper)
    fairs.fair_interview(fair, met(poor, offered, ReferralState.PLACED), by=keeper)
    seeker, referral, placement = JobSeeker.objects.get(), Referral.objects.get(), Placement.objects.get()
    assert (seeker.member, seeker.from_on, seeker.source) == (member, DAY, fair.activity.title)
    assert (referral.vacancy, referral.interviewed_on, referral.closed_on, referral.state) == (offered, DAY, DAY, "placed")
    assert (placement.referral, placement.started_on, placement.wage_dong) == (referral, DAY, 7_000_000)
    need.refresh_from_db()
    assert need.state == NeedState.MET


def test_who_seeks_and_was_introduced_before_is_not_written_twice(poor: Household, fair: JobFair, offered: Vacancy, officer: User) -> None:
    seeker = make.seeker(make.adult(poor), officer)
    jobs.referral_make(Referral(ward=fair.ward, seeker=seeker, vacancy=offered, referred_on=date(2023, 3, 1)), by=officer)
    for outcome in (ReferralState.INTERVIEWED, ReferralState.REFUSED):
        fairs.fair_interview(fair, met(poor, offered, outcome), by=officer)
    assert JobSeeker.objects.get() == seeker
    assert (Referral.objects.get().state, Participation.objects.count(), Attendance.objects.count()) == ("refused", 1, 1)


def test_all_or_nothing(poor: Household, ward: Ward, fair: JobFair, offered: Vacancy, officer: User) -> None:
    """The only place is taken: nobody is put on the list, into the book or introduced."""
    fairs.fair_interview(fair, met(poor, offered, ReferralState.PLACED), by=officer)
    with pytest.raises(DomainError, match="đã đủ 1 người"):
        fairs.fair_interview(fair, met(make.home(ward, officer), offered, ReferralState.PLACED), by=officer)
    assert (Participation.objects.count(), JobSeeker.objects.count(), Referral.objects.count()) == (1, 1, 1)


def test_what_is_no_interview_of_the_fair_is_refused(poor: Household, ward: Ward, fair: JobFair, offered: Vacancy, officer: User) -> None:
    other = make.vacancy(ward, officer)
    for interview, words in (
        (met(poor, other, ReferralState.INTERVIEWED), "không thuộc phiên"),
        (met(poor, offered, ReferralState.INTERVIEWED, DAY - timedelta(days=1)), "từ ngày bắt đầu"),
    ):
        with pytest.raises(DomainError, match=words):
            fairs.fair_interview(fair, interview, by=officer)
    Activity.objects.update(state=ActivityState.PLANNED, from_on=None)
    fair.activity.refresh_from_db()
    with pytest.raises(DomainError, match="chưa bắt đầu"):
        fairs.fair_interview(fair, met(poor, offered, ReferralState.INTERVIEWED), by=officer)
    assert not Participation.objects.exists() and not JobSeeker.objects.exists()


def test_others_write_no_interview(poor: Household, fair: JobFair, offered: Vacancy, outsider: User) -> None:
    with pytest.raises(NotAllowed):
        fairs.fair_interview(fair, met(poor, offered, ReferralState.INTERVIEWED), by=outsider)


def test_a_place_offered_at_the_fair_is_open_on_its_day(ward: Ward, fair: JobFair, officer: User) -> None:
    for from_on, to_on, fits in ((DAY, None, True), (NEXT, None, False), (date(2023, 1, 1), DAY - timedelta(days=1), False)):
        place = Vacancy(ward=ward, employer="A", job="B", positions=1, source="C", fair=fair, from_on=from_on, to_on=to_on)
        if fits:
            assert jobs.vacancy_offer(place, by=officer).pk
            continue
        with pytest.raises(DomainError, match="còn tuyển trong ngày của phiên"):
            jobs.vacancy_offer(place, by=officer)


def test_support_at_a_fair_is_one_record_on_its_day(poor: Household, fair: JobFair, officer: User) -> None:
    seeker = make.seeker(make.adult(poor), officer)

    def give(on: date) -> JobSupport:
        return jobs.support_give(JobSupport(ward=fair.ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=on, fair=fair), by=officer)

    with pytest.raises(DomainError, match="từ ngày bắt đầu"):
        give(DAY - timedelta(days=1))
    give(DAY)
    with pytest.raises(DomainError, match="tại phiên đó"):
        give(DAY)


def test_a_fair_is_voided_with_its_activity_in_its_own_register(ward: Ward, fair: JobFair, offered: Vacancy, officer: User) -> None:
    with pytest.raises(DomainError, match="có sổ riêng"):
        activities.activity_void(fair.activity, "Ghi nhầm", version=1, by=officer)
    with pytest.raises(DomainError, match="ghi kèm"):
        fairs.fair_void(fair, "Ghi nhầm", version=1, by=officer)
    fair.refresh_from_db()
    void(offered, "Ghi nhầm", version=1, by=officer)
    fairs.fair_void(fair, "Ghi nhầm", version=fair.version, by=officer)
    assert fair.is_voided and Activity.objects.get().is_voided
    assert AuditEvent.objects.filter(action="work_voided").count() == 3


def test_a_fair_with_people_on_its_list_stays(ward: Ward, fair: JobFair, poor: Household, officer: User) -> None:
    Participation.objects.create(ward=ward, activity=fair.activity, household=poor, recorded_by=officer)
    with pytest.raises(DomainError, match="ghi kèm"):
        fairs.fair_void(fair, "Ghi nhầm", version=1, by=officer)
    assert not JobFair.objects.get().is_voided


def test_an_activity_does_not_become_a_fair(ward: Ward, fair: JobFair, officer: User) -> None:
    with pytest.raises(DomainError, match="không đổi loại"):
        activities.activity_change(fair.activity, {"kind": ActivityKind.MEETING}, [], version=1, by=officer)
    assert Activity.objects.get().kind == ActivityKind.JOB_FAIR
