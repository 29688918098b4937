"""The official document of the plan: who reads it, and that drafts are only for those who prepare them."""

import html

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from programs.models import Agency, AgencyMembership, Assignment, Plan, SubProject
from programs.policies import can_note, can_work
from programs.rules.words import PlanState
from tests.programs.factories import task
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db


def make_draft(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)


def test_the_page_shows_the_document(client_of, committee: User, plan: Plan) -> None:
    browser = client_of(committee)
    response = browser.get(reverse("programs:standing_paper"), follow=True)
    text = html.unescape(response.content.decode())
    for sentence in ("I. MỤC TIÊU, CHỈ TIÊU", "1.2.2. Tiểu dự án 2. Cải thiện dinh dưỡng", "- Lưu: VT.", "KT. CHỦ TỊCH"):
        assert sentence in text
    assert "DỰ THẢO" not in text


def test_without_a_plan_the_page_says_so(client_of, officer: User) -> None:
    assert "chưa có kế hoạch" in client_of(officer).get(reverse("programs:standing_paper")).content.decode()


@pytest.mark.needs("pdf")
def test_files_are_downloads_and_logged(client_of, officer: User, plan: Plan) -> None:
    browser = client_of(officer)
    for name, start in (("paper_pdf", b"%PDF"), ("paper_docx", b"PK")):
        answer = browser.get(reverse(f"programs:{name}", args=[plan.pk]))
        assert b"".join(answer.streaming_content).startswith(start)
        assert f"ke-hoach-2023-lan-1.{name.removeprefix('paper_')}" in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(action=Action.LIST_EXPORTED, target_type="Plan").count() == 2


def test_a_draft_is_marked_and_only_for_those_who_prepare_it(
    client_of, officer: User, signer: User, committee: User, health_worker: User, plan: Plan
) -> None:
    make_draft(plan)
    subproject = SubProject.objects.in_ward(plan.ward_id).first()
    for user, status in ((officer, 200), (signer, 200), (committee, 404), (health_worker, 404)):
        browser = client_of(user)
        assert browser.get(reverse("programs:paper", args=[plan.pk])).status_code == status
        assert browser.get(reverse("programs:subproject", args=[subproject.pk])).status_code == status
    assert "DỰ THẢO" in client_of(officer).get(reverse("programs:paper", args=[plan.pk])).content.decode()


def test_a_draft_binds_nobody(client_of, ward: Ward, health_worker: User, officer: User, plan: Plan) -> None:
    assert can_work(health_worker, ward.pk, "DA3.TDA2")
    make_draft(plan)
    assert not can_work(health_worker, ward.pk, "DA3.TDA2")
    assert not can_note(officer, task(ward, "TYT.1"))
    assert not Assignment.objects.visible_to(health_worker).exists()
    assert not Assignment.objects.in_force().exists()
    assert Agency.objects.visible_to(health_worker).exists()
    assert AgencyMembership.objects.visible_to(health_worker).exists()


def test_the_document_costs_the_same_however_long_it_is(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    station = Agency.objects.get(ward=ward, code="TYT")

    def grow(n: int) -> None:
        start = Assignment.objects.count()
        for number in range(start, start + n):
            Assignment.objects.create(plan=plan, agency=station, code=f"X.{number}", order=number, paragraph=number, text=f"Việc {number}")

    assert_constant_queries(client_of(officer), reverse("programs:paper", args=[plan.pk]), grow, few=2, many=10, at_most=22)
