"""A register and a file as plain facts, and the plan that comes of them. No database."""

from datetime import date
from typing import Any

from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.importing.plan import ImportOptions, ImportPlan
from households.rules.importing.planner import plan_import
from households.rules.importing.register import KnownDecision, KnownGroup, KnownHousehold, KnownMember, Register
from households.rules.transitions import RecognisedPeriod
from households.rules.workbook.grid import Sheet
from households.rules.workbook.parse import parse_workbook
from tests.data.workbooks import (
    ESCAPED_HEADS,
    ESCAPED_NEAR_TITLE,
    ESCAPED_TITLE,
    MARKS,
    STANDING_HEADS,
    STANDING_TITLE,
    Home,
    family,
    rows_of,
)

TODAY = date(2026, 11, 23)
OLD, NEW = ("1/QĐ-UBND", date(2022, 12, 8)), ("215/QĐ-UBND", date(2023, 12, 8))
POOR, NEAR_POOR, NOT_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
GROUPS = [KnownGroup(1, "TDP01", "TDP 01 (ví dụ)"), KnownGroup(2, "TDP02", "TDP 02 (ví dụ)")]


def sheets(standing: list[Home] = (), escaped: list[Home] = (), near: list[Home] = ()) -> list[Sheet]:  # type: ignore[assignment]
    """The three sheets as the child process would hand them back."""
    found = []
    for name, title, heads, homes in (
        ("HN, CN", STANDING_TITLE, [*STANDING_HEADS, *MARKS], standing),
        ("Thoát nghèo", ESCAPED_TITLE, ESCAPED_HEADS, escaped),
        ("Thoát CN", ESCAPED_NEAR_TITLE, ESCAPED_HEADS, near),
    ):
        rows: list[tuple[int, list[Any]]] = [(4, [None, title]), (7, [None, *heads]), *enumerate(rows_of(homes, heads), 8)]
        found.append(Sheet(name, rows))
    return found


def known(
    number: int, household_class: HouseholdClass = POOR, *, group: int = 1, since: date = OLD[1], size: int = 2, **more: Any
) -> KnownHousehold:
    """Household ``number`` of the register, with the people of ``family(number)`` and one decision."""
    people = [
        KnownMember(
            number * 10 + place,
            number,
            person.name,
            person.name.lower(),
            person.relation,
            {"Nam": "male", "Nữ": "female"}[person.sex],
            date(int(person.birth[6:]), int(person.birth[3:5]), int(person.birth[:2])),
            "day",
            "Kinh",
            person.personal_id,
            None,
            place == 0,
            None,
            place,
        )
        for place, person in enumerate(family(number, size).people)
    ]
    for person in people:
        person.folded = person.name.replace("Nguyễn Văn", "nguyen van").replace("Trần Thị", "tran thi").replace("Ví Dụ", "vi du")
    opened = Opening.NEW if household_class is not NOT_POOR else Opening.RECORDED
    fact = PeriodFact(household_class, since, None, opened, number)
    fields: dict[str, Any] = {"address": "", "phone": "", "minority": None, "no_labour": None, "has_merit": None, "causes": "", "note": ""}
    return KnownHousehold(
        number,
        f"TDP0{group}-{number:04d}",
        group,
        people[0].name,
        "urban",
        **{**fields, **more},
        members=people,
        history=[RecognisedPeriod(fact, frozenset({OLD}))],
        stay=(number, None),
    )


def plan(*homes: Home, register: list[KnownHousehold] = (), escaped: list[Home] = (), near: list[Home] = (), **options: Any) -> ImportPlan:  # type: ignore[assignment]
    book = parse_workbook(sheets(list(homes), escaped, near), today=TODAY)
    households = {household.pk: household for household in register}
    decisions = [KnownDecision(1, OLD[0], OLD[1], OLD[1])]
    return plan_import(
        book, Register(list(GROUPS), households, decisions, "urban"), ImportOptions(**options), index=lambda text: text, today=TODAY
    )


def messages(found: ImportPlan) -> str:
    return " | ".join(problem.message for problem in found.problems.errors)
