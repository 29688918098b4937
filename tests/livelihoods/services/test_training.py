"""Classes, learners and certificates."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.rules.classes import HouseholdClass
from livelihoods.models import Enrolment, VocationalClass
from livelihoods.rules.words import EnrolmentState
from livelihoods.services import training
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2023, 4, 1)


@pytest.fixture
def sewing(ward: Ward, officer: User, plan: object) -> VocationalClass:
    return make.vocational_class(ward, officer, seats=1)


def learner(ward: Ward, by: User, course: VocationalClass, household_class: HouseholdClass, **fields: object) -> Enrolment:
    member = make.adult(make.home(ward, by, household_class))
    return Enrolment(ward=ward, vocational_class=course, member=member, enrolled_on=DAY, **fields)


def test_near_poor_workers_learn_and_the_basis_is_kept(ward: Ward, keeper: User, officer: User, sewing: VocationalClass) -> None:
    row = training.enrol(learner(ward, officer, sewing, HouseholdClass.NEAR_POOR), by=keeper)
    assert row.is_eligible and "cận nghèo" in row.basis


def test_who_is_not_named_needs_a_reason(ward: Ward, officer: User, sewing: VocationalClass) -> None:
    row = learner(ward, officer, sewing, HouseholdClass.POOR)
    with pytest.raises(DomainError, match="ghi lý do"):
        training.enrol(row, by=officer)
    row.override_reason = "Lớp còn chỗ, Ban Chỉ đạo đồng ý"
    assert not training.enrol(row, by=officer).is_eligible


def test_a_child_is_no_worker(ward: Ward, officer: User, sewing: VocationalClass) -> None:
    household = make.home(ward, officer, HouseholdClass.NEAR_POOR, born=date(2008, 4, 2))  # fifteen on the day after
    row = Enrolment(ward=ward, vocational_class=sewing, member=make.adult(household), enrolled_on=DAY)
    with pytest.raises(DomainError, match="Chưa thuộc đối tượng"):
        training.enrol(row, by=officer)


def test_seats_days_and_once(ward: Ward, officer: User, sewing: VocationalClass) -> None:
    first = training.enrol(learner(ward, officer, sewing, HouseholdClass.NEAR_POOR), by=officer)
    with pytest.raises(DomainError, match="đủ 1 học viên"):
        training.enrol(learner(ward, officer, sewing, HouseholdClass.NEAR_POOR), by=officer)
    training.enrolment_step(first, EnrolmentState.DROPPED, date(2023, 4, 9), version=1, by=officer, reason="Ốm")
    late = learner(ward, officer, sewing, HouseholdClass.NEAR_POOR)
    late.enrolled_on = date(2023, 7, 1)
    with pytest.raises(DomainError, match="bế giảng ngày 30/06/2023"):
        training.enrol(late, by=officer)


def test_dropping_needs_a_reason_and_certificates_a_completion(ward: Ward, officer: User, sewing: VocationalClass) -> None:
    row = training.enrol(learner(ward, officer, sewing, HouseholdClass.NEAR_POOR), by=officer)
    with pytest.raises(DomainError, match="lý do bỏ học"):
        training.enrolment_step(row, EnrolmentState.DROPPED, date(2023, 4, 9), version=1, by=officer)
    with pytest.raises(DomainError, match="hoàn thành"):
        training.certificate_grant(row, "12", date(2023, 7, 1), version=1, by=officer)
    training.enrolment_step(row, EnrolmentState.COMPLETED, date(2023, 6, 30), version=1, by=officer)
    with pytest.raises(DomainError, match="Ngày cấp chứng chỉ"):
        training.certificate_grant(row, "12", date(2023, 6, 29), version=2, by=officer)
    row.refresh_from_db()
    training.certificate_grant(row, "", date(2023, 6, 30), version=row.version, by=officer)
    assert row.certificate_on == date(2023, 6, 30)


def test_only_keepers(ward: Ward, officer: User, outsider: User, sewing: VocationalClass) -> None:
    with pytest.raises(NotAllowed):
        training.enrol(learner(ward, officer, sewing, HouseholdClass.NEAR_POOR), by=outsider)
