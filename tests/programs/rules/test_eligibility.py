"""Who benefits, by table: code, facts, expected answer, and a word that the reasons must hold."""

from dataclasses import replace
from datetime import date

import pytest

from programs.rules.ages import AgeBand
from programs.rules.eligibility import Facts, Person, Rule, judge
from programs.rules.plan_file import read_plan
from programs.rules.words import BeneficiaryClass as C
from programs.rules.words import RuleKind, RuleUnit, Trait

DAY = date(2023, 6, 1)
ADULT = Person(born=date(1980, 1, 1), is_female=False)
WOMAN = Person(born=date(1985, 1, 1), is_female=True)
CHILD = Person(born=date(2015, 1, 1), is_female=False)
UNBORN_DATE = Person()


def as_rule(raw: dict) -> Rule:
    names = ("lower_months", "lower_inclusive", "upper_months", "upper_inclusive")
    age = AgeBand(**{name: raw[name] for name in names if name in raw}) if "lower_months" in raw or "upper_months" in raw else None
    return Rule(
        raw["code"], RuleKind(raw["kind"]), RuleUnit(raw["unit"]), tuple(map(C, raw["classes"])), tuple(map(Trait, raw["traits"])),
        raw["text"], raw["clause"], age, raw["derived"],
    )  # fmt: skip


RULES = {
    item["code"]: [as_rule(rule) for rule in item["rules"]] for item in [*read_plan(2023)["subprojects"], *read_plan(2023)["policies"]]
}


def household(household_class: C | None, *people: Person, window: C | None = None, **more: object) -> Facts:
    return Facts(DAY, household_class, "Quyết định số 12", window, people=people or (ADULT,), **more)


POOR, NEAR = household(C.POOR), household(C.NEAR_POOR)
ESCAPED, ESCAPED_NEAR = household(C.NOT_POOR, window=C.ESCAPED_POVERTY), household(C.NOT_POOR, window=C.ESCAPED_NEAR_POVERTY)
PLAIN, AVERAGE, NONE = household(C.NOT_POOR), household(C.AVERAGE), household(None)

TABLE = [
    # (sub-)project or policy, household, eligible, priority, word in the reasons
    ("DA2", POOR, True, False, "hộ nghèo"),
    ("DA2", NEAR, True, False, "hộ cận nghèo"),
    ("DA2", household(C.NEAR_POOR, WOMAN), True, True, "Thuộc diện ưu tiên"),
    ("DA2", household(C.POOR, WOMAN), True, False, "Không thuộc diện ưu tiên"),
    ("DA2", household(C.NOT_POOR, WOMAN, window=C.ESCAPED_NEAR_POVERTY), True, True, "mới thoát cận nghèo"),
    ("DA2", household(C.NOT_POOR, WOMAN, window=C.ESCAPED_POVERTY), True, False, "mới thoát nghèo"),
    ("DA2", ESCAPED, True, False, "mới thoát nghèo"),
    ("DA2", ESCAPED_NEAR, True, False, "mới thoát cận nghèo"),
    ("DA2", PLAIN, False, False, "người khuyết tật"),
    ("DA2", household(C.NOT_POOR, replace(ADULT, classes=frozenset({C.DISABLED_WITHOUT_LIVELIHOOD}))), True, False, "khuyết tật"),
    ("DA2", household(C.NOT_POOR, replace(ADULT, denied=frozenset({C.DISABLED_WITHOUT_LIVELIHOOD}))), False, False, "không nghèo"),
    ("DA2", household(C.POOR, CHILD), False, False, "không có người lao động"),
    ("DA2", household(C.POOR, UNBORN_DATE), False, False, "Chưa có số liệu"),
    ("DA2", AVERAGE, False, False, "mức sống trung bình"),
    ("DA2", NONE, False, False, "chưa có phân loại"),
    ("DA3.TDA1", household(C.POOR, CHILD), True, False, "hộ nghèo"),
    ("DA3.TDA1", NEAR, True, False, "hộ cận nghèo"),
    ("DA3.TDA1", ESCAPED, True, False, "mới thoát nghèo"),
    ("DA3.TDA1", ESCAPED_NEAR, True, False, "mới thoát cận nghèo"),
    ("DA3.TDA1", PLAIN, False, False, "chỉ áp dụng cho"),
    ("DA3.TDA2", household(C.POOR, CHILD), True, False, "suy ra"),
    ("DA3.TDA2", household(C.NOT_POOR, CHILD, window=C.ESCAPED_NEAR_POVERTY), True, False, "trẻ em"),
    ("DA3.TDA2", POOR, False, False, "không có trẻ em"),
    ("DA3.TDA2", household(C.NOT_POOR, CHILD), False, False, "chỉ áp dụng cho"),
    ("DA4.TDA1", POOR, False, False, "hộ nghèo"),
    ("DA4.TDA1", NEAR, True, False, "cận nghèo"),
    ("DA4.TDA1", ESCAPED, True, False, "mới thoát nghèo"),
    ("DA4.TDA1", ESCAPED_NEAR, False, False, "mới thoát cận nghèo"),
    ("DA4.TDA1", household(C.NOT_POOR, replace(ADULT, classes=frozenset({C.LOW_INCOME_WORKER}))), True, False, "thu nhập thấp"),
    ("DA4.TDA2", POOR, True, True, "ưu tiên"),
    ("DA4.TDA2", ESCAPED, True, True, "ưu tiên"),
    ("DA4.TDA2", ESCAPED_NEAR, True, False, "Không thuộc diện ưu tiên"),
    ("DA4.TDA2", PLAIN, True, False, "mọi người dân"),
    ("DA4.TDA2", household(C.POOR, CHILD), False, False, "không có người lao động"),
    ("DA5.TDA1", PLAIN, True, False, "mọi người dân"),
    ("DA5.TDA1", POOR, True, False, "mọi người dân"),
    ("DA6.TDA1", POOR, False, False, "cán bộ"),
    ("DA6.TDA2", POOR, False, False, "cơ quan"),
    ("CS1", POOR, True, False, "vay vốn"),
    ("CS1", NEAR, True, False, "Chưa đủ số liệu để xét ưu tiên"),
    ("CS1", ESCAPED, True, False, "vay vốn"),
    ("CS1", ESCAPED_NEAR, False, False, "chỉ áp dụng cho"),
    ("CS1", household(C.POOR, traits=frozenset({Trait.LOAN_FOR_JOBS})), True, True, "Thuộc diện ưu tiên"),
    ("CS1", household(C.POOR, denied=frozenset({Trait.NEEDS_LOAN})), False, False, "vay vốn"),
    ("CS2", POOR, True, False, "hộ nghèo"),
    ("CS2", NEAR, True, False, "cận nghèo"),
    ("CS2", ESCAPED, False, False, "chỉ áp dụng cho"),
    ("CS2", PLAIN, False, False, "chỉ áp dụng cho"),
    ("CS3", household(C.NEAR_POOR, CHILD), True, False, "trẻ em"),
    ("CS3", NEAR, False, False, "không có trẻ em"),
    ("CS4", POOR, True, False, "người nghèo"),
    ("CS4", PLAIN, False, False, "khó khăn về tài chính"),
    ("CS4", household(C.NOT_POOR, replace(ADULT, traits=frozenset({Trait.FINANCIAL_HARDSHIP}))), True, False, "khó khăn về tài chính"),
    ("CS5", POOR, True, False, "Chưa đủ số liệu để xét ưu tiên"),
    ("CS5", household(C.NEAR_POOR, traits=frozenset({Trait.UNSAFE_HOUSE})), True, True, "nhà ở tạm bợ"),
    ("CS5", household(C.POOR, denied=frozenset({Trait.UNSAFE_HOUSE, Trait.NO_HOUSE})), True, False, "Không thuộc diện ưu tiên"),
    ("CS5", ESCAPED, False, False, "chỉ áp dụng cho"),
    ("CS6", PLAIN, True, False, "Không thuộc diện ưu tiên"),
    ("CS6", NEAR, True, True, "Thuộc diện ưu tiên"),
    ("CS7", POOR, False, False, "bảo trợ xã hội"),
    ("CS7", household(C.POOR, replace(ADULT, traits=frozenset({Trait.SOCIAL_PROTECTION}))), True, False, "bảo trợ xã hội"),
]


