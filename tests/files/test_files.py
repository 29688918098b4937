"""Uploads: told by their content, made anew, encrypted, gone when their transaction is."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from camphucnam.accounts.models import User, Ward
from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import MAX_BYTES, PHOTOS, FileKind, kind_of
from camphucnam.files.models import StoredFile
from camphucnam.files.responses import file_response
from camphucnam.files.services import VAULT, file_content, file_keep, forget_strays
from camphucnam.kernel.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def photo(size: tuple[int, int] = (4000, 1000), kind: str = "JPEG", **extra: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **extra)
    return target.getvalue()


def package(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name in names:
            book.writestr(name, "x")
    return target.getvalue()


def upload(data: bytes, name: str = "Ảnh nhà bà Đào.JPG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photo((10, 10)), FileKind.PHOTO),
        (photo((10, 10), "PNG"), FileKind.PHOTO),
        (b"%PDF-1.7 x", FileKind.PDF),
        (package("word/document.xml"), FileKind.DOCX),
        (package("xl/workbook.xml"), FileKind.XLSX),
        (package("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (package("a.exe"), None),
        (b"PK\x03\x04 torn", None),
        (b"<svg onload=alert(1)>", None),
        (b"GIF89a", None),
        (b"MZ\x90", None),
    ],
)
def test_the_content_tells_the_kind(data: bytes, kind: FileKind | None) -> None:
    assert kind_of(data) is kind


def test_a_photo_is_made_anew_without_its_metadata(ward: Ward, officer: User) -> None:
    exif = Image.Exif()
    exif[0x010E] = "PLACE-CANARY"
    stored = file_keep(ward, upload(photo(exif=exif)), by=officer)
    content = file_content(stored)
    assert b"CANARY" not in content
    assert Image.open(io.BytesIO(content)).size == (1920, 480)
    assert stored.name == "Ảnh nhà bà Đào.jpg"


def test_on_disk_nothing_can_be_read(ward: Ward, officer: User) -> None:
    stored = file_keep(ward, upload(b"%PDF-1.7 Tran Thi Canary", "x.pdf"), by=officer)
    assert b"Canary" not in (VAULT.folder / stored.stored_name).read_bytes()
    assert file_content(stored) == b"%PDF-1.7 Tran Thi Canary"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-" + b"x" * MAX_BYTES, "lớn hơn 15 MB"),
        (b"MZ", "chỉ nhận Ảnh"),
        (photo((10, 10))[:-40][:30], "Ảnh bị hỏng"),
        (photo((9000, 9000), "PNG"), "Ảnh quá lớn"),
    ],
    ids=["empty", "large", "program", "torn", "bomb"],
)
def test_what_is_refused_is_told_and_not_kept(ward: Ward, officer: User, data: bytes, words: str) -> None:
    kinds = PHOTOS if not data.startswith(b"%PDF") else (FileKind.PDF,)
    with pytest.raises(DomainError, match=words):
        file_keep(ward, upload(data), kinds=kinds, by=officer)
    assert not StoredFile.objects.exists()
    assert not list(VAULT.folder.glob("*"))


def test_the_field_checks_the_content_and_leaves_it_readable() -> None:
    good, bad = upload(photo((10, 10))), upload(b"MZ", "anh.jpg")
    field = EvidenceField(kinds=PHOTOS)
    assert field.clean(good) is good
    assert good.read(3) == b"\xff\xd8\xff"
    with pytest.raises(Exception, match="chỉ nhận"):
        field.clean(bad)


def test_a_download_has_a_plain_name_and_is_never_guessed(ward: Ward, officer: User) -> None:
    stored = file_keep(ward, upload(photo((10, 10)), 'x"/../Bà Đào.jpg'), by=officer)
    answer = file_response(stored)
    assert answer["Content-Disposition"] == 'attachment; filename="ba-dao.jpg"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert file_response(stored, inline=True)["Content-Disposition"].startswith("inline")
    paper = file_keep(ward, upload(b"%PDF-1.7", "a.pdf"), by=officer)
    assert file_response(paper, inline=True)["Content-Disposition"].startswith("attachment")


def test_strays_of_rolled_back_transactions_go_after_a_day(ward: Ward, officer: User, time_machine) -> None:
    kept = file_keep(ward, upload(b"%PDF-1.7"), by=officer)
    with transaction.atomic():
        file_keep(ward, upload(b"%PDF-1.7 lost"), by=officer)
        transaction.set_rollback(True)
    assert forget_strays() == 0
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert forget_strays() == 1
    assert file_content(kept) == b"%PDF-1.7"
