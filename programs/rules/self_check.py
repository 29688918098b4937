"""The public self-check: questions in plain words, and the classes that the answers suggest. A suggestion, never a decision."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from pathlib import Path

from camphucnam.kernel.numbers import format_dong
from households.rules.classes import HouseholdClass
from households.rules.classification import Facts, Verdict, classify
from households.rules.standards import PovertyStandard

DATA = Path(__file__).resolve().parent.parent / "data" / "self_check.toml"
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator as a question; ``lacks`` is the answer (yes or no) that means that the household lacks it."""

    number: int
    dimension: str
    text: str
    help: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Band:
    """A band of income, with an income (đồng per person per month) inside it; None where the household does not know."""

    code: str
    label: str
    income: int | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: the income inside the chosen band, indicators lacked, and those that are not known."""

    area: str
    income: int | None
    lacking: frozenset[int]
    unknown: frozenset[int]


@cache
def _texts() -> dict[str, dict[str, str]]:
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {item["name"]: item for item in raw["questions"]}


@cache
def is_verified() -> bool:
    """Whether somebody has compared the wording of the questions with the text of law."""
    return bool(tomllib.loads(DATA.read_text(encoding="utf-8"))["verified"])


def questions(standard: PovertyStandard) -> tuple[Question, ...]:
    """The questions of a standard, in its order; indicators without a question are left out."""
    known = _texts()
    return tuple(
        Question(item.number, item.dimension, known[item.name]["text"], known[item.name].get("help", ""), known[item.name]["lacks"])
        for item in standard.deprivations
        if item.name in known
    )


def bands(standard: PovertyStandard) -> tuple[Band, ...]:
    """The bands of income between all limits of the standard, of both areas: so an answer means the same wherever one lives. Each
    comes with an income that the classification treats like every other one in it."""
    limits = sorted({limit for area in standard.areas.values() for limit in (area.income_limit, area.average_upper) if limit is not None})
    found = [Band(str(limits[0]), f"Từ {format_dong(limits[0])} trở xuống", limits[0])]
    found += [Band(str(high), f"Trên {format_dong(low)} đến {format_dong(high)}", high) for low, high in pairwise(limits)]
    return (*found, Band("above", f"Trên {format_dong(limits[-1])}", limits[-1] + 1), Band(UNKNOWN, "Không tính được", None))


def read_answers(area: str, band: Band, given: Mapping[int, str], standard: PovertyStandard) -> Answers:
    """``given``: yes, no or unknown by the number of the indicator; what is not asked or not answered is not known."""
    lacks = {item.number: item.lacks for item in questions(standard)}
    lacking = frozenset(number for number, answer in given.items() if answer == lacks.get(number))
    unknown = frozenset(item.number for item in standard.deprivations if given.get(item.number, UNKNOWN) not in (YES, NO))
    return Answers(area, band.income, lacking, unknown)


def suggest(answers: Answers, standard: PovertyStandard) -> tuple[Verdict, ...]:
    """Every class that the answers allow, the poorest first, each with its reasons; one when nothing decisive is unknown."""
    known = [answers.income] if answers.income is not None else [band.income for band in bands(standard)]
    incomes = [income for income in known if income is not None]
    found = {verdict.household_class: verdict for verdict in _verdicts(answers, incomes, standard)}
    return tuple(found[item] for item in HouseholdClass if item in found)


def _verdicts(answers: Answers, incomes: Iterable[int], standard: PovertyStandard) -> Iterator[Verdict]:
    for income, lacking in product(incomes, (answers.lacking | answers.unknown, answers.lacking)):
        yield classify(Facts(answers.area, lacking, income=income), standard)
