"""Seekers, introductions, placements, work abroad."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from households.models import Household
from livelihoods.models import JobSeeker, JobSupport, Placement, Referral, WorkAbroad
from livelihoods.rules.words import AbroadState, JobSupportKind, ReferralState, SeekerEnd
from livelihoods.services import jobs
from livelihoods.services.voiding import placement_void
from registers.services.keeping import void
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 1)


@pytest.fixture
def seeker(poor: Household, officer: User) -> JobSeeker:
    return make.seeker(make.adult(poor), officer)


def introduced(seeker: JobSeeker, by: User, positions: int = 2) -> Referral:
    place = make.vacancy(seeker.ward, by, positions=positions)
    return jobs.referral_make(Referral(ward=seeker.ward, seeker=seeker, vacancy=place, referred_on=DAY), by=by)


def test_the_committees_agency_keeps_the_register_and_others_do_not(poor: Household, ward: Ward, keeper: User, outsider: User) -> None:
    member = make.adult(poor)
    with pytest.raises(NotAllowed):
        jobs.seeker_register(JobSeeker(ward=ward, member=member, from_on=DAY), by=outsider)
    row = jobs.seeker_register(JobSeeker(ward=ward, member=member, from_on=DAY), by=keeper)
    line = AuditEvent.objects.latest("seq")
    assert (line.action, line.household_code, line.target_label) == ("work_recorded", poor.code, "Người tìm việc")
    assert row.recorded_by == keeper and member.full_name not in str(line.details)


def test_a_person_is_in_the_register_once(seeker: JobSeeker, officer: User) -> None:
    with pytest.raises(DomainError, match="đang có trong sổ"):
        jobs.seeker_register(JobSeeker(ward=seeker.ward, member=seeker.member, from_on=DAY), by=officer)


def test_nobody_of_another_ward_nor_in_the_future(
    poor: Household, ward: Ward, other_ward: Ward, officer: User, other_officer: User
) -> None:
    stranger = make.adult(make.home(other_ward, other_officer))
    with pytest.raises(DomainError, match="không thuộc phường"):
        jobs.seeker_register(JobSeeker(ward=ward, member=stranger, from_on=DAY), by=officer)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DomainError, match="sau hôm nay"):
        jobs.seeker_register(JobSeeker(ward=ward, member=make.adult(poor), from_on=tomorrow), by=officer)


def test_support_lies_inside_the_search(seeker: JobSeeker, officer: User) -> None:
    support = JobSupport(ward=seeker.ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=seeker.from_on)
    assert jobs.support_give(support, by=officer).pk
    early = JobSupport(ward=seeker.ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=seeker.from_on - timedelta(days=1))
    with pytest.raises(DomainError, match="nằm ngoài"):
        jobs.support_give(early, by=officer)


def test_from_introduction_to_work(seeker: JobSeeker, officer: User) -> None:
    referral = introduced(seeker, officer)
    jobs.referral_step(referral, ReferralState.INTERVIEWED, date(2023, 3, 5), version=1, by=officer)
    with pytest.raises(DomainError, match="hợp đồng"):
        jobs.referral_step(referral, ReferralState.PLACED, date(2023, 3, 9), version=2, by=officer)
    referral.refresh_from_db()
    jobs.referral_step(referral, ReferralState.PLACED, date(2023, 3, 9), version=2, by=officer, employed=jobs.Employed(True, 7_000_000))
    placement = Placement.objects.get(seeker=seeker)
    assert (placement.started_on, placement.employer, placement.has_contract) == (date(2023, 3, 9), "Công ty Ví Dụ", True)
    with pytest.raises(IllegalTransition):
        jobs.referral_step(referral, ReferralState.REFUSED, date(2023, 3, 10), version=3, by=officer)


def test_a_stale_version_writes_nothing(seeker: JobSeeker, officer: User) -> None:
    referral = introduced(seeker, officer)
    jobs.referral_step(referral, ReferralState.INTERVIEWED, date(2023, 3, 5), version=1, by=officer)
    with pytest.raises(EditConflict):
        jobs.referral_step(referral, ReferralState.REFUSED, date(2023, 3, 6), version=1, by=officer)
    referral.refresh_from_db()
    assert referral.state == ReferralState.INTERVIEWED


def test_a_full_vacancy_takes_nobody_else(seeker: JobSeeker, officer: User, ward: Ward) -> None:
    referral = introduced(seeker, officer, positions=1)
    jobs.referral_step(referral, ReferralState.PLACED, date(2023, 3, 9), version=1, by=officer, employed=jobs.Employed(False))
    other = make.seeker(make.adult(make.home(ward, officer)), officer)
    with pytest.raises(DomainError, match="đã đủ 1 người"):
        jobs.referral_make(Referral(ward=ward, seeker=other, vacancy=referral.vacancy, referred_on=DAY), by=officer)


def test_a_voided_placement_opens_the_introduction_again(seeker: JobSeeker, officer: User) -> None:
    referral = introduced(seeker, officer)
    jobs.referral_step(referral, ReferralState.PLACED, date(2023, 3, 9), version=1, by=officer, employed=jobs.Employed(False))
    placement = Placement.objects.get()
    placement_void(placement, "Ghi nhầm người", version=1, by=officer)
    referral.refresh_from_db()
    assert (referral.state, referral.closed_on) == (ReferralState.REFERRED, None)
    assert placement.is_voided and Placement.objects.counting().count() == 0
    with pytest.raises(DomainError, match="đã bị hủy"):
        placement_void(placement, "Lần nữa", version=2, by=officer)


def test_a_row_with_rows_on_it_is_not_voided(seeker: JobSeeker, officer: User) -> None:
    introduced(seeker, officer)
    with pytest.raises(DomainError, match="ghi kèm"):
        void(seeker, "Ghi nhầm", version=1, by=officer)


def test_the_search_ends_only_after_every_introduction(seeker: JobSeeker, officer: User) -> None:
    referral = introduced(seeker, officer)
    with pytest.raises(DomainError, match="chưa có kết quả"):
        jobs.seeker_close(seeker, date(2023, 4, 1), SeekerEnd.EMPLOYED, version=1, by=officer)
    jobs.referral_step(referral, ReferralState.NO_SHOW, date(2023, 3, 5), version=1, by=officer)
    jobs.seeker_close(seeker, date(2023, 4, 1), SeekerEnd.EMPLOYED, version=1, by=officer)
    assert seeker.to_on == date(2023, 4, 1)


@pytest.mark.parametrize(
    ("on", "works", "refused"), [("2023-05-31", True, True), ("2023-06-01", True, False), ("2023-04-01", False, False)]
)
def test_the_check_after_three_months(seeker: JobSeeker, officer: User, on: str, works: bool, refused: bool) -> None:
    placement = jobs.placement_record(
        Placement(ward=seeker.ward, seeker=seeker, employer="A", job="B", started_on=DAY, has_contract=True), by=officer
    )
    if refused:
        with pytest.raises(DomainError, match="01/06/2023"):
            jobs.placement_check(placement, date.fromisoformat(on), still_working=works, version=1, by=officer)
    else:
        jobs.placement_check(placement, date.fromisoformat(on), still_working=works, version=1, by=officer)
        assert placement.still_working is works


def test_work_abroad_departs_and_returns(poor: Household, officer: User) -> None:
    contract = jobs.abroad_record(
        WorkAbroad(ward=poor.ward, member=make.adult(poor), country="Nhật Bản", company="Công ty Ví Dụ", signed_on=DAY), by=officer
    )
    with pytest.raises(IllegalTransition):
        jobs.abroad_step(contract, AbroadState.RETURNED, DAY, version=1, by=officer)
    with pytest.raises(DomainError, match="Ngày xuất cảnh"):
        jobs.abroad_step(contract, AbroadState.DEPARTED, DAY - timedelta(days=1), version=1, by=officer)
    contract.refresh_from_db()
    jobs.abroad_step(contract, AbroadState.DEPARTED, DAY, version=contract.version, by=officer)
    assert contract.departed_on == DAY
