"""Addresses of reports."""

from datetime import date

from reports.models import Notice, ReportDraft, ReportFile
from reports.models.report import FileFormat
from reports.rules.states import DraftState
from reports.services.drawing import issued_draw
from tests.reports.factories import issued_sample, open_draft
from tests.url_expectations import GET, POST, SIGNED_IN, Row, World

OFFICER, SIGNER = {"officer"}, {"signer"}
WORKERS, READERS = {"officer", "signer"}, {"officer", "signer", "committee"}
BOTH = (GET, POST)


def build(world: World) -> None:
    officer = world.people["officer"]
    open_draft(world.ward, "2023-H1", officer)
    waiting = open_draft(world.ward, "2023-Q2", officer)
    ReportDraft.objects.filter(pk=waiting.pk).update(
        state=DraftState.WAITING, sent_by=officer, sent_at="2023-06-12T02:00Z", sent_snapshot="", sent_sha256=""
    )
    world.issued = issued_sample(open_draft(world.ward, "2023", officer, date(2023, 12, 1)), officer)
    files, _ = issued_draw(world.issued, [FileFormat.XLSX])
    world.report_file = ReportFile.objects.get(pk=files[0].pk)
    world.notice = Notice.objects.create(ward=world.ward, user=world.people["agency"], text="Nhắc nộp báo cáo")


def draft(world: World) -> list[object]:
    return ["2023-H1"]


def waiting(world: World) -> list[object]:
    return ["2023-Q2"]


def annual(world: World) -> list[object]:
    return ["2023"]


def issued(world: World) -> list[object]:
    return [world.issued.pk]


VERSION = {"version": "1"}
DAYS = "?tu=01/01/2023&den=20/12/2023"
EXPECTED = {
    "reports:today": Row(OFFICER),
    "reports:to_sign": Row(SIGNER),
    "reports:notices": Row(SIGNED_IN),
    "reports:put_away": Row({"agency"}, lambda world: [world.notice.pk], methods=(POST,)),
    "reports:next_deadlines": Row(READERS),
    "reports:calendar": Row(READERS),
    "reports:form": Row(READERS, lambda world: [2], query=DAYS, own_ward=False),
    "reports:form_xlsx": Row(READERS, lambda world: [2], query=DAYS, own_ward=False),
    "reports:form_behind": Row(WORKERS, lambda world: [2], query=f"{DAYS}&to=&dvt=households&cot=1", own_ward=False),
    "reports:issued": Row(READERS, issued),
    "reports:register": Row(OFFICER, issued, methods=BOTH),
    "reports:redraw": Row(OFFICER, issued, methods=(POST,)),
    "reports:download": Row(READERS, lambda world: [world.report_file.pk]),
    "reports:report": Row(WORKERS, draft, own_ward=False),
    "reports:open": Row(OFFICER, draft, methods=(POST,), own_ward=False),
    "reports:days": Row(OFFICER, draft, methods=BOTH),
    "reports:narrative": Row(OFFICER, lambda world: ["2023-H1", "I"], methods=BOTH),
    "reports:preview": Row(WORKERS, draft, methods=(POST,)),
    "reports:send": Row(OFFICER, draft, methods=(POST,), data=VERSION),
    "reports:withdraw": Row(OFFICER, waiting, methods=(POST,), data=VERSION),
    "reports:sign": Row(SIGNER, waiting, methods=(POST,), data=VERSION),
    "reports:give_back": Row(SIGNER, waiting, methods=BOTH),
    "reports:issue": Row(OFFICER, draft, methods=(POST,), data=VERSION),
    "reports:correct": Row(OFFICER, annual, methods=BOTH),
}
