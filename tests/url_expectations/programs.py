"""Addresses of the plan."""

from datetime import date

from django.utils import timezone

from camphucnam.files.kinds import FileKind
from camphucnam.files.models import StoredFile
from camphucnam.files.services import VAULT
from programs.models import (
    Agency,
    AgencyAlias,
    AgencyContact,
    AgencyMembership,
    Assignment,
    AssignmentFile,
    Plan,
    Policy,
    Recipient,
    SubProject,
)
from programs.services.reference import load
from tests.url_expectations import EVERYONE, GET, POST, Row, World

PLAN = {"officer", "agency", "committee", "signer"}
READERS = {"officer", "signer"}
ADMINISTRATOR = {"administrator"}


def build(world: World) -> None:
    load(world.ward, 2023, True)
    station = Agency.objects.get(ward=world.ward, code="TYT")
    words = {"document_type": "KẾ HOẠCH", "symbol": "KH-UBND", "place": "x", "title": "x", "intro": "x", "closing": "x"}
    issued = Plan.objects.get(ward=world.ward, year=2023)
    world.draft = Plan.objects.create(ward=world.ward, year=2031, based_on=issued, **words)
    Recipient.objects.create(plan=world.draft, order=1, text="Lưu: VT")
    Recipient.objects.create(plan=world.draft, order=2, text="Đã bỏ", retired_on=date(2031, 1, 2))
    world.membership = AgencyMembership.objects.create(user=world.people["agency"], agency=station, from_on=date(2020, 1, 1))
    world.alias = AgencyAlias.objects.create(agency=station, name="Trạm xá", folded_name="tram xa")
    world.contact = AgencyContact.objects.create(agency=station, name="Người Ví Dụ", phone="000")
    row = Assignment.objects.get(agency=station, code="TYT.1")
    world.file = AssignmentFile.objects.create(
        assignment=row, title="Biên bản", stored=_stored(world), by=world.people["agency"], at=timezone.now()
    )


def _stored(world: World) -> StoredFile:
    return StoredFile.objects.create(
        ward=world.ward, kind=FileKind.PDF, name="bien-ban.pdf", stored_name=VAULT.keep(b"%PDF-1.7 thu"), size=12, sha256="0" * 64,
        uploaded_by=world.people["agency"],
    )  # fmt: skip


def evidence(world: World) -> list[int]:
    return [world.file.pk]


def draft(world: World) -> list[int]:
    return [world.draft.pk]


def recipient(world: World) -> list[object]:
    return [world.draft.pk, "noi-nhan", world.draft.recipients.get(order=1).pk]


def removed_recipient(world: World) -> list[object]:
    return [world.draft.pk, "noi-nhan", world.draft.recipients.get(order=2).pk]


def member(world: World) -> list[int]:
    return [world.people["agency"].pk]


def assignment(world: World) -> list[int]:
    return [Assignment.objects.get(agency=world.membership.agency, code="TYT.1").pk]


def membership(world: World) -> list[int]:
    return [world.membership.pk]


def plan(world: World) -> list[int]:
    return [Plan.objects.get(ward=world.ward, year=2023).pk]


