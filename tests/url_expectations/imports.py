"""Addresses of the import pages."""

from households.models import ImportBatch
from households.models.imports import ImportState
from tests.url_expectations import GET, POST, Row, World

OFFICER = {"officer"}


def build(world: World) -> None:
    world.import_batch = ImportBatch.objects.create(
        ward=world.ward,
        file_name="vi-du.xlsx",
        sha256="0" * 64,
        size=1,
        state=ImportState.PREVIEWED,
        n_changes=1,
        uploaded_by=world.people["officer"],
    )


def batch(world: World) -> list[int]:
    return [world.import_batch.pk]


EXPECTED = {
    "households:imports": Row(OFFICER),
    "households:import_upload": Row(OFFICER, methods=(GET, POST)),
    "households:import_template": Row(OFFICER),
    "households:import": Row(OFFICER, batch),
    "households:import_reread": Row(OFFICER, batch, methods=(GET, POST)),
    "households:import_commit": Row(OFFICER, batch, methods=(POST,)),
    "households:import_discard": Row(OFFICER, batch, methods=(POST,)),
    "households:import_undo": Row(OFFICER, batch, methods=(POST,)),
    "households:import_problems": Row(OFFICER, batch),
}
