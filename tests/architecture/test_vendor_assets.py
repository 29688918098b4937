"""The fetched files: complete, without dangling references, and a document font that knows every Vietnamese letter."""

import re

import pytest
from fontTools.ttLib import TTFont

from scripts.vendor import COPIES, FONTS, VENDOR, required_characters
from tests.architecture.test_sizes import ROOT, tracked


def test_files_are_there() -> None:
    assert not [name for name in (*COPIES, *FONTS) if not (VENDOR / name).is_file()], "run make vendor"


@pytest.mark.parametrize("name", FONTS)
def test_font_has_every_vietnamese_letter(name: str) -> None:
    font = TTFont(VENDOR / name)
    known = font.getBestCmap()
    assert not [character for character in required_characters() if ord(character) not in known]
    assert font["name"].getDebugName(1).startswith("Tinos")
    assert len(required_characters()) >= 147


def test_no_dangling_source_maps() -> None:
    assert not [name for name in COPIES if b"sourceMappingURL" in (VENDOR / name).read_bytes()]


def test_pages_load_nothing_from_elsewhere() -> None:
    """No CDN: every script, style, font and picture comes from this office."""
    outside = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""")
    names = [name for name in tracked() if name.endswith((".html", ".css", ".js")) and name.startswith(("templates/", "static/"))]
    assert not [name for name in names if outside.search((ROOT / name).read_text(encoding="utf-8"))]
