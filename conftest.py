"""Tests marked ``needs("redis")`` run where that part is; what did not run is named at the end and refused with REQUIRE_ALL=1."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings

from tests import parts

# A busy machine draws examples slowly; that is no fault of the code.
settings.register_profile("office", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("office")
NOT_RUN: Counter[str] = Counter()


def pytest_configure(config: pytest.Config) -> None:
    if parts.all_required() and parts.missing():
        lines = [f"{part.title}: {part.remedy}" for part in parts.missing().values()]
        raise pytest.UsageError("REQUIRE_ALL=1, and these parts are missing:\n  " + "\n  ".join(lines))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The journeys are long: they begin first, so that no process is left with them when the others have finished.
    items.sort(key=lambda item: "tests/journeys/" not in item.nodeid)
    for item in items:
        for name in {name for mark in item.iter_markers("needs") for name in mark.args} & parts.missing().keys():
            item.add_marker(pytest.mark.skip(reason=f"{parts.PARTS[name].title} is not on this machine"))
            NOT_RUN[name] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for part in parts.missing().values():
        terminalreporter.write_line(f"NOT RUN: tests that need {part.title}. To run them: {part.remedy}.", yellow=True)
    for name, count in NOT_RUN.items():
        terminalreporter.write_line(f"NOT RUN: {count} tests for want of {parts.PARTS[name].title}.", yellow=True)
