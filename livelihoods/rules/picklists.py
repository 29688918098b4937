"""Picklists and terms of the registers, from data/registers.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REGISTERS = Path(__file__).resolve().parent.parent / "data" / "registers.toml"


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a picklist. ``counts``: whether it is among what a target names."""

    code: str
    name: str
    counts: bool = True


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(REGISTERS.read_text(encoding="utf-8"))


@cache
def _choices(name: str) -> tuple[Choice, ...]:
    return tuple(Choice(**item) for item in _data()[name])


def model_kinds() -> tuple[Choice, ...]:
    """Kinds of livelihood model."""
    return _choices("model_kinds")


def training_levels() -> tuple[Choice, ...]:
    """Levels of vocational training."""
    return _choices("training_levels")


def trust_organisations() -> tuple[Choice, ...]:
    """Mass organisations that look after loans in trust."""
    return _choices("trust_organisations")


def pairs(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """For a form field."""
    return [(item.code, item.name) for item in choices]


def name_of(choices: tuple[Choice, ...], code: str) -> str:
    """The word of a stored code; the code itself for one that has left the list."""
    return next((item.name for item in choices if item.code == code), code)


def check_after_months() -> int:
    """Months after which a placement is asked about again."""
    return int(_data()["placement"]["check_after_months"])


def due_within_days() -> tuple[int, ...]:
    """Days ahead for which loans falling due are listed, shortest first."""
    return tuple(sorted(_data()["loans"]["due_within_days"]))
