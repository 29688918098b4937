"""Result lines of a period, counted by hand; None while nothing was recorded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from households.rules.classes import Departure
from households.rules.classes import HouseholdClass as H
from households.services.status import household_leave
from livelihoods.models import Enrolment, GroupMember, LoanBalance, ModelIncome, ModelInput, ModelParticipant, Placement
from livelihoods.registry import REGISTERS
from livelihoods.selectors import results
from livelihoods.selectors.population import workers_then
from programs.rules.words import BeneficiaryClass
from registers.models import Kept
from registers.services.keeping import void
from tests.households.factories import decide
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
QUARTERS = (
    (date(2023, 1, 1), date(2023, 3, 31)),
    (date(2023, 4, 1), date(2023, 6, 30)),
    (date(2023, 7, 1), date(2023, 9, 30)),
    (date(2023, 10, 1), date(2023, 12, 31)),
)


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def put(kind: type[Kept], ward: Ward, by: User, **fields: object) -> Kept:
    return kind.objects.create(ward=ward, recorded_by=by, **fields)


def test_nothing_recorded_is_no_zero(ward: Ward) -> None:
    for register in REGISTERS:
        assert register.results is not None
        lines = register.results(ward.pk, *YEAR)
        assert lines and all(line.value is None and line.households == () for line in lines)


def test_models_supported_in_the_period(ward: Ward, officer: User) -> None:
    """T03: begun or given something in the year, with a household that the target names."""
    poor, escaped, near = make.home(ward, officer), make.home(ward, officer, H.NEAR_POOR), make.home(ward, officer, H.NEAR_POOR)
    decide(escaped, H.NOT_POOR, date(2022, 12, 8), officer)  # newly escaped near-poverty: not named by the target
    old = make.running_model(ward, officer, started_on=date(2022, 3, 1), name="Cũ, năm nay được cấp thêm")
    begun = make.running_model(ward, officer, started_on=date(2023, 12, 31), name="Bắt đầu ngày cuối năm", copy_of=old)
    later = make.running_model(ward, officer, started_on=date(2024, 1, 1), name="Sang năm mới bắt đầu")
    only_escaped = make.running_model(ward, officer, started_on=date(2023, 5, 1), name="Chỉ có hộ mới thoát cận nghèo")
    idle = make.running_model(ward, officer, started_on=date(2022, 3, 1), name="Năm nay không có gì")
    for model, household in ((old, poor), (begun, poor), (begun, near), (later, poor), (only_escaped, escaped), (idle, near)):
        put(ModelParticipant, ward, officer, model=model, household=household, from_on=date(2022, 3, 1))
    put(ModelInput, ward, officer, model=old, item="Giống", given_on=date(2023, 1, 1), source="Quỹ", value_dong=5_000_000)
    put(ModelInput, ward, officer, model=idle, item="Giống", given_on=date(2022, 12, 31), source="Quỹ", value_dong=9)
    lines = results.model_results(ward.pk, *YEAR)
    assert values(lines) == {
        "livelihood_models_supported": 2,
        "livelihood_models_households": 2,
        "livelihood_models_copied": 1,
        "livelihood_models_led_by_priority": None,
        "livelihood_incomes_risen": None,
        "livelihood_models_value": 5_000_000,
    }
    assert lines[0].households == tuple(sorted([poor.pk, near.pk]))


def test_workers_trained_by_the_class_of_the_day_of_completion(ward: Ward, officer: User) -> None:
    """T16: near-poor and newly escaped poor; poor households are not named; a person once; only levels that count."""
    short, other = make.vocational_class(ward, officer), make.vocational_class(ward, officer, level="khac")
    near, poor, escaped, left = (make.home(ward, officer, kind) for kind in (H.NEAR_POOR, H.POOR, H.POOR, H.NEAR_POOR))
    decide(escaped, H.NOT_POOR, date(2023, 12, 8), officer)
    decide(left, H.POOR, date(2023, 12, 31), officer)  # poor on the last day, but not when the class ended
    rows = [
        (near, short, "completed", date(2023, 6, 30)),
        (near, make.vocational_class(ward, officer), "completed", date(2023, 9, 30)),  # the same person again
        (poor, short, "completed", date(2023, 6, 30)),
        (escaped, short, "completed", date(2023, 12, 31)),
        (left, short, "completed", date(2023, 6, 30)),
        (make.home(ward, officer, H.NEAR_POOR), other, "completed", date(2023, 6, 30)),
        (make.home(ward, officer, H.NEAR_POOR), short, "dropped", date(2023, 6, 30)),
        (make.home(ward, officer, H.NEAR_POOR), short, "completed", date(2024, 1, 1)),
    ]
    for household, course, state, ended in rows:
        learner = {"vocational_class": course, "member": make.adult(household), "enrolled_on": date(2023, 4, 1), "is_eligible": True}
        put(Enrolment, ward, officer, state=state, ended_on=ended, **learner)
    lines = results.trained_results(ward.pk, *YEAR)
    found = values(lines[:3])
    assert found == {"workers_vocationally_trained": 3, "learners_completed": 5, "learners_certified": 0}
    assert lines[0].households == tuple(sorted([near.pk, escaped.pk, left.pk]))
    quarters = [results.trained_results(ward.pk, *quarter)[0] for quarter in QUARTERS]
    assert {pk for line in quarters for pk in line.households} == set(lines[0].households)


def test_certificates_count_by_their_own_day(ward: Ward, officer: User) -> None:
    learner = {"vocational_class": make.vocational_class(ward, officer), "member": make.adult(make.home(ward, officer))}
    days = {"enrolled_on": date(2023, 1, 9), "ended_on": date(2023, 3, 31), "certificate_on": date(2023, 4, 1)}
    put(Enrolment, ward, officer, state="completed", is_eligible=True, **learner, **days)
    for span, completed, certified in ((QUARTERS[0], 1, 0), (QUARTERS[1], 0, 1), (QUARTERS[2], 0, 0), (YEAR, 1, 1)):
        found = values(results.trained_results(ward.pk, *span))
        assert (found["learners_completed"], found["learners_certified"]) == (completed, certified)


def test_learners_who_found_work_count_once_by_the_day_on_which_they_began(ward: Ward, officer: User) -> None:
    course = make.vocational_class(ward, officer)  # until 30/06
    people = [make.adult(make.home(ward, officer, H.NEAR_POOR)) for _ in range(4)]
    for person in people[:3]:
        put(
            Enrolment, ward, officer, vocational_class=course, member=person, enrolled_on=course.from_on, is_eligible=True,
            state="completed", ended_on=course.to_on,
        )  # fmt: skip
    job = {"employer": "Xưởng Ví Dụ", "job": "May", "has_contract": True}
    seekers = [make.seeker(person, officer) for person in people]
    put(Placement, ward, officer, seeker=seekers[0], started_on=date(2023, 6, 29), **job)  # the day before
    put(Placement, ward, officer, seeker=seekers[1], started_on=date(2023, 6, 30), **job)
    put(Placement, ward, officer, seeker=seekers[1], started_on=date(2023, 9, 1), **job)  # the second work
    put(Placement, ward, officer, seeker=seekers[3], started_on=date(2023, 9, 1), **job)  # learned nothing here
    make.abroad(people[2], officer, state="departed", departed_on=date(2023, 12, 31))
    lines = [line for quarter in QUARTERS for line in results.trained_results(ward.pk, *quarter) if line.code == "learners_employed"]
    assert [line.value for line in lines] == [None, 1, 0, 1]
    (year,) = [line for line in results.trained_results(ward.pk, *YEAR) if line.code == "learners_employed"]
    assert (year.value, year.households) == (2, tuple(sorted(person.household_id for person in people[1:3])))


def test_models_by_the_class_of_the_day_of_support(ward: Ward, officer: User) -> None:
    """T03: poor when the model began, risen above every class later; another became poor only after it; one joined later."""
    risen, fallen, joined = make.home(ward, officer, H.NEAR_POOR), make.home(ward, officer, H.NOT_POOR), make.home(ward, officer)
    for household, kind in ((risen, H.NOT_POOR), (fallen, H.POOR)):
        decide(household, kind, date(2023, 9, 1), officer)
    for household, from_on in ((risen, date(2023, 3, 1)), (fallen, date(2023, 3, 1)), (joined, date(2023, 5, 1))):
        model = make.running_model(ward, officer)
        put(ModelParticipant, ward, officer, model=model, household=household, from_on=from_on)
    put(ModelInput, ward, officer, model=model, item="Công", given_on=date(2023, 8, 1), is_contribution=True, value_dong=1)
    year = results.model_results(ward.pk, *YEAR)
    assert (year[0].value, year[0].households) == (2, tuple(sorted([risen.pk, joined.pk])))
    quarters = [results.model_results(ward.pk, *quarter)[0].households for quarter in QUARTERS]
    assert quarters == [(risen.pk,), (joined.pk,), (), ()]


def test_models_led_by_people_with_priority(ward: Ward, officer: User) -> None:
    homes = [make.home(ward, officer) for _ in range(3)]
    for household, priority, started_on in zip(homes, ("woman", "", "disabled"), [date(2023, 3, 1)] * 2 + [date(2022, 3, 1)], strict=True):
        model = make.running_model(ward, officer, started_on=started_on, leader=make.adult(household), priority=priority)
        put(ModelParticipant, ward, officer, model=model, household=household, from_on=started_on)
    line = next(line for line in results.model_results(ward.pk, *YEAR) if line.code == "livelihood_models_led_by_priority")
    assert (line.value, line.households) == (1, (homes[0].pk,))


def test_incomes_that_rose_in_a_model(ward: Ward, officer: User) -> None:
    """The newest answers up to the last day; a household asked only once is not compared."""
    model = make.running_model(ward, officer)
    rose, fell, half = (make.home(ward, officer) for _ in range(3))
    answers = (
        (rose, "before", date(2023, 1, 1), 900), (rose, "before", date(2023, 2, 1), 1000), (rose, "after", date(2023, 12, 31), 1001),
        (fell, "before", date(2023, 2, 1), 1000), (fell, "after", date(2023, 6, 1), 1500), (fell, "after", date(2023, 12, 1), 1000),
        (half, "after", date(2023, 6, 1), 1500), (half, "before", date(2024, 1, 1), 1),
    )  # fmt: skip
    for household, moment, on, amount in answers:
        put(ModelIncome, ward, officer, model=model, household=household, moment=moment, asked_on=on, amount_dong=amount, source="Hỏi")
    found = {span: results.model_results(ward.pk, date(2023, 1, 1), span)[-2] for span in (date(2023, 5, 1), YEAR[1])}
    assert [(line.code, line.value, line.households) for line in found.values()] == [
        ("livelihood_incomes_risen", None, ()),
        ("livelihood_incomes_risen", 1, (rose.pk,)),
    ]
    assert "2 hộ có đủ số liệu" in found[YEAR[1]].note


def test_people_at_work_count_once_and_voided_rows_never(ward: Ward, officer: User) -> None:
    household = make.home(ward, officer)
    seeker = make.seeker(make.adult(household), officer)
    job = {"seeker": seeker, "employer": "A", "job": "B", "has_contract": True}
    put(Placement, ward, officer, started_on=date(2023, 2, 1), **job)
    put(Placement, ward, officer, started_on=date(2023, 8, 1), **job)
    assert values(results.work_results(ward.pk, *YEAR))["job_seekers_placed"] == 1
    Placement.objects.update(voided_at="2023-09-01T00:00Z", voided_by=officer, void_reason="Ghi nhầm")
    found = values(results.work_results(ward.pk, *YEAR))
    assert (found["job_seekers_placed"], found["workers_departed_abroad"]) == (0, None)


def test_nobody_of_a_household_that_moved_away_counts(ward: Ward, officer: User) -> None:
    """Its window after leaving the poor list goes on, and yet it is not here."""
    home = make.home(ward, officer)
    decide(home, H.NOT_POOR, date(2023, 2, 1), officer)
    household_leave(home, on=date(2023, 6, 1), departure=Departure.MOVED_AWAY, by=officer)
    moments = [(make.adult(home).pk, day) for day in (date(2023, 5, 31), date(2023, 6, 1))]
    before, after = sorted(workers_then(ward.pk, moments), key=lambda worker: worker.day)
    assert BeneficiaryClass.ESCAPED_POVERTY in before.classes & after.classes
    assert (before.present, after.present) == (True, False)


def test_loans_owed_and_overdue_on_the_last_day(ward: Ward, officer: User) -> None:
    late = make.loan(make.home(ward, officer), officer, disbursed_on=date(2022, 1, 1), due_on=date(2023, 12, 30), amount_dong=40)
    make.loan(make.home(ward, officer), officer, due_on=date(2023, 12, 31), amount_dong=60)  # due on the last day: in time
    paid = make.loan(make.home(ward, officer), officer, amount_dong=80)
    put(LoanBalance, ward, officer, loan=late, on=date(2023, 5, 1), outstanding_dong=15, source="x")
    put(LoanBalance, ward, officer, loan=paid, on=date(2023, 12, 31), outstanding_dong=0, source="x")
    make.loan(make.home(ward, officer), officer, disbursed_on=date(2024, 1, 1), amount_dong=99)
    lines = results.credit_results(ward.pk, *YEAR)
    assert values(lines) == {
        "loans_confirmed": None,
        "loans_disbursed": 2,
        "loans_disbursed_amount": 140,
        "loans_outstanding": 75,
        "loans_overdue": 1,
        "loans_overdue_amount": 15,
    }
    assert lines[4].households == (late.household_id,)


def test_groups_and_their_households_on_the_last_day(ward: Ward, officer: User) -> None:
    group = make.production_group(ward, officer)
    gone = make.production_group(ward, officer, dissolved_on=date(2023, 12, 31))
    stays, left = make.home(ward, officer), make.home(ward, officer)
    put(GroupMember, ward, officer, group=group, household=stays, from_on=date(2023, 2, 1))
    put(GroupMember, ward, officer, group=group, household=left, from_on=date(2023, 2, 1), to_on=date(2023, 12, 30))
    put(GroupMember, ward, officer, group=gone, household=left, from_on=date(2023, 2, 1))
    wrong = put(GroupMember, ward, officer, group=group, household=make.home(ward, officer), from_on=date(2023, 2, 1))
    void(wrong, "Ghi nhầm hộ", version=1, by=officer)
    found = results.group_results(ward.pk, *YEAR)
    assert (found[0].value, found[1].value, found[1].households) == (1, 1, (stays.pk,))


def test_other_wards_never_count(ward: Ward, other_ward: Ward, other_officer: User) -> None:
    make.loan(make.home(other_ward, other_officer), other_officer)
    make.running_model(other_ward, other_officer)
    assert all(line.value is None for register in REGISTERS for line in register.results(ward.pk, *YEAR))


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.url_name)
def test_queries_do_not_grow_with_rows(register, ward: Ward, officer: User) -> None:
    def n_queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            register.results(ward.pk, *YEAR)
        return len(captured)

    def grow(n: int) -> None:
        for _ in range(n):
            household = make.home(ward, officer, H.NEAR_POOR)
            member = make.adult(household)
            make.loan(household, officer)
            model = make.running_model(ward, officer)
            put(ModelParticipant, ward, officer, model=model, household=household, from_on=date(2023, 3, 1))
            group = make.production_group(ward, officer)
            put(GroupMember, ward, officer, group=group, household=household, from_on=date(2023, 3, 1))
            make.seeker(member, officer)
            learner = {"vocational_class": make.vocational_class(ward, officer), "member": member, "enrolled_on": date(2023, 4, 1)}
            put(Enrolment, ward, officer, is_eligible=True, state="completed", ended_on=date(2023, 6, 1), **learner)

    grow(1)
    before = n_queries()
    grow(5)
    assert n_queries() == before
