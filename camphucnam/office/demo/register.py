"""Write the invented register in bulk."""

from datetime import date, timedelta
from random import Random

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import day_before
from camphucnam.kernel.text import clean, fold
from camphucnam.office.demo.history import Chronicle
from camphucnam.office.demo.marks import assessment_of
from camphucnam.office.demo.names import insurance_number
from camphucnam.office.demo.people import Home, Person
from camphucnam.privacy.cipher import blind_index
from households.models import (
    Assessment,
    Decision,
    Household,
    HouseholdStay,
    InsuranceCard,
    Member,
    MemberFact,
    PopulationBaseline,
    ResidentialGroup,
    StatusPeriod,
    StatusRenewal,
)
from households.rules.facts import NO, YES, FactKind
from households.rules.standards import standard_for_decision
from households.services.naming import apply_names

BATCH = 400
REVIEW_LEAD = timedelta(days=21)


class RegisterWriter:
    """Turns homes into rows of one ward."""

    def __init__(self, ward: Ward, random: Random, homes: list[Home], chronicle: Chronicle, n_groups: int, year: int) -> None:
        self.ward, self.random, self.homes, self.chronicle, self.year = ward, random, homes, chronicle, year
        self.n_groups = n_groups
        self.groups: list[ResidentialGroup] = []
        self.households: list[Household] = []
        self.decisions: dict[date, Decision] = {}
        self.rows: dict[int, Household] = {}

    def write(self) -> None:
        """Groups, households, members, decisions, periods, assessments and baselines, in the order of their keys."""
        self.write_groups()
        self.write_households()
        self.write_members()
        self.write_statuses()
        self.write_assessments()
        self.write_baselines()

    def rows_by_home(self) -> list[tuple[Home, Household]]:
        """Every home beside its row."""
        return list(zip(self.homes, self.households, strict=True))

    def write_groups(self) -> None:
        self.groups = ResidentialGroup.objects.bulk_create(
            ResidentialGroup(
                ward=self.ward,
                code=f"TDP{n:02d}",
                name=f"TDP {n:02d} (ví dụ)",
                folded_name=fold(f"TDP {n:02d} (ví dụ)"),
                sort_order=n,
            )
            for n in range(1, self.n_groups + 1)
        )

    def write_households(self) -> None:
        for home in self.homes:
            group = self.groups[home.moved[1] if home.moved else home.group]
            code = f"{self.groups[home.group].code}-{home.number:04d}"
            household = Household(ward=self.ward, code=code, group=group, address=f"Số nhà {home.number} (ví dụ)", phone="")
            apply_names(household, home.people[0].name, [person.name for person in home.people])
            if home.steps:
                household.poverty_causes = self.random.choice(
                    ("Thiếu vốn", "Ốm đau, bệnh nặng", "Thiếu lao động", "Thiếu kỹ năng lao động", "Khác")
                )
                household.is_ethnic_minority, household.has_merit_person = False, False
                household.lacks_labour = all(not 16 <= person.age_on(date(self.year, 1, 1)) < 60 for person in home.people)
            self.households.append(household)
        self.households = Household.objects.bulk_create(self.households, batch_size=BATCH)
        self.rows = {id(home): household for home, household in zip(self.homes, self.households, strict=True)}
        stays = []
        for home, household in zip(self.homes, self.households, strict=True):
            if home.moved:
                day, moved_to = home.moved
                stays.append(HouseholdStay(household=household, group=self.groups[home.group], to_on=day_before(day)))
                stays.append(HouseholdStay(household=household, group=self.groups[moved_to], from_on=day))
            else:
                stays.append(HouseholdStay(household=household, group=household.group))
        HouseholdStay.objects.bulk_create(stays, batch_size=BATCH)

    def write_members(self) -> None:
        pairs = [
            (person, self._member(household, order, person))
            for home, household in zip(self.homes, self.households, strict=True)
            for order, person in enumerate(home.people)
        ]
        members = Member.objects.bulk_create([member for _, member in pairs], batch_size=BATCH)
        cards, facts = [], []
        for (person, _), member in zip(pairs, members, strict=True):
            if person.insured:
                number = insurance_number(member.pk)
                cards.append(
                    InsuranceCard(
                        member=member,
                        number=number,
                        number_index=blind_index(number),
                        from_on=date(self.year - 2, 1, 1),
                        to_on=date(self.year + 4, 12, 31),
                    )
                )
            if person.fitting_school is not None:
                facts.append(
                    MemberFact(
                        member=member,
                        kind=FactKind.FITTING_SCHOOL_LEVEL,
                        value=YES if person.fitting_school else NO,
                        on=date(self.year - 1, 9, 15),
                        source="Trường học (ví dụ)",
                    )
                )
        InsuranceCard.objects.bulk_create(cards, batch_size=BATCH)
        MemberFact.objects.bulk_create(facts, batch_size=BATCH)

    def _member(self, household: Household, order: int, person: Person) -> Member:
        return Member(
            ward=self.ward,
            household=household,
            full_name=clean(person.name),
            folded_name=fold(person.name),
            sort_order=order,
            is_head=order == 0,
            relation=person.relation,
            sex=person.sex,
            birth_on=person.born,
            ethnicity="Kinh",
            personal_id=person.personal_id,
            personal_id_index=blind_index(person.personal_id),
            joined_on=person.joined_on,
            left_on=person.left_on,
            left_reason=person.left_reason,
        )

    def decision(self, day: date) -> Decision:
        """One decision a day, numbered in order through the year."""
        if day not in self.decisions:
            self.decisions[day] = Decision.objects.create(
                ward=self.ward, number=f"{40 + day.timetuple().tm_yday // 4}/QĐ-UBND", signed_on=day, effective_on=day, signer_name=""
            )
        return self.decisions[day]

    def write_statuses(self) -> None:
        periods = []
        for home in self.homes:
            ends = [day_before(step[0]) for step in home.steps[1:]] + [day_before(home.left_on) if home.left_on else None]
            for (day, household_class, opening), to_on in zip(home.steps, ends, strict=bool(home.steps)):
                periods.append(
                    StatusPeriod(
                        household=self.rows[id(home)],
                        ward=self.ward,
                        household_class=household_class,
                        from_on=day,
                        to_on=to_on,
                        decision=self.decision(day),
                        standard_code=standard_for_decision(day).code,
                        opened_as=opening,
                        departure=home.departure if to_on and home.left_on and to_on == day_before(home.left_on) else "",
                    )
                )
        periods = StatusPeriod.objects.bulk_create(periods, batch_size=BATCH)
        covering = {(period.household_id, period.from_on): period for period in periods}
        renewals = []
        for day, homes in self.chronicle.renewed.items():
            for home in homes:
                start = max(step[0] for step in home.steps if step[0] < day)
                period = covering[(self.rows[id(home)].pk, start)]
                if period.to_on is None or period.to_on >= day:
                    renewals.append(
                        StatusRenewal(
                            period=period, decision=self.decision(day), effective_on=day, standard_code=standard_for_decision(day).code
                        )
                    )
        StatusRenewal.objects.bulk_create(renewals, batch_size=BATCH)

    def write_assessments(self) -> None:
        rows = []
        renewed = {(id(home), day) for day, homes in self.chronicle.renewed.items() for home in homes}
        for home in self.homes:
            days = {day: household_class for day, household_class, _ in home.steps}
            for day in self.chronicle.renewed:
                if (id(home), day) in renewed and day not in days:
                    days[day] = max((step for step in home.steps if step[0] < day), key=lambda step: step[0])[1]
            for day, household_class in sorted(days.items()):
                rows.append(assessment_of(self.random, home, self.rows[id(home)], household_class, day - REVIEW_LEAD))
        Assessment.objects.bulk_create(rows, batch_size=BATCH)

    def write_baselines(self) -> None:
        days = [date(self.year - 2, 12, 1), date(self.year - 1, 12, 1), date(self.year, 6, 1), date(self.year, 12, 1)]
        rows = []
        for day in days:
            for n, group in enumerate(self.groups):
                here = [home for home in self.homes if home.group == n]
                persons = sum(
                    (person.joined_on is None or person.joined_on <= day) and (person.left_on is None or person.left_on > day)
                    for home in here
                    for person in home.people
                )
                rows.append(PopulationBaseline(group=group, on=day, n_households=len(here), n_persons=persons, source="Số liệu minh họa"))
        PopulationBaseline.objects.bulk_create(rows)
