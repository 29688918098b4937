"""Vietnamese text: one Unicode form, search without accents, and the order of names."""

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_MARKS = {code: None for code in range(0x300, 0x20F1) if unicodedata.combining(chr(code))}
_LETTERS = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split()
_LETTER_RANK = {letter: chr(ord("0") + n) if n < 10 else chr(ord("A") + n - 10) for n, letter in enumerate(_LETTERS)}
# Order of tones in dictionaries: level, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """NFC, control characters removed, runs of space made one, ends trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _CONTROL.sub("", text))).strip()


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """For search: no accents, đ → d, lower case, single spaces (``"Nguyễn  Đức"`` → ``"nguyen duc"``)."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = decomposed.translate(_MARKS).replace("đ", "d")
    return _SPACES.sub(" ", plain).strip()


@lru_cache(maxsize=8192)
def inside(words: str) -> str:
    """A label as it reads inside a sentence: only its first letter becomes small, so that BHYT and Vitamin A stay what they are."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2].isspace() else words


def _syllable_key(syllable: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", syllable.casefold()):
        tone = "0"
        base = unicodedata.normalize("NFD", char)
        kept = [base[0]]
        for mark in base[1:]:
            if mark in _TONES:
                tone = _TONES[mark]
            else:
                kept.append(mark)
        letter = unicodedata.normalize("NFC", "".join(kept))
        letters.append(_LETTER_RANK.get(letter, "z" + f"{ord(letter[0]):05x}"))
        tones.append(tone)
    return "".join(letters) + "!" + "".join(tones).rstrip("0")


def name_sort_key(full_name: str) -> str:
    """ASCII key that orders names by given name (tên), then family and middle names, in Vietnamese alphabet order.

    The order is the same in every database because only ASCII characters are compared.
    """
    parts = clean(full_name).split(" ")
    return " ".join(_syllable_key(part) for part in [parts[-1], *parts[:-1]])[:200] if parts != [""] else ""


def text_sort_key(text: str) -> str:
    """ASCII key that orders plain text in Vietnamese alphabet order, read from left to right."""
    return " ".join(_syllable_key(part) for part in clean(text).split(" "))[:200]


def mask_name(full_name: str) -> str:
    """``Nguyễn Văn An`` → ``N. V. An``: enough to recognise one's own household, not enough to publish."""
    parts = clean(full_name).split(" ")
    return " ".join([*(f"{part[0]}." for part in parts[:-1] if part), parts[-1]])


def mask_personal_id(number: str) -> str:
    """First three and last three characters; everything for numbers too short to mask that way."""
    return f"{number[:3]}{'•' * (len(number) - 6)}{number[-3:]}" if len(number) > 6 else "•" * len(number)
