"""PDF by WeasyPrint, without network and without reading files: fonts travel inside the style sheet.

The same text gives the same bytes: every date in the file comes from the document itself.
"""

import gc
import os
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from camphucnam.kernel.errors import DomainError

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as error:  # the text libraries are missing; everything but PDF works without them
    weasyprint = None
    LIBRARY_FAULT = str(error).splitlines()[0]

APT_LINE = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NO_LIBRARY = f"Máy chủ chưa có thư viện tạo PDF nên chưa lập được tệp PDF; tệp Excel và Word vẫn lập được. Người quản trị chạy: {APT_LINE}"
NO_FONT = "Máy chủ chưa có phông chữ Tinos để tạo PDF. Người quản trị chạy lại bước cài đặt: make setup"
FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"), ("Italic", "normal", "italic"), ("BoldItalic", "bold", "italic"))
_one_at_a_time = threading.Lock()


def font_folder() -> Path:
    """Where set-up puts the document font."""
    return Path(settings.BASE_DIR) / "static" / "vendor" / "tinos"


def unavailable() -> str:
    """Why no PDF can be made on this machine, with the remedy; empty when it can."""
    if weasyprint is None:
        return NO_LIBRARY
    return "" if all((font_folder() / f"Tinos-{name}.ttf").is_file() for name, _, _ in FACES) else NO_FONT


def _face(name: str, weight: str, style: str) -> str:
    data = b64encode((font_folder() / f"Tinos-{name}.ttf").read_bytes()).decode()
    return (
        f"@font-face{{font-family:Tinos;font-weight:{weight};font-style:{style};src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )


@cache
def _shared() -> tuple[Any, Any, Any]:
    """Fetcher, fonts and style sheet, made once per process: for short documents they cost more than the layout."""
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    fonts = FontConfiguration()
    css = "".join(_face(*face) for face in FACES) + render_to_string("documents/document.css")
    return fetcher, fonts, weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher)


@contextmanager
def _dated(moment: datetime) -> Iterator[None]:
    """Dates inside the file come from the document; the collector rests while thousands of boxes are made."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    with _one_at_a_time:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
        gc.collect()
        gc.freeze()
        gc.disable()
        try:
            yield
        finally:
            gc.enable()
            gc.unfreeze()
            if before is None:
                del os.environ["SOURCE_DATE_EPOCH"]
            else:
                os.environ["SOURCE_DATE_EPOCH"] = before


def pdf_of_html(html: str, dated_on: date) -> bytes:
    """The PDF of a page of HTML whose every text is escaped. DomainError with the remedy where the machine lacks the text
    libraries or the font."""
    why_not = unavailable()
    if why_not:
        raise DomainError(why_not)
    fetcher, fonts, css = _shared()
    with _dated(datetime.combine(dated_on, time(), UTC)):
        drawn = weasyprint.HTML(string=html, url_fetcher=fetcher)
        return drawn.write_pdf(stylesheets=[css], font_config=fonts, pdf_identifier=b"camphucnam", pdf_tags=False)


def pdf_of(template: str, context: dict[str, Any], dated_on: date) -> bytes:
    """The PDF of a template that extends ``documents/base.html``."""
    return pdf_of_html(render_to_string(template, {"dated_on": dated_on, **context}), dated_on)
