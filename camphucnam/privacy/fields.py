"""A text column that is encrypted in the database and plain in Python."""

from typing import Any

from django.db import models

from camphucnam.privacy.cipher import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Stores Fernet tokens. It cannot be searched: look values up by a blind index column beside it."""

    def get_prep_value(self, value: Any) -> str:
        return encrypt(value or "")

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str:
        return decrypt(value or "")

    def get_lookup(self, lookup_name: str) -> Any:
        raise TypeError(f"{self.name} is encrypted and cannot be filtered by {lookup_name!r}; use its blind index.")
