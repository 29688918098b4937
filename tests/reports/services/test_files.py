"""Jobs and files: done twice they are done once, and a stopped worker leaves no half file."""

import hashlib
from pathlib import Path

import pytest
from django.conf import LazySettings

from camphucnam.accounts.models import User, Ward
from camphucnam.documents import pdf as paper
from camphucnam.jobs.models import Job, JobState
from camphucnam.jobs.services import enqueue
from camphucnam.jobs.tasks import run_job
from camphucnam.kernel.errors import DomainError
from households.models import PopulationBaseline
from reports import tasks
from reports.models import IssuedReport, ReportDraft, ReportFile
from reports.models.report import FileFormat
from reports.services import drawing, storage
from reports.services.drawing import issued_draw
from reports.services.storage import damaged_files, full_path, is_whole, remove_parts, write_file
from tests.reports.factories import issued_sample

LIGHT = [FileFormat.XLSX, FileFormat.JSON]


def job_for(kind: str, subject: int, ward: Ward, by: User, **arguments: object) -> Job:
    return enqueue(kind, by=by, ward=ward, subject_id=subject, **arguments)


def test_issue_job_freezes_and_draws(draft: ReportDraft, ward: Ward, officer: User) -> None:
    job = job_for("report_issue", draft.pk, ward, officer, version=draft.version, formats=LIGHT)
    run_job(job.pk)
    job.refresh_from_db()
    report = IssuedReport.objects.get()
    assert job.state == JobState.DONE, job.message
    assert job.result["url"].endswith(f"/{report.pk}/")
    assert {file.file_format for file in report.files.all()} == {"xlsx", "json"}
    assert full_path(report.files.get(file_format="json")).read_text() == report.snapshot
    assert (job.done_steps, job.total_steps) == (6, 6)


def test_a_worker_killed_after_the_insert_draws_the_same_report(
    draft: ReportDraft, ward: Ward, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_for("report_issue", draft.pk, ward, officer, version=draft.version, formats=LIGHT)

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "issued_draw", killed)
        with pytest.raises(KeyboardInterrupt):
            run_job(job.pk)
    assert IssuedReport.objects.count() == 1
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00Z")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, IssuedReport.objects.count()) == (JobState.DONE, 2, 1)
    assert ReportFile.objects.count() == 2


def test_a_refused_issue_says_why_and_writes_nothing(draft: ReportDraft, ward: Ward, officer: User) -> None:
    PopulationBaseline.objects.all().delete()
    job = job_for("report_issue", draft.pk, ward, officer, version=draft.version, formats=LIGHT)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Chưa có tổng số hộ dân cư" in job.message
    assert not IssuedReport.objects.exists()


def test_preview_replaces_the_older_preview(draft: ReportDraft, ward: Ward, officer: User, own_files: Path) -> None:
    for _ in range(2):
        job = job_for("report_preview", draft.pk, ward, officer, formats=LIGHT)
        run_job(job.pk)
    assert ReportFile.objects.filter(draft=draft).count() == 2
    assert not IssuedReport.objects.exists()
    assert len(list(own_files.rglob("*.json"))) == 1


@pytest.mark.needs("pdf")
def test_a_pdf_drawn_twice_is_the_same_file(draft: ReportDraft, officer: User) -> None:
    report = issued_sample(draft, officer)
    first, _ = issued_draw(report, [FileFormat.PDF])
    second, _ = issued_draw(report, [FileFormat.PDF])
    assert (first[0].sha256, first[0].path) == (second[0].sha256, second[0].path)
    assert hashlib.sha256(full_path(second[0]).read_bytes()).hexdigest() == second[0].sha256


def test_without_pdf_libraries_the_other_files_are_made(draft: ReportDraft, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "weasyprint", None)
    files, remark = issued_draw(issued_sample(draft, officer))
    assert [file.file_format for file in files] == ["xlsx", "docx"]
    assert "apt-get install" in remark


def test_no_half_file_when_the_writer_dies(own_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dies:
        def __init__(self, *args: object) -> None:
            raise SystemExit(9)

    monkeypatch.setattr(storage.os, "fsync", Dies)
    with pytest.raises(SystemExit):
        write_file(own_files / "reports" / "1", "bc1.pdf", b"x" * 100)
    assert not (own_files / "reports" / "1" / "bc1.pdf").exists()
    assert remove_parts(older_than=2e10) == 1
    assert not list(own_files.rglob("*.*"))


def test_a_full_disk_is_told_with_its_remedy(own_files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(DomainError, match="đầy"):
        write_file(own_files, "bc1.pdf", b"x")
    assert not list(own_files.rglob("*.*"))


def test_a_damaged_file_is_found_and_drawn_again(draft: ReportDraft, ward: Ward, officer: User) -> None:
    report = issued_sample(draft, officer)
    files, _ = issued_draw(report, LIGHT)
    assert not damaged_files(ward)
    full_path(files[1]).write_bytes(b"changed")
    assert damaged_files(ward) == [files[1]]
    again, _ = issued_draw(report, LIGHT)
    assert all(is_whole(file) for file in again)


def test_names_of_files_are_made_by_the_server(draft: ReportDraft, officer: User, settings: LazySettings) -> None:
    report = issued_sample(draft, officer)
    report.number = "../../../etc/passwd"
    files, _ = issued_draw(report, [FileFormat.XLSX])
    path = full_path(files[0])
    assert path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert path.stat().st_mode & 0o077 == 0


def test_every_drawn_format_has_a_renderer() -> None:
    assert set(drawing._RENDERERS) | {FileFormat.JSON} == set(FileFormat)
