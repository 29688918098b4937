"""Addresses of activities. The agency of these tests is the health station: it leads nutrition and keeps none of the other registers."""

from activities.models import ActivityFile
from camphucnam.files.models import StoredFile
from camphucnam.privacy.vault import Vault
from tests.activities import factories as make
from tests.url_expectations import GET, POST, Row, World

ORDER = 11  # the plan is there
READERS = {"officer", "signer"}
OFFICER = {"officer"}


def build(world: World) -> None:
    by = world.people["officer"]
    world.activity = make.running(world.ward, by, "DA2")
    make.participation(world.activity, by, outside_name="Người Ngoài Ví Dụ")
    world.station = make.station(world.ward, by)
    world.cadre = make.cadre(world.ward, by)
    stored = StoredFile.objects.create(
        ward=world.ward, kind="pdf", name="bien-ban.pdf", stored_name=Vault("evidence", "").keep(b"%PDF-1.4"), size=8, uploaded_by=by
    )
    world.activity_file = ActivityFile.objects.create(
        ward=world.ward, activity=world.activity, file=stored, role="minutes", taken_on=make.DAY, recorded_by=by
    )


def pk(name: str):
    return lambda world: [getattr(world, name).pk]


EXPECTED = {
    "activities:list": Row({*READERS, "agency"}),
    "activities:activity": Row(READERS, pk("activity")),
    "activities:attendance": Row(OFFICER, pk("activity"), methods=(GET, POST)),
    "activities:add_list": Row(OFFICER, pk("activity"), methods=(GET, POST)),
    "activities:sheet": Row(READERS, pk("activity")),
    "activities:file": Row(READERS, pk("activity_file")),
    "activities:stations": Row(READERS),
    "activities:station": Row(READERS, pk("station")),
    "activities:connections": Row(READERS),
    "activities:cadres": Row(READERS),
    "activities:cadre": Row(READERS, pk("cadre")),
    "activities:add": Row({*OFFICER, "agency"}, lambda world: ["hoat-dong"], methods=(GET, POST), own_ward=False),
    "activities:add_to": Row(OFFICER, lambda world: ["nguoi-tham-gia", world.activity.pk], methods=(GET, POST)),
    "activities:step": Row(OFFICER, lambda world: ["hoat-dong", world.activity.pk, "ket-thuc"], methods=(GET, POST)),
    "activities:void": Row(OFFICER, lambda world: ["can-bo", world.cadre.pk], methods=(GET, POST)),
}
