"""Addresses of the regular policies. The agency of these tests is the health station: it keeps health insurance and none of the others."""

from tests.url_expectations import GET, POST, Row, World
from tests.welfare import factories as make

ORDER = 12  # the plan is there
READERS = {"officer", "signer"}
OFFICER = {"officer"}


def build(world: World) -> None:
    by = world.people["officer"]
    world.rate = make.rate(world.ward, by)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "welfare:rates": Row({*READERS, "agency"}),
    "welfare:add": Row(OFFICER, lambda world: ["muc"], methods=(GET, POST), own_ward=False),
    "welfare:add_to": Row(set(), lambda world: ["muc", world.rate.pk], methods=(GET, POST)),
    "welfare:step": Row(OFFICER, lambda world: ["muc", world.rate.pk, "doi-chieu"], methods=(GET, POST)),
    "welfare:void": Row(OFFICER, lambda world: ["muc", world.rate.pk], methods=(GET, POST)),
}
