"""A line that was removed from a draft comes back as it was, with what hangs on it."""

from typing import Any

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from programs.models import Agency, Assignment, BeneficiaryRule, Plan, Policy, Project, SubProject, SupportContent
from programs.rules.words import AssignmentKind
from programs.selectors.lines import KINDS, stamp_of
from programs.selectors.papers import paper_of
from programs.selectors.removed import removed_lines
from programs.services.copying import plan_amend, plan_copy
from programs.services.lines import line_add, line_change, line_restore, line_retire

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(plan: Plan, officer: User) -> Plan:
    return plan_copy(plan, 2026, by=officer)


def retire(draft: Plan, slug: str, row: Any, by: User) -> None:
    line_retire(draft, KINDS[slug], row.pk, stamp=stamp_of(row), by=by)


def standing(draft: Plan) -> dict[str, list[int]]:
    """Keys of all lines that stand."""
    return {slug: sorted(kind.rows(draft).values_list("pk", flat=True)) for slug, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("slug", "find"),
    [
        ("du-an", lambda draft: Project.objects.get(programme__plan=draft, code="DA3")),
        ("tieu-du-an", lambda draft: SubProject.objects.get(project__programme__plan=draft, code="DA3.TDA2")),
        ("chinh-sach", lambda draft: Policy.objects.get(plan=draft, code="CS6")),
        ("noi-dung", lambda draft: SupportContent.objects.filter(subproject__project__programme__plan=draft, rule__isnull=False).first()),
        ("nhiem-vu", lambda draft: Assignment.objects.get(plan=draft, code="TYT.1")),
        ("noi-nhan", lambda draft: draft.recipients.first()),
        ("can-cu", lambda draft: draft.legal_bases.first()),
        ("muc", lambda draft: draft.sections.get(code="I.1")),
        ("bao-cao", lambda draft: draft.duties.first()),
    ],
)
def test_removed_and_restored_is_as_before(draft: Plan, officer: User, slug: str, find: Any) -> None:
    before, paper, row = standing(draft), paper_of(draft), find(draft)
    retire(draft, slug, row, officer)
    assert [(line.kind.slug, line.pk) for line in removed_lines(draft)] == [(slug, row.pk)]
    line_restore(draft, KINDS[slug], row.pk, by=officer)
    assert (standing(draft), paper_of(draft), removed_lines(draft)) == (before, paper, [])
    assert AuditEvent.objects.filter(action="plan_changed", details__viec="Khôi phục").exists()


def test_what_was_removed_on_another_day_stays_out(draft: Plan, officer: User) -> None:
    subproject = SubProject.objects.get(project__programme__plan=draft, code="DA3.TDA2")
    content = subproject.contents.first()
    assert content is not None
    SupportContent.objects.filter(pk=content.pk).update(retired_on="2026-01-02")
    retire(draft, "tieu-du-an", subproject, officer)
    assert [line.kind.slug for line in removed_lines(draft)] == ["tieu-du-an"]
    with pytest.raises(EditConflict, match="thuộc về một dòng khác"):
        line_restore(draft, KINDS["noi-dung"], content.pk, by=officer)
    line_restore(draft, KINDS["tieu-du-an"], subproject.pk, by=officer)
    assert [(line.kind.slug, line.pk) for line in removed_lines(draft)] == [("noi-dung", content.pk)]


def test_a_lead_changed_before_does_not_come_back(draft: Plan, officer: User) -> None:
    subproject = SubProject.objects.get(project__programme__plan=draft, code="DA2")
    other = Agency.objects.get(ward=draft.ward, code="MTTQ")
    line_change(draft, KINDS["tieu-du-an"], subproject.pk, {"lead": other}, stamp=stamp_of(subproject), by=officer)
    assert removed_lines(draft) == []
    subproject.refresh_from_db()
    retire(draft, "tieu-du-an", subproject, officer)
    line_restore(draft, KINDS["tieu-du-an"], subproject.pk, by=officer)
    leads = Assignment.objects.current().filter(plan=draft, subproject=subproject, kind=AssignmentKind.LEAD)
    assert [row.agency for row in leads] == [other]


def test_agencies_that_left_the_directory_get_nothing_back(draft: Plan, officer: User) -> None:
    row = Assignment.objects.get(plan=draft, code="TYT.1")
    subproject = SubProject.objects.get(project__programme__plan=draft, code="DA3.TDA2")
    retire(draft, "nhiem-vu", row, officer)
    retire(draft, "tieu-du-an", subproject, officer)
    Agency.objects.filter(pk=row.agency_id).update(retired_on=timezone.localdate())
    with pytest.raises(DomainError, match="không còn trong danh sách đơn vị"):
        line_restore(draft, KINDS["nhiem-vu"], row.pk, by=officer)
    line_restore(draft, KINDS["tieu-du-an"], subproject.pk, by=officer)
    subproject.refresh_from_db()
    assert subproject.lead is None


def test_who_when_and_twice(plan: Plan, draft: Plan, officer: User, committee: User) -> None:
    row = draft.recipients.first()
    assert row is not None
    retire(draft, "noi-nhan", row, officer)
    added = line_add(draft, KINDS["noi-nhan"], {"text": "Nơi mới"}, by=officer)
    with pytest.raises(NotAllowed):
        line_restore(draft, KINDS["noi-nhan"], row.pk, by=committee)
    line_restore(draft, KINDS["noi-nhan"], row.pk, by=officer)
    assert {row.pk, added.pk} <= set(draft.recipients.filter(retired_on__isnull=True).values_list("pk", flat=True))
    with pytest.raises(EditConflict):
        line_restore(draft, KINDS["noi-nhan"], row.pk, by=officer)
    with pytest.raises(DomainError, match="đã ban hành"):
        line_restore(plan, KINDS["noi-nhan"], plan.recipients.first().pk, by=officer)


def test_lines_removed_from_an_earlier_version_are_not_offered(plan: Plan, officer: User) -> None:
    first = plan.recipients.first()
    assert first is not None
    plan.recipients.filter(pk=first.pk).update(retired_on="2023-02-01")
    BeneficiaryRule.objects.filter(plan=plan, code__startswith="DA3").update(retired_on="2023-02-01")
    assert removed_lines(plan_amend(plan, "Thay thế", by=officer)) == []
