"""Who counts for T05, T06, T09, T16: a table by hand, edges of the period included."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livelihoods.rules.counting import JOB_CLASSES, SKILL_CLASSES, TRAINED_CLASSES, NeedFact, Span, Worker, counting, share
from programs.rules.words import BeneficiaryClass as C

Q2 = Span(date(2023, 4, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("expressed", "ended", "counts"),
    [
        (date(2023, 6, 30), None, True),  # on the last day
        (date(2023, 7, 1), None, False),
        (date(2022, 1, 1), None, True),  # an old need that is still open
        (date(2023, 1, 1), date(2023, 4, 1), True),  # ended on the first day
        (date(2023, 1, 1), date(2023, 3, 31), False),
        (date(2023, 1, 1), date(2023, 7, 1), True),  # ended after the period
    ],
)
def test_a_need_is_open_in_the_period(expressed: date, ended: date | None, counts: bool) -> None:
    found = share([NeedFact(1, expressed, ended)], [1], {1: 10}, Q2)
    assert (dict(found.needed), dict(found.given)) == (({1: 10}, {1: 10}) if counts else ({}, {}))


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
    workers = [Worker(1, 10, frozenset({kind}))]
    assert [bool(counting(workers, classes, Q2.last)) for classes in (JOB_CLASSES, SKILL_CLASSES, TRAINED_CLASSES)] == [job, skill, trained]


@pytest.mark.parametrize(
    ("born", "present", "counts"),
    [
        (date(2008, 6, 30), True, True),  # fifteen on the last day
        (date(2008, 7, 1), True, False),
        (None, True, True),
        (date(1990, 1, 1), False, False),  # left the household
    ],
)
def test_age_of_labour_and_presence_on_the_last_day(born: date | None, present: bool, counts: bool) -> None:
    assert bool(counting([Worker(1, 10, frozenset({C.POOR}), born, present)], JOB_CLASSES, Q2.last)) is counts


def test_a_person_counts_once_and_only_with_a_need() -> None:
    needs = [NeedFact(1, date(2023, 4, 1)), NeedFact(1, date(2023, 5, 1)), NeedFact(2, date(2023, 5, 1))]
    found = share(needs, [1, 1, 3], {1: 10, 2: 20, 3: 30}, Q2)
    assert dict(found.needed) == {1: 10, 2: 20}
    assert dict(found.given) == {1: 10}


@given(
    st.lists(st.tuples(st.integers(1, 9), st.dates(date(2022, 1, 1), date(2024, 1, 1)))),
    st.lists(st.integers(1, 9)),
    st.sets(st.integers(1, 9)),
)
def test_no_share_passes_the_whole(needs: list[tuple[int, date]], given_to: list[int], among: set[int]) -> None:
    found = share([NeedFact(member, on) for member, on in needs], given_to, {member: member for member in among}, Q2)
    assert found.given.keys() <= found.needed.keys() <= among
