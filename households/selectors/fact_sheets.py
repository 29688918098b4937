"""What is known about the people and the dwelling of a household on a day, with its history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from households.models import DwellingFact, Household, Member, MemberFact
from households.querysets import DatedFactQuerySet
from households.rules.facts import KindRule, dwelling_rules, member_rules
from households.rules.insurance import Cover, cover_on

Fact = MemberFact | DwellingFact


@dataclass(frozen=True, slots=True)
class Known:
    """The fact of a kind that holds on the day, and the other counting ones, newest first."""

    rule: KindRule
    fact: Fact
    others: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Facts of a person (``member``) or of the dwelling. ``unknown``: kinds that could be answered and are not."""

    member: Member | None
    lines: list[Known]
    unknown: list[str]
    voided: list[Fact]
    cover: Cover | None = None

    @property
    def title(self) -> str:
        """Whom it is about."""
        return self.member.full_name if self.member else "Nhà ở và đời sống của hộ"


def fact_sheets(household: Household, day: date) -> list[FactSheet]:
    """The dwelling first, then members present on ``day``. Four queries."""
    people = Member.objects.filter(household=household).present_on(day).order_by("-is_head", "sort_order", "pk").prefetch_related("cards")
    members = list(people)
    by_member: dict[int, list[MemberFact]] = {}
    for row in _dated(MemberFact, day).filter(member__in=[member.pk for member in members]):
        by_member.setdefault(row.member_id, []).append(row)
    dwelling = list(_dated(DwellingFact, day).filter(household=household))
    return [_sheet(None, dwelling_rules(), dwelling), *(_of_member(member, by_member.get(member.pk, []), day) for member in members)]


def _dated(model: type[MemberFact] | type[DwellingFact], day: date) -> DatedFactQuerySet:
    return model.objects.filter(on__lte=day).select_related("recorded_by", "voided_by").order_by("-on", "-pk")


def _of_member(member: Member, facts: Sequence[MemberFact], day: date) -> FactSheet:
    rules = member_rules(member.birth_on, member.sex, day)
    known = {fact.kind for fact in facts if fact.voided_at is None}
    outgrown = [fact.rule for fact in facts if fact.voided_at is None and fact.kind not in {rule.kind for rule in rules}]
    rules += [rule for n, rule in enumerate(outgrown) if rule not in outgrown[:n] and rule.kind in known]
    cards = [(card.from_on, card.to_on) for card in member.cards.all() if card.voided_at is None]
    return _sheet(member, rules, facts, cover_on(cards, day))


def _sheet(member: Member | None, rules: Iterable[KindRule], facts: Sequence[Fact], cover: Cover | None = None) -> FactSheet:
    rules = list(rules)
    counting: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.voided_at is None:
            counting.setdefault(fact.kind, []).append(fact)
    lines = [Known(rule, counting[rule.kind][0], tuple(counting[rule.kind][1:])) for rule in rules if rule.kind in counting]
    unknown = [rule.kind.label for rule in rules if rule.kind not in counting]
    voided = [fact for fact in facts if fact.voided_at is not None]
    return FactSheet(member, lines, unknown, voided, cover)
