"""Poverty standards as data: one TOML file each, every number with its legal basis."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError

DATA = Path(__file__).resolve().parent.parent / "data" / "standards"


@dataclass(frozen=True, slots=True)
class Deprivation:
    """One of the indicators of lacking basic social services. ``confirmed`` is false where the text is a draft."""

    number: int
    dimension: str
    name: str
    threshold: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class AreaLimits:
    """Limits of one area type: đồng per person per month, and points of the scoring sheets."""

    income_limit: int
    average_upper: int | None
    income_score_max: int | None
    income_score_operator: str


@dataclass(frozen=True, slots=True)
class PovertyStandard:
    """A dated poverty standard (chuẩn nghèo đa chiều)."""

    code: str
    name: str
    legal_basis: str
    extended_by: str
    valid_from: date
    valid_to: date | None
    poor_min_deprivations: int
    points_per_deprivation: int
    window_months: int
    window_last_day_inside: bool
    window_source: str
    areas: dict[str, AreaLimits]
    deprivations: tuple[Deprivation, ...]
    income_source: str
    score_source: str

    @property
    def n_deprivations(self) -> int:
        """How many indicators the standard has."""
        return len(self.deprivations)

    def limits(self, area: str) -> AreaLimits:
        """Limits of an area type."""
        return self.areas[area]

    def deprivation(self, number: int) -> Deprivation:
        """The indicator with this printed number; DomainError when there is none."""
        for item in self.deprivations:
            if item.number == number:
                return item
        raise DomainError(f"Chuẩn {self.name} không có chỉ số thiếu hụt số {number}. Dùng số từ 1 đến {self.n_deprivations}.")


def _area(raw: dict[str, object]) -> AreaLimits:
    return AreaLimits(
        income_limit=int(str(raw["income_limit"])),
        average_upper=int(str(raw["average_upper"])) if "average_upper" in raw else None,
        income_score_max=int(str(raw["income_score_max"])) if "income_score_max" in raw else None,
        income_score_operator=str(raw.get("income_score_operator", "<=")),
    )


@cache
def all_standards() -> tuple[PovertyStandard, ...]:
    """Every standard in the data folder, oldest first."""
    found = []
    for path in sorted(DATA.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(
            PovertyStandard(
                code=raw["code"],
                name=raw["name"],
                legal_basis=raw["legal_basis"],
                extended_by=raw.get("extended_by", ""),
                valid_from=raw["valid_from"],
                valid_to=raw.get("valid_to"),
                poor_min_deprivations=raw["poor_min_deprivations"],
                points_per_deprivation=raw["points_per_deprivation"],
                window_months=raw["window"]["months"],
                window_last_day_inside=raw["window"]["last_day_inside"],
                window_source=raw["window"]["source"],
                areas={name: _area(area) for name, area in raw["areas"].items()},
                deprivations=tuple(
                    Deprivation(d["number"], d["dimension"], d["name"], d["threshold"], d.get("confirmed", True))
                    for d in raw["deprivations"]
                ),
                income_source=raw["income_source"],
                score_source=raw["score_source"],
            )
        )
    return tuple(sorted(found, key=lambda standard: standard.valid_from))


def standard_on(day: date) -> PovertyStandard:
    """The standard in force on ``day``; DomainError names the first and last known day otherwise."""
    for standard in all_standards():
        if standard.valid_from <= day and (standard.valid_to is None or day <= standard.valid_to):
            return standard
    first, last = all_standards()[0], all_standards()[-1]
    until = f" đến {format_dmy(last.valid_to)}" if last.valid_to else ""
    raise DomainError(f"Không có chuẩn nghèo cho ngày {format_dmy(day)}. Dữ liệu chuẩn có từ {format_dmy(first.valid_from)}{until}.")


def standard_for_decision(day: date) -> PovertyStandard:
    """The standard of a decision effective on ``day``; the nearest one for days outside all of them."""
    standards = all_standards()
    if day < standards[0].valid_from:
        return standards[0]
    return next((s for s in reversed(standards) if s.valid_from <= day), standards[0])


def standard_by_code(code: str) -> PovertyStandard:
    """The standard with this code; DomainError lists the known ones."""
    for standard in all_standards():
        if standard.code == code:
            return standard
    raise DomainError(f"Không có chuẩn nghèo mã “{code}”. Các mã đang có: {', '.join(s.code for s in all_standards())}.")


@cache
def number_of(standard_code: str, name: str) -> int | None:
    """The printed number of an indicator in a standard; None where that standard has no such indicator."""
    return next((item.number for item in standard_by_code(standard_code).deprivations if item.name == name), None)
