"""T08 and the desk of the schools (CS3) answer the same about every child."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date

import pytest

from camphucnam.accounts.models import Ward
from households.models import Member, MemberFact
from households.rules.facts import NO, YES, FactKind
from indicators.rules.measures import MEASURES
from indicators.selectors.register import read_year
from tests.indicators import builders as build
from welfare.rules.schooling import SchoolState
from welfare.selectors.education import children_on

pytestmark = pytest.mark.django_db
DAY, ASSESSED, BEFORE, AFTER = date(2023, 12, 31), build.LAST_YEAR, date(2022, 9, 15), date(2023, 12, 20)
CHILD = date(2013, 5, 1)
FIT, NOT_FIT = (FactKind.FITTING_SCHOOL_LEVEL, YES), (FactKind.FITTING_SCHOOL_LEVEL, NO)
LEFT, NEVER, PRIMARY, PRESCHOOL = ((FactKind.SCHOOLING, code) for code in ("primary_unfinished", "never", "primary", "preschool"))
Say = tuple[tuple[FactKind, str], date]
S = SchoolState

HISTORIES: list[tuple[Sequence[int] | None, list[list[Say]], list[SchoolState]]] = [
    # deprived indicators of the assessment (None: not assessed), what was said of each child, where they stand
    (None, [[]], [S.UNKNOWN]),
    ((), [[]], [S.FITS]),
    ((6,), [[]], [S.BEHIND]),
    ((), [[(LEFT, AFTER), (NOT_FIT, AFTER)]], [S.OUT]),
    ((), [[(NOT_FIT, AFTER)], []], [S.BEHIND, S.FITS]),
    ((), [[(LEFT, BEFORE)]], [S.FITS]),
    ((6,), [[(FIT, AFTER)]], [S.FITS]),
    ((6,), [[(FIT, BEFORE)]], [S.BEHIND]),
    ((6,), [[(FIT, BEFORE)], [(FIT, BEFORE)]], [S.UNKNOWN, S.UNKNOWN]),
    ((6,), [[(FIT, AFTER)], [(LEFT, BEFORE)]], [S.FITS, S.OUT]),
    (None, [[(FIT, BEFORE), (LEFT, AFTER)]], [S.OUT]),
    (None, [[(LEFT, BEFORE), (FIT, AFTER)]], [S.FITS]),
    (None, [[(NEVER, AFTER)]], [S.OUT]),
    (None, [[(FIT, BEFORE), (PRESCHOOL, AFTER)]], [S.BEHIND]),
    (None, [[(NOT_FIT, BEFORE), (PRIMARY, AFTER)]], [S.FITS]),
    (None, [[(FIT, AFTER), (NEVER, date(2024, 1, 1))]], [S.FITS]),
]


def _home(ward: Ward, group: object, number: int, deprived: Sequence[int] | None, said: list[list[Say]], code: str = "H") -> None:
    home = build.household_row(group, f"{code}{number:02d}", deprived=deprived, births=(date(1980, 5, 1), *[CHILD] * len(said)))
    children = Member.objects.filter(household=home, is_head=False).order_by("sort_order", "pk")
    for member, told in zip(children, said, strict=True):
        for (kind, value), on in told:
            MemberFact.objects.create(member=member, kind=kind, value=value, on=on)


def _both(ward: Ward) -> tuple[list[SchoolState], tuple[int | None, set[int], set[int]], tuple[int, set[int], set[int]]]:
    children, _ = children_on(ward.pk, DAY)
    figure = MEASURES["children_3_16_at_fitting_level"].compute(read_year(ward.pk, 2023, DAY))
    homes: dict[bool | None, set[int]] = {True: set(), False: set(), None: set()}
    for child in children:
        homes[None if child.state is S.UNKNOWN else child.state is S.FITS].add(child.member.household_id)
    desk = (sum(child.state is S.FITS for child in children), homes[False], homes[None])
    return [child.state for child in children], (figure.value, set(figure.lacking), set(figure.unknown)), desk


@pytest.mark.parametrize(("deprived", "said", "states"), HISTORIES)
def test_the_newest_answer_decides_on_both_pages(
    ward: Ward, deprived: Sequence[int] | None, said: list[list[Say]], states: list[SchoolState]
) -> None:
    _home(ward, build.group_row(ward), 1, deprived, said)
    found, target, desk = _both(ward)
    assert found == states and target == desk


def test_the_list_names_the_newer_assessment(ward: Ward) -> None:
    group = build.group_row(ward)
    _home(ward, group, 1, (), [[(LEFT, BEFORE)]])
    _home(ward, group, 2, (), [[(LEFT, AFTER)]])
    shown = [child.schooling for child in children_on(ward.pk, DAY)[0]]
    left = "Thôi học khi chưa xong tiểu học"
    assert shown == [f"{left} (15/09/2022); phiếu rà soát 09/12/2022: không thiếu hụt", f"{left} (20/12/2023)"]


def test_a_ward_of_all_histories(ward: Ward) -> None:
    group = build.group_row(ward)
    for number, (deprived, said, _) in enumerate(HISTORIES):
        _home(ward, group, number, deprived, said)
    Member.objects.filter(household__code="H01", is_head=False).update(birth_on=date(2007, 1, 1), birth_precision="year")
    Member.objects.filter(household__code="H02", is_head=False).update(birth_on=None)
    _, target, desk = _both(ward)
    undated = set(Member.objects.filter(household__code="H02").values_list("household", flat=True))
    assert (target[0], target[1], target[2] - undated) == desk and children_on(ward.pk, DAY)[1] == 1


def test_the_desk_asks_four_questions(ward: Ward, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]) -> None:
    group = build.group_row(ward)
    for first, last in ((1, 2), (2, 6)):
        for number in range(first, last):
            _home(ward, group, number, (6,), [[(FIT, AFTER)], []])
        with django_assert_num_queries(4):
            children_on(ward.pk, DAY)
