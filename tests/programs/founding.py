"""The founding text with its scanning errors corrected, as paragraphs."""

import tomllib
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT / "tests" / "data" / "plan-2023.txt"
PLAN = ROOT / "programs" / "data" / "plans" / "2023.toml"
# Lines that scanning broke off the sentence before them. The signer's name, the last line, is left out of the copy.
BROKEN = {37, 161, 209, 243, 327}


def normal(text: str) -> str:
    """NFC, single spaces, without the marks of italics and without the last mark."""
    return " ".join(unicodedata.normalize("NFC", text).replace("*", "").split()).rstrip(" ;.,/")


def paragraphs() -> list[str]:
    """Every paragraph between the heading of the document and its recipients, corrected and normalised."""
    return [text for number, text in _joined() if 11 <= number < 335]


def recipients() -> list[str]:
    """Nơi nhận."""
    return [text.removeprefix("- ") for number, text in _joined() if 335 < number < 343]


def head() -> list[str]:
    """Number, place and day, type, subject."""
    return [text for number, text in _joined() if number < 11]


def signing() -> list[str]:
    """Who signs, without the name."""
    return [text for number, text in _joined() if number > 343]


def _joined() -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for number, line in enumerate(TEXT.read_text(encoding="utf-8").splitlines(), 1):
        text = normal(_corrected(number, line))
        if not text:
            continue
        if number in BROKEN:
            first, before = found.pop()
            found.append((first, f"{before}{',' if before.endswith('nghề nghiệp') else ''} {text}"))
        else:
            found.append((number, text))
    return found


def _corrected(number: int, line: str) -> str:
    for item in tomllib.loads(PLAN.read_text(encoding="utf-8"))["corrections"]:
        if item["line"] == number:
            assert item["printed"] in line, item
            line = line.replace(item["printed"], item["corrected"])
    return line
