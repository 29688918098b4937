"""Purchase lists: who is taken, what is refused, how a card reaches the register."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household, InsuranceCard
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.services.facts import fact_record
from households.services.member import card_write
from indicators.selectors.register import read_year
from tests.welfare import factories as make
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.rules.insurance import Cover
from welfare.rules.words import Payer
from welfare.selectors.insurance import insured_on
from welfare.services.insurance import IssuedCard, batch_fill, batch_open, batch_send, line_add, line_issue, line_refuse, line_void

pytestmark = pytest.mark.django_db
BOTH = [HouseholdClass.POOR, HouseholdClass.NEAR_POOR]
CARD = IssuedCard("HN4056000000001", date(2023, 1, 1), date(2023, 12, 31), make.DAY)


def test_everyone_without_a_valid_card_is_taken_once(ward: Ward, officer: User, poor: Household) -> None:
    holder, expired, soldier = (make.home(ward, officer) for _ in range(3))
    make.card(make.head(holder)), make.card(make.head(expired), to_on=date(2022, 12, 31))
    fact_record(make.head(soldier), FactKind.INSURANCE_ABSENCE, "other_scheme", date(2022, 1, 1), "Tự khai", by=officer)
    near = make.home(ward, officer, HouseholdClass.NEAR_POOR)
    make.home(ward, officer, HouseholdClass.NOT_POOR)
    row = make.batch(ward, officer)
    assert batch_fill(row, [HouseholdClass.POOR], version=1, by=officer) == 2
    assert batch_fill(row, BOTH, version=2, by=officer) == 1
    taken = dict(InsuranceLine.objects.values_list("household", "cover"))
    assert taken == {poor.pk: "unknown", expired.pk: "expired", near.pk: "unknown"}


def insured(ward: Ward) -> list[bool]:
    """Whom T07 counts on the last day of the year."""
    facts = read_year(ward.pk, 2023, date(2023, 12, 31))
    return [person.is_insured for home in facts.households for person in home.persons]


def test_voiding_the_line_takes_its_card_back(ward: Ward, health: User, officer: User, poor: Household) -> None:
    row = make.batch(ward, officer, sent_on=make.DAY)
    line = line_issue(make.line(row, poor, officer), CARD, version=1, by=health)
    assert insured(ward) == [True]
    line_void(line, "Ghi nhầm người", version=2, by=health)
    card = InsuranceCard.objects.get()
    assert (card.void_reason, card.voided_by, insured(ward)) == ("Ghi nhầm người", health, [False])
    assert insured_on(ward.pk, date(2023, 12, 31))[0].cover is Cover.UNKNOWN
    line_issue(make.line(row, poor, officer), CARD, version=1, by=health)  # the right one, with the same number
    assert (InsuranceCard.objects.count(), insured(ward)) == (2, [True])


def test_a_card_of_before_and_a_card_handed_over_twice_stay(ward: Ward, officer: User, poor: Household) -> None:
    row, later = make.batch(ward, officer, sent_on=make.DAY), make.batch(ward, officer, sent_on=make.DAY)
    card_write(make.head(poor), CARD.number, CARD.from_on, CARD.to_on)
    old = line_issue(make.line(row, poor, officer), CARD, version=1, by=officer)
    line_void(old, "Ghi nhầm đợt", version=2, by=officer)
    assert insured(ward) == [True]
    other = make.home(ward, officer)
    first, second = (line_issue(make.line(of, other, officer), CARD, version=1, by=officer) for of in (row, later))
    line_void(first, "Ghi hai lần", version=2, by=officer)
    assert insured(ward) == [True, True]
    line_void(second, "Ghi nhầm người", version=2, by=officer)
    assert sorted(insured(ward)) == [False, True]


def test_one_person_is_added_unless_covered(ward: Ward, officer: User, poor: Household) -> None:
    row, covered = make.batch(ward, officer), make.home(ward, officer)
    line_add(InsuranceLine(ward=ward, batch=row, member=make.head(poor)), by=officer)
    make.card(make.head(covered))
    with pytest.raises(DomainError, match="đã có thẻ"):
        line_add(InsuranceLine(ward=ward, batch=row, member=make.head(covered)), by=officer)
    with pytest.raises(DomainError, match="đã có trong đợt"):
        line_add(InsuranceLine(ward=ward, batch=row, member=make.head(poor)), by=officer)


def test_a_card_reaches_the_register(ward: Ward, officer: User, health: User, poor: Household) -> None:
    row = make.batch(ward, officer)
    line = make.line(row, poor, officer)
    with pytest.raises(DomainError, match="chưa gửi"):
        line_issue(line, CARD, version=1, by=health)
    batch_send(row, make.DAY, "12/UBND", version=1, by=officer)
    line = InsuranceLine.objects.select_related("batch", "member").get()
    line_issue(line, CARD, version=1, by=health)
    card = InsuranceCard.objects.get()
    assert (card.member, card.number, card.to_on, line.card) == (make.head(poor), CARD.number, CARD.to_on, card)
    with pytest.raises(DomainError, match="nhận thẻ"):
        line_refuse(line, "Sai tên", version=2, by=health)


def test_nobody_is_added_to_a_list_that_was_sent(ward: Ward, officer: User, poor: Household) -> None:
    row = make.batch(ward, officer)
    with pytest.raises(DomainError, match="chưa có người"):
        batch_send(row, make.DAY, "", version=1, by=officer)
    make.line(row, poor, officer)
    batch_send(InsuranceBatch.objects.get(), make.DAY, "", version=1, by=officer)
    with pytest.raises(DomainError, match="đợt bổ sung"):
        batch_fill(InsuranceBatch.objects.get(), BOTH, version=2, by=officer)


def test_a_refusal_says_why(ward: Ward, officer: User, poor: Household) -> None:
    line = make.line(make.batch(ward, officer, sent_on=make.DAY), poor, officer)
    with pytest.raises(DomainError, match="Ghi lý do"):
        line_refuse(line, " ", version=1, by=officer)
    assert line_refuse(line, "Thiếu số định danh", version=1, by=officer).refused_reason == "Thiếu số định danh"
    with pytest.raises(DomainError, match="không được cấp"):
        line_issue(line, CARD, version=2, by=officer)


def test_other_agencies_do_not_write(ward: Ward, officer: User, school: User, poor: Household) -> None:
    row = InsuranceBatch(
        ward=ward, title="Đợt", payer=Payer.BUDGET, drawn_on=make.DAY, from_on=date(2023, 1, 1), to_on=date(2023, 12, 31)
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        batch_open(row, by=school)
    kept = make.batch(ward, officer)
    with pytest.raises(NotAllowed):
        batch_fill(kept, BOTH, version=1, by=school)
