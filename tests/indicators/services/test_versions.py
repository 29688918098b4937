"""Targets belong to a version of the plan: a draft binds nobody, an issued version keeps its own."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from indicators import guards
from indicators.models import Observation, Target
from indicators.policies import can_record
from indicators.rules.table import TargetRow
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp, target_table
from indicators.selectors.versions import target_lines
from indicators.services.observation import ObservationData, observation_record, observation_withdraw
from indicators.services.reference import load
from indicators.services.target import TargetData, target_change, target_retire
from programs.models import Plan
from programs.services.copying import plan_amend, plan_copy
from programs.services.issuing import plan_issue
from tests.programs.factories import load_plan

pytestmark = pytest.mark.django_db
JUNE = date(2023, 6, 30)
VITAMIN = TargetData("Vitamin A", "99,5% trẻ", Comparison.AT_LEAST, Decimal("99.5"), "trẻ em", AssignedType.OWN, "UBND phường")


@pytest.fixture
def first(targets: dict[str, Target]) -> Plan:
    plan = targets["T14"].plan
    assert plan is not None
    return plan


@pytest.fixture
def second(first: Plan, officer: User) -> Plan:
    """A draft that wants more of T14 and nothing of T01."""
    draft = plan_amend(first, "Đổi mức giao", by=officer)
    target_change(of(draft), VITAMIN, stamp=target_stamp(of(draft)), by=officer)
    target_retire(of(draft, "T01"), stamp=target_stamp(of(draft, "T01")), by=officer)
    return draft


def of(plan: Plan, code: str = "T14") -> Target:
    return Target.objects.select_related("indicator", "plan").get(plan=plan, code=code)


def issue(plan: Plan, by: User) -> None:
    plan.refresh_from_db()
    plan_issue(plan, "15", date(plan.year, 5, 5), version=plan.version, by=by)


def line(ward: Ward, year: int = 2023, code: str = "T14") -> TargetRow:
    return next(row for row in target_table(ward, year, date(year, 6, 30)) if row.target.code == code)


def figures(done: int) -> ObservationData:
    return ObservationData(JUNE, done, 100, "Báo cáo tháng 6")


def test_a_draft_binds_nobody_and_its_issue_does(ward: Ward, first: Plan, second: Plan, officer: User) -> None:
    assert line(ward).target.goal.value == 98
    assert {row.target.code for row in target_table(ward, 2023, JUNE)} >= {"T01", "T14"}
    issue(second, officer)
    assert line(ward).target.goal.value == Decimal("99.5")
    assert "T01" not in {row.target.code for row in target_table(ward, 2023, JUNE)}
    assert (of(first).value, of(first, "T01").retired_on) == (98, None)


def test_what_was_entered_counts_for_every_version_of_the_year(ward: Ward, first: Plan, second: Plan, officer: User) -> None:
    entry = observation_record(of(first), figures(99), by=officer)
    assert line(ward).verdict.met is True
    issue(second, officer)
    assert (line(ward).verdict.actual, line(ward).verdict.met) == (99, False)
    observation_record(of(second), figures(100), by=officer)
    assert line(ward).verdict.actual == 100
    observation_withdraw(Observation.objects.get(target__plan=second), reason="Nhầm", by=officer)
    assert line(ward).verdict.actual == 99
    observation_withdraw(entry, reason="Nhầm", by=officer)
    assert line(ward).verdict.actual is None


def test_another_measure_under_the_same_code_starts_anew(ward: Ward, first: Plan, second: Plan, officer: User) -> None:
    observation_record(of(first), figures(99), by=officer)
    Target.objects.filter(pk=of(second).pk).update(indicator=of(second, "T15").indicator)
    issue(second, officer)
    assert line(ward).verdict.actual is None


def test_figures_are_entered_for_the_version_in_force(first: Plan, second: Plan, officer: User) -> None:
    with pytest.raises(DomainError, match="dự thảo"):
        observation_record(of(second), figures(99), by=officer)
    issue(second, officer)
    assert not can_record(officer, of(first))
    assert can_record(officer, of(second))
    with pytest.raises(DomainError, match="không còn áp dụng"):
        observation_record(of(first), figures(99), by=officer)


def test_the_draft_of_another_year_measures_nothing_before_it_is_issued(ward: Ward, first: Plan, officer: User) -> None:
    draft = plan_copy(first, 2024, by=officer)
    assert Target.objects.filter(plan=draft, year=2024).count() == 17
    assert target_table(ward, 2024, date(2024, 6, 30)) == []
    issue(draft, officer)
    assert line(ward, 2024).target.goal.value == 98
    assert line(ward).target.source != line(ward, 2024).target.source == "Kế hoạch năm 2024 của phường, lần 1"


def test_versions_are_compared_by_what_they_want(first: Plan, second: Plan) -> None:
    before, after = ({item.key: item.text for item in target_lines(plan)} for plan in (first, second))
    assert before.keys() - after.keys() == {"target:T01"}
    assert {key for key in after if after[key] != before[key]} == {"target:T14"}
    assert "99,5" in after["target:T14"]


def test_the_file_changes_its_own_version_only(ward: Ward, first: Plan, second: Plan, officer: User) -> None:
    issue(second, officer)
    assert not load(ward, 2023, True).changed
    Target.objects.filter(plan=first, code="T14").update(value=1)
    counts = load(ward, 2023, True)
    assert (counts.created, counts.updated, counts.retired) == (0, 1, 0)
    assert (of(first).value, of(second).value) == (98, Decimal("99.5"))


def test_targets_without_a_plan_are_taken_over_by_the_plan(ward: Ward, officer: User) -> None:
    load(ward, 2023, True)
    alone = Target.objects.get(ward=ward, code="T14")
    observation_record(alone, figures(99), by=officer)
    assert (alone.plan, line(ward).verdict.actual) == (None, 99)
    load_plan(ward)
    assert load(ward, 2023, True).updated == 17
    assert (of(Plan.objects.get(ward=ward)).pk, line(ward).verdict.actual) == (alone.pk, 99)
    assert not load(ward, 2023, True).changed


def test_a_draft_for_a_year_with_targets_but_no_plan_takes_those(ward: Ward, first: Plan, officer: User) -> None:
    own = of(first)
    own.pk, own.plan, own.year, own.value = None, None, 2024, Decimal(77)
    own.save()
    draft = plan_copy(first, 2024, by=officer)
    assert [target.value for target in Target.objects.filter(plan=draft)] == [77]
    assert len(target_table(ward, 2024, date(2024, 6, 30))) == 1
    issue(draft, officer)
    assert [row.target.source for row in target_table(ward, 2024, date(2024, 6, 30))] == ["Kế hoạch năm 2024 của phường, lần 1"]


def test_a_plan_of_the_ward_is_not_loaded_over(ward: Ward, first: Plan) -> None:
    Plan.objects.filter(pk=first.pk).update(source_file="")
    with pytest.raises(DomainError, match="tự lập kế hoạch"):
        load(ward, 2023, True)


def test_the_database_refuses_to_change_the_targets_of_an_issued_plan(first: Plan, second: Plan, officer: User) -> None:
    guards.install(connection)
    issue(second, officer)
    row, third = of(second), plan_amend(Plan.objects.get(pk=second.pk), "Lần ba", by=officer)
    extra = {"ward": row.ward, "indicator": row.indicator, "year": 2023, "order": 99, "assigned_type": "own", "code": "T99"}
    writes = (
        lambda: Target.objects.filter(pk=row.pk).update(value=1),
        lambda: Target.objects.filter(pk=of(second, "T02").pk).delete(),
        lambda: Target.objects.create(plan=second, **extra),
        lambda: Target.objects.filter(pk=of(third).pk).update(plan=second, code="T99"),
    )
    for write in writes:
        with pytest.raises(DatabaseError, match="issued plan"), transaction.atomic():
            write()
    with pytest.raises(DatabaseError, match="of its plan"), transaction.atomic():
        Target.objects.create(plan=third, **{**extra, "year": 2024})
    Target.objects.filter(plan=first).update(short_name="theo tệp")
    Target.objects.filter(pk=of(third).pk).update(value=1)
    guards.remove(connection)


def test_rows_from_before_go_to_the_version_in_force_and_the_draft_gets_copies(ward: Ward, first: Plan, officer: User) -> None:
    draft = plan_amend(first, "Lần hai", by=officer)
    Target.objects.filter(plan=draft).delete()
    Target.objects.update(plan=None)
    wanted = set(Target.objects.values_list("pk", flat=True))
    import_module("indicators.migrations.0003_attach_targets").attach(apps, None)
    assert set(Target.objects.filter(plan=first).values_list("pk", flat=True)) == wanted
    assert Target.objects.filter(plan=draft).count() == 17
