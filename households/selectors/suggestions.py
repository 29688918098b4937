"""Suggested answers for the review of one household, from its facts on the review day."""

from datetime import date

from households.models import DwellingFact, Household, Member, MemberFact
from households.rules.insurance import cover_on
from households.rules.reviewing import Home, Person, Suggestion, Told
from households.rules.suggesting import suggestions
from households.selectors.facts import dwelling_on, facts_on


def suggestions_for(household: Household, standard_code: str, day: date) -> dict[int, Suggestion]:
    """Printed number of the indicator → what the facts suggest. Four queries."""
    members = list(Member.objects.filter(household=household).present_on(day).order_by("sort_order", "pk").prefetch_related("cards"))
    facts = facts_on([member.pk for member in members], day)
    people = [
        Person(
            member.full_name,
            member.birth_on,
            {kind: _told(fact) for kind, fact in facts.get(member.pk, {}).items()},
            cover_on([(card.from_on, card.to_on) for card in member.cards.all() if card.voided_at is None], day),
        )
        for member in members
    ]
    dwelling = {kind: _told(fact) for kind, fact in dwelling_on([household.pk], day).get(household.pk, {}).items()}
    return suggestions(Home(people, dwelling, day), standard_code)


def _told(fact: MemberFact | DwellingFact) -> Told:
    return Told(fact.value, fact.on, fact.source)
