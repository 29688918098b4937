"""Addresses of the regular policies. The agency of these tests is the health station: it keeps health insurance and none of the others."""

from datetime import date

from camphucnam.files.models import StoredFile
from camphucnam.privacy.vault import Vault
from tests.url_expectations import GET, POST, Row, World
from tests.welfare import factories as make
from welfare.models import HousingFile

ORDER = 12  # the plan is there
READERS = {"officer", "signer"}
OFFICER = {"officer"}
KEEPERS = {"officer", "agency"}


def build(world: World) -> None:
    by = world.people["officer"]
    world.rate = make.rate(world.ward, by)
    home = make.home(world.ward, by)
    world.insured = make.head(home)
    world.batch = make.batch(world.ward, by)
    world.case = make.case(home, by)
    world.child = make.child(make.home(world.ward, by, others=1), date(2018, 1, 1))
    world.house = make.house(home, by)
    stored = StoredFile.objects.create(
        ward=world.ward, kind="pdf", name="nha.pdf", stored_name=Vault("evidence", "").keep(b"%PDF-1.4"), size=8, uploaded_by=by
    )
    world.house_file = HousingFile.objects.create(
        ward=world.ward, case=world.house, file=stored, stage="proposed", taken_on=make.DAY, recorded_by=by
    )
    world.legal = make.legal(world.ward, by)
    world.relief = make.relief(world.ward, by)
    world.line = make.line(world.batch, home, by)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "welfare:rates": Row({*READERS, "agency"}),
    "welfare:insurance": Row({*READERS, "agency"}),
    "welfare:insurance_reason": Row(KEEPERS, pk("insured"), methods=(GET, POST)),
    "welfare:batches": Row({*READERS, "agency"}),
    "welfare:batch": Row({*READERS, "agency"}, pk("batch")),
    "welfare:batch_sheet": Row(KEEPERS, pk("batch")),
    "welfare:batch_book": Row(KEEPERS, pk("batch")),
    "welfare:assistance": Row(READERS),
    "welfare:assistance_gaps": Row(READERS),
    "welfare:assistance_case": Row(READERS, pk("case")),
    "welfare:schooling": Row(READERS),
    "welfare:schooling_note": Row(OFFICER, pk("child"), methods=(GET, POST)),
    "welfare:school_supports": Row(READERS),
    "welfare:legal_aid": Row(OFFICER),
    "welfare:legal_aid_case": Row(OFFICER, pk("legal")),
    "welfare:housing": Row(READERS),
    "welfare:housing_wanting": Row(READERS),
    "welfare:housing_case": Row(READERS, pk("house")),
    "welfare:housing_file": Row(READERS, pk("house_file")),
    "welfare:relief": Row(READERS),
    "welfare:relief_round": Row(READERS, pk("relief")),
    "welfare:relief_sheet": Row(OFFICER, pk("relief")),
    "welfare:household": Row(READERS, lambda world: [world.insured.household.code]),
    "welfare:add": Row(KEEPERS, lambda world: ["dot-mua-the"], methods=(GET, POST), own_ward=False),
    "welfare:add_to": Row(KEEPERS, lambda world: ["nguoi-mua-the", world.batch.pk], methods=(GET, POST)),
    "welfare:step": Row(OFFICER, lambda world: ["muc", world.rate.pk, "doi-chieu"], methods=(GET, POST)),
    "welfare:void": Row(OFFICER, lambda world: ["muc", world.rate.pk], methods=(GET, POST)),
}
