"""Records of the regular policies for tests. Every person is invented."""

from datetime import date
from decimal import Decimal
from itertools import count

from camphucnam.accounts.models import User, Ward
from households.models import Household, InsuranceCard, Member
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from tests.households.factories import decide, make_group, make_household
from welfare.models import (
    AssistanceCase,
    HousingCase,
    InsuranceBatch,
    InsuranceLine,
    LegalAidCase,
    ReliefLine,
    ReliefRound,
    SchoolSupport,
    WelfareRate,
)
from welfare.rules.housing import HousingKind, HousingStage
from welfare.rules.insurance import Cover
from welfare.rules.legal import LegalField, LegalForm, LegalGround
from welfare.rules.relief import ReliefKind
from welfare.rules.schooling import SchoolSupportKind
from welfare.rules.words import Payer

_numbers = count(1)
SINCE = date(2021, 12, 8)
DAY = date(2023, 6, 1)


def home(
    ward: Ward, by: User, household_class: HouseholdClass | None = HouseholdClass.POOR, others: int = 0, born: date = date(1990, 5, 1)
) -> Household:
    """A household of one woman and ``others``, of a class since 08/12/2021."""
    names = [f"Trần Văn Con {n}" for n in range(others)]
    household = make_household(make_group(ward), by, f"Nguyễn Thị Ví Dụ {next(_numbers)}", names)
    if household_class is not None:
        decide(household, household_class, SINCE, by)
    Member.objects.filter(household=household).update(birth_on=born, sex=Sex.FEMALE)
    return household


def head(household: Household) -> Member:
    return Member.objects.select_related("household", "ward").get(household=household, is_head=True)


def child(household: Household, born: date) -> Member:
    """The second member of a household made with ``others``."""
    member = Member.objects.select_related("household", "ward").filter(household=household, is_head=False).first()
    assert member is not None
    member.birth_on = born
    member.save(update_fields=["birth_on"])
    return member


def card(member: Member, from_on: date | None = SINCE, to_on: date | None = None) -> InsuranceCard:
    return InsuranceCard.objects.create(
        member=member, number=f"HN405600000{next(_numbers):05d}", number_index="", from_on=from_on, to_on=to_on
    )


def rate(ward: Ward, by: User, code: str = "base_wage", **fields: object) -> WelfareRate:
    values = {"amount_dong": 1_000_000, "from_on": SINCE, "document": "Văn bản ví dụ"} | fields
    return WelfareRate.objects.create(ward=ward, recorded_by=by, code=code, **values)


def batch(ward: Ward, by: User, **fields: object) -> InsuranceBatch:
    """A purchase list for the year 2023."""
    values = {
        "title": f"Đợt ví dụ {next(_numbers)}", "payer": Payer.BUDGET,
        "drawn_on": DAY, "from_on": date(2023, 1, 1), "to_on": date(2023, 12, 31),
    } | fields  # fmt: skip
    return InsuranceBatch.objects.create(ward=ward, recorded_by=by, **values)


def line(row: InsuranceBatch, household: Household, by: User, **fields: object) -> InsuranceLine:
    values = {"household_class": HouseholdClass.POOR, "cover": Cover.UNKNOWN, "member": head(household)} | fields
    return InsuranceLine.objects.create(ward=row.ward, batch=row, household=household, recorded_by=by, **values)


def case(household: Household, by: User, **fields: object) -> AssistanceCase:
    """Somebody severely disabled, eligible since long ago, not granted yet."""
    values = {"member": head(household), "code": "allowance_severe", "eligible_on": SINCE} | fields
    return AssistanceCase.objects.create(ward=household.ward, household=household, recorded_by=by, **values)


def granted(household: Household, by: User, from_on: date = DAY, **fields: object) -> AssistanceCase:
    return case(household, by, **{"number": "12/QĐ-UBND", "decided_on": from_on, "from_on": from_on, **fields})


def house(household: Household, by: User, **fields: object) -> HousingCase:
    """A house proposed since long ago."""
    values = {"kind": HousingKind.NEW, "proposed_on": SINCE, "household_class": HouseholdClass.POOR} | fields
    return HousingCase.objects.create(ward=household.ward, household=household, recorded_by=by, **values)


def handed_over(household: Household, by: User, on: date = DAY, **fields: object) -> HousingCase:
    days = {"approved_on": SINCE, "decision": "15/QĐ", "started_on": SINCE, "handed_over_on": on}
    return house(household, by, stage=HousingStage.HANDED_OVER, **days, **fields)


def support(household: Household, by: User, **fields: object) -> SchoolSupport:
    values = {
        "member": head(household), "school_year": 2022, "kind": SchoolSupportKind.LEARNING_COST, "from_on": DAY, "months": 4,
        "amount_dong": 600_000,
    } | fields  # fmt: skip
    return SchoolSupport.objects.create(ward=household.ward, household=household, recorded_by=by, **values)


def legal(ward: Ward, by: User, **fields: object) -> LegalAidCase:
    values = {
        "requested_on": DAY, "ground": LegalGround.HARDSHIP, "field": LegalField.LAND, "form": LegalForm.ADVICE,
        "helper": "Trung tâm Ví Dụ",
        "outside_name": f"Người Ngoài Ví Dụ {next(_numbers)}",
    } | fields  # fmt: skip
    return LegalAidCase.objects.create(ward=ward, recorded_by=by, **values)


def relief(ward: Ward, by: User, **fields: object) -> ReliefRound:
    values = {
        "title": f"Đợt gạo ví dụ {next(_numbers)}", "kind": ReliefKind.TET, "from_on": DAY, "to_on": DAY, "kg_per_person": Decimal(15),
    } | fields  # fmt: skip
    return ReliefRound.objects.create(ward=ward, recorded_by=by, **values)


def relief_line(row: ReliefRound, household: Household, by: User, **fields: object) -> ReliefLine:
    values = {"n_persons": 2, "kg": Decimal(30)} | fields
    return ReliefLine.objects.create(ward=row.ward, round=row, household=household, recorded_by=by, **values)
