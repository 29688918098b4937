"""Measurements, doses, vitamin A rounds and pregnancies of the demonstration year. Every figure is invented."""

from datetime import date
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months, age_in_months
from camphucnam.office.demo.register import RegisterWriter
from households.models import Member, MemberFact
from households.models.member import Sex
from households.rules.facts import NO, YES, FactKind
from nutrition import models as m
from nutrition.rules.curves import height_at
from nutrition.rules.growth import Measured, class_of, scores_of
from nutrition.rules.limits import band, limits
from nutrition.rules.words import MALNOURISHED, DoseKind, Outcome, Round
from nutrition.services.growth import SCORES, SOURCE
from registers.models import Kept

N_CHILDREN, N_WOMEN = 60, 3
MEASURED, ROUNDS, SUPPLEMENTED = ((3, 14), (9, 12)), ((Round.FIRST, 6, 2), (Round.SECOND, 12, 1)), (10, 5)
EXAMPLE = "Dữ liệu minh họa"
SLIM = 15.2  # kilograms per square metre of an invented child, before chance


class NutritionWriter:
    """Writes the registers for children of households that are followed."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.by, self.year = random, writer.ward, by, year
        followed = [row.pk for home, row in writer.rows_by_home() if home.steps and home.left_on is None]
        here = Member.objects.filter(household__in=followed, left_on__isnull=True, joined_on__isnull=True)
        young = here.filter(birth_on__gt=date(year - 15, 12, 31), birth_on__lt=date(year, 1, 1))
        self.children = list(young.exclude(sex="").order_by("household__code", "sort_order")[:N_CHILDREN])
        women = here.filter(sex=Sex.FEMALE, birth_on__gt=date(year - 38, 1, 1), birth_on__lt=date(year - 20, 1, 1))
        self.women = list(women.order_by("household__code", "sort_order")[:N_WOMEN])

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def write(self) -> None:
        """Everything."""
        rows = [row for child in self.children for row in self._measured(child)]
        facts = MemberFact.objects.bulk_create(
            self._fact(row.member, FactKind.NUTRITION, row.nutrition_class, row.measured_on) for row in rows
        )
        for row, fact in zip(rows, facts, strict=True):
            row.fact = fact
        m.GrowthMeasurement.objects.bulk_create(rows)
        newest = {row.member_id: row for row in rows}
        m.Dose.objects.bulk_create(dose for child in self.children for dose in self._doses(child, newest[child.pk].nutrition_class))
        m.VitaminARound.objects.bulk_create(self._rounds())
        self._pregnancies()

    def _fact(self, member: Member, kind: FactKind, value: str, on: date) -> MemberFact:
        return MemberFact(member=member, kind=kind, value=value, on=on, source=SOURCE, recorded_by=self.by)

    def _measured(self, child: Member) -> list[Any]:
        height_z, weight = self.random.gauss(-1.6, 0.9), self.random.gauss(SLIM, 0.8)
        return [self._measurement(child, date(self.year, *day), height_z, weight) for day in MEASURED]

    def _measurement(self, child: Member, on: date, height_z: float, bmi: float) -> Any:
        born = child.birth_on or on
        months, days = age_in_months(born, on), (on - born).days
        height_cm = height_at(child.sex, months, height_z) or 100.0
        lying = days <= limits().lying_through_days
        bmi += max(0, months - 96) / 30
        measured = Measured(child.sex, born, on, round(bmi * (height_cm / 100) ** 2 * 10) * 100, round(height_cm * 10), lying)
        scores = scores_of(measured)
        return self.row(
            m.GrowthMeasurement, member=child, measured_on=on, weight_g=measured.weight_g, height_mm=measured.height_mm, lying=lying,
            standard=scores.standard, nutrition_class=class_of(scores), **{name: getattr(scores, name) for name in SCORES},
        )  # fmt: skip

    def _dose(self, member: Member, kind: DoseKind, on: date, round_: str = "") -> Any:
        return self.row(m.Dose, member=member, kind=kind, given_on=on, year=on.year, round=round_, note=EXAMPLE)

    def _doses(self, child: Member, newest: str) -> list[Any]:
        born, found = child.birth_on or date(self.year, 1, 1), []
        for round_, month, day in ROUNDS:
            on = date(self.year, month, day)
            if band("vitamin_a").holds(born, on) and self.random.random() < 0.95:
                found.append(self._dose(child, DoseKind.VITAMIN_A, on, round_))
        on = date(self.year, *SUPPLEMENTED)
        if newest in MALNOURISHED and self.random.random() < 0.7:
            found.append(self._dose(child, DoseKind.MICRONUTRIENTS, on))
        if band("deworming").holds(born, on) and self.random.random() < 0.8:
            found.append(self._dose(child, DoseKind.DEWORMING, on))
        return found

    def _rounds(self) -> list[Any]:
        source = "Báo cáo chiến dịch của Trạm Y tế (ví dụ)"
        first = {"n_children": 418, "n_given": 414, "held_on": date(self.year, 6, 5)}
        second = {"n_children": 420, "n_given": 416, "n_given_twice": 412, "held_on": date(self.year, 12, 5)}
        return [
            self.row(m.VitaminARound, year=self.year, round=round_, source=source, **figures)
            for round_, figures in ((Round.FIRST, first), (Round.SECOND, second))
        ]

    def _pregnancies(self) -> None:
        for n, woman in enumerate(self.women):
            on = date(self.year, 7 + n, 10)
            row = self.row(m.Pregnancy, member=woman, registered_on=on, expected_on=add_months(on, 6))
            row.save()
            facts = [self._fact(woman, FactKind.PREGNANT, YES, on)]
            if n < len(self.women) - 1:
                row.ended_on, row.outcome = add_months(on, 5), Outcome.BIRTH
                row.save(update_fields=["ended_on", "outcome"])
                facts += [self._fact(woman, FactKind.PREGNANT, NO, row.ended_on), self._fact(woman, FactKind.NURSING, YES, row.ended_on)]
            row.facts.set(MemberFact.objects.bulk_create(facts))
            visits = [add_months(on, month) for month in range(3 - n)]
            m.AntenatalVisit.objects.bulk_create(
                self.row(m.AntenatalVisit, pregnancy=row, on=day, micronutrients=day == on, note=EXAMPLE) for day in visits
            )


def write_nutrition(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The registers of nutrition of the demonstration year."""
    NutritionWriter(random, writer, people["tramyte"], year).write()
