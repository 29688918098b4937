"""Facts for the rules: read one by one with sources, and for a whole ward at once; both say the same."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from households.models import Assessment, DwellingFact, Household, Member, MemberFact, Need
from households.rules.classes import HouseholdClass
from programs.models import Plan
from programs.rules.words import BeneficiaryClass, Trait
from programs.selectors.eligibility import verdict_of_member
from programs.selectors.facts import facts_in, ward_facts
from tests.households.factories import decide, make_group, make_households

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


@pytest.fixture
def homes(ward: Ward, officer: User) -> list[Household]:
    found = make_households(make_group(ward), 3)
    Assessment.objects.filter(household=found[0]).update(deprived_mask=1 << 6)
    decide(found[1], HouseholdClass.NOT_POOR, date(2022, 12, 10), officer)
    return found


def note(home: Household, kind: str, value: str, on: date = date(2023, 1, 5)) -> MemberFact:
    return MemberFact.objects.create(member=Member.objects.get(household=home), kind=kind, value=value, on=on)


def unsafe(home: Household) -> tuple[bool, bool]:
    facts = ward_facts(home.ward_id, DAY)[home.pk]
    return Trait.UNSAFE_HOUSE in facts.traits, Trait.UNSAFE_HOUSE in facts.denied


def test_one_by_one_and_all_at_once_are_the_same(homes: list[Household]) -> None:
    note(homes[0], "disability", "severe")
    note(homes[0], "stable_livelihood", "no")
    note(homes[1], "low_income_worker", "yes")
    DwellingFact.objects.create(household=homes[2], kind="house_ownership", value="none", on=date(2023, 1, 5))
    Need.objects.create(household=homes[2], kind="loan", expressed_on=date(2023, 2, 1))
    keys = [home.pk for home in homes]
    told = {
        key: replace(facts, class_source="", window_last_day=None, window_over_on=None, window_source="")
        for key, facts in facts_in(keys, DAY).items()
    }
    assert told == ward_facts(homes[0].ward_id, DAY)
    assert told[homes[0].pk].people[0].classes == {BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD}
    assert told[homes[1].pk].window_class is BeneficiaryClass.ESCAPED_POVERTY
    assert told[homes[2].pk].traits >= {Trait.NO_HOUSE, Trait.NEEDS_LOAN}


def test_queries_are_constant(ward: Ward, homes: list[Household]) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            ward_facts(ward.pk, DAY)
        return len(captured)

    count()
    before = count()
    make_households(make_group(ward), 40)
    assert count() == before == 6


def test_the_newest_fact_not_after_the_day_counts(homes: list[Household]) -> None:
    note(homes[0], "disability", "none")
    note(homes[0], "disability", "mild", date(2023, 6, 1))
    note(homes[0], "disability", "severe", date(2023, 6, 2))
    (person,) = facts_in([homes[0].pk], DAY)[homes[0].pk].people
    assert Trait.DISABLED in person.traits
    (person,) = facts_in([homes[0].pk], date(2023, 5, 31))[homes[0].pk].people
    assert Trait.DISABLED in person.denied


def test_a_voided_fact_never_counts(homes: list[Household], officer: User) -> None:
    wrong = note(homes[0], "disability", "severe")
    MemberFact.objects.filter(pk=wrong.pk).update(voided_at=timezone.now(), void_reason="ghi nhầm", voided_by=officer)
    (person,) = ward_facts(homes[0].ward_id, DAY)[homes[0].pk].people
    assert Trait.DISABLED not in person.traits | person.denied


def test_the_newer_of_assessment_and_fact_tells_about_the_house(homes: list[Household]) -> None:
    assert unsafe(homes[0]) == (True, False)  # the assessment of 01/11/2021 counts the indicator
    assert unsafe(homes[2]) == (False, True)
    DwellingFact.objects.create(household=homes[0], kind="house_state", value="solid", on=date(2021, 10, 31))
    assert unsafe(homes[0]) == (True, False)
    DwellingFact.objects.create(household=homes[0], kind="house_state", value="solid", on=date(2021, 11, 2))
    assert unsafe(homes[0]) == (False, True)
    DwellingFact.objects.create(household=homes[2], kind="house_state", value="damaged", on=DAY)
    assert unsafe(homes[2]) == (True, False)


def test_a_loan_that_was_met_is_no_longer_wished(homes: list[Household]) -> None:
    Need.objects.create(household=homes[0], kind="loan", expressed_on=date(2023, 1, 1), state="met", met_on=date(2023, 5, 31), met_by="vay")
    assert Trait.NEEDS_LOAN not in ward_facts(homes[0].ward_id, DAY)[homes[0].pk].traits


def test_the_verdict_about_a_person(homes: list[Household], plan: Plan) -> None:
    person = Member.objects.get(household=homes[1])
    Member.objects.filter(pk=person.pk).update(birth_on=date(2010, 1, 1), joined_on=date(2023, 1, 1))
    verdict = verdict_of_member(person, "DA4.TDA1", DAY)
    assert not verdict.eligible
    assert "Người này không phải là người lao động" in verdict.reasons[0].text
    with pytest.raises(DomainError, match="không thuộc hộ"):
        verdict_of_member(person, "DA4.TDA1", date(2022, 12, 31))
    assert "Chưa có kế hoạch năm 2024" in verdict_of_member(person, "DA4.TDA1", date(2024, 1, 1)).reasons[-1].text
