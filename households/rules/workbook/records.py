"""What was read: households with their members, sheet by sheet."""

from dataclasses import dataclass, field
from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from households.rules.classes import HouseholdClass
from households.rules.workbook.problems import Problems


class SheetKind(LabelledEnum):
    """What a sheet lists, by its title and headings."""

    STANDING = "poor_and_near_poor", "Hộ nghèo, hộ cận nghèo sau rà soát"
    ESCAPED_POVERTY = "escaped_poverty", "Hộ thoát nghèo"
    ESCAPED_NEAR_POVERTY = "escaped_near_poverty", "Hộ thoát cận nghèo"


@dataclass(slots=True)
class MemberRecord:
    """One member as read. ``sex``, ``birth_precision`` use the values of the register."""

    row: int
    name: str
    relation: str = ""
    is_head: bool = False
    sex: str = ""
    birth_on: date | None = None
    birth_precision: str = "day"
    ethnicity: str = ""
    personal_id: str = ""
    has_merit: bool | None = None
    card: str = ""
    card_to: date | None = None


@dataclass(slots=True)
class HouseholdRecord:
    """One household as read; None and empty mean that the sheet does not say.

    ``deprived`` and ``answered`` are printed numbers of indicators; ``answered`` is empty where the sheet has no marks.
    """

    sheet: "SheetRecord"
    row: int
    number: str = ""
    code: str = ""
    head_name: str = ""
    group_name: str = ""
    address: str = ""
    phone: str = ""
    household_class: HouseholdClass | None = None
    decision_number: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    b1: int | None = None
    b2: int | None = None
    deprived: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()
    minority: bool | None = None
    no_labour: bool | None = None
    has_merit: bool | None = None
    causes: str = ""
    note: str = ""
    stated_size: int | None = None
    members: list[MemberRecord] = field(default_factory=list)

    @property
    def head(self) -> MemberRecord:
        """The member who is the head; the first where none is marked."""
        return next((member for member in self.members if member.is_head), self.members[0])


@dataclass(slots=True)
class SheetRecord:
    """One sheet: ``rows`` are data rows read, ``skipped`` the headings, block titles, totals and blank rows below the first heading."""

    name: str
    kind: SheetKind | None
    rows: int = 0
    skipped: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    households: list[HouseholdRecord] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """The whole file as read, with everything that was noticed."""

    sheets: list[SheetRecord] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    def of_kind(self, *kinds: SheetKind) -> list[HouseholdRecord]:
        """Households of the sheets of some kinds, in the order of the file."""
        return [household for sheet in self.sheets if sheet.kind in kinds for household in sheet.households]
