"""PDFs: text, fonts, layout, the same bytes for the same document, and nothing fetched."""

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from camphucnam.documents import pdf as paper
from camphucnam.kernel.errors import DomainError
from reports.definitions.blocks import paragraph
from reports.layout import Registration
from reports.renderers import pdf
from tests.reports.sample import document, sheets

pytestmark = pytest.mark.needs("pdf")
A4 = (595, 842)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def fonts_of(content: bytes) -> set[str]:
    names = set()
    for page in read(content).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(str(font.get_object()["/BaseFont"]).split("+")[-1])
    return names


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdf.render(document(), Registration("5", date(2023, 12, 20)))


def test_every_vietnamese_letter_is_text(plain: bytes) -> None:
    text = text_of(plain)
    for sentence in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BC-UBND",
        "Ví Dụ, ngày 20 tháng 12 năm 2023",
        "Phường đã họp, tuyên truyền, tập huấn; người nghèo được hưởng chính sách đầy đủ.",
        "của Ủy ban nhân dân phường Ví Dụ./.",
        "Nơi nhận:",
        "Lưu: VT.",
        "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO",
        "Phụ lục VII",
    ):
        assert sentence in text


def test_only_the_document_font_is_embedded(plain: bytes) -> None:
    assert fonts_of(plain) <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}
    alphabet = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
    content = pdf.render(document(paragraph(alphabet + alphabet.upper()), annexes=()))
    assert fonts_of(content) <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"}
    assert alphabet in text_of(content)


def test_text_is_portrait_and_annexes_are_landscape_with_repeated_heads(plain: bytes) -> None:
    pages = read(plain).pages
    shapes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages]
    assert shapes[0] == A4
    assert shapes[-1] == A4[::-1]
    many = pdf.render(document(annexes=(replace(sheets()[1], rows=sheets()[1].rows * 8),)))
    assert sum("Phát sinh mới" in " ".join(page.extract_text().split()) for page in read(many).pages) >= 2


def test_page_numbers_begin_on_the_second_page(plain: bytes) -> None:
    pages = [page.extract_text() for page in read(plain).pages]
    assert not pages[0].lstrip().startswith("1\n")
    assert all(str(number) in page.split("\n") for number, page in enumerate(pages[1:], 2))


def test_closing_words_and_signature_stay_together() -> None:
    for n_lines in (23, 25, 27):
        content = pdf.render(document(*(paragraph(f"Đoạn {n}.") for n in range(n_lines)), annexes=()))
        last = read(content).pages[-1].extract_text()
        assert "Trên đây là báo cáo" in last
        assert "PHÓ CHỦ TỊCH" in last
        assert "Nơi nhận" in last


def test_the_same_document_gives_the_same_bytes(plain: bytes) -> None:
    assert pdf.render(document(), Registration("5", date(2023, 12, 20))) == plain
    script = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup()\n"
        "import hashlib, datetime\n"
        "from reports.layout import Registration; from reports.renderers import pdf; from tests.reports.sample import document\n"
        "print(hashlib.sha256(pdf.render(document(), Registration('5', datetime.date(2023, 12, 20)))).hexdigest())"
    )
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "TZ": "America/New_York", "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == __import__("hashlib").sha256(plain).hexdigest()


def test_a_preview_wears_the_watermark_and_leaves_number_and_day_blank(plain: bytes) -> None:
    text = text_of(pdf.render(document(provisional=True), preview=True))
    assert "BẢN XEM THỬ" in text
    assert "(Số liệu sơ bộ)" in text
    assert "BẢN XEM THỬ" not in text_of(plain)
    assert "Số: /BC-UBND" in text


def test_invented_data_says_so() -> None:
    assert "Dữ liệu minh họa" in text_of(pdf.render(replace(document(annexes=()), demo=True)))


class Canary(BaseHTTPRequestHandler):
    hits: list[str] = []

    def do_GET(self) -> None:
        Canary.hits.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def canary() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Canary.hits.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


VECTORS = (
    '<img src="{url}/1">',
    '<link rel=stylesheet href="{url}/2">',
    "<style>@import url({url}/3)</style>",
    '<object data="{url}/4"></object>',
    '<a rel=attachment href="file:///etc/passwd">x</a>',
    '<link rel=attachment href="file:///etc/passwd">',
    '<iframe src="{url}/5"></iframe>',
    "<style>body{{background:url({url}/6)}}</style>",
    '<svg><image href="{url}/7"/></svg>',
    "{{{{ settings.SECRET_KEY }}}}",
    "<script src={url}/8></script>",
    "<embed src='{url}/9'>",
    "</p><img src=file:///etc/passwd>",
    "url({url}/10)",
    "<base href='{url}/'>",
)


def test_no_text_makes_the_renderer_fetch_or_read_anything(canary: str) -> None:
    texts = [vector.format(url=canary) for vector in VECTORS]
    content = pdf.render(document(*map(paragraph, texts), annexes=()))
    assert Canary.hits == []
    assert "root:" not in text_of(content)
    assert b"/EmbeddedFile" not in content
    assert "<img src=" in text_of(content)


def test_the_fetcher_itself_allows_data_only(canary: str) -> None:
    fetcher, _, _ = paper._shared()
    for url in (f"{canary}/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "https://127.0.0.1/x"):
        with pytest.raises(ValueError, match="disallowed"):
            fetcher.fetch(url)
    assert Canary.hits == []


def test_without_the_libraries_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "weasyprint", None)
    with pytest.raises(DomainError, match="apt-get install libpango"):
        pdf.render(document())


def test_without_the_font_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paper, "font_folder", lambda: tmp_path)
    with pytest.raises(DomainError, match="make setup"):
        pdf.render(document())