EXPECTED = {
    "programs:plan": Row(PLAN, query="?nam=2023"),
    "programs:standing_paper": Row(PLAN),
    "programs:paper": Row(PLAN, plan),
    "programs:paper_pdf": Row(PLAN, plan),
    "programs:paper_docx": Row(PLAN, plan),
    "programs:versions": Row(PLAN),
    "programs:trees": Row(PLAN),
    "programs:differences": Row({"officer", "signer"}, draft),
    "programs:copy_plan": Row({"officer"}, plan, methods=(GET, POST)),
    "programs:amend": Row({"officer"}, plan, methods=(GET, POST)),
    "programs:plan_number": Row({"officer"}, plan, methods=(GET, POST)),
    "programs:draft": Row({"officer"}, draft),
    "programs:draft_head": Row({"officer"}, draft, methods=(GET, POST)),
    "programs:issue": Row({"officer"}, draft, methods=(GET, POST)),
    "programs:add_line": Row({"officer"}, lambda world: [world.draft.pk, "noi-nhan"], methods=(GET, POST)),
    "programs:change_line": Row({"officer"}, recipient, methods=(GET, POST)),
    "programs:retire_line": Row({"officer"}, recipient, methods=(GET, POST)),
    "programs:restore_line": Row({"officer"}, removed_recipient, methods=(POST,)),
    "programs:findings": Row(PLAN),
    "programs:agencies": Row(PLAN),
    "programs:agency": Row(PLAN, lambda world: [world.membership.agency_id]),
    "programs:subproject": Row(PLAN, lambda world: [SubProject.objects.in_ward(world.ward.pk).first().pk]),
    "programs:policy": Row(PLAN, lambda world: [Policy.objects.in_ward(world.ward.pk).first().pk]),
    "programs:assignment": Row(PLAN, assignment, methods=(GET, POST)),
    "programs:add_agency": Row({"officer"}, methods=(GET, POST)),
    "programs:edit_agency": Row({"officer"}, lambda world: [world.membership.agency_id], methods=(GET, POST)),
    "programs:end_agency": Row({"officer"}, lambda world: [world.membership.agency_id], methods=(GET, POST)),
    "programs:reopen_agency": Row({"officer"}, lambda world: [world.membership.agency_id], methods=(GET, POST)),
    "programs:add_alias": Row({"officer"}, lambda world: [world.membership.agency_id], methods=(GET, POST)),
    "programs:add_contact": Row({"officer"}, lambda world: [world.membership.agency_id], methods=(GET, POST)),
    "programs:retire_alias": Row({"officer"}, lambda world: [world.alias.pk], methods=(GET, POST)),
    "programs:retire_contact": Row({"officer"}, lambda world: [world.contact.pk], methods=(GET, POST)),
    "programs:agency_people": Row(ADMINISTRATOR),
    "programs:arrange": Row({"officer"}, assignment, methods=(GET, POST)),
    "programs:comment": Row(PLAN, assignment, methods=(GET, POST)),
    "programs:attach": Row({"officer", "agency"}, assignment, methods=(GET, POST)),
    "programs:nudge": Row({"officer"}, assignment, methods=(GET, POST)),
    "programs:evidence": Row(PLAN, evidence),
    "programs:void_evidence": Row({"officer", "agency"}, evidence, methods=(GET, POST)),
    "programs:board": Row(PLAN - {"agency"}),
    "programs:board_sheet": Row(PLAN - {"agency"}),
    "programs:desks": Row(PLAN),
    "programs:desk": Row(PLAN, lambda world: ["DA3.TDA2"]),
    # A line that no register gives is found by nobody; tests/programs/views/test_desks.py says who opens one that is there.
    "programs:desk_behind": Row((), lambda world: ["DA3.TDA2", "thu"]),
    "programs:registers": Row({"officer", "agency", "signer"}),
    "programs:entitlements": Row(READERS, lambda world: [world.household.code]),
    "programs:answer_paper": Row(READERS, lambda world: [world.household.code]),
    "programs:matrix": Row(PLAN),
    "programs:beneficiaries": Row({"officer", "signer", "agency"}, lambda world: ["DA3.TDA2"]),
    "programs:content_beneficiaries": Row({"officer", "signer", "agency"}, lambda world: ["DA3.TDA2", 1]),
    "programs:needs": Row({"officer", "signer", "leader"}, query="?loai=loan&dien=poor"),
    "programs:need_export": Row({"officer"}, query="?loai=loan", ok={200}),
    "programs:need_tell": Row({"officer"}, methods=(GET, POST)),
    "programs:need_answer": Row({"officer"}, lambda world: [world.need.pk], methods=(GET, POST)),
    "programs:unserved": Row({"officer", "signer", "agency"}),
    "programs:group_work": Row({"leader"}),
    "programs:my_work": Row({"officer", "agency"}),
    "programs:self_check": Row(EVERYONE, methods=(GET, POST)),
    "programs:application_form": Row(EVERYONE),
    "programs:memberships": Row(ADMINISTRATOR, member),
    "programs:add_membership": Row(ADMINISTRATOR, member, methods=(GET, POST)),
    "programs:end_membership": Row(ADMINISTRATOR, membership, methods=(GET, POST)),
}
