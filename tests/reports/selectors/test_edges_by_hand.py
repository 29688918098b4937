"""Days at the edges of a year, two changes in a year, a correction inside an issued report: figures against counts made by hand."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household, PopulationBaseline, ResidentialGroup
from households.rules.classes import HouseholdClass, Opening
from households.services.status import period_correct
from reports.definitions.base import Unit
from reports.definitions.checks import forbidding
from reports.models import ReportDraft
from reports.registry import collect_forms
from reports.selectors.register import load_facts
from reports.services.building import build_draft, thaw
from reports.services.drafting import correction_begin
from reports.services.issuing import report_issue
from tests.households.factories import decide, make_group, make_household
from tests.reports.factories import TODAY, assess, open_draft

POOR, NEAR, FREE = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
KEYS = "123456789"


@pytest.fixture
def group(ward: Ward) -> ResidentialGroup:
    group = make_group(ward, "TDP01", "TDP 01 (ví dụ)")
    PopulationBaseline.objects.create(group=group, on=date(2021, 12, 31), n_households=250, n_persons=1000)
    return group


def household(group: ResidentialGroup, by: User, code: str, *steps: tuple[date, HouseholdClass]) -> Household:
    """Two people, with decisions in order."""
    made = make_household(group, by, f"Hộ Ví Dụ {code}", ["Con Ví Dụ"], code=code)
    for on, household_class in steps:
        decide(made, household_class, on, by)
    assess(made, on=date(2021, 11, 1))
    return made


def figures(ward: Ward, number: int, first: date, last: date, unit: Unit = Unit.HOUSEHOLDS) -> str:
    """Columns 1–9 of the total, as digits; every identity must hold."""
    forms, checks = collect_forms(load_facts(ward, first, last), provisional=False)
    assert not forbidding(checks)
    found = forms[number].line("", unit).figures
    return " ".join(str(found[key].value) for key in KEYS)


def year(ward: Ward, number: int, year: int, unit: Unit = Unit.HOUSEHOLDS) -> str:
    return figures(ward, number, date(year, 1, 1), date(year, 12, 31), unit)


def test_a_decision_on_the_first_of_january_moves_in_the_new_year(ward: Ward, officer: User, group: ResidentialGroup) -> None:
    household(group, officer, "A", (date(2022, 3, 1), POOR), (date(2023, 1, 1), FREE))
    assert year(ward, 2, 2022) == "0 0 0 0 0 0 1 0 1"
    assert year(ward, 2, 2023) == "1 0 1 0 0 0 0 0 0"
    assert year(ward, 2, 2023, Unit.PERSONS) == "2 0 2 0 0 0 0 0 0"
    assert figures(ward, 2, date(2022, 12, 31), date(2022, 12, 31)) == "1 0 0 0 0 0 0 0 1"
    assert figures(ward, 2, date(2023, 1, 1), date(2023, 1, 1)) == "1 0 1 0 0 0 0 0 0"


def test_a_decision_on_the_last_of_december_moves_in_the_old_year(ward: Ward, officer: User, group: ResidentialGroup) -> None:
    household(group, officer, "A", (date(2022, 3, 1), POOR), (date(2022, 12, 31), NEAR))
    assert year(ward, 2, 2022) == "0 1 0 0 0 0 1 0 0"
    assert year(ward, 3, 2022) == "0 0 0 0 1 0 0 0 1"
    assert year(ward, 3, 2023) == "1 0 0 0 0 0 0 0 1"


def test_two_changes_in_a_year_are_two_movements(ward: Ward, officer: User, group: ResidentialGroup) -> None:
    household(group, officer, "A", (date(2021, 12, 8), POOR), (date(2023, 3, 1), NEAR), (date(2023, 9, 1), POOR))
    household(group, officer, "B", (date(2021, 12, 8), POOR), (date(2023, 2, 1), FREE), (date(2023, 11, 1), POOR))
    # A: poor → near-poor → poor (column 5); B: escaped, then poor again inside its window (column 6)
    assert year(ward, 2, 2023) == "2 1 1 0 1 1 0 0 2"
    assert year(ward, 3, 2023) == "0 0 1 0 1 0 0 0 0"
    assert figures(ward, 2, date(2023, 1, 1), date(2023, 6, 30)) == "2 1 1 0 0 0 0 0 0"
    assert figures(ward, 2, date(2023, 7, 1), date(2023, 12, 31)) == "0 0 0 0 1 1 0 0 2"


def test_the_29th_of_february_is_a_day_like_others(ward: Ward, officer: User, group: ResidentialGroup) -> None:
    household(group, officer, "A", (date(2021, 12, 8), POOR), (date(2024, 2, 29), FREE))
    assert figures(ward, 2, date(2024, 1, 1), date(2024, 2, 28)) == "1 0 0 0 0 0 0 0 1"
    assert figures(ward, 2, date(2024, 2, 29), date(2024, 2, 29)) == "1 0 1 0 0 0 0 0 0"
    assert figures(ward, 2, date(2024, 3, 1), date(2024, 3, 31)) == "0 0 0 0 0 0 0 0 0"


def test_a_correction_inside_an_issued_report_shows_in_the_next_one_only(ward: Ward, officer: User, group: ResidentialGroup) -> None:
    made = household(group, officer, "A", (date(2021, 12, 8), POOR), (date(2023, 5, 2), FREE))
    household(group, officer, "B", (date(2021, 12, 8), POOR))
    draft = open_draft(ward, "2023-H1", officer)
    issued = report_issue(draft, by=officer, request_key="k1", version=draft.version, today=TODAY)
    assert figures(ward, 2, draft.from_on, draft.cutoff_on) == "2 0 1 0 0 0 0 0 1"

    period = made.periods.get(voided_at__isnull=True, household_class=FREE)
    period_correct(
        period, household_class=NEAR, from_on=period.from_on, to_on=None, opened_as=Opening.EASED, reason="Ghi nhầm diện", by=officer
    )
    assert figures(ward, 2, draft.from_on, draft.cutoff_on) == "2 1 0 0 0 0 0 0 1"
    assert figures(ward, 3, draft.from_on, draft.cutoff_on) == "0 0 0 0 1 0 0 0 1"

    fresh = ReportDraft.objects.select_related("period__ward").get(pk=draft.pk)
    correction_begin(fresh, reason="Đính chính phân loại hộ A", version=fresh.version, by=officer)
    fresh = ReportDraft.objects.select_related("period__ward").get(pk=draft.pk)
    newer = report_issue(fresh, by=officer, request_key="k2", version=fresh.version, today=TODAY)
    issued.refresh_from_db()
    assert newer.supersedes_id == issued.pk
    assert newer.sha256 != issued.sha256
    assert thaw(issued.snapshot, issued.sha256).document != thaw(newer.snapshot, newer.sha256).document
    assert thaw(newer.snapshot, newer.sha256) == build_draft(fresh)
