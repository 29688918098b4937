"""The registers of the regular policies in the demonstration year. Every name, number and amount of a person is invented."""

from datetime import date, timedelta
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from camphucnam.office.demo.register import RegisterWriter
from households.models import DwellingFact, InsuranceCard, Member, MemberFact
from households.rules.classes import HouseholdClass
from households.rules.facts import DwellingKind, FactKind
from households.selectors.standings import standings_on
from registers.models import Kept
from welfare import models as m
from welfare.rules.housing import HousingFund as Fund
from welfare.rules.housing import HousingKind as Kind
from welfare.rules.housing import HousingStage as Stage
from welfare.rules.insurance import LACKS
from welfare.rules.legal import LegalField, LegalForm, LegalGround
from welfare.rules.relief import ReliefKind
from welfare.rules.schooling import SchoolSupportKind as School
from welfare.rules.words import Payer
from welfare.selectors.education import children_on
from welfare.selectors.insurance import cards_of, insured_on
from welfare.selectors.relief import persons_in

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
        self._gaps()
        self._batches()
        self._assistance()
        self._houses()
        self._schooling()
        self._legal_aid()
        self._relief()

    def _gaps(self) -> None:
        """Some cards ended before the year began; some people said why they have none."""
        ended = [person.pk for person in self.people[::5]]
        InsuranceCard.objects.filter(member__in=ended).update(to_on=date(self.year - 1, 12, 31))
        answers = ("waiting", "missing_papers", "other_scheme")
        MemberFact.objects.bulk_create(
            MemberFact(
                member_id=pk, kind=FactKind.INSURANCE_ABSENCE, value=answers[n % 3], on=date(self.year, 1, 3), source="Hỏi tại nhà (ví dụ)",
                recorded_by=self.by,
            )
            for n, pk in enumerate(ended[::2])
        )  # fmt: skip

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
            card = line.member.cards.counting().order_by("-pk").first() if line.member_id in known else None
            if card is not None:
                card.to_on = batch.to_on
                card.save(update_fields=["to_on"])
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

    def _houses(self) -> None:
        near = [person for person in self.heads if self.classes.get(person.household_id) is HouseholdClass.NEAR_POOR]
        wanted = [*near[:2], *[person for person in self.heads if person not in near[:2]][:4]]
        stages = (Stage.HANDED_OVER, Stage.UNDER_WAY, Stage.HANDED_OVER, Stage.APPROVED, Stage.PROPOSED, Stage.DROPPED)
        DwellingFact.objects.bulk_create(
            DwellingFact(
                household=person.household, kind=DwellingKind.HOUSE_STATE, value="temporary", on=date(self.year - 1, 11, 20),
                source="Rà soát (ví dụ)", recorded_by=self.by,
            )
            for person in self.heads[:10:2]
            if not person.household.dwelling_facts.filter(kind=DwellingKind.HOUSE_STATE, on=date(self.year - 1, 11, 20)).exists()
        )  # fmt: skip
        cases = m.HousingCase.objects.bulk_create(self._house(person, stage) for person, stage in zip(wanted, stages, strict=False))
        m.HousingMoney.objects.bulk_create(
            self.row(m.HousingMoney, case=case, fund=fund, amount_dong=amount, paid_on=date(self.year, 3, 20), note="Đợt 1 (ví dụ)")
            for case in cases
            if case.approved_on and not case.dropped_on
            for fund, amount in ((Fund.FUND_FOR_POOR, 30_000_000), (Fund.FAMILY, 12_000_000))
        )

    def _house(self, person: Member, stage: Stage) -> m.HousingCase:
        reached = list(Stage).index(stage)
        days = {
            "approved_on": date(self.year, 2, 15), "started_on": date(self.year, 3, 10), "handed_over_on": date(self.year, 5, 20),
        }  # fmt: skip
        given = {} if stage is Stage.DROPPED else dict(list(days.items())[:reached])
        dropped = {"dropped_on": date(self.year, 3, 1), "dropped_reason": "Hộ chuyển đi nơi khác (ví dụ)"} if stage is Stage.DROPPED else {}
        approved = {"decision": "15/QĐ-VD", "approved_dong": 30_000_000} if "approved_on" in given else {}
        case: m.HousingCase = self.row(
            m.HousingCase, household=person.household, household_class=self.classes[person.household_id], stage=stage,
            kind=Kind.NEW if person.pk % 2 else Kind.REPAIR, condition="Tình trạng nhà: tạm bợ (ví dụ)", proposed_on=date(self.year, 1, 16),
            **given, **dropped, **approved,
        )  # fmt: skip
        return case

    def _schooling(self) -> None:
        day = date(self.year, 2, 10)
        children = [row.member for row in children_on(self.ward.pk, day)[0]]
        # Told again after the yearly review: the school knows of them whatever the household said there.
        MemberFact.objects.bulk_create(
            MemberFact(member=row, kind=FactKind.SCHOOLING, value=value, on=on, source="Trường học (ví dụ)", recorded_by=self.by)
            for row, value in zip(children[:3], ("primary_unfinished", "never", "primary"), strict=False)
            for on in (day, date(self.year, 12, 20))
        )
        m.SchoolSupport.objects.bulk_create(
            self.row(
                m.SchoolSupport, member=row, household=row.household, school_year=self.year - 1, kind=School.LEARNING_COST,
                school="Trường Ví Dụ", from_on=day, months=4, amount_dong=600_000, basis="4 tháng × 150.000 đồng (ví dụ)",
                paid_on=date(self.year, 5, 25) if n % 2 else None,
            )
            for n, row in enumerate(children[3:9])
        )  # fmt: skip

    def _legal_aid(self) -> None:
        helper = "Trung tâm trợ giúp pháp lý (ví dụ)"
        m.LegalAidCase.objects.bulk_create(
            self.row(
                m.LegalAidCase, requested_on=date(self.year, 2 + n, 8), outside_name=name, search_text=fold(name),
                ground=LegalGround.HARDSHIP, field=field, form=LegalForm.ADVICE, helper=helper, matter="Nội dung ví dụ",
                closed_on=None if n == 2 else date(self.year, 2 + n, 20), result="" if n == 2 else "Đã tư vấn (ví dụ)",
            )
            for n, (name, field) in enumerate(
                (("Người Nhờ Ví Dụ A", LegalField.LAND), ("Người Nhờ Ví Dụ B", LegalField.FAMILY), ("Người Nhờ Ví Dụ C", LegalField.CIVIL))
            )
        )  # fmt: skip

    def _relief(self) -> None:
        round_ = m.ReliefRound.objects.create(
            ward=self.ward, recorded_by=self.by, title="Gạo cứu đói dịp Tết (ví dụ)", kind=ReliefKind.TET, decision="Văn bản ví dụ số 02",
            from_on=date(self.year, 1, 10), to_on=date(self.year, 1, 31), kg_per_person=15, basis="1 tháng × 15 kg (ví dụ)",
        )  # fmt: skip
        homes = [person.household for person in self.heads[:12]]
        sizes = persons_in([home.pk for home in homes], round_.from_on)
        m.ReliefLine.objects.bulk_create(
            self.row(
                m.ReliefLine, round=round_, household=home, n_persons=sizes[home.pk], kg=15 * sizes[home.pk], reason="Giáp Tết thiếu gạo",
                received_on=date(self.year, 1, 15) if n < 9 else None,
            )
            for n, home in enumerate(homes)
            if sizes.get(home.pk)
        )  # fmt: skip


def write_welfare(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The registers of the regular policies of the demonstration year."""
    WelfareWriter(random, writer, people["canbo"], year).write()
