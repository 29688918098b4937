"""Prepared queries answer like the queries that they are composed of."""

from datetime import date

import pytest

from camphucnam.accounts.models import Ward
from households.models import StatusPeriod
from households.selectors.prepared import Prepared
from tests.households.factories import make_group, make_households

DAYS = [date(2021, 12, 7), date(2021, 12, 8), date(2024, 2, 29)]


def periods(ward: int, day: date):
    return StatusPeriod.objects.covering(day).filter(ward=ward).order_by("pk").values_list("household__code", "from_on", "to_on")


def test_rows_are_those_of_the_query(ward: Ward, other_ward: Ward) -> None:
    make_households(make_group(ward), 2)
    make_households(make_group(other_ward), 3)
    prepared = Prepared(periods)
    asked = [(one.pk, day) for one in (ward, other_ward, ward) for day in DAYS]
    assert [prepared(*values) for values in asked] == [list(periods(*values)) for values in asked]


def test_it_is_composed_once(ward: Ward) -> None:
    composed = []

    def compose(ward: int, day: date):
        composed.append(day)
        return periods(ward, day)

    prepared = Prepared(compose)
    for day in DAYS:
        prepared(ward.pk, day)
    assert len(composed) == 1


@pytest.mark.parametrize("same", [date(2021, 12, 8)])
def test_a_value_may_be_used_twice(ward: Ward, same: date) -> None:
    make_households(make_group(ward), 2)
    between = Prepared(lambda first, last: StatusPeriod.objects.overlapping(first, last).order_by().values_list("from_on"))
    assert between(same, same) == [(same,), (same,)]
