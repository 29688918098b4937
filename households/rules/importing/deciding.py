"""Which decision a row stands for, and on which day it takes effect."""

from collections.abc import Iterable
from datetime import date

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.text import fold
from households.rules.importing.plan import DecisionUse, ImportOptions
from households.rules.importing.register import KnownDecision
from households.rules.workbook.problems import Place
from households.rules.workbook.records import HouseholdRecord, SheetKind, Workbook

NUMBER_LENGTH = 60


def _key(number: str, signed_on: date) -> tuple[str, date]:
    return "".join(fold(number).split()), signed_on


class DecisionBook:
    """Resolves the decision of every household; one decision has one spelling and one effective day."""

    def __init__(self, book: Workbook, known: Iterable[KnownDecision], options: ImportOptions) -> None:
        self.options = options
        self._known = {_key(decision.number, decision.signed_on): decision for decision in known}
        self._used: dict[tuple[str, date], DecisionUse] = {}
        self._days = _days_by_number(book, "signed_on")
        self._effective = _days_by_number(book, "effective_on")
        self._single = self._single_of(book.of_kind(SheetKind.STANDING))
        self._warned: set[str] = set()

    def of(self, record: HouseholdRecord, place: Place) -> DecisionUse | None:
        """The decision of a household: its own row, the chosen one, or for exits the only one of the standing list."""
        number = record.decision_number or self.options.decision_number
        signed_on = record.signed_on or self._day_for(record, number)
        if not number and self._single is not None and record.sheet.kind is not SheetKind.STANDING:
            number, signed_on = self._single[0], record.signed_on or self._single[1]
            self._warn_single(record, place)
        if not number:
            place.error(
                "decision", "Thiếu số quyết định công nhận. Ghi ở cột QĐ công nhận, hoặc nhập số và ngày quyết định chung khi tải tệp."
            )
            return None
        if signed_on is None:
            place.error(
                "signed_on",
                f"Thiếu ngày ban hành của quyết định {number}. Ghi ở cột Ngày ban hành QĐ, hoặc nhập ngày ký chung khi tải tệp.",
            )
            return None
        return self._use(number, signed_on, record, place)

    def _day_for(self, record: HouseholdRecord, number: str) -> date | None:
        if record.decision_number and record.decision_number != self.options.decision_number:
            days = self._days.get(fold(record.decision_number), set())
            return next(iter(days)) if len(days) == 1 else (self.options.signed_on if not days else None)
        return self.options.signed_on

    def _use(self, number: str, signed_on: date, record: HouseholdRecord, place: Place) -> DecisionUse:
        key = _key(number, signed_on)
        stated = record.effective_on or self.options.effective_on
        known, used = self._known.get(key), self._used.get(key)
        if used is None:
            if known is not None:
                used = DecisionUse(known.number, known.signed_on, known.effective_on, known.pk)
            else:
                used = DecisionUse(number[:NUMBER_LENGTH], signed_on, stated or self._only_effective(number) or signed_on)
            self._used[key] = used
        if stated is not None and stated != used.effective_on:
            place.error(
                "effective_on" if record.effective_on else "decision",
                f"Quyết định {used.number} đã có ngày hiệu lực {format_dmy(used.effective_on)}, không phải {format_dmy(stated)}. "
                "Một quyết định chỉ có một ngày hiệu lực; sửa lại cho giống nhau.",
            )
        return used

    def _only_effective(self, number: str) -> date | None:
        """The effective day that other rows of the same decision state, where they agree."""
        days = self._effective.get(fold(number), set())
        return next(iter(days)) if len(days) == 1 else None

    def _warn_single(self, record: HouseholdRecord, place: Place) -> None:
        if record.sheet.name in self._warned or self._single is None:
            return
        self._warned.add(record.sheet.name)
        place.problems.warn(
            f"Trang này không ghi quyết định nên dùng quyết định {self._single[0]} ngày {format_dmy(self._single[1])} "
            "của danh sách hộ nghèo, hộ cận nghèo trong cùng tệp. Nếu khác thì nhập số và ngày quyết định chung khi tải tệp.",
            sheet=record.sheet.name,
        )

    def _single_of(self, standing: Iterable[HouseholdRecord]) -> tuple[str, date] | None:
        found: dict[tuple[str, date], tuple[str, date]] = {}
        for record in standing:
            number = record.decision_number or self.options.decision_number
            signed_on = record.signed_on or self._day_for(record, number)
            if number and signed_on:
                found.setdefault(_key(number, signed_on), (number, signed_on))
        return next(iter(found.values())) if len(found) == 1 else None


def _days_by_number(book: Workbook, field: str) -> dict[str, set[date]]:
    days: dict[str, set[date]] = {}
    for record in book.of_kind(*SheetKind):
        day = getattr(record, field)
        if record.decision_number and day:
            days.setdefault(fold(record.decision_number), set()).add(day)
    return days
