"""Pages of work begin with the plan of this year; the other years are linked, and what is overdue of the one before is said."""

import html
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from programs.models import Assignment, Plan
from programs.rules.words import Rhythm, Timing
from programs.selectors.board import ward_board
from tests.factories import person
from tests.programs.factories import draft_giving, issued, join

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


@pytest.fixture
def three_years(plan: Plan, officer: User, monkeypatch: pytest.MonkeyPatch) -> tuple[Plan, Plan]:
    """It is 20/11/2024: the plans of 2024 and 2025 are in force; two tasks of TYT are late in 2023, of which one is done, one in 2024."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2024, 11, 20))
    of_2024 = issued(draft_giving(plan, officer, {}, 2024), officer, date(2024, 1, 10))
    of_2025 = issued(draft_giving(of_2024, officer, {}, 2025), officer, date(2024, 11, 15))
    for year_plan, code, state in ((plan, "TYT.1", "not_started"), (plan, "TYT.2", "done"), (of_2024, "TYT.2", "not_started")):
        rows = Assignment.objects.filter(plan=year_plan, code=code)
        rows.update(rhythm=Rhythm.ONCE, due_on=date(year_plan.year, 6, 1), state=state)
    return of_2024, of_2025


def test_work_of_this_year_is_shown_when_the_next_plan_is_issued(
    client_of, three_years: tuple, ward: Ward, plan: Plan, officer: User
) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, "TYT")
    for reader, name, query in ((member, "my_work", ""), (officer, "board", "&han=overdue")):
        browser, page = client_of(reader), reverse(f"programs:{name}")
        text = text_of(browser.get(page))
        assert "năm 2024" in text and "<strong>2024</strong>" in text, name
        assert '<a href="?nam=2025">2025</a>' in text and '<a href="?nam=2023">2023</a>' in text
        late = [1, 1] if name == "my_work" else [ward_board(one).n_in(Timing.OVERDUE) for one in (plan, three_years[0])]
        assert f"Kế hoạch năm 2023 còn {late[0]} nhiệm vụ quá hạn" in text and f'href="?nam=2023{query}"' in text
        assert f"Kế hoạch năm 2024 còn {late[1]} nhiệm vụ quá hạn" in text_of(browser.get(page, {"nam": "2025"}))
        assert "nhiệm vụ quá hạn. <a" not in text_of(browser.get(page, {"nam": "2023"}))
    text = text_of(client_of(officer).get(reverse("programs:board"), {"nam": "2023", "han": "overdue"}))
    assert '<input type="hidden" name="nam" value="2023">' in text and 'href="?nam=2023">Bỏ tất cả' in text
    assert f"{reverse('programs:board')}?nam=2023&han=due_soon" in text


def test_other_pages_of_the_plan_begin_with_this_year_too(client_of, three_years: tuple, officer: User) -> None:
    for name in ("plan", "agencies", "desks", "findings"):
        assert "2024" in text_of(client_of(officer).get(reverse(f"programs:{name}"))), name
