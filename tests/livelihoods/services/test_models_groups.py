"""Livelihood models and production groups."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from households.models import Household
from livelihoods.models import GroupMember, LivelihoodModel, ModelIncome, ModelInput, ModelParticipant
from livelihoods.rules.words import IncomeMoment, ModelState
from livelihoods.services import groups, initiatives
from programs.models import Plan
from support.services.tying import Origin
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


def test_a_model_of_one_household_takes_one(ward: Ward, officer: User, poor: Household) -> None:
    model = make.running_model(ward, officer, is_group=False)
    part = {"ward": ward, "model": model, "from_on": date(2023, 3, 1)}
    first = initiatives.participant_add(ModelParticipant(household=poor, **part), by=officer)
    other = make.home(ward, officer)
    with pytest.raises(DomainError, match="một hộ"):
        initiatives.participant_add(ModelParticipant(household=other, **part), by=officer)
    initiatives.participant_leave(first, date(2023, 5, 1), version=1, by=officer)
    assert initiatives.participant_add(ModelParticipant(household=other, **part), by=officer).pk


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
