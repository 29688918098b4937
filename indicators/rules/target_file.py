"""The targets of a year as a data file (data/targets/YEAR.toml): read and checked before anything is written."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.errors import DomainError
from indicators.rules.measures import MEASURES
from indicators.rules.words import AssignedType, Comparison, Reading

DATA = Path(__file__).resolve().parent.parent / "data" / "targets"
Raw = dict[str, Any]


def available_years() -> list[int]:
    """Years for which a file of targets exists."""
    return sorted(int(path.stem) for path in DATA.glob("*.toml"))


@cache
def read_targets(year: int) -> list[Raw]:
    """The targets of a year, none without a file; DomainError when the file names something unknown."""
    path = DATA / f"{year}.toml"
    if not path.is_file():
        return []
    targets: list[Raw] = tomllib.loads(path.read_text(encoding="utf-8"))["targets"]
    problems = list(find_problems(targets))
    if problems:
        raise DomainError(f"Tệp chỉ tiêu {path.name} có lỗi: " + " ".join(problems))
    return targets


def find_problems(targets: list[Raw]) -> Iterator[str]:
    """Sentences about words and measures that the file uses and nobody knows."""
    codes = [raw["code"] for raw in targets]
    yield from (f"Mã ‘{code}’ dùng hai lần." for code in sorted({code for code in codes if codes.count(code) > 1}))
    for raw in targets:
        yield from _problems_of(raw)


def _problems_of(raw: Raw) -> Iterator[str]:
    code = raw["code"]
    for name in (raw["numerator"], raw["denominator"], *raw.get("reading_measures", {}).values()):
        if name and name not in MEASURES:
            yield f"{code}: không có phép đo ‘{name}’."
    if raw["operator"] and raw["operator"] not in set(Comparison):
        yield f"{code}: không có phép so sánh ‘{raw['operator']}’."
    if raw["operator"] and "value" not in raw:
        yield f"{code}: có phép so sánh mà thiếu mức giao."
    if raw["assigned_type"] not in set(AssignedType):
        yield f"{code}: không có loại giao ‘{raw['assigned_type']}’."
    for reading in {raw.get("reading", ""), *raw.get("reading_measures", {})} - {""}:
        if reading not in set(Reading):
            yield f"{code}: không có cách đọc ‘{reading}’."
