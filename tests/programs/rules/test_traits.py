"""Facts of a member or dwelling as traits: what is recorded, what it denies, and what stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.rules.facts import DwellingKind, FactKind, kind_rule
from programs.rules.traits import dwelling_known, person_kinds, person_known, trait_rules
from programs.rules.words import BeneficiaryClass as C
from programs.rules.words import Trait as T

DAY, BEFORE = date(2023, 6, 1), date(2023, 1, 5)
ADULT, CHILD = date(1985, 1, 1), date(2015, 1, 1)
K = FactKind

TABLE = [
    # kind and answer, born, sex, known to hold, known not to, left unknown
    ({}, ADULT, "female", set(), set(), {T.DISABLED, C.LOW_INCOME_WORKER, C.DISABLED_WITHOUT_LIVELIHOOD, T.PREGNANT, T.WORKER}),
    ({}, ADULT, "male", set(), {T.PREGNANT, T.MOTHER, T.PLANNING_PREGNANCY}, {T.CAREGIVER, T.DISABLED}),
    ({}, CHILD, "female", set(), {C.LOW_INCOME_WORKER, T.UNEMPLOYED, T.PREGNANT}, {T.MALNOURISHED, T.PUPIL, C.DISABLED_WITHOUT_LIVELIHOOD}),
    ({}, None, "", set(), set(), {C.LOW_INCOME_WORKER, T.PREGNANT, T.MALNOURISHED}),
    ({K.DISABILITY: "severe"}, ADULT, "male", {T.DISABLED}, set(), {C.DISABLED_WITHOUT_LIVELIHOOD}),
    ({K.DISABILITY: "mild"}, ADULT, "male", {T.DISABLED}, set(), {C.DISABLED_WITHOUT_LIVELIHOOD}),
    ({K.DISABILITY: "none"}, ADULT, "male", set(), {T.DISABLED, C.DISABLED_WITHOUT_LIVELIHOOD}, set()),
    ({K.DISABILITY: "severe", K.STABLE_LIVELIHOOD: "no"}, ADULT, "male", {T.DISABLED, C.DISABLED_WITHOUT_LIVELIHOOD}, set(), set()),
    ({K.DISABILITY: "severe", K.STABLE_LIVELIHOOD: "yes"}, ADULT, "male", {T.DISABLED}, {C.DISABLED_WITHOUT_LIVELIHOOD}, set()),
    ({K.STABLE_LIVELIHOOD: "no"}, ADULT, "male", set(), set(), {C.DISABLED_WITHOUT_LIVELIHOOD, T.DISABLED}),
    ({K.DISABILITY: "severe"}, CHILD, "male", {T.DISABLED}, set(), {C.DISABLED_WITHOUT_LIVELIHOOD}),
    ({K.LOW_INCOME_WORKER: "yes"}, ADULT, "", {C.LOW_INCOME_WORKER}, set(), set()),
    ({K.LOW_INCOME_WORKER: "no"}, ADULT, "", set(), {C.LOW_INCOME_WORKER}, set()),
    ({K.WORK: "none"}, ADULT, "", {T.UNEMPLOYED}, set(), {T.WORKER}),
    ({K.WORK: "wage"}, ADULT, "", set(), {T.UNEMPLOYED}, {T.WORKER}),
    ({K.WORK: "unable"}, ADULT, "", set(), {T.UNEMPLOYED, T.WORKER}, set()),
    ({K.SCHOOLING: "preschool"}, CHILD, "", set(), {T.PUPIL, T.STUDENT}, {T.MALNOURISHED_PUPIL}),
    ({K.SCHOOLING: "primary"}, CHILD, "", {T.PUPIL}, {T.STUDENT}, set()),
    ({K.SCHOOLING: "upper"}, CHILD, "", {T.PUPIL}, {T.STUDENT}, set()),
    ({K.SCHOOLING: "upper_done"}, ADULT, "", set(), {T.PUPIL, T.STUDENT}, set()),
    ({K.SCHOOLING: "tertiary"}, ADULT, "", {T.STUDENT}, {T.PUPIL}, set()),
    ({K.NUTRITION: "normal"}, CHILD, "", set(), {T.MALNOURISHED, T.ACUTELY_MALNOURISHED, T.MALNOURISHED_PUPIL}, set()),
    ({K.NUTRITION: "moderate"}, CHILD, "", {T.MALNOURISHED}, {T.ACUTELY_MALNOURISHED}, {T.MALNOURISHED_PUPIL}),
    ({K.NUTRITION: "acute"}, CHILD, "", {T.MALNOURISHED, T.ACUTELY_MALNOURISHED}, set(), {T.MALNOURISHED_PUPIL}),
    ({K.NUTRITION: "severe", K.SCHOOLING: "primary"}, CHILD, "", {T.MALNOURISHED, T.MALNOURISHED_PUPIL}, set(), set()),
    ({K.NUTRITION: "severe", K.SCHOOLING: "preschool"}, CHILD, "", {T.MALNOURISHED_PUPIL}, set(), set()),
    ({K.NUTRITION: "severe", K.SCHOOLING: "never"}, CHILD, "", {T.MALNOURISHED}, {T.MALNOURISHED_PUPIL}, set()),
    ({K.PREGNANT: "yes"}, ADULT, "female", {T.PREGNANT}, set(), {T.MOTHER}),
    ({K.PREGNANT: "no"}, ADULT, "female", set(), {T.PREGNANT}, set()),
    ({K.NURSING: "yes"}, ADULT, "female", {T.MOTHER}, set(), {T.PREGNANT}),
    ({K.PLANNING_PREGNANCY: "yes"}, ADULT, "female", {T.PLANNING_PREGNANCY}, set(), set()),
    ({K.CAREGIVER: "no"}, ADULT, "", set(), {T.CAREGIVER}, set()),
    ({K.SOCIAL_PROTECTION_ELIGIBLE: "yes"}, ADULT, "", {T.SOCIAL_PROTECTION}, set(), set()),
    ({K.SOCIAL_PROTECTION_ELIGIBLE: "no"}, ADULT, "", set(), {T.SOCIAL_PROTECTION}, set()),
    ({K.SOCIAL_ALLOWANCE: "yes"}, ADULT, "", {T.SOCIAL_PROTECTION}, set(), set()),
    ({K.SOCIAL_ALLOWANCE: "no"}, ADULT, "", set(), set(), {T.SOCIAL_PROTECTION}),
    ({K.FINANCIAL_HARDSHIP: "yes"}, ADULT, "", {T.FINANCIAL_HARDSHIP}, set(), set()),
]


@pytest.mark.parametrize(("answers", "born", "sex", "yes", "no", "unknown"), TABLE)
def test_facts_of_a_member(answers: dict, born: date | None, sex: str, yes: set, no: set, unknown: set) -> None:
    known = person_known({kind: (value, BEFORE) for kind, value in answers.items()}, born, sex, DAY)
    held = known.traits | known.classes
    assert yes <= held
    assert no <= known.denied
    assert not unknown & (held | known.denied)


@pytest.mark.parametrize(
    ("kind", "answer", "trait", "holds"),
    [
        (DwellingKind.HOUSE_OWNERSHIP, "none", T.NO_HOUSE, True),
        (DwellingKind.HOUSE_OWNERSHIP, "shared", T.NO_HOUSE, True),
        (DwellingKind.HOUSE_OWNERSHIP, "rented", T.NO_HOUSE, False),
        (DwellingKind.HOUSE_STATE, "temporary", T.UNSAFE_HOUSE, True),
        (DwellingKind.HOUSE_STATE, "damaged", T.UNSAFE_HOUSE, True),
        (DwellingKind.HOUSE_STATE, "solid", T.UNSAFE_HOUSE, False),
        (DwellingKind.HUNGER_RISK, "yes", T.HUNGER_RISK, True),
        (DwellingKind.HUNGER_RISK, "no", T.HUNGER_RISK, False),
    ],
)
def test_facts_of_a_dwelling(kind: DwellingKind, answer: str, trait: T, holds: bool) -> None:
    known = dwelling_known({kind: (answer, BEFORE)}, DAY)
    assert trait in (known.traits if holds else known.denied)
    assert not known.traits & known.denied


def test_a_pregnancy_is_taken_for_ten_months() -> None:
    assert T.PREGNANT in person_known({K.PREGNANT: ("yes", date(2022, 8, 1))}, ADULT, "female", DAY).traits
    later = person_known({K.PREGNANT: ("yes", date(2022, 7, 31))}, ADULT, "female", DAY)
    assert T.PREGNANT not in later.traits | later.denied


@given(st.data(), st.dates(date(1930, 1, 1), DAY), st.sampled_from(["", "male", "female"]))
def test_nothing_holds_and_is_denied_at_once(data: st.DataObject, born: date, sex: str) -> None:
    kinds = data.draw(st.sets(st.sampled_from(person_kinds())))
    answers = {kind: (data.draw(st.sampled_from([answer.code for answer in kind_rule(kind).answers])), BEFORE) for kind in kinds}
    known = person_known(answers, born, sex, DAY)
    assert not (known.traits | known.classes) & known.denied


def test_every_rule_names_its_source_and_can_be_met() -> None:
    for rules in trait_rules().values():
        assert all(rule.source and all(part.values for part in rule.parts) for rule in rules)
