"""The pages: what each role sees, forms sent twice, figures that open their households."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.jobs.models import Job
from camphucnam.jobs.tasks import run_job
from households.models import Household
from reports.models import IssuedReport, Narrative, Notice, ReportDraft, ReportFile, ReportingPeriod
from reports.models.report import FileFormat
from reports.services.drawing import issued_draw
from tests.households.factories import make_group, make_households
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.reports.factories import TODAY, issued_sample, load_plan, open_draft

DAYS = "?tu=01/01/2023&den=20/12/2023"
ClientOf = Callable[[User], Client]


@pytest.fixture(autouse=True)
def in_december_2023() -> object:
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+07:00", tick=False):
        yield


def page(client: Client, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_officer_day(client_of: ClientOf, ward: Ward, officer: User, register: dict[str, Household]) -> None:
    open_draft(ward, "2023-Q4", officer, date(2023, 12, 1))
    Notice.objects.create(ward=ward, user=officer, text="Báo cáo quý IV: còn 2 ngày.", url="/bao-cao/")
    text = page(client_of(officer), "reports:today")
    assert "Quý IV/2023" in text
    assert "quá 2 ngày" in text
    assert "còn 2 ngày" in text
    assert "Số liệu khớp nhau" in text


def test_failing_checks_are_on_the_officer_day(client_of: ClientOf, officer: User, register: dict[str, Household]) -> None:
    register["stays"].assessments.all().delete()
    text = page(client_of(officer), "reports:today")
    assert "1 hộ nghèo chưa có phiếu rà soát" in text
    assert "H-stays" in text


def test_every_figure_opens_the_households_behind_it(client_of: ClientOf, officer: User, register: dict[str, Household]) -> None:
    client = client_of(officer)
    text = page(client, "reports:form", 2, query=DAYS)
    assert "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO" in text
    assert "to=&amp;dvt=households&amp;cot=2" in text
    behind = page(client, "reports:form_behind", 2, query=f"{DAYS}&to=&dvt=households&cot=2")
    assert "Hộ Ví Dụ eases" in behind
    assert "Hộ Ví Dụ escapes" not in behind


def test_the_committee_sees_figures_without_households(client_of: ClientOf, committee: User, register: dict[str, Household]) -> None:
    client = client_of(committee)
    text = page(client, "reports:form", 2, query=DAYS)
    assert "cot=2" not in text
    assert "H-eases" not in text
    assert client.get(reverse("reports:form_behind", args=[2]) + f"{DAYS}&to=&dvt=households&cot=2").status_code == 404
    register["stays"].assessments.all().delete()
    assert "H-stays" not in page(client, "reports:form", 4, query=DAYS)


def test_a_form_as_workbook_is_logged(client_of: ClientOf, committee: User, register: dict[str, Household]) -> None:
    response = client_of(committee).get(reverse("reports:form_xlsx", args=[3]) + DAYS)
    assert response.content.startswith(b"PK")
    assert AuditEvent.objects.filter(action="report_downloaded", target_label="Biểu 3").exists()


@pytest.mark.parametrize("query", ["?tu=31/02/2023&den=x", "?tu=20/12/2023&den=01/01/2023", "?den=", "?den=00/00/0000"])
def test_days_that_are_not_real_do_not_break_the_form(
    client_of: ClientOf, officer: User, register: dict[str, Household], query: str
) -> None:
    page(client_of(officer), "reports:form", 2, query=query)


def test_write_preview_issue_download(client_of: ClientOf, ward: Ward, officer: User, register: dict[str, Household]) -> None:
    load_plan(ward)
    client = client_of(officer)
    assert "chưa mở" in page(client, "reports:report", "2023-H1")
    post(client, reverse("reports:open", args=["2023-H1"]))
    assert "Viết lời văn" in page(client, "reports:report", "2023-H1")
    post(client, reverse("reports:narrative", args=["2023-H1", "I"]), {"text": "Đã họp Ban Chỉ đạo <b>", "version": 0})
    text = page(client, "reports:report", "2023-H1")
    assert "Đã họp Ban Chỉ đạo &lt;b&gt;" in text
    draft = ReportDraft.objects.get()
    post(client, reverse("reports:issue", args=["2023-H1"]), {"version": draft.version})
    job = Job.objects.get(kind="report_issue")
    Job.objects.filter(pk=job.pk).update(arguments={**job.arguments, "formats": ["xlsx", "json"]})
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message
    report = IssuedReport.objects.get()
    text = page(client, "reports:issued", report.pk)
    assert report.sha256 in text
    file = report.files.get(file_format="xlsx")
    response = client.get(reverse("reports:download", args=[file.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="bao-cao-2023-H1.xlsx"'
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert AuditEvent.objects.filter(action="report_downloaded").exists()


def test_a_form_sent_twice_writes_once(client_of: ClientOf, officer: User, draft: ReportDraft) -> None:
    client, key = client_of(officer), "k" * 20
    for _ in range(2):
        response = post(client, reverse("reports:issue", args=["2023-H1"]), {"version": draft.version}, key=key)
        assert response.status_code == 302
    assert Job.objects.filter(kind="report_issue").count() == 1


def test_a_stale_text_is_refused_and_what_was_typed_is_kept(client_of: ClientOf, officer: User, draft: ReportDraft) -> None:
    client, url = client_of(officer), reverse("reports:narrative", args=["2023-H1", "I"])
    post(client, url, {"text": "Bản một", "version": 0})
    response = post(client, url, {"text": "Bản của tôi", "version": 0})
    assert "vừa được người khác sửa" in response.content.decode()
    assert "Bản của tôi" in response.content.decode()
    assert Narrative.objects.get().text == "Bản một"


def test_the_disabled_button_says_why(client_of: ClientOf, officer: User, draft: ReportDraft, register: dict[str, Household]) -> None:
    register["stays"].assessments.all().delete()
    text = page(client_of(officer), "reports:report", "2023-H1")
    assert 'aria-disabled="true"' in text
    assert "Chưa ban hành được" in text


def test_send_sign_return(client_of: ClientOf, officer: User, signer: User, draft: ReportDraft) -> None:
    working, signing = client_of(officer), client_of(signer)
    post(working, reverse("reports:send", args=["2023-H1"]), {"version": draft.version})
    assert "6 tháng đầu năm 2023" in page(signing, "reports:to_sign")
    assert "Ký duyệt" in page(signing, "reports:report", "2023-H1")
    version = ReportDraft.objects.get().version
    post(signing, reverse("reports:give_back", args=["2023-H1"]), {"reason": "Thiếu số liệu y tế", "version": version})
    assert "Thiếu số liệu y tế" in page(working, "reports:report", "2023-H1")
    assert "Không có báo cáo nào chờ ký" in page(signing, "reports:to_sign")
    post(working, reverse("reports:send", args=["2023-H1"]), {"version": ReportDraft.objects.get().version})
    post(signing, reverse("reports:sign", args=["2023-H1"]), {"version": ReportDraft.objects.get().version})
    assert "Đã ký" in page(working, "reports:report", "2023-H1")


def test_readers_get_pdf_and_xlsx_of_issued_reports_only(
    client_of: ClientOf, committee: User, leader: User, agency_member: User, officer: User, draft: ReportDraft
) -> None:
    report = issued_sample(draft, officer)
    files, _ = issued_draw(report, [FileFormat.XLSX, FileFormat.JSON])
    xlsx, frozen = (reverse("reports:download", args=[file.pk]) for file in files)
    reader = client_of(committee)
    answer = reader.get(xlsx)
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert reader.get(frozen).status_code == 404
    assert reader.get(reverse("reports:report", args=["2023-H1"])).status_code == 404
    for person in (leader, agency_member):
        assert client_of(person).get(xlsx).status_code == 404


def test_a_damaged_file_is_not_sent(client_of: ClientOf, officer: User, draft: ReportDraft) -> None:
    files, _ = issued_draw(issued_sample(draft, officer), [FileFormat.XLSX])
    ReportFile.objects.update(sha256="0" * 64)
    response = client_of(officer).get(reverse("reports:download", args=[files[0].pk]))
    assert response.status_code == 409
    assert "Tạo lại tệp" in response.content.decode()


def test_another_ward_sees_nothing(client_of: ClientOf, other_officer: User, officer: User, draft: ReportDraft) -> None:
    report = issued_sample(draft, officer)
    files, _ = issued_draw(report, [FileFormat.XLSX])
    client = client_of(other_officer)
    for name, args in (("issued", [report.pk]), ("download", [files[0].pk]), ("narrative", ["2023-H1", "I"]), ("register", [report.pk])):
        assert client.get(reverse(f"reports:{name}", args=args)).status_code == 404, name
    assert "chưa mở" in page(client, "reports:report", "2023-H1")


def test_a_notice_is_put_away_by_its_person_only(client_of: ClientOf, ward: Ward, officer: User, signer: User) -> None:
    notice = Notice.objects.create(ward=ward, user=officer, text="Nhắc một")
    assert post(client_of(signer), reverse("reports:put_away", args=[notice.pk])).status_code == 404
    post(client_of(officer), reverse("reports:put_away", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "Nhắc một" not in page(client_of(officer), "reports:notices")


@pytest.mark.parametrize("code", ["2023-Q5", "2023-q1", "23", "abc", "2023-H2", "99999", "2023-Q1x"])
def test_periods_that_do_not_exist(client_of: ClientOf, officer: User, code: str) -> None:
    assert client_of(officer).get(f"/bao-cao/{code}/").status_code == 404


def test_the_number_of_the_document(client_of: ClientOf, officer: User, draft: ReportDraft) -> None:
    report = issued_sample(draft, officer)
    post(client_of(officer), reverse("reports:register", args=[report.pk]), {"number": "05", "dated_on": "14/06/2023", "shown": "|"})
    report.refresh_from_db()
    assert (report.number, report.dated_on) == ("05", date(2023, 6, 14))
    assert Job.objects.filter(kind="report_files", subject_id=report.pk).exists()


@pytest.mark.parametrize(("name", "args"), [("today", []), ("calendar", []), ("form", [1]), ("form", [4]), ("report", ["2023-H1"])])
def test_queries_do_not_grow_with_the_register(
    client_of: ClientOf, ward: Ward, officer: User, draft: ReportDraft, name: str, args: list[object]
) -> None:
    group = make_group(ward)
    assert_constant_queries(client_of(officer), reverse(f"reports:{name}", args=args), lambda n: make_households(group, n))


def test_opened_periods_keep_their_row(client_of: ClientOf, officer: User, ward: Ward) -> None:
    client = client_of(officer)
    for _ in range(2):
        post(client, reverse("reports:open", args=["2023-Q3"]))
    assert ReportingPeriod.objects.in_ward(ward.pk).count() == 1
