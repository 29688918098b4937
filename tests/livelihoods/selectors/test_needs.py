"""Needs are the denominators of T05, T06, T09, and what is recorded in the registers meets them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError
from households.models import Household, Member, Need
from households.rules.classes import HouseholdClass as H
from households.rules.facts import FactKind
from households.rules.needs import NeedKind, NeedState
from households.services.facts import fact_record
from households.services.needs import NeedData, need_express, need_withdraw
from livelihoods.models import Enrolment, JobSupport, Loan, Placement
from livelihoods.rules.words import EnrolmentState, JobSupportKind
from livelihoods.selectors.needs import job_need_lines, skill_need_lines
from livelihoods.selectors.population import own_classes
from livelihoods.services import credit, jobs, training
from programs.rules.words import BeneficiaryClass
from tests.households.factories import decide
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
TOLD, DAY = date(2023, 2, 1), date(2023, 3, 1)


def tell(household: Household, kind: NeedKind, by: User, on: date = TOLD, *, own: bool = True) -> Need:
    return need_express(household, NeedData(kind, on, make.adult(household) if own else None), by=by)


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def test_recorded_help_meets_the_need_of_its_kind(poor: Household, officer: User) -> None:
    job, info, lesson = (tell(poor, kind, officer) for kind in (NeedKind.JOB, NeedKind.JOB_INFO, NeedKind.VOCATIONAL))
    seeker = make.seeker(make.adult(poor), officer, TOLD)
    jobs.support_give(JobSupport(ward=poor.ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=DAY), by=officer)
    placement = Placement(ward=poor.ward, seeker=seeker, employer="Công ty Ví Dụ", job="May", started_on=DAY, has_contract=True)
    for need in (job, info, lesson):
        need.refresh_from_db()
    assert (info.state, info.met_on, info.met_by) == (NeedState.MET, DAY, "Tư vấn, định hướng nghề nghiệp")
    assert job.state == lesson.state == NeedState.EXPRESSED
    jobs.placement_record(placement, by=officer)
    job.refresh_from_db()
    assert (job.state, job.met_on, job.met_by) == (NeedState.MET, DAY, "Nhận việc: May, Công ty Ví Dụ")
    assert AuditEvent.objects.filter(action="need_ended").count() == 2


def test_a_completed_class_meets_the_need_of_training_and_dropping_does_not(ward: Ward, officer: User) -> None:
    course, done = make.vocational_class(ward, officer), date(2023, 6, 30)
    for state, expected in ((EnrolmentState.COMPLETED, NeedState.MET), (EnrolmentState.DROPPED, NeedState.EXPRESSED)):
        home = make.home(ward, officer)
        need, member = tell(home, NeedKind.VOCATIONAL, officer), make.adult(home)
        row = Enrolment.objects.create(
            ward=ward, member=member, vocational_class=course, enrolled_on=date(2023, 4, 1), is_eligible=True, recorded_by=officer
        )
        training.enrolment_step(row, state, done, version=row.version, by=officer, reason="Bận việc")
        need.refresh_from_db()
        assert need.state == expected
    assert Need.objects.get(state=NeedState.MET).met_by == "Lớp May công nghiệp, Trung tâm Ví Dụ"


def test_a_need_told_after_the_help_waits_on(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.JOB, officer, date(2023, 3, 2))
    seeker = make.seeker(make.adult(poor), officer, TOLD)
    jobs.placement_record(
        Placement(ward=poor.ward, seeker=seeker, employer="Ví Dụ", job="May", started_on=DAY, has_contract=True), by=officer
    )
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


def test_refused_help_meets_nothing(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.JOB_INFO, officer)
    seeker = make.seeker(make.adult(poor), officer, DAY)
    with pytest.raises(DomainError):
        jobs.support_give(JobSupport(ward=poor.ward, seeker=seeker, kind=JobSupportKind.INFORM, given_on=TOLD), by=officer)
    need.refresh_from_db()
    assert need.state == NeedState.EXPRESSED


def test_the_agency_that_keeps_the_register_meets_needs(poor: Household, officer: User, keeper: User) -> None:
    need = tell(poor, NeedKind.JOB_INFO, officer)
    seeker = make.seeker(make.adult(poor), officer, TOLD)
    jobs.support_give(JobSupport(ward=poor.ward, seeker=seeker, kind=JobSupportKind.INFORM, given_on=DAY), by=keeper)
    need.refresh_from_db()
    assert need.state == NeedState.MET


def test_a_loan_meets_the_need_of_the_household(poor: Household, officer: User) -> None:
    need = tell(poor, NeedKind.LOAN, officer, own=False)
    loan = Loan(
        ward=poor.ward, household=poor, borrower=make.adult(poor), programme="ho_ngheo", amount_dong=50_000_000,
        disbursed_on=DAY, due_on=date(2026, 3, 1), purpose="Mua lưới", source="Danh sách của ngân hàng",
    )  # fmt: skip
    credit.loan_record(loan, by=officer)
    need.refresh_from_db()
    assert (need.state, need.met_on) == (NeedState.MET, DAY)


def test_without_needs_there_is_no_zero(ward: Ward, poor: Household, officer: User) -> None:
    for lines in (job_need_lines, skill_need_lines):
        assert all(line.value is None and line.households == () for line in lines(ward.pk, *YEAR))
    tell(poor, NeedKind.JOB, officer, date(2022, 1, 1))
    need_withdraw(Need.objects.get(), date(2022, 6, 1), "Đã có việc", by=officer)
    assert set(values(job_need_lines(ward.pk, *YEAR)).values()) == {0}


def test_workers_with_a_need_counted_by_hand(ward: Ward, officer: User) -> None:
    """T05, T06: four classes, once a person, of working age, given only where needed."""
    poor, near, escaped = make.home(ward, officer), make.home(ward, officer, H.NEAR_POOR), make.home(ward, officer, H.POOR)
    decide(escaped, H.NOT_POOR, date(2022, 12, 8), officer)
    child, other = make.home(ward, officer, born=date(2012, 1, 1)), make.home(ward, officer, None)
    unasked = make.home(ward, officer)
    for household in (poor, near, escaped, child, other):
        tell(household, NeedKind.JOB, officer)
    tell(poor, NeedKind.JOB_INFO, officer)
    for household in (poor, unasked):
        seeker = make.seeker(make.adult(household), officer, TOLD)
        jobs.support_give(JobSupport(ward=ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=DAY), by=officer)
    seeker = make.seeker(make.adult(near), officer, TOLD)
    jobs.placement_record(Placement(ward=ward, seeker=seeker, employer="Ví Dụ", job="May", started_on=DAY, has_contract=True), by=officer)
    lines = job_need_lines(ward.pk, *YEAR)
    assert values(lines) == {"workers_job_support_needed": 3, "workers_job_support_given": 2, "workers_placed_in_jobs": 1}
    assert lines[0].households == tuple(sorted([poor.pk, near.pk, escaped.pk]))
    assert lines[2].households == (near.pk,)


def test_low_income_workers_count_for_training_only(ward: Ward, officer: User) -> None:
    """T09 names them, T05 does not; the confirmation holds on the last day of the period."""
    home, late = make.home(ward, officer, None), make.home(ward, officer, None)
    for household, on in ((home, date(2023, 5, 1)), (late, date(2024, 1, 1))):
        fact_record(make.adult(household), FactKind.LOW_INCOME_WORKER, "yes", on, "Giấy xác nhận (ví dụ)", by=officer)
        for kind in (NeedKind.VOCATIONAL, NeedKind.JOB):
            tell(household, kind, officer)
    assert values(skill_need_lines(ward.pk, *YEAR)) == {"workers_skill_training_needed": 1, "workers_skill_training_given": 0}
    assert values(job_need_lines(ward.pk, *YEAR))["workers_job_support_needed"] == 0


def place(household: Household, on: date, by: User) -> Placement:
    seeker = make.seeker(make.adult(household), by, on)
    row = Placement(ward=household.ward, seeker=seeker, employer="Ví Dụ", job="May", started_on=on, has_contract=True)
    return jobs.placement_record(row, by=by)


def test_help_before_the_need_was_told_serves_nobody(ward: Ward, officer: User) -> None:
    """T05, T06, T09: what was given before answers no need; from the day on which it was told, it does."""
    course, told = make.vocational_class(ward, officer), date(2023, 9, 1)
    for on in (date(2023, 8, 31), told):
        home = make.home(ward, officer)
        for kind in (NeedKind.JOB, NeedKind.VOCATIONAL):
            tell(home, kind, officer, told)
        place(home, on, officer)
        learner = {"member": make.adult(home), "vocational_class": course, "enrolled_on": date(2023, 4, 1), "is_eligible": True}
        Enrolment.objects.create(ward=ward, recorded_by=officer, state=EnrolmentState.COMPLETED, ended_on=on, **learner)
    assert values(job_need_lines(ward.pk, *YEAR)) == {
        "workers_job_support_needed": 2,
        "workers_job_support_given": 1,
        "workers_placed_in_jobs": 1,
    }
    assert values(skill_need_lines(ward.pk, *YEAR)) == {"workers_skill_training_needed": 2, "workers_skill_training_given": 1}


def test_who_was_served_counts_by_the_class_of_that_day(ward: Ward, officer: User) -> None:
    """T06: placed while poor, above every class by the end of the year; the second quarter and the year tell the same."""
    home, late = make.home(ward, officer), make.home(ward, officer, None)
    for household in (home, late):
        tell(household, NeedKind.JOB, officer)
        place(household, date(2023, 5, 4), officer)
    Member.objects.filter(household=home).update(left_on=date(2023, 11, 1))  # moved away by the last day
    decide(late, H.POOR, date(2023, 12, 8), officer)  # not poor yet when taken on
    for span in (YEAR, (date(2023, 4, 1), date(2023, 6, 30))):
        assert [line.households for line in job_need_lines(ward.pk, *span)] == [(home.pk,)] * 3


def test_work_abroad_is_work_from_the_day_of_departure(ward: Ward, officer: User) -> None:
    home = make.home(ward, officer)
    tell(home, NeedKind.JOB_INFO, officer)
    make.abroad(make.adult(home), officer, state="departed", departed_on=date(2023, 5, 4))
    for first, last, placed in ((YEAR[0], date(2023, 3, 31), 0), (*YEAR, 1)):
        assert values(job_need_lines(ward.pk, first, last))["workers_placed_in_jobs"] == placed


def test_told_about_work_in_one_quarter_and_taken_on_in_the_next(ward: Ward, officer: User) -> None:
    home = make.home(ward, officer)
    tell(home, NeedKind.JOB_INFO, officer)
    seeker = make.seeker(make.adult(home), officer, TOLD)
    jobs.support_give(JobSupport(ward=ward, seeker=seeker, kind=JobSupportKind.COUNSEL, given_on=DAY), by=officer)
    job = {"employer": "Ví Dụ", "job": "May", "has_contract": True}
    jobs.placement_record(Placement(ward=ward, seeker=seeker, started_on=date(2023, 5, 4), **job), by=officer)
    for first, last, placed in ((YEAR[0], date(2023, 3, 31), 0), (date(2023, 4, 1), date(2023, 6, 30), 1), (*YEAR, 1)):
        found = values(job_need_lines(ward.pk, first, last))
        assert (found["workers_job_support_needed"], found["workers_placed_in_jobs"]) == (1, placed)


def test_classes_that_belong_to_a_person(poor: Household, officer: User) -> None:
    member = make.adult(poor)
    assert own_classes([(member.pk, DAY)]) == {}
    fact_record(member, FactKind.LOW_INCOME_WORKER, "yes", TOLD, "Giấy (ví dụ)", by=officer)
    fact_record(member, FactKind.DISABILITY, "severe", TOLD, "", by=officer)
    assert own_classes([(member.pk, DAY)])[member.pk, DAY] == {BeneficiaryClass.LOW_INCOME_WORKER}
    fact_record(member, FactKind.STABLE_LIVELIHOOD, "no", DAY, "", by=officer)
    assert BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD in own_classes([(member.pk, DAY)])[member.pk, DAY]
    assert own_classes([(member.pk, date(2023, 1, 1))]) == {}


def test_queries_do_not_grow_with_needs(ward: Ward, officer: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            job_need_lines(ward.pk, *YEAR)
            skill_need_lines(ward.pk, *YEAR)
        return len(captured)

    def grow(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer)
            Need.objects.bulk_create(
                Need(household=home, member=Member.objects.get(household=home), kind=kind, expressed_on=TOLD)
                for kind in (NeedKind.JOB, NeedKind.VOCATIONAL)
            )

    grow(2)
    before = asked()
    grow(5)
    assert asked() == before
