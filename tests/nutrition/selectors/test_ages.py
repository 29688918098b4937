"""The list of who waits, the service and the printed age say the same about every birth and day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months, day_before
from camphucnam.kernel.errors import DomainError
from households.models import Member
from nutrition.models import Dose
from nutrition.rules.due import MEASURES
from nutrition.rules.words import DoseKind, Due, NutritionClass
from nutrition.selectors import children as select
from nutrition.services.doses import dose_give, doses_give
from tests.nutrition import factories as make

pytestmark = pytest.mark.django_db
VITAMIN_A = {Due.VITAMIN_A_FIRST, Due.VITAMIN_A_SECOND}


def _waits(user: User, child: Member, what: Due, day: date) -> bool:
    return select.waiting_for(user, child.ward_id, what, day).filter(pk=child.pk).exists()


@pytest.mark.parametrize(
    ("born", "waits"), [(date(2022, 12, 31), True), (date(2023, 1, 1), False), (date(2020, 5, 31), False), (date(2020, 6, 1), True)]
)
def test_the_last_day_of_june(born: date, waits: bool, station: User, child: Member) -> None:
    """Six months on 30/06/2023 for who was born on 31/12/2022; thirty-seven for who was born on 31/05/2020."""
    Member.objects.filter(pk=child.pk).update(birth_on=born)
    day = date(2023, 6, 30)
    assert _waits(station, child, Due.VITAMIN_A_FIRST, day) is waits
    listed = list(select.waiting_for(station, child.ward_id, Due.VITAMIN_A_FIRST, day))
    if listed:
        assert doses_give(child.ward, listed, Due.VITAMIN_A_FIRST, day, by=station) == len(listed)


def test_a_year_of_birth_is_not_listed_for_vitamin_a(station: User, child: Member) -> None:
    Member.objects.filter(pk=child.pk).update(birth_on=date(2022, 1, 1), birth_precision="year")
    assert not _waits(station, child, Due.VITAMIN_A_FIRST, make.DAY)
    listed = select.children(station, child.ward_id, make.DAY).get(pk=child.pk)
    assert not VITAMIN_A & set(select.due(listed, make.DAY)) and select.months_of(listed, make.DAY) is None
    assert select.n_without_birth(station, child.ward_id, make.DAY) == (0, 1)


DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))
ENDS = st.builds(lambda day: day_before(add_months(day.replace(day=1), 1)), DAYS)
LEAP = st.sampled_from([date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2023, 2, 28), date(2023, 3, 1), date(2025, 2, 28)])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    day=DAYS | ENDS | LEAP, months=st.sampled_from([5, 6, 7, 22, 23, 24, 35, 36, 37, 38]), shift=st.integers(-3, 3),
    end=st.booleans(), what=st.sampled_from([Due.VITAMIN_A_FIRST, Due.PRODUCT]),
)  # fmt: skip
def test_list_service_and_printed_age(
    station: User, officer: User, child: Member, day: date, months: int, shift: int, end: bool, what: Due
) -> None:
    born = add_months(day, -months)
    born = (day_before(add_months(born.replace(day=1), 1)) if end else born) + timedelta(days=shift)
    if born > day:
        return
    Member.objects.filter(pk=child.pk).update(birth_on=born)
    child.refresh_from_db()
    Dose.objects.all().delete()
    child.growth_measurements.all().delete()
    make.measurement(child, officer, day, NutritionClass.MODERATE)
    listed = select.children(station, child.ward_id, day).get(pk=child.pk)
    waits, printed = _waits(station, child, what, day), select.months_of(listed, day)
    if what is Due.PRODUCT:
        assert waits is (what in select.due(listed, day))
        assert waits is (printed is not None and printed <= 23 and add_months(born, 6) < day)
        return
    assert waits is bool(VITAMIN_A & set(select.due(listed, day))) is (printed is not None and 6 <= printed <= 36)
    dose = Dose(ward=child.ward, member=child, kind=DoseKind.VITAMIN_A, round=MEASURES[what].round, given_on=day)
    if waits:
        assert dose_give(dose, by=station).pk
    else:
        with pytest.raises(DomainError, match="không ở độ tuổi"):
            dose_give(dose, by=station)
