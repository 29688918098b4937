"""The working registers and the targets speak of the same figures."""

from datetime import date

from camphucnam.office.registers import REGISTERS
from indicators.rules.measures.entered import ENTERED

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def test_targets_are_measured_by_lines_that_some_register_promises() -> None:
    promised = [code for item in REGISTERS for code in item.measures]
    assert sorted(promised) == sorted(set(promised)), "one register a measure, or two figures under one name"
    assert set(promised) <= set(ENTERED)


def test_a_register_that_promises_a_line_gives_it(ward) -> None:
    for item in REGISTERS:
        lines = {line.code for line in item.results(ward.pk, *YEAR)} if item.results and item.measures else set()
        assert set(item.measures) <= lines, item.label


def test_a_ward_without_records_has_no_figures_and_never_zeros(ward) -> None:
    for item in REGISTERS:
        for line in item.results(ward.pk, *YEAR) if item.results else ():
            assert line.value is None, f"{item.label}: {line.code}"
