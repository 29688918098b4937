"""Kinds of facts: what may be answered and whom they can concern."""

from datetime import date

import pytest

from camphucnam.kernel.errors import DomainError
from households.rules.facts import DwellingKind, FactKind, kind_rule, kind_rules, member_rules, values_marked

DAY = date(2026, 3, 1)


def test_every_kind_has_a_rule_with_its_source_and_no_other() -> None:
    assert set(kind_rules()) == {*FactKind, *DwellingKind}
    assert all(rule.source and rule.group for rule in kind_rules().values())


@pytest.mark.parametrize("rule", kind_rules().values(), ids=lambda rule: rule.kind)
def test_answers_are_distinct_and_short_enough_to_store(rule) -> None:
    codes = [answer.code for answer in rule.answers]
    assert len(set(codes)) == len(codes)
    assert len({answer.label for answer in rule.answers}) == len(codes)
    assert all(len(code) <= 40 for code in codes)


@pytest.mark.parametrize(
    ("kind", "born", "sex", "concerns"),
    [
        (FactKind.FITTING_SCHOOL_LEVEL, date(2023, 3, 1), "male", True),  # three today
        (FactKind.FITTING_SCHOOL_LEVEL, date(2023, 3, 2), "male", False),
        (FactKind.FITTING_SCHOOL_LEVEL, date(2010, 3, 2), "male", True),  # sixteen tomorrow
        (FactKind.FITTING_SCHOOL_LEVEL, date(2010, 3, 1), "male", False),
        (FactKind.NUTRITION, date(2010, 3, 1), "male", False),
        (FactKind.NUTRITION, date(2026, 3, 1), "female", True),
        (FactKind.WORK, date(2011, 3, 1), "male", True),
        (FactKind.WORK, date(2011, 3, 2), "male", False),
        (FactKind.PREGNANT, date(1996, 1, 1), "male", False),
        (FactKind.PREGNANT, date(1996, 1, 1), "female", True),
        (FactKind.PREGNANT, date(1996, 1, 1), "", True),
        (FactKind.PREGNANT, None, "female", True),
        (FactKind.DISABILITY, date(2026, 2, 1), "", True),
        (FactKind.NUTRITION, date(2024, 2, 29), "", True),
    ],
)
def test_whom_a_kind_concerns(kind, born, sex, concerns) -> None:
    assert kind_rule(kind).concerns(born, sex, DAY) is concerns


def test_born_on_29_february_turns_sixteen_on_1_march() -> None:
    rule, born = kind_rule(FactKind.NUTRITION), date(2008, 2, 29)
    assert rule.concerns(born, "", date(2024, 2, 28))
    assert not rule.concerns(born, "", date(2024, 2, 29))
    assert kind_rule(FactKind.NUTRITION).concerns(date(2012, 2, 29), "", date(2028, 2, 28))


def test_forms_offer_only_what_can_be() -> None:
    kinds = {rule.kind for rule in member_rules(date(2020, 1, 1), "male", DAY)}
    assert FactKind.NUTRITION in kinds
    assert not kinds & {FactKind.PREGNANT, FactKind.WORK, *DwellingKind}


@pytest.mark.parametrize(("typed", "stored"), [("45", "45"), ("45.50", "45.5"), ("100", "100"), ("0.5", "0.5")])
def test_areas_are_stored_in_one_spelling(typed, stored) -> None:
    assert kind_rule(DwellingKind.AREA).checked(typed) == stored


@pytest.mark.parametrize("typed", ["0", "-3", "nhiều", "", "NaN", "Infinity", "2000.5"])
def test_what_is_no_area_is_refused(typed) -> None:
    with pytest.raises(DomainError):
        kind_rule(DwellingKind.AREA).checked(typed)


def test_an_answer_of_another_kind_is_refused_with_the_choice() -> None:
    with pytest.raises(DomainError, match="Khuyết tật nhẹ"):
        kind_rule(FactKind.DISABILITY).checked("yes")


def test_words_and_marks() -> None:
    assert kind_rule(DwellingKind.AREA).label("45.5") == "45,5\u00a0m²"
    assert kind_rule(FactKind.PREGNANT).label("yes") == "Có"
    assert values_marked(FactKind.DISABILITY, "disabled") == ("mild", "severe", "very_severe")
    assert values_marked(FactKind.NUTRITION, "acute") == ("acute", "moderate_acute", "severe_acute")
