"""Targets change while the plan of their year is a draft, and stand once it is issued."""

from dataclasses import replace
from decimal import Decimal

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from indicators.models import Target
from indicators.policies import can_change
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from indicators.services.target import TargetData, target_change, target_restore, target_retire
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
