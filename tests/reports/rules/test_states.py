"""State tables are complete, and only their steps are taken."""

from datetime import date

import pytest

from camphucnam.kernel.errors import IllegalTransition
from reports.rules.outline import load_outline
from reports.rules.states import DRAFT_TRANSITIONS, PERIOD_TRANSITIONS, DraftState, PeriodState, check_draft_step, period_state_on


def test_every_state_has_a_row() -> None:
    assert set(PERIOD_TRANSITIONS) == set(PeriodState)
    assert set(DRAFT_TRANSITIONS) == set(DraftState)


@pytest.mark.parametrize("now", DraftState)
@pytest.mark.parametrize("then", DraftState)
def test_other_steps_are_refused_with_a_sentence(now: DraftState, then: DraftState) -> None:
    if then in DRAFT_TRANSITIONS[now]:
        check_draft_step(now, then)
    else:
        with pytest.raises(IllegalTransition, match=now.label):
            check_draft_step(now, then)


def test_an_open_period_is_late_the_day_after_its_last_day() -> None:
    last = date(2026, 6, 19)
    assert period_state_on(PeriodState.OPEN, last, last) is PeriodState.OPEN
    assert period_state_on(PeriodState.OPEN, last, date(2026, 6, 20)) is PeriodState.LATE
    assert period_state_on(PeriodState.ISSUED, last, date(2027, 1, 1)) is PeriodState.ISSUED


def test_the_outline_names_each_section_once() -> None:
    codes = [section.code for section in load_outline().sections]
    assert len(codes) == len(set(codes))
    assert {section.level for section in load_outline().sections} == {2, 3, 4}
