"""The import pages: upload, progress, preview, commit, discard, undo, and the workbooks they give out."""

import io
import os
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from camphucnam.jobs.models import Job
from camphucnam.jobs.tasks import run_job
from camphucnam.kernel.errors import DomainError
from camphucnam.privacy import vault
from households import tasks
from households.models import Household, ImportBatch, ImportLine
from households.models.imports import ImportState
from households.services.imports import committing, store
from tests.data.workbooks import clean_workbook, messy_workbook
from tests.posting import post
from tests.query_counts import assert_constant_queries

UPLOAD = "households:import_upload"


@pytest.fixture
def client(client_of, officer: User) -> Client:
    return client_of(officer)


def send(client: Client, path: Path, **data: object) -> ImportBatch:
    """Upload a file through the form and let the worker read it."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    response = post(client, reverse(UPLOAD), {"file": file, "create_groups": "on", **data})
    assert response.status_code == 302, response.content.decode()
    work()
    return ImportBatch.objects.latest("pk")


def work() -> None:
    """What the worker would do, which loads the tasks of every application."""
    assert tasks.import_parse
    for job in Job.objects.filter(state="queued").order_by("pk"):
        run_job(job.pk)


def page(client: Client, batch: ImportBatch, query: str = "") -> str:
    response = client.get(reverse("households:import", args=[batch.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def step(client: Client, name: str, batch: ImportBatch) -> str:
    """Press the button of a step, then look at the page."""
    response = post(client, reverse(f"households:import_{name}", args=[batch.pk]), {"version": batch.version}, follow=True)
    assert response.status_code == 200
    work()
    return page(client, batch)


def test_the_whole_way(client: Client, ward: Ward, tmp_path: Path) -> None:
    messy = send(client, messy_workbook(tmp_path / "Danh sách 2023.xlsx"))
    text = page(client, messy)
    assert messy.state == ImportState.REFUSED
    assert "31/02/1970" in text
    assert "Ghi 8 hộ" not in text

    batch = send(client, messy_workbook(tmp_path / "Danh sách 2023 sửa.xlsx", fixed=True))
    text = page(client, batch)
    assert "Ghi 8 hộ vào danh sách" in text
    assert "Thêm hộ mới, 3 nhân khẩu, TDP 01 (ví dụ)" in text
    assert not Household.objects.exists()

    text = step(client, "commit", batch)
    assert Household.objects.count() == 8
    assert "Hoàn tác cả lần nhập" in text

    text = step(client, "undo", batch)
    assert not Household.objects.exists()
    assert "Đã hoàn tác" in text


def test_progress_while_the_worker_has_not_come(client: Client, ward: Ward, tmp_path: Path) -> None:
    path = clean_workbook(tmp_path / "a.xlsx", 2)
    post(client, reverse(UPLOAD), {"file": SimpleUploadedFile("a.xlsx", path.read_bytes())})
    text = page(client, ImportBatch.objects.get())
    assert 'hx-trigger="every 2s"' in text
    assert "Ghi " not in text.split("<main")[1].split("</h1>")[1].split("Việc")[0]


def test_a_refused_file_is_told_in_the_form(client: Client, ward: Ward) -> None:
    response = post(client, reverse(UPLOAD), {"file": SimpleUploadedFile("a.xlsx", b"chao")})
    assert "không phải tệp Excel" in response.content.decode()
    assert not ImportBatch.objects.exists()
    response = post(client, reverse(UPLOAD), {})
    assert "Chọn tệp Excel" in response.content.decode()
    response = post(client, reverse(UPLOAD), {"file": SimpleUploadedFile("a.xlsx", b"")})
    assert "Tệp rỗng" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"decision_number": "1/QĐ"}, "nhập cả ngày ký"),
        ({"signed_on": "31/02/2023"}, "không phải ngày có thật"),
        ({"signed_on": "08/12/2023", "effective_on": "01/12/2023"}, "từ ngày ký 08/12/2023"),
    ],
)
def test_choices_are_checked(client: Client, ward: Ward, tmp_path: Path, data: dict[str, str], says: str) -> None:
    path = clean_workbook(tmp_path / "a.xlsx", 1)
    response = post(client, reverse(UPLOAD), {"file": SimpleUploadedFile("a.xlsx", path.read_bytes()), **data})
    assert says in response.content.decode()


def test_reread_with_other_choices(client: Client, ward: Ward, tmp_path: Path) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2), create_groups="")
    assert batch.state == ImportState.REFUSED
    assert "Chưa có tổ dân phố" in page(client, batch)
    post(client, reverse("households:import_reread", args=[batch.pk]), {"create_groups": "on"})
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.n_errors, batch.n_changes) == (ImportState.PREVIEWED, 0, 2)


def test_discard(client: Client, ward: Ward, tmp_path: Path) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2))
    assert "Đã bỏ" in step(client, "discard", batch)
    assert not ImportLine.objects.exists()
    response = post(client, reverse("households:import_commit", args=[batch.pk]), {"version": batch.version})
    assert response.status_code == 409


def test_commit_of_an_old_preview_page_is_refused(client: Client, ward: Ward, tmp_path: Path) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2))
    response = post(client, reverse("households:import_commit", args=[batch.pk]), {"version": batch.version - 1})
    assert response.status_code == 409
    work()
    assert not Household.objects.exists()


def test_a_double_click_commits_once(client: Client, ward: Ward, tmp_path: Path) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2))
    url = reverse("households:import_commit", args=[batch.pk])
    first, second = (post(client, url, {"version": batch.version}, key="k" * 20) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert Job.objects.filter(kind="import_commit").count() == 1


def test_three_lists_and_their_workbook(client: Client, ward: Ward, tmp_path: Path) -> None:
    batch = send(client, messy_workbook(tmp_path / "a.xlsx"))
    assert "gần nghèo" in page(client, batch, "?xem=loi")
    assert "mất số 0 ở đầu" in page(client, batch, "?xem=canh-bao")
    assert "Thêm hộ mới" in page(client, batch, "?xem=thay-doi")
    response = client.get(reverse("households:import_problems", args=[batch.pk]))
    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert len(rows) == 1 + batch.n_errors + batch.n_warnings
    assert rows[1][:4] == ("Lỗi", "Sau rà soát", 16, "Ngày sinh")


def test_formulas_in_a_file_stay_text_in_the_list_of_errors(client: Client, ward: Ward, officer: User) -> None:
    batch = ImportBatch.objects.create(
        ward=ward, file_name="a.xlsx", sha256="0" * 64, size=1, state=ImportState.REFUSED, uploaded_by=officer
    )
    ImportLine.objects.create(batch=batch, kind="error", sheet="=1+1", row=1, column="@SUM(A1)", message='=HYPERLINK("http://vi.du")')
    content = client.get(reverse("households:import_problems", args=[batch.pk])).content
    cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_template_can_be_filled_in_and_imported(client: Client, ward: Ward, tmp_path: Path) -> None:
    send(client, clean_workbook(tmp_path / "a.xlsx", 1))
    content = client.get(reverse("households:import_template")).content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Hướng dẫn", "HN, CN", "Thoát nghèo", "Thoát cận nghèo"]
    heads = [cell.value for cell in book["HN, CN"][3]]
    values = {
        "STT hộ": 1,
        "Họ và tên": "Nguyễn Ví Dụ Mẫu",
        "Quan hệ với chủ hộ": "Chủ hộ",
        "Ngày sinh": "1960",
        "Giới tính": "Nam",
        "Tổ dân phố": "TDP 01",
        "Phân loại": "Hộ nghèo",
        "Số QĐ": "9/QĐ-UBND",
        "Ngày QĐ": "08/12/2023",
        "Điểm B1": 120,
        "Điểm B2": 30,
        "CS1": "x",
        "CS2": "x",
        "CS3": "x",
    }
    book["HN, CN"].append([values.get(head) for head in heads])
    filled = tmp_path / "mau.xlsx"
    book.save(filled)
    batch = send(client, filled)
    assert (batch.n_errors, batch.n_changes) == (0, 1), list(batch.lines.values_list("column", "message"))


def test_the_list_page_asks_the_same_for_any_number_of_imports(client: Client, ward: Ward, officer: User) -> None:
    def grow(count: int) -> None:
        for _ in range(count):
            ImportBatch.objects.create(ward=ward, file_name="a.xlsx", sha256="0" * 64, size=1, uploaded_by=officer)

    assert_constant_queries(client, reverse("households:imports"), grow)


def test_the_preview_asks_the_same_for_any_number_of_lines(client: Client, ward: Ward, officer: User) -> None:
    batch = ImportBatch.objects.create(
        ward=ward,
        file_name="a.xlsx",
        sha256="0" * 64,
        size=1,
        state=ImportState.PREVIEWED,
        uploaded_by=officer,
        n_changes=1,
        summary={
            "sheets": [],
            "households": {"created": 1, "updated": 0, "unchanged": 0},
            "members": {"created": 1, "updated": 0, "unchanged": 0},
            "status_periods": {"opened": 1, "closed": 0},
            "absent": [],
        },
    )

    def grow(count: int) -> None:
        ImportLine.objects.bulk_create([ImportLine(batch=batch, kind="change", row=n, message="Thêm hộ mới") for n in range(count)])

    assert_constant_queries(client, reverse("households:import", args=[batch.pk]), grow)


@pytest.mark.parametrize("version", ["", "9" * 5000, "²", "-1"])
def test_a_version_that_is_no_number_writes_nothing(client: Client, ward: Ward, tmp_path: Path, version: str) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2))
    response = post(client, reverse("households:import_commit", args=[batch.pk]), {"version": version})
    assert response.status_code == 409
    work()
    assert not Household.objects.exists()


def test_a_worker_killed_after_the_writing_leaves_a_job_that_is_done(
    client: Client, ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 2))
    post(client, reverse("households:import_commit", args=[batch.pk]), {"version": batch.version})
    job = Job.objects.get(state="queued")

    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(committing.store, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00Z")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, Household.objects.count()) == ("done", 2, 2)
    assert "Lần chạy gần nhất không xong" not in page(client, batch)
    with pytest.raises(DomainError):
        store.fetch(batch.stored_name)


def test_a_full_disk_is_told_at_the_upload(client: Client, ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    path = clean_workbook(tmp_path / "a.xlsx", 1)
    monkeypatch.setattr(vault.os, "fsync", full)
    response = post(client, reverse(UPLOAD), {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert response.status_code == 200
    assert "đã đầy" in response.content.decode()
    assert not ImportBatch.objects.exists()
    assert not list(store.folder().glob("*.tmp"))


def test_an_upload_without_a_row_is_forgotten_later(client: Client, ward: Ward, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    batch = send(client, clean_workbook(tmp_path / "a.xlsx", 1))
    stray, half = store.keep(b"stray"), store.folder() / "0123.tmp"
    half.write_bytes(b"half")
    assert tasks.forget_stray_uploads() == 0
    for path in store.folder().iterdir():
        os.utime(path, (0, 0))
    assert tasks.forget_stray_uploads() == 2
    assert store.fetch(batch.stored_name)
    assert not (store.folder() / stray).exists()
