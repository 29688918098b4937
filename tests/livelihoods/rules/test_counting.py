"""Who counts for T03, T05, T06, T09, T16: a table by hand, edges of the period included."""

from datetime import date

import pytest

from households.rules.need_shares import Span
from livelihoods.rules.counting import JOB_CLASSES, SKILL_CLASSES, TRAINED_CLASSES, Worker, counting, part_days
from programs.rules.words import BeneficiaryClass as C

Q2 = Span(date(2023, 4, 1), date(2023, 6, 30))


START = date(2023, 4, 10)


@pytest.mark.parametrize(
    ("started", "given", "from_on", "to_on", "days"),
    [
        (START, [], date(2023, 4, 1), None, {START}),
        (START, [], START, START, {START}),
        (START, [], date(2023, 5, 1), None, {date(2023, 5, 1)}),  # joined while it ran
        (None, [], date(2023, 5, 1), None, set()),  # not begun yet
        (START, [date(2023, 6, 30), date(2023, 7, 1)], date(2023, 4, 11), None, {date(2023, 4, 11), date(2023, 6, 30)}),
        (date(2022, 1, 1), [date(2023, 6, 1)], date(2022, 1, 1), date(2023, 5, 31), set()),  # gone before it was given
        (date(2022, 1, 1), [], date(2022, 1, 1), None, set()),
    ],
)
def test_days_on_which_a_model_did_something_for_a_household(
    started: date | None, given: list[date], from_on: date, to_on: date | None, days: set[date]
) -> None:
    assert part_days(Q2, started, given, from_on, to_on) == days


@pytest.mark.parametrize(
    ("kind", "job", "skill", "trained"),
    [
        (C.POOR, True, True, False),
        (C.NEAR_POOR, True, True, True),
        (C.ESCAPED_POVERTY, True, True, True),
        (C.ESCAPED_NEAR_POVERTY, True, True, False),
        (C.LOW_INCOME_WORKER, False, True, True),
        (C.NOT_POOR, False, False, False),
    ],
)
def test_the_classes_that_each_target_names(kind: C, job: bool, skill: bool, trained: bool) -> None:
    workers = [Worker(1, 10, Q2.last, frozenset({kind}))]
    assert [bool(counting(workers, classes)) for classes in (JOB_CLASSES, SKILL_CLASSES, TRAINED_CLASSES)] == [job, skill, trained]


@pytest.mark.parametrize(
    ("born", "present", "counts"),
    [
        (date(2008, 6, 30), True, True),  # fifteen on the day
        (date(2008, 7, 1), True, False),
        (None, True, True),
        (date(1990, 1, 1), False, False),  # left the household
    ],
)
def test_age_of_labour_and_presence_on_the_day(born: date | None, present: bool, counts: bool) -> None:
    assert bool(counting([Worker(1, 10, Q2.last, frozenset({C.POOR}), born, present)], JOB_CLASSES)) is counts
