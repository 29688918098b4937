"""Loading a plan: dry run, idempotency, retirement, what belongs to the office stays."""

import copy

import pytest

from camphucnam.accounts.models import Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError
from programs.models import Agency, Assignment, BeneficiaryRule, Finding, Plan, Policy, SubProject, SupportContent
from programs.rules.plan_file import read_plan
from programs.rules.words import PlanState
from programs.services import reference
from tests.programs.factories import YEAR, load_plan

pytestmark = pytest.mark.django_db


def test_a_dry_run_counts_and_writes_nothing(ward: Ward) -> None:
    counts = reference.load(ward, YEAR)
    assert counts.created > 200
    assert not Plan.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_second_load_changes_nothing(ward: Ward) -> None:
    first = reference.load(ward, YEAR, True)
    second = reference.load(ward, YEAR, True)
    assert (second.created, second.updated, second.retired) == (0, 0, 0)
    assert second.unchanged == first.created
    assert AuditEvent.objects.filter(action="reference_loaded").count() == 1


def test_what_is_loaded(ward: Ward) -> None:
    plan = load_plan(ward)
    assert (plan.state, plan.number, plan.printed_number) == (PlanState.ISSUED, "", "/KH-UBND")
    assert SubProject.objects.in_ward(ward.pk).count() == 8
    assert SupportContent.objects.in_ward(ward.pk).count() == 38
    assert Policy.objects.in_ward(ward.pk).count() == 7
    assert Agency.objects.in_ward(ward.pk).count() == 10
    assert Assignment.objects.in_ward(ward.pk).count() == 23 + 8
    assert Finding.objects.in_ward(ward.pk).count() == 32
    assert BeneficiaryRule.objects.in_ward(ward.pk).filter(content__isnull=False).count() == 9


def changed_file(monkeypatch: pytest.MonkeyPatch) -> dict:
    raw = copy.deepcopy(read_plan(YEAR))
    monkeypatch.setattr(reference, "read_plan", lambda year: raw)
    return raw


def test_vanished_rows_are_retired_and_come_back(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    load_plan(ward)
    raw = changed_file(monkeypatch)
    gone = raw["subprojects"][0]["contents"].pop()
    counts = reference.load(ward, YEAR, True)
    assert (counts.created, counts.updated, counts.retired) == (0, 0, 1)
    content = SupportContent.objects.get(text=gone["text"])
    assert content.retired_on is not None
    raw["subprojects"][0]["contents"].append(gone)
    assert reference.load(ward, YEAR, True).updated == 1
    content.refresh_from_db()
    assert content.retired_on is None


def test_changed_texts_are_updated_and_owners_follow(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    load_plan(ward)
    raw = changed_file(monkeypatch)
    raw["policies"][0]["name"] = "Chính sách tín dụng"
    raw["policies"][0]["owners"] = ["MTTQ"]
    assert reference.load(ward, YEAR, True).updated == 1
    policy = Policy.objects.get(code="CS1")
    assert policy.name == "Chính sách tín dụng"
    assert [owner.code for owner in policy.owners.all()] == ["MTTQ"]


def test_number_and_progress_belong_to_the_office(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = load_plan(ward)
    Plan.objects.filter(pk=plan.pk).update(number="25")
    Assignment.objects.filter(code="TYT.1").update(state="done")
    raw = changed_file(monkeypatch)
    raw["document"]["title"] = "Trích yếu khác"
    reference.load(ward, YEAR, True)
    plan.refresh_from_db()
    assert (plan.number, plan.title) == ("25", "Trích yếu khác")
    assert Assignment.objects.get(code="TYT.1").state == "done"


def test_a_plan_that_the_ward_made_itself_is_not_overwritten(ward: Ward) -> None:
    plan = load_plan(ward)
    Plan.objects.filter(pk=plan.pk).update(source_file="")
    with pytest.raises(DomainError, match="tự lập"):
        reference.load(ward, YEAR, True)


def test_wards_do_not_touch_each_other(ward: Ward, other_ward: Ward) -> None:
    load_plan(ward)
    before = list(Assignment.objects.in_ward(ward.pk).values_list("pk", flat=True))
    assert reference.load(other_ward, YEAR, True).created > 200
    assert list(Assignment.objects.in_ward(ward.pk).values_list("pk", flat=True)) == before
