"""Load what an import needs of one ward's register: a constant number of queries, whatever the file holds."""

from collections import defaultdict
from datetime import date
from itertools import islice

from camphucnam.accounts.models import Ward
from households.models import (
    Assessment,
    Decision,
    Household,
    HouseholdStay,
    InsuranceCard,
    Member,
    ResidentialGroup,
    StatusPeriod,
    StatusRenewal,
)
from households.rules.history import PeriodFact
from households.rules.importing.register import KnownAssessment, KnownDecision, KnownGroup, KnownHousehold, KnownMember, Register
from households.rules.transitions import RecognisedPeriod
from households.selectors.histories import CLASSES, OPENINGS


def load_register(ward: Ward, *, day: date, lock: bool = False, with_phones: bool = True) -> Register:
    """The register of ``ward``. With ``lock`` (inside a transaction) its households stay as they are until the end.

    ``with_phones`` False leaves the encrypted phone numbers unread, for files that have none.
    """
    households = _households(ward, lock=lock, with_phones=with_phones)
    _add_members(households, ward)
    decisions = [
        KnownDecision(*row)
        for row in Decision.objects.in_ward(ward.pk).order_by("pk").values_list("pk", "number", "signed_on", "effective_on")
    ]
    _add_history(households, ward, {decision.pk: (decision.number, decision.signed_on) for decision in decisions})
    _add_stays(households, ward)
    _add_assessments(households, ward)
    groups = ResidentialGroup.objects.in_ward(ward.pk).order_by("sort_order", "code")
    return Register(
        [KnownGroup(*row) for row in groups.values_list("pk", "code", "name", "to_on")],
        households,
        decisions,
        ward.profile_on(day).area_type,
    )


def _households(ward: Ward, *, lock: bool, with_phones: bool) -> dict[int, KnownHousehold]:
    rows = Household.objects.in_ward(ward.pk).order_by("pk")
    if lock:
        rows = rows.select_for_update()
    names = ["pk", "code", "group_id", "head_name", "area_type", "address", "is_ethnic_minority", "lacks_labour", "has_merit_person",
             "poverty_causes", "note"]  # fmt: skip
    found = {}
    for row in rows.values_list(*names, *(["phone"] if with_phones else [])):
        pk, code, group, head, area, address, minority, no_labour, merit, causes, note = islice(row, len(names))
        phone = row[-1] if with_phones else ""
        found[pk] = KnownHousehold(pk, code, group, head, area, address, phone, minority, no_labour, merit, causes, note)
    return found


def _add_members(households: dict[int, KnownHousehold], ward: Ward) -> None:
    cards: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for member, index, until in (
        InsuranceCard.objects.counting().filter(member__ward=ward).order_by("pk").values_list("member_id", "number_index", "to_on")
    ):
        cards[member].append((index, until))
    rows = Member.objects.in_ward(ward.pk).order_by("household_id", "sort_order", "pk")
    for row in rows.values_list(
        "pk", "household_id", "full_name", "folded_name", "relation", "sex", "birth_on", "birth_precision", "ethnicity",
        "personal_id_index",
        "has_merit", "is_head", "left_on", "sort_order",
    ):  # fmt: skip
        member = KnownMember(*row)
        member.cards = cards.get(member.pk, [])
        household = households[member.household_id]
        (household.members if member.left_on is None else household.former).append(member)


def _add_history(households: dict[int, KnownHousehold], ward: Ward, decisions: dict[int, tuple[str, date]]) -> None:
    renewals: dict[int, list[tuple[str, date]]] = defaultdict(list)
    for period, decision in StatusRenewal.objects.filter(period__ward=ward).order_by("pk").values_list("period_id", "decision_id"):
        renewals[period].append(decisions[decision])
    rows = StatusPeriod.objects.counting().in_ward(ward.pk).order_by("household_id", "from_on")
    for pk, household, household_class, from_on, to_on, opened_as, decision in rows.values_list(
        "pk", "household_id", "household_class", "from_on", "to_on", "opened_as", "decision_id"
    ):
        known = renewals.get(pk, [])
        if decision is not None:
            known = [*known, decisions[decision]]
        fact = PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk)
        households[household].history.append(RecognisedPeriod(fact, frozenset(known)))


def _add_stays(households: dict[int, KnownHousehold], ward: Ward) -> None:
    for pk, household, from_on in (
        HouseholdStay.objects.in_ward(ward.pk).filter(to_on__isnull=True).order_by("pk").values_list("pk", "household_id", "from_on")
    ):
        households[household].stay = (pk, from_on)


def _add_assessments(households: dict[int, KnownHousehold], ward: Ward) -> None:
    rows = Assessment.objects.counting().in_ward(ward.pk).order_by("pk")
    for pk, household, day, b1, deprived, known, reported in rows.values_list(
        "pk", "household_id", "assessed_on", "income_score", "deprived_mask", "known_mask", "reported_deprivation_score"
    ):
        households[household].assessments[day] = KnownAssessment(pk, b1, deprived, known, reported)
