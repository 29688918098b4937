"""Addresses of the regular policies. The agency of these tests is the health station: it keeps health insurance and none of the others."""

from tests.url_expectations import GET, POST, Row, World
from tests.welfare import factories as make

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
    "welfare:add": Row(KEEPERS, lambda world: ["dot-mua-the"], methods=(GET, POST), own_ward=False),
    "welfare:add_to": Row(KEEPERS, lambda world: ["nguoi-mua-the", world.batch.pk], methods=(GET, POST)),
    "welfare:step": Row(OFFICER, lambda world: ["muc", world.rate.pk, "doi-chieu"], methods=(GET, POST)),
    "welfare:void": Row(OFFICER, lambda world: ["muc", world.rate.pk], methods=(GET, POST)),
}
