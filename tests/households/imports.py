"""Importing in tests: as the command does, as the pages do, and two at once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from households import models
from households.models import ImportBatch
from households.rules.importing.plan import ImportOptions
from households.services.imports import committing, previewing
from households.services.imports.planning import read_file
from tests.data.workbooks import Home

CREATE = ImportOptions(create_groups=True)
REGISTER = (
    models.Household,
    models.HouseholdStay,
    models.Member,
    models.InsuranceCard,
    models.StatusPeriod,
    models.StatusRenewal,
    models.Assessment,
    models.Decision,
    models.ResidentialGroup,
)
# Undo counts versions up: whoever still has the page open must not write over what came back.
NOT_COMPARED = {"version"}


def picture() -> dict[str, list[Any]]:
    """All rows of the register, to compare."""
    found = {}
    for model in REGISTER:
        names = [field.attname for field in model._meta.concrete_fields if field.name not in NOT_COMPARED]
        found[model.__name__] = list(model.objects.order_by("pk").values_list(*names))
    return found


def put(ward: Ward, path: Path, options: ImportOptions = CREATE, by: User | None = None) -> Any:
    """Read, plan and commit a file as the command does."""
    data = path.read_bytes()
    batch = previewing.new_batch(ward, path.name, data, options, by=by)
    return committing.import_at_once(read_file(data), ward, options, batch=batch, by=by)


def uploaded(ward: Ward, path: Path, by: User, options: ImportOptions = CREATE) -> ImportBatch:
    """Upload and preview a file as the pages do."""
    batch = previewing.import_upload(ward, path.name, path.read_bytes(), options, by=by)
    return previewing.import_preview(batch)


def next_year(*homes: Home, **changes: Any) -> list[Home]:
    """The same households under the decision of the next year."""
    for home in homes:
        home.decision, home.signed = "300/QĐ-UBND", "06/12/2024"
        for name, value in changes.items():
            setattr(home, name, value)
    return list(homes)


def together(work: Callable[[], object]) -> list[str]:
    """Run ``work`` in two threads from the same moment on; the refusals, empty for success."""
    barrier, outcomes = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            work()
            outcomes.append("")
        except DomainError as error:
            outcomes.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
