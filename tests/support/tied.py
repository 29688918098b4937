"""One row of each register whose rows hang on grants, not yet written, and the verb that writes it. Every person is invented."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from camphucnam.accounts.models import User
from households.models import Household, Member
from livelihoods.models import ModelInput, ModelParticipant
from livelihoods.services.initiatives import input_give, participant_add
from tests.livelihoods import factories as livelihoods
from tests.welfare import factories as welfare
from welfare.models import HousingMoney, SchoolSupport
from welfare.rules.schooling import SchoolSupportKind
from welfare.services.education import support_grant
from welfare.services.housing import housing_pay

DAY = date(2023, 6, 1)
MILLION = 1_000_000


@dataclass(frozen=True)
class Kind:
    """``new(household, by, value)``: a row as a form hands it to ``write(row, origin, by=…)``."""

    code: str
    new: Callable[..., Any]
    write: Callable[..., Any]

    def kept(self, home: Household, by: User, **fields: Any) -> Any:
        """A row as it was written before grants were asked for."""
        row = self.new(home, by, **fields)
        if isinstance(row, ModelInput):
            row.source = "Ngân sách"
        row.recorded_by = by
        row.save()
        return row


def _input(home: Household, by: User, value: int | None = MILLION, **fields: Any) -> ModelInput:
    model = fields.pop("model", None) or livelihoods.running_model(home.ward, by)
    if not model.participants.filter(household=home).exists():
        reason = "Ví dụ: người trong hộ chưa đến tuổi lao động"
        participant_add(
            ModelParticipant(ward=home.ward, model=model, household=home, from_on=date(2023, 3, 1), override_reason=reason), by=by
        )
    values = {"item": "Bò giống", "quantity": 2, "unit": "con", "given_on": DAY} | fields
    return ModelInput(ward=home.ward, model=model, household=home, value_dong=value, **values)


def _money(home: Household, by: User, value: int | None = MILLION, **fields: Any) -> HousingMoney:
    case = fields.pop("case", None) or welfare.house(home, by, stage="approved", approved_on=date(2023, 5, 2))
    return HousingMoney(ward=home.ward, case=case, amount_dong=value, **({"fund": "budget", "paid_on": DAY} | fields))


def _support(home: Household, by: User, value: int | None = MILLION, **fields: Any) -> SchoolSupport:
    Member.objects.filter(household=home).update(birth_on=date(2015, 1, 1))
    values = {"school_year": 2022, "kind": SchoolSupportKind.OTHER, "from_on": DAY, "months": 4} | fields
    return SchoolSupport(ward=home.ward, member=welfare.head(home), household=home, amount_dong=value, **values)


KINDS = (Kind("DA2", _input, input_give), Kind("CS5", _money, housing_pay), Kind("CS3", _support, support_grant))
INPUT, MONEY, SUPPORT = KINDS
