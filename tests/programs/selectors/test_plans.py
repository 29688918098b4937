"""The plan as the command prints it, and which version counts."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from camphucnam.accounts.models import Ward
from programs.models import Plan
from programs.selectors.plans import PlanTree, standing_plan
from tests.programs.factories import load_plan

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> dict:
    out = StringIO()
    call_command("plan", *arguments, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def test_the_document(plan: Plan) -> None:
    answer = run("--year", "2023")
    assert set(answer) == {"number", "signed_on", "subprojects", "policies", "agencies", "legal_bases", "recipients"}
    assert (answer["number"], answer["signed_on"]) == (None, "2023-04-24")
    assert {len(item) for item in answer["subprojects"]} == {8}
    by_code = {item["code"]: item for item in answer["subprojects"]}
    assert by_code["DA5.TDA1"]["national_code"] == "DA6.TDA1"
    assert by_code["DA3.TDA2"]["lead"] == "Trạm Y tế phường"
    assert by_code["DA4.TDA1"]["classes"] == ["near_poor", "escaped_poverty", "low_income_worker"]
    assert by_code["DA2"]["classes"] == ["poor", "near_poor", "escaped_poverty", "escaped_near_poverty", "disabled_without_livelihood"]
    assert len(by_code["DA2"]["contents"]) == 9
    assert [item["owners"] for item in answer["policies"] if item["code"] == "CS1"] == [[]]
    assert len(answer["agencies"]) == 10
    assert len(answer["recipients"]) == 6
    assert "Kế hoạch số 1744/KH-UBND" in answer["legal_bases"][0]


def test_a_year_without_a_plan_is_refused_with_the_years_there_are(plan: Plan) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="2024") as refusal:
        call_command("plan", "--year", "2024", "--json", stdout=out, stderr=StringIO())
    assert refusal.value.returncode == 1
    assert "2023" in json.loads(out.getvalue())["errors"][0]


def test_several_wards_want_to_be_told_apart(plan: Plan, other_ward: Ward) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("plan", "--year", "2023", "--json", stdout=StringIO(), stderr=StringIO())
    assert refusal.value.returncode == 2
    assert run("--year", "2023", "--ward", plan.ward.code)["signed_on"] == "2023-04-24"


def test_plain_text(plan: Plan) -> None:
    out = StringIO()
    call_command("plan", "--year", "2023", stdout=out)
    assert "chưa giao cho đơn vị nào" in out.getvalue()
    assert "chủ trì: Trạm Y tế phường" in out.getvalue()


def test_the_issued_version_counts_before_a_newer_draft(plan: Plan) -> None:
    Plan.objects.create(
        ward=plan.ward,
        year=2023,
        version_number=2,
        document_type="KẾ HOẠCH",
        symbol="KH-UBND",
        place="x",
        title="x",
        intro="x",
        closing="x",
    )
    assert standing_plan(Plan.objects.filter(ward=plan.ward), 2023) == plan
    assert standing_plan(Plan.objects.filter(ward=plan.ward)) == plan
    assert standing_plan(Plan.objects.filter(ward=plan.ward), 1999) is None


def test_a_tree_reads_each_thing_once(ward: Ward, django_assert_max_num_queries) -> None:
    tree = PlanTree(load_plan(ward))
    with django_assert_max_num_queries(16):
        for _ in range(2):
            assert len(tree.projects) == 5
            assert [len(rows) for _, rows in tree.projects] == [1, 2, 2, 1, 2]
            assert len(tree.policies) == 7
            assert [len(work.leads) for work in tree.agencies if work.agency.code == "BCD"] == [6]
            assert all([tree.legal_bases, tree.opening_bases, tree.recipients, tree.duties, tree.findings, tree.sections])


def test_the_command_answers_to_the_letter(plan: Plan) -> None:
    answer = run("--year", "2023")
    keys = {
        "subprojects": {"code", "national_code", "project", "name", "lead", "partners", "classes", "contents"},
        "policies": {"code", "name", "owners"},
        "agencies": {"code", "name", "assignments"},
    }
    assert all(set(item) == names for key, names in keys.items() for item in answer[key])
    wanted = "DA2 DA3.TDA1 DA3.TDA2 DA4.TDA1 DA4.TDA2 DA5.TDA1 DA6.TDA1 DA6.TDA2"
    assert [item["code"] for item in answer["subprojects"]] == wanted.split()
    assert [item["code"] for item in answer["policies"]] == [f"CS{number}" for number in range(1, 8)]
    known = "poor near_poor average not_poor escaped_poverty escaped_near_poverty low_income_worker disabled_without_livelihood anyone"
    assert {name for item in answer["subprojects"] for name in item["classes"]} <= set(known.split())
    lists = [item[name] for item in answer["subprojects"] for name in ("partners", "classes", "contents")]
    assert all(isinstance(value, list) for value in [*lists, answer["legal_bases"], answer["recipients"]])
    assert all(isinstance(text, str) for text in [*answer["legal_bases"], *answer["recipients"]])


def test_the_command_prints_a_draft_only_while_the_year_has_nothing_else(plan: Plan) -> None:
    Plan.objects.create(ward=plan.ward, year=2024, document_type="KẾ HOẠCH", symbol="KH-UBND", place="x", title="x", intro="x", closing="x")
    assert run("--year", "2024")["subprojects"] == []
    assert standing_plan(Plan.objects.filter(ward=plan.ward)) == plan
