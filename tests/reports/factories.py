"""A ward with a year of movements, periods and issued reports, for tests."""

from datetime import date

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.periods import parse_period
from households.models import Assessment, Household, HouseholdStay, PopulationBaseline, ResidentialGroup
from households.rules.classes import Departure, HouseholdClass
from households.services.status import household_leave
from programs.services.reference import load
from reports.models import IssuedReport, ReportDraft
from reports.rules.states import DraftState, PeriodState
from reports.services.periods import draft_of, period_open
from reports.snapshot import freeze
from tests.households.factories import decide, make_group, make_household
from tests.reports.sample import document

TODAY = date(2023, 12, 21)
OPENED = date(2022, 12, 8)


def move(household: Household, group: ResidentialGroup, on: date) -> None:
    """The household lives in another group from a day on."""
    stay = HouseholdStay.objects.get(household=household, to_on__isnull=True)
    stay.to_on = date.fromordinal(on.toordinal() - 1)
    stay.save()
    HouseholdStay.objects.create(household=household, group=group, from_on=on)
    household.group = group
    household.save()


def assess(household: Household, deprived: int = 0b1011, known: int = 4095, on: date = date(2022, 11, 1)) -> None:
    """A filled-in sheet."""
    Assessment.objects.create(
        ward_id=household.ward_id,
        household=household,
        assessed_on=on,
        standard_code="ND07-2021",
        area_type="urban",
        deprived_mask=deprived,
        known_mask=known,
    )


def populate(ward: Ward, by: User) -> dict[str, Household]:
    """Two groups; poor and near-poor households that come, go, move, lose and gain people in 2023."""
    first, second = make_group(ward, "TDP01", "TDP 01 (ví dụ)"), make_group(ward, "TDP02", "TDP 02 (ví dụ)")
    for group in (first, second):
        PopulationBaseline.objects.create(group=group, on=date(2022, 12, 31), n_households=250, n_persons=1000)
    poor, near, free = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
    found = {}
    for name, group, household_class in (
        ("stays", first, poor),
        ("eases", first, poor),
        ("escapes", second, poor),
        ("moves", first, near),
        ("dies", second, near),
        ("worsens", second, near),
    ):
        household = make_household(group, by, f"Hộ Ví Dụ {name}", ["Con Ví Dụ"], code=f"H-{name}")
        decide(household, household_class, OPENED, by, "01/QĐ-UBND")
        assess(household)
        found[name] = household
    decide(found["eases"], near, date(2023, 5, 2), by, "02/QĐ-UBND")
    decide(found["escapes"], free, date(2023, 5, 10), by, "03/QĐ-UBND")
    move(found["moves"], second, date(2023, 4, 3))
    household_leave(found["dies"], on=date(2023, 8, 1), departure=Departure.DIED_OUT, by=by)
    decide(found["worsens"], poor, date(2023, 9, 4), by, "04/QĐ-UBND")
    found["eases"].members.filter(is_head=False).update(left_on=date(2023, 10, 1))
    return found


def load_plan(ward: Ward) -> None:
    """The ward's plan of 2023."""
    load(ward, 2023, True)


def open_draft(ward: Ward, code: str, by: User | None = None, today: date = TODAY) -> ReportDraft:
    """The draft of an opened period."""
    draft = draft_of(period_open(ward, parse_period(code), by=by, today=today))
    return ReportDraft.objects.select_related("period__ward").get(pk=draft.pk)


def issued_sample(draft: ReportDraft, by: User) -> IssuedReport:
    """An issued report with an invented text."""
    value = {"schema": 1, "kind": "programme_report", "document": document(), "checks": []}
    snapshot = freeze(value)
    report = IssuedReport.objects.create(
        ward=draft.period.ward,
        period=draft.period,
        snapshot=snapshot.text,
        sha256=snapshot.sha256,
        from_on=draft.from_on,
        cutoff_on=draft.cutoff_on,
        issued_by=by,
        request_key=f"test:{draft.pk}",
    )
    ReportDraft.objects.filter(pk=draft.pk).update(state=DraftState.ISSUED)
    type(draft.period).objects.filter(pk=draft.period_id).update(state=PeriodState.ISSUED)
    return report
