"""Cases of social assistance: eligible, granted, ended, refused."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household, Member
from tests.welfare import factories as make
from welfare.models import AssistanceCase
from welfare.rules.assistance import AssistanceState
from welfare.services.assistance import Grant, assistance_end, assistance_grant, assistance_open, assistance_refuse

pytestmark = pytest.mark.django_db
GRANT = Grant("12/QĐ-UBND", make.DAY, make.DAY)


def unsaved(household: Household, **fields: object) -> AssistanceCase:
    values = {"member": make.head(household), "code": "allowance_severe", "eligible_on": make.DAY} | fields
    return AssistanceCase(ward=household.ward, **values)


def test_from_eligible_to_ended(ward: Ward, officer: User, poor: Household) -> None:
    case = assistance_open(unsaved(poor), by=officer)
    assert (case.household, case.state_on(make.DAY)) == (poor, AssistanceState.WAITING)
    assistance_grant(case, GRANT, version=1, by=officer)
    assert case.state_on(make.DAY) is AssistanceState.RECEIVING
    assistance_end(case, date(2023, 12, 31), "Chuyển đi", version=2, by=officer)
    assert case.state_on(date(2024, 1, 1)) is AssistanceState.ENDED
    with pytest.raises(DomainError, match="đang hưởng"):
        assistance_end(case, date(2023, 12, 31), "Chuyển đi", version=3, by=officer)
    assistance_open(unsaved(poor, eligible_on=date(2024, 1, 1)), by=officer)  # again, later


def test_one_open_case_a_group(ward: Ward, officer: User, poor: Household) -> None:
    assistance_open(unsaved(poor), by=officer)
    with pytest.raises(DomainError, match="còn mở"):
        assistance_open(unsaved(poor), by=officer)
    assistance_open(unsaved(poor, code="allowance_single_parent", times=2), by=officer)


def test_wrong_values_are_refused_in_words(ward: Ward, officer: User, poor: Household) -> None:
    with pytest.raises(DomainError, match="Chọn một đối tượng"):
        assistance_open(unsaved(poor, code="base_wage"), by=officer)
    with pytest.raises(DomainError, match="sau hôm nay"):
        assistance_open(unsaved(poor, eligible_on=date(2099, 1, 1)), by=officer)
    case = make.case(poor, officer, eligible_on=make.DAY)
    with pytest.raises(DomainError, match="đủ điều kiện"):
        assistance_grant(case, Grant("12", make.DAY, date(2023, 5, 31)), version=1, by=officer)
    with pytest.raises(DomainError, match="phải có số"):
        assistance_grant(case, Grant(" ", make.DAY, make.DAY), version=1, by=officer)


@pytest.mark.parametrize(
    ("code", "born", "age"),
    [
        ("allowance_orphan_under_4", date(1990, 5, 1), "33 tuổi"),
        ("allowance_orphan_under_4", date(2019, 6, 1), "4 tuổi"),  # turns four on the day itself
        ("allowance_orphan_from_4", date(2019, 6, 2), "3 tuổi"),
        ("allowance_orphan_from_4", date(2007, 6, 1), "16 tuổi"),
        ("allowance_child_under_3", date(2020, 6, 1), "3 tuổi"),
        ("allowance_elderly_alone_60", date(1943, 6, 1), "80 tuổi"),
        ("allowance_elderly_80", date(1943, 6, 2), "79 tuổi"),
    ],
)
def test_the_age_of_the_group_is_checked(code: str, born: date, age: str, ward: Ward, officer: User, poor: Household) -> None:
    Member.objects.update(birth_on=born)
    with pytest.raises(DomainError, match=f"{age} vào ngày 01/06/2023, không hợp đối tượng “.*tuổi"):
        assistance_open(unsaved(poor, code=code), by=officer)
    other_day = date(2023, 5, 31) if code != "allowance_elderly_80" and age != "3 tuổi" and "33" not in age else None
    if other_day:
        assert assistance_open(unsaved(poor, code=code, eligible_on=other_day), by=officer).pk


def test_a_birth_known_by_its_year_is_refused_only_where_no_day_fits(ward: Ward, officer: User, poor: Household) -> None:
    Member.objects.update(birth_on=date(2019, 1, 1), birth_precision="year")  # three or four years old
    assert assistance_open(unsaved(poor, code="allowance_orphan_under_4"), by=officer).pk
    assert assistance_open(unsaved(poor, code="allowance_orphan_from_4"), by=officer).pk
    with pytest.raises(DomainError, match="3 hoặc 4 tuổi"):
        assistance_open(unsaved(poor, code="allowance_elderly_80"), by=officer)
    Member.objects.update(birth_on=None)
    assert assistance_open(unsaved(poor, code="allowance_elderly_80"), by=officer).pk  # not known, not refused


def test_a_refusal_closes_the_case(ward: Ward, officer: User, poor: Household) -> None:
    case = make.case(poor, officer)
    assistance_refuse(case, make.DAY, "Đang hưởng lương hưu", version=1, by=officer)
    with pytest.raises(DomainError, match="không được hưởng"):
        assistance_grant(case, GRANT, version=2, by=officer)


def test_the_last_day_lies_after_the_first(ward: Ward, officer: User, poor: Household) -> None:
    case = make.granted(poor, officer)
    with pytest.raises(DomainError, match="trở đi"):
        assistance_end(case, date(2023, 5, 31), "Chuyển đi", version=1, by=officer)
    case.refresh_from_db()
    with pytest.raises(EditConflict):
        assistance_end(case, make.DAY, "Chuyển đi", version=7, by=officer)


def test_other_agencies_do_not_write(ward: Ward, school: User, poor: Household) -> None:
    with pytest.raises(NotAllowed):
        assistance_open(unsaved(poor), by=school)
