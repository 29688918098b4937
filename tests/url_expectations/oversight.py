"""Addresses of oversight. The agency of these tests is the health station: a recommendation is addressed to it, and it keeps nothing
here."""

from camphucnam.files.models import StoredFile
from camphucnam.privacy.vault import Vault
from oversight.models import VisitFile
from tests.oversight import factories as make
from tests.url_expectations import GET, POST, Row, World

ORDER = 11  # the plan is there
READERS = {"officer", "signer"}
FOLLOWERS = {*READERS, "committee"}
OFFICER = {"officer"}


def _stored(world: World) -> StoredFile:
    return StoredFile.objects.create(
        ward=world.ward, kind="pdf", name="bien-ban.pdf", stored_name=Vault("evidence", "").keep(b"%PDF-1.4"), size=8,
        uploaded_by=world.people["officer"],
    )  # fmt: skip


def build(world: World) -> None:
    by = world.people["officer"]
    world.plan_item = make.item(world.ward, by)
    world.visit = make.visit(world.ward, by)
    world.recommendation = make.recommendation(world.visit, by, "TYT")
    world.answer = make.answer(make.recommendation(world.visit, by, "TYT"), by, file=_stored(world))
    world.visit_file = VisitFile.objects.create(ward=world.ward, visit=world.visit, file=_stored(world), role="minutes", recorded_by=by)
    world.evaluation = make.evaluation(world.ward, by)


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "oversight:list": Row(FOLLOWERS),
    "oversight:plan_pdf": Row(FOLLOWERS, query="?nam=2023"),
    "oversight:item": Row(FOLLOWERS, pk("plan_item")),
    "oversight:hold": Row(OFFICER, pk("plan_item"), methods=(GET, POST)),
    "oversight:visits": Row(READERS),
    "oversight:visit": Row(READERS, pk("visit")),
    "oversight:minutes": Row(READERS, pk("visit")),
    "oversight:file": Row(READERS, pk("visit_file")),
    "oversight:recommendations": Row(FOLLOWERS),
    "oversight:recommendation": Row({*FOLLOWERS, "agency"}, pk("recommendation")),
    "oversight:answer": Row({*OFFICER, "agency"}, pk("recommendation"), methods=(GET, POST)),
    "oversight:answer_file": Row({*READERS, "agency"}, pk("answer")),
    "oversight:mine": Row({*OFFICER, "agency"}),
    "oversight:evaluations": Row(FOLLOWERS),
    "oversight:evaluation": Row(FOLLOWERS, pk("evaluation")),
    "oversight:evaluate": Row(OFFICER, lambda world: [2023, "DA3.TDA1"], methods=(GET, POST)),
    "oversight:household": Row(READERS, lambda world: [world.household.code]),
    "oversight:add": Row(OFFICER, lambda world: ["ke-hoach"], methods=(GET, POST), own_ward=False),
    "oversight:add_to": Row(OFFICER, lambda world: ["phat-hien", world.visit.pk], methods=(GET, POST)),
    "oversight:step": Row(OFFICER, lambda world: ["tra-loi", world.answer.pk, "ket-luan"], methods=(GET, POST)),
    "oversight:void": Row(OFFICER, lambda world: ["danh-gia", world.evaluation.pk], methods=(GET, POST)),
}
