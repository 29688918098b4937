"""Uploaded workbooks on disk."""

from collections.abc import Collection
from pathlib import Path

from camphucnam.privacy.vault import Vault

FOLDER = "imports"
_VAULT = Vault(FOLDER, "Tệp đã tải lên không còn trên máy chủ. Bỏ lần nhập này và tải tệp lên lại.")


def folder() -> Path:
    """Where uploaded workbooks lie."""
    return _VAULT.folder


def keep(data: bytes) -> str:
    """Store a workbook and return its name."""
    return _VAULT.keep(data)


def fetch(stored_name: str) -> bytes:
    """The content of a stored workbook; DomainError when it is gone."""
    return _VAULT.fetch(stored_name)


def forget(stored_name: str) -> None:
    """Remove a stored workbook; nothing happens when it is gone already."""
    _VAULT.forget(stored_name)


def forget_strays(known: Collection[str], older_than: float) -> int:
    """Remove workbooks that no row names any more; how many."""
    return _VAULT.forget_strays(known, older_than)
