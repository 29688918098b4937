"""A voided row lets go of the need that it met: it waits again, unless something else met it too."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from activities.models import Connection
from activities.services.information import connection_record
from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError
from households.models import Household, Need
from households.rules.needs import PERSONAL_KINDS, NeedKind, NeedState
from households.services.needs import NeedData, need_express, need_meet
from livelihoods.models import Enrolment, JobSeeker, JobSupport, Loan, Placement, WorkAbroad
from livelihoods.rules.words import AbroadState, EnrolmentState, JobSupportKind
from livelihoods.services import credit, jobs, training
from livelihoods.services.voiding import placement_void
from registers.models import Kept
from registers.services.keeping import void
from registers.services.needs import reference
from tests.livelihoods import factories as make
from welfare.models import HousingCase
from welfare.services.housing import housing_hand_over

pytestmark = pytest.mark.django_db
TOLD, DAY, LATER = date(2023, 2, 1), date(2023, 6, 30), date(2023, 7, 10)
Recorder = Callable[[Household, date, User], Kept]


def _seeker(home: Household, by: User) -> JobSeeker:
    return JobSeeker.objects.filter(member__household=home).first() or make.seeker(make.adult(home), by, TOLD)


def placement(home: Household, on: date, by: User) -> Kept:
    row = Placement(ward=home.ward, seeker=_seeker(home, by), employer="Ví Dụ", job="May", started_on=on, has_contract=True)
    return jobs.placement_record(row, by=by)


def departure(home: Household, on: date, by: User) -> Kept:
    row = jobs.abroad_record(
        WorkAbroad(ward=home.ward, member=make.adult(home), country="Nhật Bản", company="Ví Dụ", signed_on=TOLD), by=by
    )
    return jobs.abroad_step(row, AbroadState.DEPARTED, on, version=row.version, by=by)


def support(home: Household, on: date, by: User) -> Kept:
    row = JobSupport(ward=home.ward, seeker=_seeker(home, by), kind=JobSupportKind.COUNSEL, given_on=on)
    return jobs.support_give(row, by=by)


def completed_class(home: Household, on: date, by: User) -> Kept:
    learner = {"member": make.adult(home), "vocational_class": make.vocational_class(home.ward, by), "enrolled_on": date(2023, 4, 1)}
    row = Enrolment.objects.create(ward=home.ward, is_eligible=True, recorded_by=by, **learner)
    return training.enrolment_step(row, EnrolmentState.COMPLETED, on, version=row.version, by=by)


def loan(home: Household, on: date, by: User) -> Kept:
    values = {"programme": "ho_ngheo", "amount_dong": 50_000_000, "due_on": date(2026, 7, 1), "purpose": "Lưới", "source": "Ngân hàng"}
    return credit.loan_record(Loan(ward=home.ward, household=home, borrower=make.adult(home), disbursed_on=on, **values), by=by)


def connection(home: Household, on: date, by: User) -> Kept:
    row = Connection(ward=home.ward, household=home, kind="internet", provider="Ví Dụ", connected_on=on, source="Danh sách")
    return connection_record(row, by=by)


def house(home: Household, on: date, by: User) -> Kept:
    days = {"proposed_on": TOLD, "approved_on": TOLD, "started_on": TOLD}
    row = HousingCase.objects.create(ward=home.ward, household=home, kind="new", stage="under_way", recorded_by=by, **days)
    return housing_hand_over(row, on, None, version=row.version, by=by)


KINDS = [
    (NeedKind.JOB, placement),
    (NeedKind.JOB, departure),
    (NeedKind.JOB_INFO, support),
    (NeedKind.VOCATIONAL, completed_class),
    (NeedKind.LOAN, loan),
    (NeedKind.TELECOM, connection),
    (NeedKind.HOUSING, house),
]
every_kind = pytest.mark.parametrize(("kind", "record"), KINDS, ids=[record.__name__ for _, record in KINDS])


def tell(home: Household, kind: NeedKind, by: User, on: date = TOLD) -> Need:
    return need_express(home, NeedData(kind, on, make.adult(home) if kind in PERSONAL_KINDS else None), by=by)


def take_back(row: Kept, by: User) -> None:
    row.refresh_from_db()
    act = placement_void if isinstance(row, Placement) else void
    act(row, "Ghi nhầm người", version=row.version, by=by)


@every_kind
def test_the_need_waits_again(kind: NeedKind, record: Recorder, poor: Household, officer: User) -> None:
    need = tell(poor, kind, officer)
    row = record(poor, DAY, officer)
    need.refresh_from_db()
    assert (need.state, need.met_on, need.met_ref) == (NeedState.MET, DAY, reference(row))
    take_back(row, officer)
    need.refresh_from_db()
    assert (need.state, need.met_on, need.met_by, need.met_ref) == (NeedState.EXPRESSED, None, "", "")
    line = AuditEvent.objects.get(action="need_reopened")
    assert (line.household_code, line.details["ly_do"]) == (poor.code, f"Đã hủy: {row.WORD.lower()}.")


@every_kind
def test_it_stays_met_by_another_standing_row(kind: NeedKind, record: Recorder, poor: Household, officer: User) -> None:
    need = tell(poor, kind, officer)
    first, voided, last = record(poor, DAY, officer), record(poor, DAY + timedelta(days=1), officer), record(poor, LATER, officer)
    take_back(voided, officer)
    need.refresh_from_db()
    assert (need.state, need.met_ref) == (NeedState.MET, reference(first))
    take_back(first, officer)
    need.refresh_from_db()
    assert (need.state, need.met_on, need.met_ref) == (NeedState.MET, LATER, reference(last))
    assert need.met_by and not AuditEvent.objects.filter(action="need_reopened").exists()
    take_back(last, officer)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


@every_kind
def test_a_row_of_somebody_else_or_from_before_does_not_hold_it(
    kind: NeedKind, record: Recorder, poor: Household, ward: Ward, officer: User
) -> None:
    record(poor, DAY, officer)
    need = tell(poor, kind, officer, DAY + timedelta(days=1))
    record(make.home(ward, officer), LATER, officer)
    row = record(poor, LATER, officer)
    take_back(row, officer)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


@every_kind
def test_what_was_met_by_hand_stays_met(kind: NeedKind, record: Recorder, poor: Household, officer: User) -> None:
    need = tell(poor, kind, officer)
    need_meet(need, DAY, "Tự lo được", by=officer)
    take_back(record(poor, LATER, officer), officer)
    need.refresh_from_db()
    assert (need.state, need.met_on, need.met_by) == (NeedState.MET, DAY, "Tự lo được")


@every_kind
def test_told_again_meanwhile_it_is_one_need_since_the_first_day(kind: NeedKind, record: Recorder, poor: Household, officer: User) -> None:
    need = tell(poor, kind, officer)
    row = record(poor, DAY, officer)
    again = tell(poor, kind, officer, LATER)
    take_back(row, officer)
    for one in (need, again):
        one.refresh_from_db()
    assert (need.state, again.state) == (NeedState.EXPRESSED, NeedState.MISTAKEN)
    assert "01/02/2023" in again.end_reason


def test_work_at_home_and_abroad_stand_in_for_each_other(ward: Ward, officer: User) -> None:
    for first, second in ((placement, departure), (departure, placement)):
        home = make.home(ward, officer)
        need = tell(home, NeedKind.JOB, officer)
        row, other = first(home, DAY, officer), second(home, LATER, officer)
        take_back(row, officer)
        need.refresh_from_db()
        assert (need.state, need.met_on, need.met_ref) == (NeedState.MET, LATER, reference(other))


def test_a_contract_without_a_departure_is_no_work(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.JOB, officer)
    row = make.abroad(make.adult(poor), officer)
    jobs.abroad_step(row, AbroadState.CANCELLED, DAY, version=row.version, by=officer)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


def test_a_dropped_learner_is_no_help(poor: Household, officer: User) -> None:
    """Voiding a completed class does not find the dropped one."""
    need = tell(poor, NeedKind.VOCATIONAL, officer)
    learner = {"member": make.adult(poor), "vocational_class": make.vocational_class(poor.ward, officer), "is_eligible": True}
    dropped = Enrolment.objects.create(ward=poor.ward, enrolled_on=date(2023, 4, 1), recorded_by=officer, **learner)
    training.enrolment_step(dropped, EnrolmentState.DROPPED, DAY, version=1, by=officer, reason="Bận")
    take_back(completed_class(poor, DAY, officer), officer)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


def test_the_agency_that_keeps_the_register_reopens_too(poor: Household, officer: User, keeper: User) -> None:
    need = tell(poor, NeedKind.JOB, officer)
    take_back(placement(poor, DAY, keeper), keeper)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


def test_a_refused_voiding_reopens_nothing(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.JOB, officer)
    row = placement(poor, DAY, officer)
    with pytest.raises(DomainError, match="lý do hủy"):
        placement_void(row, "  ", version=row.version, by=officer)
    need.refresh_from_db()
    assert (need.state, Placement.objects.counting().count()) == (NeedState.MET, 1)


def test_the_database_refuses_a_row_behind_a_need_that_waits(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.JOB, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(met_ref="livelihoods.placement:1")
