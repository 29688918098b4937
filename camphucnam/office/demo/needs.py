"""Facts of people and dwellings, and needs, of households that are followed. Everything is invented; shares are only plausible.

Facts do not contradict the newest review: a dwelling has unclean water exactly where the review marked indicator 9, and so on.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_on
from camphucnam.office.demo.register import RegisterWriter
from households.models import Assessment, DwellingFact, Member, MemberFact, Need
from households.models.member import Sex
from households.rules.facts import NO, YES, DwellingKind, FactKind
from households.rules.needs import NeedChannel, NeedKind, NeedState

BATCH = 2000
SOURCE = "Khảo sát đầu năm (ví dụ)"
# Answer where the indicator is not marked, where it is marked; the number is that of the indicator.
FIXED: tuple[tuple[DwellingKind, int, tuple[str, ...], tuple[str, ...]], ...] = (
    (DwellingKind.WATER, 9, ("piped", "piped", "drilled_well"), ("open_well",)),
    (DwellingKind.LATRINE, 10, ("septic", "septic", "double_vault"), ("unimproved",)),
    (DwellingKind.INTERNET, 11, (YES,), (NO,)),
    (DwellingKind.DEVICES, 12, ("both", "shared"), ("none",)),
    (DwellingKind.WALL, 7, ("brick",), ("plain_wood",)),
    (DwellingKind.COLUMN, 7, ("concrete", "brick"), ("bamboo",)),
    (DwellingKind.ROOF, 7, ("tile", "sheet"), ("sheet", "thatch")),
    (DwellingKind.HOUSE_STATE, 7, ("solid",), ("damaged", "temporary")),
)
OCCUPATIONS = ("Muốn làm công nhân may", "Muốn làm gần nhà", "Phụ hồ, thợ xây", "Bán hàng")
LESSONS = ("Sửa xe máy", "May công nghiệp", "Nấu ăn", "Nuôi trồng thủy sản")


class FactWriter:
    """Writes facts and needs in bulk; one in six households was not asked."""

    def __init__(self, random: Random, writer: RegisterWriter, officer: User | None, leaders: Mapping[str, User], year: int) -> None:
        self.random, self.year, self.officer, self.leaders = random, year, officer, leaders
        self.asked_on = date(year, 2, 15)
        followed = [row for home, row in writer.rows_by_home() if home.steps and home.left_on is None]
        self.households = [row for row in followed if random.random() > 1 / 6]
        self.groups = {row.pk: row.group.code for row in self.households}
        reviews = Assessment.objects.counting().filter(household__in=self.households, assessed_on__lte=self.asked_on)
        self.marks = dict(reviews.order_by("assessed_on").values_list("household", "deprived_mask"))
        present = Member.objects.filter(household__in=self.households, left_on__isnull=True).present_on(self.asked_on)
        self.people: dict[int, list[Member]] = {}
        for member in present.order_by("household", "sort_order", "pk"):
            self.people.setdefault(member.household_id, []).append(member)

    def by(self, household: int) -> User | None:
        """Who asked: the leader of the group, where there is one, or the officer."""
        leader = self.leaders.get(self.groups[household])
        return leader if leader is not None and self.random.random() < 0.6 else self.officer

    def lacks(self, household: int, number: int) -> bool:
        """Whether the newest review marked the indicator."""
        return bool(self.marks.get(household, 0) >> (number - 1) & 1)

    def write(self) -> None:
        """Everything."""
        DwellingFact.objects.bulk_create((fact for row in self.households for fact in self._dwelling(row.pk)), batch_size=BATCH)
        people = [member for row in self.households for member in self.people.get(row.pk, [])]
        MemberFact.objects.bulk_create((fact for member in people for fact in self._person(member)), batch_size=BATCH)
        Need.objects.bulk_create((need for row in self.households for need in self._needs(row.pk)), batch_size=BATCH)

    def _dwelling(self, household: int) -> Iterable[DwellingFact]:
        crowded = self.lacks(household, 8)
        area = len(self.people.get(household, [])) * self.random.randint(5, 7) if crowded else 40 + self.random.randint(0, 50)
        answers = {DwellingKind.AREA: str(max(area, 10)), DwellingKind.HOUSE_OWNERSHIP: self.random.choice(("own", "own", "own", "rented"))}
        for kind, number, good, bad in FIXED:
            answers[kind] = self.random.choice(bad if self.lacks(household, number) else good)
        by = self.by(household)
        for kind, value in answers.items():
            yield DwellingFact(household_id=household, kind=kind, value=value, on=self.asked_on, source=SOURCE, recorded_by=by)

    def _person(self, member: Member) -> Iterable[MemberFact]:
        age = age_on(member.birth_on, self.asked_on) if member.birth_on else 40
        for kind, value in self._answers(member, age).items():
            source = "Giấy xác nhận số 15 (ví dụ)" if kind is FactKind.LOW_INCOME_WORKER else SOURCE
            yield MemberFact(member=member, kind=kind, value=value, on=self.asked_on, source=source, recorded_by=self.officer)

    def _answers(self, member: Member, age: int) -> dict[FactKind, str]:
        answers = {FactKind.DISABILITY: "severe" if self.random.random() < 0.04 else "none"}
        if age >= 60 or answers[FactKind.DISABILITY] != "none":
            answers[FactKind.SOCIAL_ALLOWANCE] = YES if age >= 80 or answers[FactKind.DISABILITY] != "none" else NO
        if age >= 15:
            answers |= self._work(member, age)
        if age < 16:
            thin = self.lacks(member.household_id, 3)
            answers[FactKind.NUTRITION] = self.random.choice(("moderate", "normal")) if thin else "normal"
        if member.sex == Sex.FEMALE and 20 <= age < 40 and self.random.random() < 0.06:
            answers[FactKind.PREGNANT] = YES
        return answers

    def _work(self, member: Member, age: int) -> dict[FactKind, str]:
        if age >= 65 or age < 18:
            return {FactKind.WORK: "not_seeking" if age >= 65 else "studying"}
        poor_in_work = self.lacks(member.household_id, 1)
        work = self.random.choice(("none", "wage", "self_employed")) if poor_in_work else self.random.choice(("wage", "self_employed"))
        found = {FactKind.WORK: work, FactKind.TRAINING: self.random.choice(("none", "none", "under_3_months", "elementary"))}
        if work == "wage":
            found[FactKind.CONTRACT] = "none" if poor_in_work else "fixed_term"
        if age <= 30:
            found[FactKind.SCHOOLING] = "lower_done" if self.lacks(member.household_id, 5) else "upper_done"
        return found

    def _needs(self, household: int) -> Iterable[Need]:
        adults = [m for m in self.people.get(household, []) if m.birth_on and 18 <= age_on(m.birth_on, self.asked_on) < 60]
        wanted: list[tuple[NeedKind, Member | None, str]] = []
        if adults and self.random.random() < 0.35:
            wanted.append((NeedKind.JOB, self.random.choice(adults), self.random.choice(OCCUPATIONS)))
        if adults and self.random.random() < 0.25:
            wanted.append((NeedKind.VOCATIONAL, self.random.choice(adults), self.random.choice(LESSONS)))
        if adults and self.random.random() < 0.15:
            wanted.append((NeedKind.JOB_INFO, self.random.choice(adults), ""))
        if self.random.random() < 0.3:
            wanted.append((NeedKind.LOAN, None, "Chăn nuôi, buôn bán nhỏ"))
        if self.lacks(household, 7):
            wanted.append((NeedKind.HOUSING, None, "Sửa nhà"))
        if self.lacks(household, 11):
            wanted.append((NeedKind.TELECOM, None, ""))
        for kind, member, detail in wanted:
            yield self._need(household, kind, member, detail)

    def _need(self, household: int, kind: NeedKind, member: Member | None, detail: str) -> Need:
        need = Need(
            household_id=household, member=member, kind=kind, channel=NeedChannel.SURVEY, detail=detail,
            expressed_on=self.asked_on, recorded_by=self.by(household),
        )  # fmt: skip
        chance = self.random.random()
        if chance < 0.4:
            need.state, need.met_on = NeedState.MET, self.asked_on + timedelta(days=self.random.randint(30, 250))
            need.met_by = "Đã được hỗ trợ (ví dụ)"
        elif chance < 0.47:
            need.state, need.withdrawn_on = NeedState.WITHDRAWN, self.asked_on + timedelta(days=60)
            need.end_reason = "Hộ tự lo được (ví dụ)"
        return need


def write_low_income(random: Random, writer: RegisterWriter, by: User, year: int) -> None:
    """A few workers of households on no list, confirmed by an invented document."""
    homes = [row.pk for home, row in writer.rows_by_home() if not home.steps and home.left_on is None]
    adults = Member.objects.filter(household__in=homes[:40], left_on__isnull=True, birth_on__lt=date(year - 22, 1, 1))
    working = [member for member in adults.filter(birth_on__gt=date(year - 55, 1, 1)).order_by("pk") if random.random() < 0.1]
    MemberFact.objects.bulk_create(
        MemberFact(
            member=member, kind=FactKind.LOW_INCOME_WORKER, value=YES, on=date(year, 3, 1),
            source="Giấy xác nhận số 15 (ví dụ)", recorded_by=by,
        )
        for member in working[:6]
    )  # fmt: skip


def write_facts_and_needs(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """Facts and needs of the demonstration; the officer and two group leaders asked."""
    leaders = {"TDP01": people["totruong01"], "TDP02": people["totruong02"]}
    FactWriter(random, writer, people["canbo"], leaders, year).write()
    write_low_income(random, writer, people["canbo"], year)
