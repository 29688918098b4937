"""No English on screens: words of packages, and their compiled form."""

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.functional import Promise

FOLDER = Path(__file__).resolve().parents[2] / "locale" / "vi" / "LC_MESSAGES"
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
# Never shown: moments are typed nowhere, fields of models that are read-only.
NEVER_SHOWN = re.compile("YYYY-MM-DD HH:MM|DD] |HH:MM")


def messages() -> dict[str, str]:
    """Messages of form fields, model fields and validators of Django."""
    found: dict[str, str] = {}
    for module, base in ((forms, forms.Field), (models, models.Field)):
        for cls in vars(module).values():
            if isinstance(cls, type) and issubclass(cls, base):
                found |= {f"{cls.__name__}.{key}": message for key, message in getattr(cls, "default_error_messages", {}).items()}
    found |= {name: thing.message for name, thing in vars(validators).items() if isinstance(getattr(thing, "message", None), Promise)}
    found |= {f"formset.{key}": message for key, message in forms.BaseFormSet.default_error_messages.items()}
    with translation.override("vi"):
        return {key: (message % 5 if "(lazy)" in repr(message) else str(message)) for key, message in found.items()}


def test_every_message_is_vietnamese() -> None:
    english = {key: text for key, text in messages().items() if text and not VIETNAMESE.search(text) and not NEVER_SHOWN.search(text)}
    assert not english


@pytest.mark.parametrize(
    ("validator", "value", "sentence"),
    [
        (validators.MaxLengthValidator(3), "abcd", "Nhập nhiều nhất 3 ký tự (đang có 4)."),
        (validators.MinLengthValidator(3), "a", "Nhập ít nhất 3 ký tự (đang có 1)."),
        (validators.MaxValueValidator(3), 4, "Giá trị này chỉ được đến 3."),
        (
            validators.FileExtensionValidator(["xlsx"]),
            type("File", (), {"name": "a.xls"}),
            "Không nhận tệp loại ‘xls’. Chọn tệp loại: xlsx.",
        ),
    ],
)
def test_numbers_are_filled_in(validator, value, sentence) -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as refused:
        validator(value)
    assert refused.value.messages == [sentence]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt (gettext) is not on this machine")
def test_compiled_words_are_those_of_the_source(tmp_path) -> None:
    subprocess.run(["msgfmt", "-o", tmp_path / "django.mo", FOLDER / "django.po"], check=True)

    def catalogue(folder: Path) -> dict[object, str]:
        with (folder / "django.mo").open("rb") as file:
            return gettext.GNUTranslations(file)._catalog

    assert catalogue(tmp_path) == catalogue(FOLDER)
