"""Targets from the data file."""

from decimal import Decimal

import pytest

from camphucnam.accounts.models import Ward
from indicators.models import Indicator, Target
from indicators.rules.target_file import find_problems, read_targets
from indicators.services.reference import load, years

pytestmark = pytest.mark.django_db


def test_all_seventeen_targets_are_loaded_once(ward: Ward) -> None:
    first, second = load(ward, 2023, True), load(ward, 2023, True)
    assert Target.objects.filter(ward=ward, year=2023).count() == 17
    assert Indicator.objects.filter(ward=ward).count() == 16  # T01 and T02 want different values of one indicator
    assert (first.created, first.changed) == (33, 33)
    assert (second.changed, second.unchanged) == (0, 33)
    housing = Target.objects.get(ward=ward, code="T12")
    assert (housing.comparison, housing.value, housing.indicator.unit) == (">=", Decimal(90), "%")


def test_a_trial_writes_nothing(ward: Ward) -> None:
    assert load(ward, 2023).created == 33
    assert not Target.objects.exists()


def test_a_target_that_vanished_is_retired_and_comes_back(ward: Ward) -> None:
    load(ward, 2023, True)
    extra = Target.objects.get(code="T17")
    old = {"short_name": "Cũ", "name": "Cũ", "population_text": "", "assigned_type": "own"}
    Target.objects.create(ward=ward, indicator=extra.indicator, year=2023, code="T99", order=99, **old)
    assert load(ward, 2023, True).retired == 1
    assert set(Target.objects.current().values_list("code", flat=True)) == {f"T{n:02d}" for n in range(1, 18)}
    Target.objects.filter(code="T03").update(retired_on="2023-05-01", short_name="Khác")
    counts = load(ward, 2023, True)
    assert (counts.updated, counts.retired) == (1, 0)
    assert Target.objects.get(code="T03").retired_on is None


def test_two_wards_have_their_own_targets(ward: Ward, other_ward: Ward) -> None:
    load(ward, 2023, True)
    assert load(other_ward, 2023, True).created == 33
    assert load(ward, 2023, True).changed == 0


def test_a_year_without_a_file_is_left_alone(ward: Ward) -> None:
    assert years() == [2023]
    assert load(ward, 2031, True).changed == 0


def test_a_file_that_names_something_unknown_is_refused() -> None:
    raw = [dict(read_targets(2023)[0], numerator="happy_households", operator="<>", assigned_type="dream"), read_targets(2023)[0]]
    text = " ".join(find_problems(raw))
    for part in ("dùng hai lần", "happy_households", "<>", "dream"):
        assert part in text
