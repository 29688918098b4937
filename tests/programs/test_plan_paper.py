"""The printed plan says what the founding text says, in its order, in every format."""

import io

import docx
import pytest
from pypdf import PdfReader

from camphucnam.documents import official_docx, official_pdf
from camphucnam.documents.official import OfficialDocument, frozen, thawed
from programs.models import Plan
from programs.selectors.papers import paper_of
from tests.programs import founding
from tests.programs.founding import normal

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(plan: Plan) -> OfficialDocument:
    return paper_of(plan)


def test_every_paragraph_of_the_founding_text_in_its_order(paper: OfficialDocument) -> None:
    assert [normal(passage.full) for passage in paper.passages] == founding.paragraphs()


def test_head_recipients_and_signature(paper: OfficialDocument) -> None:
    printed = [normal(text) for text in (paper.number_line, paper.place_line, paper.type_word, paper.subject)]
    assert printed == founding.head()
    assert [normal(text) for text in paper.recipients] == founding.recipients()
    assert list(paper.signing_lines) == founding.signing()


def test_keys_name_each_paragraph_once(paper: OfficialDocument) -> None:
    keys = [passage.key for passage in paper.passages]
    assert len(keys) == len(set(keys))


def test_a_frozen_document_is_read_back_unchanged(paper: OfficialDocument) -> None:
    assert thawed(frozen(paper)) == paper


def test_the_word_file_says_the_same(paper: OfficialDocument) -> None:
    target = docx.Document(io.BytesIO(official_docx.render(paper)))
    texts = [text for text in (normal(item.text) for item in target.paragraphs) if text]
    start = texts.index(normal(paper.passages[0].full))
    assert texts[start:] == founding.paragraphs()
    cells = [normal(cell.text) for table in target.tables for cell in table.rows[0].cells]
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cells[1]
    assert all(name in cells[2] for name in founding.recipients())
    assert normal("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH") in cells[3]


def test_a_draft_in_word_is_marked_on_every_page(paper: OfficialDocument) -> None:
    target = docx.Document(io.BytesIO(official_docx.render(paper.with_mark("DỰ THẢO"))))
    assert any(item.text == "(DỰ THẢO)" for item in target.paragraphs)
    assert [item.text for item in target.sections[0].header.paragraphs][-1] == "DỰ THẢO"


@pytest.mark.needs("pdf")
def test_the_pdf_says_the_same(paper: OfficialDocument) -> None:
    pages = PdfReader(io.BytesIO(official_pdf.render(paper))).pages
    assert len(pages) > 5
    texts = ["".join(page.extract_text().split()) for page in pages]
    body = texts[0] + "".join(_without_number(text, number) for number, text in enumerate(texts[1:], 2))
    position = 0
    for paragraph in founding.paragraphs():
        position = body.index("".join(paragraph.split()), position)
    assert all("".join(name.split()) in body for name in founding.recipients())


def _without_number(text: str, number: int) -> str:
    """A page without its number, which stands in the margin above or, read by some tools, at the end."""
    return text.removeprefix(str(number)) if text.startswith(str(number)) else text.removesuffix(str(number))


def test_html_escapes_and_marks_drafts(paper: OfficialDocument) -> None:
    html = official_pdf.html_of(paper.with_mark("DỰ THẢO <b>"))
    assert "DỰ THẢO &lt;b&gt;" in html
    assert 'class="watermark"' not in official_pdf.html_of(paper)
