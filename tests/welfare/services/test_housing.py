"""Housing support: steps in their order, what is kept of the dwelling, money."""

import itertools
from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household
from households.rules.facts import DwellingKind
from households.services.facts import dwelling_facts_record
from programs.models import Plan
from registers.services.keeping import void
from support.services.tying import Origin, row_void
from tests.welfare import factories as make
from welfare.models import HousingCase, HousingMoney
from welfare.rules.housing import HOUSING_TRANSITIONS, STAGE_DAYS, HousingFund, HousingKind, HousingStage
from welfare.services.housing import housing_approve, housing_drop, housing_hand_over, housing_pay, housing_propose, housing_start

pytestmark = pytest.mark.django_db
Stage = HousingStage


def unsaved(household: Household, **fields: object) -> HousingCase:
    return HousingCase(ward=household.ward, household=household, **{"kind": HousingKind.NEW, "proposed_on": make.DAY, **fields})


def test_a_proposal_keeps_what_was_recorded_of_the_dwelling(ward: Ward, land: User, officer: User, poor: Household) -> None:
    answers = {DwellingKind.HOUSE_STATE: "temporary", DwellingKind.AREA: "18.5"}
    dwelling_facts_record(poor, answers, make.SINCE, "Rà soát", by=officer)
    case = housing_propose(unsaved(poor), by=land)
    assert case.household_class == "poor" and case.condition == "Tình trạng nhà: tạm bợ; Diện tích nhà ở: 18,5\u00a0m²"
    with pytest.raises(DomainError, match="chưa xong"):
        housing_propose(unsaved(poor), by=land)


def act(case: HousingCase, stage: HousingStage, by: User, on: date = make.DAY, version: int = 1) -> HousingCase:
    if stage is Stage.APPROVED:
        return housing_approve(case, on, "15/QĐ-UBND", 40_000_000, version=version, by=by)
    if stage is Stage.UNDER_WAY:
        return housing_start(case, on, version=version, by=by)
    if stage is Stage.HANDED_OVER:
        return housing_hand_over(case, on, None, version=version, by=by)
    return housing_drop(case, on, "Hộ không làm được", version=version, by=by)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(Stage, [stage for stage in Stage if stage is not Stage.PROPOSED])))
def test_only_the_next_stage_follows(before: HousingStage, after: HousingStage, ward: Ward, officer: User, poor: Household) -> None:
    reached = list(Stage)[: list(Stage).index(before) + 1] if before is not Stage.DROPPED else [Stage.PROPOSED, Stage.DROPPED]
    days = {STAGE_DAYS[stage]: make.SINCE for stage in reached}
    case = make.house(poor, officer, stage=before, **days, dropped_reason="Lý do" if before is Stage.DROPPED else "")
    if after in HOUSING_TRANSITIONS[before]:
        case = act(case, after, officer)
        assert (case.stage, case.stage_on) == (after, make.DAY)
    else:
        with pytest.raises(DomainError, match="nên không ghi"):
            act(case, after, officer)


def test_days_follow_each_other_and_lie_behind_us(ward: Ward, officer: User, poor: Household) -> None:
    case = make.house(poor, officer, proposed_on=make.DAY)
    with pytest.raises(DomainError, match="bước trước"):
        act(case, Stage.APPROVED, officer, date(2023, 5, 31))
    with pytest.raises(DomainError, match="sau hôm nay"):
        act(case, Stage.APPROVED, officer, date(2099, 1, 1))
    with pytest.raises(EditConflict):
        act(case, Stage.APPROVED, officer, version=5)


def money(case: HousingCase) -> HousingMoney:
    return HousingMoney(ward=case.ward, case=case, fund=HousingFund.FUND_FOR_POOR, amount_dong=5_000_000, paid_on=make.DAY)


def test_money_comes_after_the_approval_and_holds_the_case(plan: Plan, ward: Ward, officer: User, poor: Household) -> None:
    case = make.house(poor, officer)
    with pytest.raises(DomainError, match="chưa được phê duyệt"):
        housing_pay(money(case), Origin(donor="Nhà hảo tâm Ví Dụ"), by=officer)
    case = act(case, Stage.APPROVED, officer)
    paid = housing_pay(money(case), Origin(donor="Nhà hảo tâm Ví Dụ"), by=officer)
    with pytest.raises(DomainError, match="ghi kèm"):
        void(case, "Ghi sai", version=2, by=officer)
    row_void(paid, "Ghi sai", version=1, by=officer)
    case.refresh_from_db()
    void(case, "Ghi sai", version=case.version, by=officer)


def test_other_agencies_do_not_write(ward: Ward, school: User, poor: Household) -> None:
    with pytest.raises(NotAllowed):
        housing_propose(unsaved(poor), by=school)
