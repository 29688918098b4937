"""The annex of the report says what the desks say, with the households behind every figure."""

from datetime import date

from camphucnam.accounts.models import User, Ward
from households.models import Household
from livelihoods.models import ModelInput, ModelParticipant
from programs.models import Plan
from programs.registry import results_of
from programs.services.reference import load
from reports.models import ReportDraft
from reports.selectors.results import result_facts
from reports.services.building import build_draft
from tests.livelihoods import factories as make

FIRST, CUTOFF = date(2023, 1, 1), date(2023, 6, 15)


def supported(ward: Ward, by: User, household: Household) -> None:
    """A livelihood model in which the household takes part, given something in the half-year."""
    model = make.running_model(ward, by, started_on=date(2023, 3, 1))
    ModelParticipant.objects.create(ward=ward, recorded_by=by, model=model, household=household, from_on=date(2023, 3, 1))
    ModelInput.objects.create(
        ward=ward, recorded_by=by, model=model, item="Gà giống", given_on=date(2023, 3, 1), source="Quỹ", value_dong=5_000_000
    )


def test_lines_and_households_are_those_of_the_desk(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    load(ward, 2023, True)
    supported(ward, officer, register["stays"])
    facts, silent = result_facts(Plan.objects.get(ward=ward), FIRST, CUTOFF)
    desk = [line for line in results_of("DA2", ward.pk, FIRST, CUTOFF) if line.value is not None]
    mine = [item for item in facts if item.subject.startswith("Dự án 2.")]
    assert [(item.label, item.value) for item in mine] == [(line.label, line.value) for line in desk]
    assert mine[0].households == (register["stays"].code,)
    assert not [name for name in silent if name.startswith("Dự án 2.")]
    assert len({item.subject for item in facts}) + len(silent) == 15, "every (sub-)project and policy of the plan"


def test_the_report_prints_them_as_an_annex(ward: Ward, officer: User, draft: ReportDraft, register: dict[str, Household]) -> None:
    load(ward, 2023, True)
    assert "Chưa có số liệu trong sổ theo dõi: Dự án 2. " in build_draft(draft).document.annexes[-1].notes[0]
    supported(ward, officer, register["stays"])
    sheet = build_draft(draft).document.annexes[-1]
    assert (sheet.code, sheet.rows[0].values[:2]) == ("results", ("1", "Dự án 2. Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo"))
    assert sheet.rows[0].behind == {"3": (register["stays"].code,)}
    assert all(row.values[3] is not None for row in sheet.rows), "a line without figure is told in the note, never a blank"


def test_without_a_plan_it_is_said(draft: ReportDraft) -> None:
    sheet = build_draft(draft).document.annexes[-1]
    assert (sheet.rows, sheet.notes) == ((), ("Năm 2023 chưa có kế hoạch trong hệ thống.",))
