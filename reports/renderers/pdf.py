"""A frozen document as PDF."""

from datetime import UTC, datetime, time

from django.template.loader import render_to_string

from camphucnam.documents import words as paper
from camphucnam.documents.pdf import pdf_of_html
from reports.layout import Document, Registration, Sheet
from reports.renderers import words
from reports.renderers.tables import table_html


def html_of(document: Document, registration: Registration, *, preview: bool) -> str:
    """The document as HTML; every text is escaped."""
    template = "reports/pdf/report.html" if document.type_word else "reports/pdf/form.html"
    drawn = [{"block": block, "table": table_html(block.sheet) if block.sheet else ""} for block in document.blocks]
    annexes = [_annex(number, sheet) for number, sheet in enumerate(document.annexes)]
    context = {
        "document": document,
        "blocks": drawn,
        "annexes": annexes,
        "words": words,
        "paper": paper,
        "parent_lines": paper.stacked(document.letterhead.parent),
        "authority_lines": paper.stacked(document.letterhead.authority),
        "number_line": words.number_line(document, registration),
        "place_line": words.place_line(document, registration),
        "annex_line": words.annex_line(document, registration),
        "created": datetime.combine(document.dated_on, time(), UTC).isoformat(),
        "preview": preview,
    }
    return render_to_string(template, context)


def _annex(number: int, sheet: Sheet) -> dict[str, object]:
    return {"label": f"Phụ lục {words.ROMAN[number]}", "sheet": sheet, "table": table_html(sheet)}


def render(document: Document, registration: Registration | None = None, *, preview: bool = False) -> bytes:
    """The PDF. DomainError with the remedy where the machine lacks the text libraries or the font."""
    return pdf_of_html(html_of(document, registration or Registration(), preview=preview), document.dated_on)
