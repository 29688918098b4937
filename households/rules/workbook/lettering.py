"""Text of cells: one Unicode form, control characters gone, and old font encodings found out."""

import re
import unicodedata
from functools import lru_cache

from camphucnam.kernel.text import clean

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|_x00[01][0-9A-Fa-f]_")
# Signs that a word in Unicode never has: left over from TCVN3 fonts (.VnTime). One of them is proof enough.
_SIGNS = re.compile("[¢£¤¥¦§¨©ª«¬®¯±²³´µ¶¸¹»¼½¾¿×Þß]")
# Letters and pairs left over from TCVN3 or VNI fonts. Single ones also occur in names of some peoples, so one is only a doubt.
_LETTERS = re.compile("[ÆÇËÎÏÖÛÜäåæçëîïñöøûüþÿ]|a[âêáàãùõèéå]|e[âáàãùõ]|o[âõ]|u[ùõ]|[ôơ][áàãâ]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=8192)
def tidy(text: str) -> tuple[str, bool]:
    """(clean NFC text on one line, whether control characters had to be removed)."""
    had_control = CONTROL.search(text) is not None
    if had_control:
        text = CONTROL.sub("", text)
    # Many keyboards give the Icelandic eth for Đ; it looks the same and searches differently.
    return clean(text).replace("Ð", "Đ").replace("ð", "đ"), had_control


@lru_cache(maxsize=8192)
def old_font_doubt(text: str) -> int:
    """0 for plain text, 1 where it may have been typed with a TCVN3 or VNI font, 2 where it surely was."""
    if text.isascii():
        return 0
    plain = unicodedata.normalize("NFC", text)
    if not _LETTER.search(plain):
        return 0
    return 2 if _SIGNS.search(plain) else min(2, len(_LETTERS.findall(plain)))
