"""The leader of a residential group reads what the plan asks of the leaders, and nothing else of the plan."""

import html
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import RoleGrant, User, Ward
from camphucnam.accounts.roles import Role
from households.models import GroupLeadership
from programs.models import Agency, Assignment, Plan
from programs.rules.words import AssignmentState
from programs.selectors.work import group_leaders_work
from programs.services.copying import plan_amend
from programs.services.exchange import comment_add
from programs.services.issuing import plan_issue
from programs.services.progress import progress_note_add
from tests.households.factories import make_group, make_leadership
from tests.programs.factories import draft_giving, issued, join, load_plan, task
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
PAGE = reverse("programs:group_work")
ASKED = "theo dõi hộ nghèo, hộ cận nghèo đang quản lý"


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.fixture
def leading(leader: User, ward: Ward) -> User:
    if not GroupLeadership.objects.filter(user=leader).exists():
        make_leadership(leader, make_group(ward))
    return leader


def test_the_first_page_leads_to_what_the_plan_asks(client_of, leading: User, plan: Plan) -> None:
    browser = client_of(leading)
    assert PAGE in text_of(browser.get(reverse("households:leader_home")))
    text = text_of(browser.get(PAGE))
    assert ASKED in text and AssignmentState.NOT_STARTED.label in text and "chưa báo biến cố nào" in text


def test_nothing_else_of_the_plan_is_shown(client_of, ward: Ward, leading: User, officer: User, plan: Plan) -> None:
    progress_note_add(task(ward, "TDP.1"), "Ghi chép nội bộ.", AssignmentState.IN_PROGRESS, version=1, by=officer)
    comment_add(task(ward, "TDP.1"), "Ý kiến nội bộ.", by=officer)
    browser = client_of(leading)
    text = text_of(browser.get(PAGE))
    assert "Đang thực hiện" in text and "nội bộ" not in text
    for row in Assignment.objects.filter(plan=plan).exclude(agency__code="TDP"):
        assert row.title not in text
    pages = [reverse(f"programs:{name}") for name in ("plan", "agencies", "board", "my_work", "findings", "standing_paper")]
    pages += [reverse("programs:assignment", args=[task(ward, code).pk]) for code in ("TDP.1", "TYT.1")]
    assert {browser.get(page).status_code for page in pages} == {404}
    assert reverse("programs:assignment", args=[task(ward, "TDP.1").pk]) not in text


def test_a_draft_is_not_shown_and_its_issue_is(client_of, leading: User, officer: User, plan: Plan) -> None:
    draft = plan_amend(plan, "Giao thêm", by=officer)
    Assignment.objects.filter(plan=draft, code="TDP.1").update(text="báo cáo hằng tuần")
    assert "Báo cáo hằng tuần" not in text_of(client_of(leading).get(PAGE))
    plan_issue(draft, "9", date(2023, 9, 1), version=draft.version, by=officer)
    text = text_of(client_of(leading).get(PAGE))
    assert "Báo cáo hằng tuần" in text and ASKED not in text


def test_agencies_are_told_by_their_kind_not_their_code(client_of, leading: User, plan: Plan) -> None:
    Agency.objects.filter(ward=plan.ward, code="TDP").update(code="TOTRUONG")
    assert ASKED in text_of(client_of(leading).get(PAGE))


@pytest.mark.parametrize("who", ["officer", "agency_member", "committee", "signer", "administrator", "other_officer"])
def test_the_page_is_the_leaders(client_of, request: pytest.FixtureRequest, plan: Plan, who: str) -> None:
    user = request.getfixturevalue(who)
    assert client_of(user).get(PAGE).status_code == 404
    assert group_leaders_work(user, plan.ward_id) == (None, [])


def test_without_a_group_or_a_plan_there_is_nothing(client_of, ward: Ward, other_ward: Ward, leader: User) -> None:
    load_plan(other_ward)
    assert "Chưa có việc nào" in text_of(client_of(leader).get(PAGE))
    load_plan(ward)
    GroupLeadership.objects.filter(user=leader).update(to_on=date(2021, 1, 1))
    assert ASKED not in text_of(client_of(leader).get(PAGE))


def test_a_leader_who_also_belongs_to_their_agency_may_note(client_of, ward: Ward, leading: User, plan: Plan) -> None:
    RoleGrant.objects.create(user=leading, ward=ward, role=Role.AGENCY_MEMBER, from_on=date(2020, 1, 1))
    page = reverse("programs:assignment", args=[task(ward, "TDP.1").pk])
    assert page not in text_of(client_of(leading).get(PAGE))
    join(leading, ward, "TDP")
    assert page in text_of(client_of(leading).get(PAGE))
    assert "Ghi tiến độ" in text_of(client_of(leading).get(page))


def test_queries_do_not_grow(client_of, leading: User, plan: Plan) -> None:
    agency = Agency.objects.get(ward=plan.ward, code="TDP")

    def grow(n: int) -> None:
        start = Assignment.objects.count()
        for number in range(start, start + n):
            Assignment.objects.create(plan=plan, agency=agency, code=f"X.{number}", order=number, paragraph=1, text=f"việc {number}")

    assert_constant_queries(client_of(leading), PAGE, grow, at_most=12)


def test_leaders_see_this_year_and_what_is_late_of_the_year_before(
    client_of, leading: User, officer: User, plan: Plan, monkeypatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2024, 11, 20))
    of_2024 = issued(draft_giving(plan, officer, {}, 2024), officer, date(2024, 1, 10))
    issued(draft_giving(of_2024, officer, {}, 2025), officer, date(2024, 11, 15))
    Assignment.objects.filter(plan=plan, code="TDP.1").update(rhythm="once", due_on=date(2023, 6, 1))
    text = text_of(client_of(leading).get(PAGE))
    assert of_2024.citation in text and "Kế hoạch năm 2023 còn 1 nhiệm vụ quá hạn" in text
    assert "24/04/2023" in text_of(client_of(leading).get(PAGE, {"nam": "2023"}))
