"""Addresses of support. The agency of these tests is the health station: it leads nutrition and keeps no money."""

from support.services.money import Voucher, grants_pay
from tests.support import factories as make
from tests.url_expectations import GET, POST, Row, World

ORDER = 11  # the plan is there
READERS = {"officer", "signer"}
OFFICER = {"officer"}


def build(world: World) -> None:
    by = world.people["officer"]
    world.money_line = make.line(world.ward, by)
    home = make.home(world.ward, by)
    world.grant = make.grant(home, by, line=world.money_line)
    world.grant_home = home
    world.payment = grants_pay(world.money_line, [world.grant.pk], Voucher("CT1", make.DAY), by=by)
    world.grant_batch = make.batch(world.ward, by, line=world.money_line)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "support:budget": Row({*READERS, "agency", "committee"}),
    "support:line": Row(READERS, pk("money_line")),
    "support:disbursement": Row(READERS, pk("payment")),
    "support:treasury": Row(OFFICER, methods=(GET, POST)),
    "support:treasury_template": Row(OFFICER),
    "support:grants": Row({*READERS, "agency"}),
    "support:grant": Row(READERS, pk("grant")),
    "support:conflicts": Row({*READERS, "agency"}),
    "support:untied": Row({*READERS, "agency"}),
    "support:batches": Row({*READERS, "agency"}),
    "support:batch": Row(READERS, pk("grant_batch")),
    "support:fill": Row(OFFICER, pk("grant_batch"), methods=(GET, POST)),
    "support:receipts": Row(READERS, pk("grant_batch"), query="?xlsx=1"),
    "support:add": Row({*OFFICER, "agency"}, lambda world: ["ho-tro"], methods=(GET, POST), own_ward=False),
    "support:add_to": Row(OFFICER, lambda world: ["cam-ket", world.money_line.pk], methods=(GET, POST)),
    "support:step": Row(OFFICER, lambda world: ["dong-kinh-phi", world.money_line.pk, "dieu-chinh"], methods=(GET, POST)),
    "support:void": Row(OFFICER, lambda world: ["ho-tro", world.grant.pk], methods=(GET, POST)),
    "support:household": Row(READERS, lambda world: [world.grant_home.code]),
}
