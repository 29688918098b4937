"""From which day a version rules, what a version says differently of the matrix, and the rules of contents in the editor."""

from datetime import date
from typing import Any

import pytest

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from programs.models import BeneficiaryRule, Plan, SupportContent
from programs.rules.words import PlanState
from programs.selectors.drafts import differences_between, groups_of
from programs.selectors.eligibility import plan_for_day, plan_rules
from programs.selectors.lines import KINDS, stamp_of
from programs.selectors.removed import removed_lines
from programs.services.copying import plan_amend, plan_copy
from programs.services.lines import line_add, line_change, line_retire
from tests.programs.factories import draft_giving, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(plan: Plan, officer: User) -> Plan:
    return plan_copy(plan, 2026, by=officer)


def change(draft: Plan, slug: str, row: Any, by: User, **values: Any) -> Any:
    return line_change(draft, KINDS[slug], row.pk, values, stamp=stamp_of(row), by=by)


def test_an_amended_plan_does_not_rule_the_past(plan: Plan, officer: User) -> None:
    second = issued(draft_giving(plan, officer, {}), officer, date(2023, 10, 1))
    third = issued(draft_giving(second, officer, {}), officer, date(2023, 11, 2))
    ruling = {day: plan_for_day(plan.ward_id, day) for day in (
        date(2022, 6, 1), date(2023, 1, 1), date(2023, 4, 24), date(2023, 9, 30), date(2023, 10, 1), date(2023, 11, 1), date(2023, 11, 2),
        date(2026, 1, 1),
    )}  # fmt: skip
    assert list(ruling.values()) == [plan, plan, plan, plan, second, second, third, third]


def test_a_version_is_signed_after_the_one_that_it_replaces_and_near_its_year(plan: Plan, officer: User) -> None:
    second = draft_giving(plan, officer, {})
    for day in (date(2022, 1, 1), date(2023, 4, 24)):
        with pytest.raises(DomainError, match=f"{day:%d/%m/%Y} phải sau ngày ký 24/04/2023"):
            issued(second, officer, day)
    with pytest.raises(DomainError, match="02/01/2024 không hợp với kế hoạch năm 2023: ký trong khoảng từ 01/07/2022 đến 31/12/2023"):
        issued(second, officer, date(2024, 1, 2))
    of_2026 = draft_giving(plan, officer, {}, 2026)
    with pytest.raises(DomainError, match="30/06/2025 không hợp"):
        issued(of_2026, officer, date(2025, 6, 30))
    assert issued(of_2026, officer, date(2025, 7, 1)).signed_on == date(2025, 7, 1)
    assert issued(second, officer, date(2023, 4, 25)).state == PlanState.ISSUED


def test_every_change_of_the_matrix_is_among_the_differences(plan: Plan, officer: User) -> None:
    draft = plan_amend(plan, "Sửa đối tượng", by=officer)
    rules = {row.code: row for row in BeneficiaryRule.objects.filter(plan=draft)}
    changes: list[tuple[str, dict[str, Any], str]] = [
        ("CS3.E1", {"traits": ["pupil", "student"]}, "học sinh hoặc sinh viên"),
        ("DA3.TDA2.C1", {"upper_months": 72}, "dưới 6 tuổi"),
        ("DA3.TDA2.C2", {"unit": "household"}, "Áp dụng cho hộ"),
        ("DA3.TDA2.C4", {"clause": "phần khác"}, "phần khác"),
        ("DA2.E1", {"from_on": date(2023, 7, 1)}, "từ ngày 01/07/2023"),
        ("DA2.E1", {"to_on": date(2023, 12, 1)}, "đến hết ngày 01/12/2023"),
        ("DA5.TDA1.E1", {"classes": ["poor"]}, "hộ nghèo"),
    ]
    seen: set[str] = set()
    for code, values, said in changes:
        row = BeneficiaryRule.objects.get(pk=rules[code].pk)
        change(draft, "quy-tac", row, officer, **values)
        seen.add(code)
        found = [item for item in differences_between(plan, draft) if item.label == "Sửa"]
        assert len(found) == len(seen), code
        assert any(said in item.new and said not in item.old for item in found), code


def test_rules_of_contents_are_lines_of_the_editor(draft: Plan, officer: User) -> None:
    lines = {line.pk: line for group in groups_of(draft) for line in group.lines if line.kind == "quy-tac"}
    of_contents = BeneficiaryRule.objects.current().filter(plan=draft, content__isnull=False)
    assert set(lines) == set(BeneficiaryRule.objects.current().filter(plan=draft).values_list("pk", flat=True)) and len(of_contents) == 9
    first = of_contents.get(code="DA3.TDA2.C1")
    assert lines[first.pk].title.startswith("Nội dung 1. Được hưởng: hộ nghèo")
    assert "tuổi: dưới 5 tuổi" in lines[first.pk].texts[1]
    change(draft, "quy-tac", first, officer, to_on=date(2025, 12, 31))
    (line,) = [line for group in groups_of(draft) for line in group.lines if line.kind == "quy-tac" and line.pk == first.pk]
    assert "Hết hiệu lực trước năm 2026" in line.remarks


def test_a_content_has_one_rule_of_its_own(draft: Plan, officer: User) -> None:
    free = SupportContent.objects.get(subproject__project__programme__plan=draft, subproject__code="DA3.TDA2", order=3)
    values = {"kind": "eligible", "unit": "person", "classes": ["poor"], "traits": [], "text": "người", "clause": "", "content": free}
    made = line_add(draft, KINDS["quy-tac"], {**values, "subproject": None, "policy": None}, by=officer)
    assert made.code == "DA3.TDA2.C3" and plan_rules(draft).answering("DA3.TDA2", 3)[0].code == made.code
    with pytest.raises(DomainError, match="đã có quy tắc riêng"):
        line_add(draft, KINDS["quy-tac"], {**values, "subproject": None, "policy": None}, by=officer)
    line_retire(draft, KINDS["quy-tac"], made.pk, stamp=stamp_of(made), by=officer)
    assert plan_rules(draft).answering("DA3.TDA2", 3)[0].code != made.code
    assert any(line.title.startswith("DA3.TDA2, nội dung 3. Được hưởng") for line in removed_lines(draft))
