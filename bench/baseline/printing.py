"""WeasyPrint as its first page shows it: the same static HTML with its style sheet and fonts from disk, all defaults."""

from pathlib import Path

import weasyprint

FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"), ("Italic", "normal", "italic"), ("BoldItalic", "bold", "italic"))


def static_page(html: str, css: str, fonts: Path) -> str:
    """The HTML with its style sheet inside and the fonts as files."""
    faces = "".join(
        f"@font-face{{font-family:Tinos;font-weight:{weight};font-style:{style};src:url({(fonts / f'Tinos-{name}.ttf').as_uri()})}}"
        for name, weight, style in FACES
    )
    # Not into a template: autoescaping would break the quotes of the style sheet without a word.
    return html.replace("</head>", f"<style>{faces}{css}</style></head>", 1)


def print_naively(page: str) -> bytes:
    """The PDF."""
    return weasyprint.HTML(string=page).write_pdf()
