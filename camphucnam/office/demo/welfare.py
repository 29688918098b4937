"""The registers of the regular policies in the demonstration year. Every name, number and amount of a person is invented."""

from datetime import date, timedelta
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.office.demo.register import RegisterWriter
from households.models import Member
from households.rules.classes import HouseholdClass
from households.selectors.standings import standings_on
from registers.models import Kept
from welfare import models as m
from welfare.rules.insurance import LACKS
from welfare.rules.words import Payer
from welfare.selectors.insurance import cards_of, insured_on

N_ASSISTED = 10
GROUPS = ("allowance_severe", "allowance_very_severe", "allowance_elderly_80", "allowance_single_parent")


class WelfareWriter:
    """Writes the registers for households that are followed."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.by, self.year = random, writer.ward, by, year
        self.classes = {pk: row.household_class for pk, row in standings_on(self.ward.pk, date(year, 3, 1)).items()}
        poor = (HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
        self.homes = [row.pk for _, row in writer.rows_by_home() if self.classes.get(row.pk) in poor]
        here = Member.objects.filter(household__in=self.homes, left_on__isnull=True, joined_on__isnull=True)
        self.people = list(here.select_related("household").order_by("household__code", "sort_order"))
        self.heads = [person for person in self.people if person.is_head]

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def write(self) -> None:
        """Everything."""
        self._batches()
        self._assistance()

    def _batches(self) -> None:
        drawn = date(self.year, 1, 5)
        lacking = [row for row in insured_on(self.ward.pk, drawn) if row.cover in LACKS]
        days = {"drawn_on": drawn, "from_on": date(self.year, 1, 10), "to_on": date(self.year, 12, 31)}
        first = m.InsuranceBatch.objects.create(
            ward=self.ward, recorded_by=self.by, title="Mua thẻ BHYT đợt 1 (ví dụ)", payer=Payer.BUDGET, **days,
            sent_on=date(self.year, 1, 9), document="Danh sách ví dụ số 01",
        )  # fmt: skip
        half = len(lacking) // 2
        rows = [self._line(first, row) for row in lacking[:half]]
        for row in rows[::6]:
            row.refused_reason = "Thiếu số định danh (ví dụ)"
        second = m.InsuranceBatch.objects.create(
            ward=self.ward, recorded_by=self.by, title="Mua thẻ BHYT đợt 2 (ví dụ)", payer=Payer.BUDGET_PART,
            drawn_on=date(self.year, 4, 3), from_on=date(self.year, 5, 1), to_on=date(self.year, 12, 31),
        )  # fmt: skip
        m.InsuranceLine.objects.bulk_create([*rows, *(self._line(second, row) for row in lacking[half : half + 12])])
        self._hand_over(first)

    def _line(self, batch: m.InsuranceBatch, row: Any) -> m.InsuranceLine:
        kind = row.household_class or ""
        found: m.InsuranceLine = self.row(
            m.InsuranceLine, batch=batch, member=row.member, household=row.member.household, household_class=kind, cover=row.cover
        )
        return found

    def _hand_over(self, batch: m.InsuranceBatch) -> None:
        """Some got a card that the register already knew by its number; the others wait."""
        waiting = list(m.InsuranceLine.objects.filter(batch=batch, refused_reason="").select_related("member"))
        known = cards_of([line.member_id for line in waiting])
        for line in waiting:
            card = line.member.cards.order_by("-pk").first() if line.member_id in known else None
            if card is not None:
                line.card, line.issued_on = card, date(self.year, 1, 20)
        m.InsuranceLine.objects.bulk_update(waiting, ["card", "issued_on"])

    def _assistance(self) -> None:
        began = date(self.year - 1, 7, 1)
        rows = []
        for n, person in enumerate(self.heads[:N_ASSISTED]):
            code = GROUPS[n % len(GROUPS)]
            decided = {"number": f"{n + 1:02d}/QĐ-VD", "decided_on": began + timedelta(days=20), "from_on": began} if n % 4 != 3 else {}
            ended = {"to_on": date(self.year, 3, 31), "end_reason": "Chuyển nơi ở (ví dụ)"} if n == 4 else {}
            times = 2 if code == "allowance_single_parent" else 1
            rows.append(
                self.row(
                    m.AssistanceCase, member=person, household=person.household, code=code, times=times, eligible_on=began,
                    **decided, **ended,
                )
            )  # fmt: skip
        m.AssistanceCase.objects.bulk_create(rows)


def write_welfare(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The registers of the regular policies of the demonstration year."""
    WelfareWriter(random, writer, people["canbo"], year).write()
