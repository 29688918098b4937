"""Figures of registers are remembered until something is written in the ward, and never for reports."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from indicators.selectors.recorded import recorded, recorded_lately
from programs import registry
from programs.registry import Register, ResultLine

pytestmark = pytest.mark.django_db
NAMES, YEAR = {"livelihood_models_supported"}, (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A register that holds as many models as the list says last."""
    counts = [2]

    def results(ward_id: int, first: date, last: date) -> list[ResultLine]:
        return [ResultLine("livelihood_models_supported", "Mô hình", counts[-1], "mô hình", (7,))]

    item = Register("programs:desks", "Mô hình", "Ghi mô hình.", ("DA2",), results, measures=("livelihood_models_supported",))
    monkeypatch.setattr(registry, "_REGISTERS", [item])
    return counts


def value(found: dict) -> int | None:
    return found["livelihood_models_supported"].figure.value


def test_what_was_read_is_remembered_until_something_is_written(ward: Ward, officer: User, models: list[int]) -> None:
    assert value(recorded_lately(ward.pk, NAMES, *YEAR)) == 2
    models.append(3)
    assert value(recorded_lately(ward.pk, NAMES, *YEAR)) == 2, "nothing was written, so nothing is asked again"
    record(Action.WORK_RECORDED, by=officer, ward_id=ward.pk, target=ward, target_label="Mô hình")
    assert value(recorded_lately(ward.pk, NAMES, *YEAR)) == 3


def test_another_period_or_ward_is_another_question(ward: Ward, other_ward: Ward, models: list[int]) -> None:
    assert value(recorded_lately(ward.pk, NAMES, *YEAR)) == 2
    models.append(3)
    assert value(recorded_lately(other_ward.pk, NAMES, *YEAR)) == 3
    assert value(recorded_lately(ward.pk, NAMES, YEAR[0], date(2023, 6, 30))) == 3


def test_reports_always_ask(ward: Ward, models: list[int]) -> None:
    recorded_lately(ward.pk, NAMES, *YEAR)
    models.append(3)
    assert value(recorded(ward.pk, NAMES, *YEAR)) == 3
