"""An official document as PDF."""

from typing import Any

from django.template.loader import render_to_string

from camphucnam.documents import words
from camphucnam.documents.official import OfficialDocument, recipient_lines
from camphucnam.documents.pdf import pdf_of_html

TEMPLATE = "documents/official.html"


def html_of(document: OfficialDocument) -> str:
    """The document as HTML; every text is escaped. The last paragraph stays on one page with the signature."""
    head: dict[str, Any] = {
        "parent_lines": document.parent,
        "authority_lines": document.authority,
        "nation": words.NATION,
        "motto": words.MOTTO,
        "number_line": document.number_line,
        "place_line": document.place_line,
    }
    context = {
        "document": document,
        "head": head,
        "is_demo": document.is_demo,
        "dated_on": document.dated_on,
        "running": document.passages[:-1],
        "closing": document.passages[-1:],
        "recipients": recipient_lines(document.recipients),
    }
    return render_to_string(TEMPLATE, context)


def render(document: OfficialDocument) -> bytes:
    """The PDF. DomainError with the remedy where the machine lacks the text libraries or the font."""
    return pdf_of_html(html_of(document), document.dated_on)
