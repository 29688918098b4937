"""Addresses of nutrition. The agency of these tests is the health station, which keeps all of them."""

from tests.nutrition import factories as make
from tests.url_expectations import GET, POST, Row, World

ORDER = 12  # the plan is there
READERS = {"officer", "signer", "agency"}
KEEPERS = {"officer", "agency"}


def build(world: World) -> None:
    by = world.people["officer"]
    world.nutrition_home = make.home(world.ward, by)
    world.nutrition_child = make.child(world.nutrition_home)
    world.growth = make.measurement(world.nutrition_child, by)
    world.pregnancy = make.pregnancy(make.woman(world.nutrition_home), by)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "nutrition:children": Row(READERS),
    "nutrition:person": Row(READERS, pk("nutrition_child")),
    "nutrition:rounds": Row(READERS),
    "nutrition:give": Row(KEEPERS, methods=(GET, POST)),
    "nutrition:pregnancies": Row(READERS),
    "nutrition:pregnancy": Row(READERS, pk("pregnancy")),
    "nutrition:add": Row(KEEPERS, lambda world: ["can-do"], methods=(GET, POST), own_ward=False),
    "nutrition:add_to": Row(KEEPERS, lambda world: ["kham-thai", world.pregnancy.pk], methods=(GET, POST)),
    "nutrition:step": Row(KEEPERS, lambda world: ["thai-ky", world.pregnancy.pk, "ket-thuc"], methods=(GET, POST)),
    "nutrition:void": Row(KEEPERS, lambda world: ["can-do", world.growth.pk], methods=(GET, POST)),
    "nutrition:household": Row({"officer", "signer"}, lambda world: [world.nutrition_home.code]),
}
