"""A plan as a data file (data/plans/YEAR.toml): read and checked before anything is written."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError
from programs.rules.words import (
    AgencyKind,
    BasisRole,
    BeneficiaryClass,
    DueRule,
    DutyKind,
    FindingKind,
    Rhythm,
    RuleKind,
    RuleUnit,
    SectionKind,
    Trait,
)

DATA = Path(__file__).resolve().parent.parent / "data" / "plans"
Raw = dict[str, Any]


def available_years() -> list[int]:
    """Years for which a plan file exists."""
    return sorted(int(path.stem) for path in DATA.glob("*.toml"))


@cache
def read_plan(year: int) -> Raw:
    """The plan of a year; DomainError when there is no file or the file names something unknown."""
    path = DATA / f"{year}.toml"
    if not path.is_file():
        raise DomainError(
            f"Chưa có tệp dữ liệu kế hoạch năm {year}. Các năm đang có: {', '.join(map(str, available_years())) or 'chưa có'}."
        )
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    problems = list(find_problems(raw))
    if problems:
        raise DomainError(f"Tệp {path.name} có lỗi: " + " ".join(problems))
    return raw


def rules_of(raw: Raw) -> Iterator[Raw]:
    """Every beneficiary rule of a plan file: of sub-projects, of their contents, of policies."""
    for subproject in raw["subprojects"]:
        yield from subproject.get("rules", [])
        for content in subproject["contents"]:
            if "rule" in content:
                yield content["rule"]
    for policy in raw["policies"]:
        yield from policy.get("rules", [])


def find_problems(raw: Raw) -> Iterator[str]:
    """Sentences about words, codes and references that the file uses and nobody knows."""
    yield from _words(raw)
    yield from _references(raw)


def _unknown(values: list[str], words: type[LabelledEnum], where: str) -> Iterator[str]:
    known = {member.value for member in words}
    yield from (f"{where}: không có từ ‘{value}’." for value in values if value not in known)


def _words(raw: Raw) -> Iterator[str]:
    for rule in rules_of(raw):
        yield from _unknown(rule["classes"], BeneficiaryClass, rule["code"])
        yield from _unknown(rule["traits"], Trait, rule["code"])
        yield from _unknown([rule["kind"]], RuleKind, rule["code"])
        yield from _unknown([rule["unit"]], RuleUnit, rule["code"])
    for key, field, words in (
        ("agencies", "kind", AgencyKind),
        ("findings", "kind", FindingKind),
        ("duties", "kind", DutyKind),
        ("duties", "before_rule", DueRule),
        ("legal_bases", "role", BasisRole),
    ):
        for item in raw[key]:
            yield from _unknown([item[field]], words, f"{key} {item['code']}")
    for agency in raw["agencies"]:
        for task in agency.get("tasks", []):
            yield from _unknown([task.get("rhythm", Rhythm.NONE.value)], Rhythm, task["code"])
    for subproject in raw["subprojects"]:
        yield from _unknown([section["kind"] for section in subproject["sections"]], SectionKind, subproject["code"])


def _references(raw: Raw) -> Iterator[str]:
    agencies = {agency["code"] for agency in raw["agencies"]}
    projects = {project["code"] for project in raw["projects"]}
    for subproject in raw["subprojects"]:
        if subproject["project"] not in projects:
            yield f"{subproject['code']}: không có dự án ‘{subproject['project']}’."
        if subproject["lead"] not in agencies:
            yield f"{subproject['code']}: không có đơn vị ‘{subproject['lead']}’."
    for policy in raw["policies"]:
        yield from (f"{policy['code']}: không có đơn vị ‘{owner}’." for owner in policy["owners"] if owner not in agencies)
    for name in ("subprojects", "policies", "agencies", "sections", "findings", "legal_bases"):
        codes = [item["code"] for item in raw[name]]
        yield from (f"{name}: mã ‘{code}’ dùng hai lần." for code in sorted({code for code in codes if codes.count(code) > 1}))
