"""Invent the households and members of the demonstration ward."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from camphucnam.office.demo.names import person_name, personal_id

CHILD, ADULT, ELDERLY = "child", "adult", "elderly"


@dataclass(slots=True)
class Person:
    """One invented person."""

    name: str
    sex: str
    born: date
    relation: str
    personal_id: str
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: str = ""
    insured: bool = True
    fitting_school: bool | None = None

    def age_on(self, day: date) -> int:
        """Completed years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass(slots=True)
class Home:
    """One invented household: its group (0-based), people and, where it is followed, its history of classes."""

    group: int
    number: int
    people: list[Person]
    steps: list[tuple[date, str, str]] = field(default_factory=list)
    left_on: date | None = None
    departure: str = ""
    moved: tuple[date, int] | None = None


class Inventor:
    """Makes people and homes from one seed; ids count up so that none repeats."""

    def __init__(self, random: Random, year: int) -> None:
        self.random = random
        self.year = year
        self.n_people = 0

    def person(self, relation: str, youngest: int, oldest: int, sex: str = "") -> Person:
        """A person between two ages at the beginning of the year."""
        sex = sex or self.random.choice(("male", "female"))
        age_days = self.random.randint(youngest * 365 + 30, oldest * 365 + 300)
        born = date(self.year, 1, 1) - timedelta(days=age_days)
        self.n_people += 1
        return Person(person_name(self.random, sex), sex, born, relation, personal_id(self.n_people, sex, born.year))

    def home(self, group: int, number: int) -> Home:
        """A household of one to seven people."""
        random = self.random
        head = self.person("Chủ hộ", 28, 75)
        people = [head]
        if random.random() < 0.7:
            people.append(self.person("Vợ" if head.sex == "male" else "Chồng", 26, 72, "female" if head.sex == "male" else "male"))
        for _ in range(random.choice((0, 0, 1, 1, 2, 2, 3))):
            people.append(self.person("Con", 1, 24))
        if random.random() < 0.2:
            relation, sex = random.choice((("Mẹ", "female"), ("Cha", "male")))
            people.append(self.person(relation, 60, 88, sex))
        return Home(group, number, people)

    def newborn(self, born: date) -> Person:
        """A child born on a day, counted from that day on."""
        child = self.person("Con", 1, 2)
        child.born, child.joined_on = born, born
        self.n_people += 1
        child.personal_id = personal_id(self.n_people, child.sex, born.year)
        return child
