"""Livelihood models and production groups."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.services.facts import fact_record
from livelihoods.models import GroupMember, LivelihoodModel, ModelIncome, ModelInput, ModelParticipant
from livelihoods.rules.words import IncomeMoment, LeaderPriority, ModelState
from livelihoods.services import groups, initiatives
from programs.models import Plan
from support.services.tying import Origin
from tests.households.factories import decide
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db


def test_a_model_goes_from_proposal_to_evaluation(ward: Ward, keeper: User) -> None:
    row = initiatives.model_propose(
        LivelihoodModel(ward=ward, name="Đan lưới", kind="nghe", is_group=True, proposed_on=date(2023, 2, 1)), by=keeper
    )
    with pytest.raises(IllegalTransition):
        initiatives.model_step(row, ModelState.RUNNING, date(2023, 3, 1), version=1, by=keeper)
    initiatives.model_step(row, ModelState.APPROVED, date(2023, 2, 15), version=1, by=keeper, decision="12/QĐ-UBND")
    initiatives.model_step(row, ModelState.RUNNING, date(2023, 3, 1), version=2, by=keeper)
    with pytest.raises(DomainError, match="kết quả đánh giá"):
        initiatives.model_step(row, ModelState.EVALUATED, date(2023, 11, 1), version=3, by=keeper)
    initiatives.model_step(row, ModelState.EVALUATED, date(2023, 11, 1), version=3, by=keeper, outcome="Thu nhập tăng")
    assert (row.decision, row.started_on, row.ended_on, row.outcome) == ("12/QĐ-UBND", date(2023, 3, 1), date(2023, 11, 1), "Thu nhập tăng")


def test_a_copy_repeats_a_model_that_ran(ward: Ward, officer: User) -> None:
    wanted = {"ward": ward, "name": "Bản sao", "kind": "nghe", "is_group": True, "proposed_on": date(2023, 4, 1)}
    with pytest.raises(DomainError, match="đã được thực hiện"):
        initiatives.model_propose(LivelihoodModel(copy_of=make.model(ward, officer), **wanted), by=officer)
    assert initiatives.model_propose(LivelihoodModel(copy_of=make.running_model(ward, officer), **wanted), by=officer).pk


def test_inputs_and_incomes_are_of_households_that_take_part(plan: Plan, ward: Ward, officer: User, poor: Household) -> None:
    model = make.running_model(ward, officer)
    given = {"ward": ward, "model": model, "household": poor, "item": "Giống", "given_on": date(2023, 3, 5)}
    gift = Origin(donor="Hội Ví Dụ")
    with pytest.raises(DomainError, match="chưa tham gia"):
        initiatives.input_give(ModelInput(**given), gift, by=officer)
    part = ModelParticipant(ward=ward, model=model, household=poor, from_on=date(2023, 3, 1))
    initiatives.participant_add(part, by=officer)
    assert initiatives.input_give(ModelInput(**given), gift, by=officer).pk
    assert initiatives.input_give(ModelInput(is_contribution=True, **given), by=officer).origin == "Hộ tự góp"
    asked = {
        "ward": ward,
        "model": model,
        "household": poor,
        "moment": IncomeMoment.BEFORE,
        "asked_on": date(2023, 3, 1),
        "source": "Hỏi hộ",
    }
    assert initiatives.income_record(ModelIncome(amount_dong=1_200_000, **asked), by=officer).pk
    with pytest.raises(DomainError, match="Đã ghi thu nhập"):
        initiatives.income_record(ModelIncome(amount_dong=1_300_000, **asked), by=officer)


def test_nothing_is_given_before_approval(ward: Ward, officer: User) -> None:
    row = ModelInput(ward=ward, model=make.running_model(ward, officer), item="Giống", given_on=date(2022, 2, 14), source="Ngân sách")
    with pytest.raises(DomainError, match="chưa được phê duyệt"):
        initiatives.input_give(row, by=officer)


def test_a_model_of_one_household_takes_one(plan: Plan, ward: Ward, officer: User, poor: Household) -> None:
    model = make.running_model(ward, officer, is_group=False)
    part = {"ward": ward, "model": model, "from_on": date(2023, 3, 1)}
    first = initiatives.participant_add(ModelParticipant(household=poor, **part), by=officer)
    other = make.home(ward, officer)
    with pytest.raises(DomainError, match="một hộ"):
        initiatives.participant_add(ModelParticipant(household=other, **part), by=officer)
    initiatives.participant_leave(first, date(2023, 5, 1), version=1, by=officer)
    assert initiatives.participant_add(ModelParticipant(household=other, **part), by=officer).pk


PROPOSED = date(2023, 2, 1)
STUDENT, WOMAN, DISABLED = LeaderPriority.STUDENT, LeaderPriority.WOMAN, LeaderPriority.DISABLED


@pytest.mark.parametrize(
    ("priority", "household_class", "sex", "told", "against"),
    [
        (WOMAN, HouseholdClass.POOR, "male", None, "giới tính nam"),
        (WOMAN, HouseholdClass.POOR, "female", None, ""),
        (WOMAN, HouseholdClass.POOR, "", None, ""),
        (STUDENT, HouseholdClass.POOR, "", None, "hộ đang là hộ nghèo"),
        (STUDENT, HouseholdClass.NOT_POOR, "", None, "hộ đang là hộ không nghèo"),
        (STUDENT, HouseholdClass.NEAR_POOR, "", None, ""),
        (STUDENT, None, "", None, ""),
        (STUDENT, HouseholdClass.NEAR_POOR, "", (FactKind.SCHOOLING, "upper"), ""),
        (STUDENT, HouseholdClass.NEAR_POOR, "", (FactKind.SCHOOLING, "lower_done"), "đã thôi học"),
        (DISABLED, HouseholdClass.POOR, "", None, ""),
        (DISABLED, HouseholdClass.POOR, "", (FactKind.DISABILITY, "mild"), ""),
        (DISABLED, HouseholdClass.POOR, "", (FactKind.DISABILITY, "none"), "Không khuyết tật"),
    ],
)
def test_a_priority_that_the_register_contradicts(
    priority: LeaderPriority, household_class: HouseholdClass | None, sex: str, told: tuple[FactKind, str] | None, against: str,
    ward: Ward, plan: Plan, officer: User,
) -> None:  # fmt: skip
    home = make.home(ward, officer, household_class)
    Member.objects.filter(household=home).update(sex=sex)
    leader = make.adult(home)
    if told is not None:
        fact_record(leader, told[0], told[1], PROPOSED, "Ví dụ", by=officer)
    row = LivelihoodModel(ward=ward, name="Mô hình", kind="nghe", is_group=True, leader=leader, priority=priority, proposed_on=PROPOSED)
    if against:
        with pytest.raises(DomainError, match=f"không thuộc diện ưu tiên.*{against}"):
            initiatives.model_propose(row, by=officer)
    else:
        assert initiatives.model_propose(row, by=officer).pk


def test_a_student_of_a_household_that_left_near_poverty(ward: Ward, plan: Plan, officer: User) -> None:
    home = make.home(ward, officer, HouseholdClass.NEAR_POOR)
    decide(home, HouseholdClass.NOT_POOR, date(2022, 12, 8), officer)
    wanted = {"ward": ward, "name": "Mô hình", "kind": "nghe", "is_group": True, "leader": make.adult(home), "priority": STUDENT}
    assert initiatives.model_propose(LivelihoodModel(proposed_on=PROPOSED, **wanted), by=officer).pk
    with pytest.raises(DomainError, match="hộ không nghèo"):
        initiatives.model_propose(LivelihoodModel(proposed_on=date(2025, 12, 9), **wanted), by=officer)


def test_a_household_outside_the_classes_needs_a_reason(ward: Ward, plan: Plan, officer: User, poor: Household) -> None:
    model, outside = make.running_model(ward, officer), make.home(ward, officer, HouseholdClass.NOT_POOR)
    part = {"ward": ward, "model": model, "from_on": date(2023, 3, 1)}
    first = initiatives.participant_add(ModelParticipant(household=poor, override_reason="Không cần", **part), by=officer)
    assert first.is_eligible and first.basis and not first.override_reason
    with pytest.raises(DomainError, match="Chưa thuộc đối tượng"):
        initiatives.participant_add(ModelParticipant(household=outside, **part), by=officer)
    second = initiatives.participant_add(ModelParticipant(household=outside, override_reason="Góp đất", **part), by=officer)
    assert second.is_eligible is False and second.basis
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelParticipant.objects.filter(pk=second.pk).update(override_reason="")


def test_a_household_is_in_a_group_once(ward: Ward, keeper: User, outsider: User, officer: User, poor: Household) -> None:
    group = make.production_group(ward, officer)
    wanted = {"ward": ward, "group": group, "household": poor, "from_on": date(2023, 2, 1)}
    with pytest.raises(NotAllowed):
        groups.member_join(GroupMember(**wanted), by=outsider)
    row = groups.member_join(GroupMember(**wanted), by=keeper)
    with pytest.raises(DomainError, match="đang là thành viên"):
        groups.member_join(GroupMember(**wanted), by=keeper)
    with pytest.raises(DomainError, match="thôi tham gia"):
        groups.member_leave(row, date(2023, 1, 31), version=1, by=keeper)
