"""Money and grants of the demonstration year. Amounts, papers and donors are invented."""

from datetime import date
from random import Random
from typing import Any

from activities.models import Activity
from activities.rules.words import ActivityState
from camphucnam.accounts.models import User
from camphucnam.office.demo.register import RegisterWriter
from households.models import Household
from households.rules.classes import STANDING_CLASSES
from households.selectors.standings import standings_on
from registers.models import Kept
from support import models as m
from support.rules.words import GrantKind, GrantState, Purpose
from support.selectors.codes import contents_of_year

MILLION = 1_000_000
N_HOMES = 24
# code, source, needed, allocated (in millions)
LINES = (
    ("DA2", "trung-uong", 300, 240),
    ("DA2", "phuong", 40, 30),
    ("DA3.TDA1", "trung-uong", 120, 90),
    ("DA4.TDA1", "tinh", 25, 20),
    ("DA5.TDA1", "phuong", 15, 15),
    ("DA6.TDA1", "thanh-pho", None, 12),
    ("CS3", "phuong", 12, 10),
    ("CS5", "vi-nguoi-ngheo", 280, 240),
    ("CS7", "phuong", 30, 36),
)


class SupportWriter:
    """Writes lines, payments and grants for households that stand on the list."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.by, self.year = random, writer.ward, by, year
        standings = standings_on(self.ward.pk, date(year, 1, 15))
        poor = [pk for pk, item in standings.items() if item.household_class in STANDING_CLASSES]
        self.homes = list(Household.objects.filter(pk__in=poor).order_by("code")[:N_HOMES])
        self.classes = {pk: item.household_class for pk, item in standings.items() if item.household_class}
        self.vouchers = 0

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def write(self) -> None:
        """Everything."""
        lines = self._lines()
        self._grants(lines["CS7", "phuong"], "Quà Tết cho hộ nghèo, hộ cận nghèo (ví dụ)", 1, self.homes, MILLION // 2, paid=True)
        cow = {"kind": GrantKind.IN_KIND, "item": "bò giống", "quantity": 1, "unit": "con"}
        self._grants(lines["DA2", "trung-uong"], "Hỗ trợ bò giống sinh sản (ví dụ)", 5, self.homes[:6], 15 * MILLION, paid=True, **cow)
        self._grants(lines["CS5", "vi-nguoi-ngheo"], "Hỗ trợ sửa nhà (ví dụ)", 8, self.homes[6:8], 40 * MILLION, paid=False)
        self._gifts()
        self._double(lines["DA3.TDA1", "trung-uong"])
        self._other(lines)

    def _lines(self) -> dict[tuple[str, str], m.BudgetLine]:
        m.Settlement.objects.bulk_create(
            self.row(m.Settlement, year=self.year, source=source) for source in dict.fromkeys(item[1] for item in LINES)
        )
        lines = m.BudgetLine.objects.bulk_create(
            self.row(m.BudgetLine, year=self.year, code=code, source=source, content=self._content(code, source),
                     planned_dong=None if need is None else need * MILLION)
            for code, source, need, _ in LINES
        )  # fmt: skip
        entries = [
            self.row(m.AllocationEntry, line=line, on=date(self.year, 1, 10), document_number=f"{n + 10}/QĐ-VD",
                     amount_dong=item[3] * MILLION)
            for n, (line, item) in enumerate(zip(lines, LINES, strict=True))
        ]  # fmt: skip
        entries.append(
            self.row(m.AllocationEntry, line=lines[0], on=date(self.year, 7, 3), document_number="57/QĐ-VD", amount_dong=-20 * MILLION,
                     note="Điều chuyển sang nội dung khác (ví dụ)")
        )  # fmt: skip
        m.AllocationEntry.objects.bulk_create(entries)
        return {(line.code, line.source): line for line in lines}

    def _content(self, code: str, source: str) -> str:
        """The ward's own money of Dự án 2 is for one content of the plan; the rest is for the whole."""
        return contents_of_year(self.ward.pk, self.year)["DA2"][2] if (code, source) == ("DA2", "phuong") else ""

    def _pay(self, line: m.BudgetLine, paid_on: date, amount: int, **fields: Any) -> m.Disbursement:
        self.vouchers += 1
        row: m.Disbursement = self.row(
            m.Disbursement, line=line, paid_on=paid_on, voucher_number=f"CT{self.vouchers:03d}", amount_dong=amount, **fields
        )
        row.save()
        return row

    def _contract(self, line: m.BudgetLine, on: date, number: str, purpose: str, amount: int) -> m.Commitment:
        row: m.Commitment = self.row(m.Commitment, line=line, on=on, document_number=number, purpose=purpose, amount_dong=amount)
        row.save()
        return row

    def _grants(self, line: m.BudgetLine, name: str, month: int, homes: list[Household], value: int, *, paid: bool, **thing: Any) -> None:
        """A list; things (not money) are bought and paid under a contract."""
        decided, given, whole = date(self.year, month, 12), date(self.year, month, 18), value * len(homes)
        batch = self.row(m.GrantBatch, name=name, line=line, code=line.code, value_dong=value, decided_on=decided, **thing)
        batch.save()
        bought = self._contract(line, decided, "05/HĐ-VD", f"Mua {thing['item']} (ví dụ)", whole) if thing and homes else None
        voucher = self._pay(line, given, whole, purpose=Purpose.GRANTS, commitment=bought) if paid and homes else None
        common = {"batch": batch, "line": line, "commitment": bought, "disbursement": voucher, "decided_on": decided}
        state = {"state": GrantState.GIVEN, "given_on": given} if paid else {}
        m.Grant.objects.bulk_create(self._grant(home, code=line.code, value_dong=value, **common, **state, **thing) for home in homes)

    def _grant(self, home: Household, **fields: Any) -> m.Grant:
        basis = {"class_then": self.classes.get(home.pk, ""), "is_eligible": True, "basis": "Dữ liệu minh họa"}
        row: m.Grant = self.row(m.Grant, household=home, **basis, **fields)
        return row

    def _gifts(self) -> None:
        day = date(self.year, 9, 20)
        m.Grant.objects.bulk_create(
            self._grant(
                home, code="CS7", kind=GrantKind.IN_KIND, item="gạo", quantity=10, unit="kg", donor="Nhà hảo tâm Ví Dụ", decided_on=day,
                state=GrantState.GIVEN, given_on=day,
            )
            for home in self.homes[:8]
        )  # fmt: skip

    def _double(self, line: m.BudgetLine) -> None:
        """A second support of production in one year, with the reason."""
        day = date(self.year, 10, 5)
        for home in self.homes[:1]:
            self._grant(
                home, code=line.code, line=line, value_dong=5 * MILLION, decided_on=day, conflict="Đã có hỗ trợ DA2 trong năm (ví dụ).",
                conflict_reason="Thay giống chết vì dịch bệnh (ví dụ)",
            ).save()  # fmt: skip

    def _other(self, lines: dict[tuple[str, str], m.BudgetLine]) -> None:
        training, loudspeakers = lines["DA6.TDA1", "thanh-pho"], lines["DA5.TDA1", "phuong"]
        contract = self._contract(loudspeakers, date(self.year, 3, 1), "03/HĐ-VD", "Sửa cụm loa (ví dụ)", 9 * MILLION)
        self._pay(loudspeakers, date(self.year, 4, 5), 5 * MILLION, purpose=Purpose.OTHER, reason="Đợt 1 sửa cụm loa", commitment=contract)
        held = Activity.objects.in_ward(self.ward.pk).filter(subproject__code="DA6.TDA1", state=ActivityState.DONE).first()
        if held is not None:
            self._pay(training, date(self.year, 2, 20), 2 * MILLION, purpose=Purpose.ACTIVITY, activity=held)
        self._pay(training, date(self.year, 2, 22), 2 * MILLION, purpose=Purpose.OTHER, reason="In tài liệu tập huấn (ví dụ)")


def write_support(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The money and grants of the demonstration year."""
    SupportWriter(random, writer, people["taichinh"], year).write()