@pytest.mark.parametrize(("code", "facts", "eligible", "priority", "word"), TABLE)
def test_table(code: str, facts: Facts, eligible: bool, priority: bool, word: str) -> None:
    verdict = judge(RULES[code], facts)
    told = " ".join(reason.text for reason in verdict.reasons)
    assert (verdict.eligible, verdict.priority) == (eligible, priority), told
    assert word in told
    assert verdict.reasons


def test_every_reason_of_the_plan_names_its_place() -> None:
    for code, rules in RULES.items():
        for facts in (POOR, NEAR, ESCAPED, PLAIN):
            told = judge(rules, facts).reasons
            assert any("phần II, mục" in reason.source for reason in told), code


def test_a_window_that_is_over_is_told_with_its_last_day() -> None:
    over = replace(PLAIN, window_over_on=date(2023, 5, 2), window_source="QĐ 90/2022")
    verdict = judge(RULES["DA2"], over)
    assert not verdict.eligible
    assert any("02/05/2023" in reason.text for reason in verdict.reasons)


def test_a_running_window_tells_its_last_day() -> None:
    running = replace(ESCAPED, window_last_day=date(2026, 5, 2))
    assert any("đến hết 02/05/2026" in reason.text for reason in judge(RULES["DA2"], running).reasons)


def test_rules_out_of_force_do_not_count() -> None:
    rules = [replace(rule, from_on=date(2023, 7, 1)) for rule in RULES["CS2"]]
    assert not judge(rules, POOR).eligible
    assert judge(rules, replace(POOR, on=date(2023, 7, 1))).eligible
    ended = [replace(rule, to_on=date(2023, 5, 31)) for rule in RULES["CS2"]]
    assert not judge(ended, POOR).eligible


def test_an_age_band_is_about_children_only() -> None:
    """ "Bà mẹ, trẻ em dưới 5 tuổi": the mother is asked for no age."""
    content = next(
        as_rule(content["rule"])
        for item in read_plan(2023)["subprojects"]
        for content in item["contents"]
        if content.get("rule", {}).get("code") == "DA3.TDA2.C1"
    )
    mother = replace(WOMAN, traits=frozenset({Trait.MOTHER}), denied=frozenset({Trait.CHILD}))
    not_mother = replace(WOMAN, denied=frozenset({Trait.MOTHER}))
    toddler = Person(born=date(2021, 1, 1), denied=frozenset({Trait.MOTHER}))
    schoolchild = replace(CHILD, denied=frozenset({Trait.MOTHER}))
    assert judge([content], household(C.POOR, mother)).eligible
    assert judge([content], household(C.POOR, toddler, not_mother)).eligible
    assert not judge([content], household(C.POOR, schoolchild, not_mother)).eligible
