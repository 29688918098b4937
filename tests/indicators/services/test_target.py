"""Targets change while the plan of their year is a draft, and stand once it is issued."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from indicators.models import Target
from indicators.policies import can_change
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from indicators.services.target import TargetData, Wanted, target_add, target_change, target_restore, target_retire
from programs.models import Plan
from programs.rules.words import PlanState
from tests.programs.factories import load_plan

pytestmark = pytest.mark.django_db
WANTED = TargetData("Giảm hộ nghèo", "Giảm 05 hộ nghèo", Comparison.AT_LEAST, Decimal(5), "hộ nghèo", AssignedType.OWN, "UBND phường")


@pytest.fixture
def target(ward: Ward, targets: dict[str, Target]) -> Target:
    load_plan(ward)
    Plan.objects.filter(ward=ward).update(state=PlanState.DRAFT)
    return targets["T01"]


def test_new_words_and_value_are_written_and_logged(target: Target, officer: User) -> None:
    target_change(target, WANTED, stamp=target_stamp(target), by=officer)
    target.refresh_from_db()
    assert (target.name, target.value, target.comparison) == ("Giảm 05 hộ nghèo", 5, Comparison.AT_LEAST)
    assert AuditEvent.objects.filter(action="plan_changed", target_label="T01 năm 2023").exists()


def test_no_comparison_means_no_value(target: Target, officer: User) -> None:
    for wrong in (
        replace(WANTED, comparison=None),
        replace(WANTED, value=None),
        replace(WANTED, value=Decimal(-1)),
        replace(WANTED, name=" "),
    ):
        with pytest.raises(DomainError):
            target_change(target, wrong, stamp=target_stamp(target), by=officer)
    followed = target_change(target, replace(WANTED, comparison=None, value=None), stamp=target_stamp(target), by=officer)
    assert (followed.comparison, followed.value) == ("", None)


def test_the_second_of_two_editors_is_told(target: Target, officer: User) -> None:
    seen = target_stamp(target)
    target_change(target, WANTED, stamp=seen, by=officer)
    with pytest.raises(EditConflict):
        target_change(target, replace(WANTED, name="Khác"), stamp=seen, by=officer)


@pytest.mark.parametrize("state", [state for state in PlanState if state is not PlanState.DRAFT])
def test_an_issued_plan_stands_as_it_was_signed(target: Target, officer: User, state: PlanState) -> None:
    Plan.objects.filter(ward=target.ward).update(state=state)
    with pytest.raises(DomainError, match="dự thảo"):
        target_change(target, WANTED, stamp=target_stamp(target), by=officer)
    assert not can_change(officer, target)


def test_only_who_edits_the_plan(target: Target, committee: User) -> None:
    with pytest.raises(NotAllowed):
        target_change(target, WANTED, stamp=target_stamp(target), by=committee)


def test_a_target_leaves_the_year_once(target: Target, officer: User) -> None:
    target_retire(target, stamp=target_stamp(target), by=officer)
    target.refresh_from_db()
    assert target.retired_on is not None
    assert "T01" not in set(Target.objects.current().values_list("code", flat=True))
    with pytest.raises(DomainError):
        target_retire(target, stamp=target_stamp(target), by=officer)
    with pytest.raises(DomainError, match="Khôi phục"):
        target_change(target, WANTED, stamp=target_stamp(target), by=officer)


def test_a_target_comes_back_as_it_was(target: Target, officer: User, committee: User) -> None:
    with pytest.raises(DomainError, match="đang có"):
        target_restore(target, stamp=target_stamp(target), by=officer)
    gone = target_retire(target, stamp=target_stamp(target), by=officer)
    with pytest.raises(NotAllowed):
        target_restore(gone, stamp=target_stamp(gone), by=committee)
    with pytest.raises(EditConflict):
        target_restore(gone, stamp=1, by=officer)
    back = target_restore(gone, stamp=target_stamp(gone), by=officer)
    assert (back.retired_on, back.value, back.name) == (None, target.value, target.name)


def test_a_change_of_a_target_is_a_change_of_the_draft(target: Target, officer: User) -> None:
    seen = Plan.objects.get(ward=target.ward).version
    target_change(target, WANTED, stamp=target_stamp(target), by=officer)
    assert Plan.objects.get(ward=target.ward).version == seen + 1


ROADS = Wanted("stated_count", "", "km", "Hạ tầng", "DCDT")
SHARE = Wanted("households_clean_water", "households_poor_near_poor", "", "Nước sinh hoạt và vệ sinh")


def test_a_draft_gets_a_target_more_with_the_next_code(target: Target, officer: User) -> None:
    plan = target.plan
    added = target_add(plan, ROADS, replace(WANTED, short_name="Đường bê tông", name="Bê tông 2 km đường"), by=officer)
    assert (added.code, added.order, added.indicator.unit, added.source_agency_code) == ("T18", 18, "km", "DCDT")
    added.refresh_from_db()
    target_retire(added, stamp=target_stamp(added), by=officer)
    assert target_add(plan, SHARE, WANTED, by=officer).code == "T19", "a code that the year has known is not given again"
    assert AuditEvent.objects.filter(action="plan_changed", target_label="T18 năm 2023").count() == 2


def test_a_measure_that_the_ward_knows_is_not_made_twice(target: Target, officer: User) -> None:
    known = Target.objects.get(ward=target.ward, code="T11").indicator
    assert target_add(target.plan, SHARE, WANTED, by=officer).indicator == known
    known.retired_on = date(2023, 1, 1)
    known.save()
    assert target_add(target.plan, SHARE, WANTED, by=officer).indicator.retired_on is None


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(ROADS, numerator=""), "Chọn số liệu đo"),
        (replace(ROADS, numerator="roads"), "Chọn số liệu đo"),
        (replace(ROADS, denominator="stated_count"), "phải khác nhau"),
        (replace(ROADS, unit=" "), "Ghi đơn vị tính"),
        (replace(ROADS, agency=""), "Chọn đơn vị báo số liệu"),
        (Wanted("net_reduction_poor", "", "người", "Giảm nghèo"), "đang tính theo đơn vị “hộ”"),
    ],
)
def test_a_target_that_cannot_be_measured_is_refused(target: Target, officer: User, wrong: Wanted, said: str) -> None:
    with pytest.raises(DomainError, match=said):
        target_add(target.plan, wrong, WANTED, by=officer)
    assert Target.objects.filter(ward=target.ward).count() == 17


def test_nothing_is_added_to_an_issued_plan_or_by_others(target: Target, officer: User, agency_member: User) -> None:
    with pytest.raises(NotAllowed):
        target_add(target.plan, SHARE, WANTED, by=agency_member)
    Plan.objects.filter(ward=target.ward).update(state=PlanState.ISSUED)
    target.plan.refresh_from_db()
    with pytest.raises(DomainError, match="không ở dạng dự thảo"):
        target_add(target.plan, SHARE, WANTED, by=officer)
