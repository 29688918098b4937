"""What the registers say households and people have had, and what they are promised."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household
from livelihoods.models import Enrolment, GroupMember, JobSupport, Loan, ModelParticipant, Placement, Referral
from livelihoods.selectors.provided import credit_provided, groups_provided, models_provided, training_provided, work_provided
from programs.rules.words import Means
from registers.models import Kept
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
VOID = {"voided_at": "2024-01-01T00:00Z", "void_reason": "Sai"}


def put(table: type[Kept], ward: Ward, by: User, **fields: object) -> Kept:
    return table.objects.create(ward=ward, recorded_by=by, **fields)


def test_a_model_counts_from_the_day_on_which_both_began(ward: Ward, officer: User) -> None:
    running, proposed = make.running_model(ward, officer, date(2023, 3, 1)), make.model(ward, officer)
    early, late, left, waits = (make.home(ward, officer) for _ in range(4))
    put(ModelParticipant, ward, officer, model=running, household=early, from_on=date(2023, 2, 1))
    put(ModelParticipant, ward, officer, model=running, household=late, from_on=DAY, to_on=DAY)
    put(ModelParticipant, ward, officer, model=running, household=left, from_on=date(2023, 2, 1), to_on=date(2023, 2, 28))
    put(ModelParticipant, ward, officer, model=proposed, household=waits, from_on=DAY)
    assert sorted(models_provided(ward.pk)) == [
        (early.pk, "DA2", date(2023, 3, 1), True, None, Means.ANY, ""),
        (late.pk, "DA2", DAY, True, None, Means.ANY, ""),
        (waits.pk, "DA2", DAY, False, None, Means.ANY, ""),
    ]
    ModelParticipant.objects.update(voided_by=officer, **VOID)
    assert list(models_provided(ward.pk)) == []


def test_groups(ward: Ward, officer: User, poor: Household) -> None:
    row = put(GroupMember, ward, officer, group=make.production_group(ward, officer), household=poor, from_on=DAY)
    assert list(groups_provided(ward.pk)) == [(poor.pk, "DA3.TDA1", DAY, True, None, Means.ANY, "")]
    GroupMember.objects.filter(pk=row.pk).update(voided_by=officer, **VOID)
    assert list(groups_provided(ward.pk)) == []


@pytest.mark.parametrize(("state", "told"), [("enrolled", (date(2023, 9, 30), False)), ("completed", (DAY, True)), ("dropped", None)])
def test_who_learns_is_promised_and_who_completed_has_had_it(
    ward: Ward, officer: User, poor: Household, state: str, told: tuple | None
) -> None:
    person = make.adult(poor)
    found = make.vocational_class(ward, officer, from_on=date(2023, 5, 1), to_on=date(2023, 9, 30))
    fields = {"vocational_class": found, "member": person, "enrolled_on": date(2023, 5, 1), "is_eligible": True}
    put(Enrolment, ward, officer, state=state, ended_on=None if state == "enrolled" else DAY, **fields)
    expected = [(poor.pk, code, *told, person.pk, Means.TRAINING, "") for code in ("DA4.TDA1", "CS6")] if told else []
    assert list(training_provided(ward.pk)) == expected


def test_seekers(ward: Ward, officer: User) -> None:
    homes = [make.home(ward, officer) for _ in range(4)]
    helped, placed, introduced, _ = seekers = [make.seeker(make.adult(home), officer) for home in homes]
    put(JobSupport, ward, officer, seeker=helped, kind="counsel", given_on=DAY)
    put(Placement, ward, officer, seeker=placed, employer="Xưởng may (ví dụ)", job="May", started_on=DAY, has_contract=True)
    vacancy = make.vacancy(ward, officer)
    put(Referral, ward, officer, seeker=introduced, vacancy=vacancy, referred_on=DAY)
    put(Referral, ward, officer, seeker=seekers[3], vacancy=vacancy, referred_on=DAY, state="refused", closed_on=DAY)
    found = {(row[0], row[2], row[3], row[4]) for row in work_provided(ward.pk) if row[1] == "DA4.TDA2" and row[5] is Means.WORK}
    people = [seeker.member_id for seeker in seekers]
    assert found == {
        (homes[0].pk, DAY, True, people[0]),
        (homes[1].pk, DAY, True, people[1]),
        (homes[2].pk, DAY, False, people[2]),
    }
    assert {row[1] for row in work_provided(ward.pk)} == {"DA4.TDA2", "CS6"}


def test_a_confirmation_is_a_promise_until_the_loan(ward: Ward, officer: User, poor: Household) -> None:
    row = make.confirmation(poor, officer, confirmed_on=DAY)
    assert list(credit_provided(ward.pk)) == [(poor.pk, "CS1", DAY, False, None, Means.ANY, "")]
    loan = make.loan(poor, officer, confirmation=row, disbursed_on=DAY)
    assert list(credit_provided(ward.pk)) == [(poor.pk, "CS1", DAY, True, None, Means.ANY, "")]
    Loan.objects.filter(pk=loan.pk).update(voided_by=officer, **VOID)
    assert list(credit_provided(ward.pk)) == [(poor.pk, "CS1", DAY, False, None, Means.ANY, "")]
