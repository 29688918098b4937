"""Invent three years of decisions: yearly reviews in December, a few regular reviews between them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from random import Random

from camphucnam.office.demo.people import Home, Inventor

POOR, NEAR_POOR, NOT_POOR = "poor", "near_poor", "not_poor"


class Chronicle:
    """Gives homes their classes day by day; ``standing`` holds who stands on the list now."""

    def __init__(self, random: Random, homes: list[Home], year: int) -> None:
        self.random = random
        self.year = year
        self.fresh = random.sample(homes, k=len(homes))
        self.standing: dict[str, list[Home]] = {POOR: [], NEAR_POOR: [], NOT_POOR: []}
        self.renewed: dict[date, list[Home]] = {}

    def _share(self, per_thousand: float) -> int:
        return max(1, round(len(self.fresh) * per_thousand / 1000))

    def enter(self, day: date, household_class: str, count: int, opening: str = "new") -> None:
        """Households that the list did not know."""
        for _ in range(min(count, len(self.fresh))):
            home = self.fresh.pop()
            home.steps.append((day, household_class, opening))
            self.standing[household_class].append(home)

    def move(self, day: date, old: str, new: str, count: int, opening: str, only: Callable[[Home], bool] = lambda home: True) -> None:
        """Households whose class changes; those that changed on the same day are left alone."""
        pool = [home for home in self.standing[old] if home.steps[-1][0] < day and home.left_on is None and only(home)]
        for home in self.random.sample(pool, k=min(count, len(pool))):
            self.standing[old].remove(home)
            self.standing[new].append(home)
            home.steps.append((day, new, opening))

    def renew(self, day: date) -> None:
        """Everyone who keeps the class is recognised again by the yearly decision."""
        self.renewed[day] = [
            home
            for group in (POOR, NEAR_POOR)
            for home in self.standing[group]
            if home.steps[-1][0] < day and (home.left_on is None or home.left_on > day)
        ]

    def yearly_review(
        self, day: date, to_near: int, out: int, near_out: int, worse: int, new: tuple[int, int], back: tuple[int, int]
    ) -> None:
        """One December decision."""
        self.move(day, POOR, NEAR_POOR, to_near, "eased")
        self.move(day, POOR, NOT_POOR, out, "escaped_poverty")
        self.move(day, NEAR_POOR, NOT_POOR, near_out, "escaped_near_poverty", lambda home: home.steps[-1][2] != "eased")
        self.move(day, NEAR_POOR, POOR, worse, "worsened")
        self.move(day, NOT_POOR, POOR, back[0], "relapse", lambda home: home.steps[-1][2] == "escaped_poverty")
        self.move(day, NOT_POOR, NEAR_POOR, back[1], "relapse", lambda home: home.steps[-1][2] == "escaped_near_poverty")
        self.enter(day, POOR, new[0])
        self.enter(day, NEAR_POOR, new[1])
        self.renew(day)

    def write(self) -> None:
        """All decisions from two years before the report year to its end."""
        year = self.year
        first = date(year - 2, 12, 10)
        self.enter(first, POOR, self._share(24))
        self.enter(first, NEAR_POOR, self._share(45))
        self.enter(first, NOT_POOR, self._share(8), "escaped_poverty")
        self.enter(first, NOT_POOR, self._share(11), "escaped_near_poverty")
        self.enter(date(year - 1, 6, 27), NEAR_POOR, 2)
        self.yearly_review(date(year - 1, 12, 9), 9, 6, 22, 2, (3, 9), (1, 2))
        self.enter(date(year, 3, 27), POOR, 1)
        self.enter(date(year, 3, 27), NEAR_POOR, 1)
        self.move(date(year, 5, 29), NEAR_POOR, POOR, 1, "worsened")
        self.enter(date(year, 8, 28), NEAR_POOR, 1, "other_in")
        self.move(date(year, 8, 28), POOR, NEAR_POOR, 2, "eased")
        self.leave(date(year, 7, 10), POOR, "moved_away")
        self.leave(date(year, 9, 18), NEAR_POOR, "moved_away")
        self.yearly_review(date(year, 12, 8), 8, 5, 21, 2, (2, 7), (1, 2))

    def leave(self, day: date, household_class: str, departure: str) -> None:
        """One household leaves the ward."""
        pool = [home for home in self.standing[household_class] if home.steps[-1][0] < day - timedelta(days=120)]
        if pool:
            home = self.random.choice(pool)
            home.left_on, home.departure = day, departure
            self.standing[household_class].remove(home)


def change_members(random: Random, inventor: Inventor, homes: Iterable[Home], year: int, n_groups: int) -> None:
    """Births, deaths, people who move, and a household that moves to the next group."""
    followed = [home for home in homes if home.steps and home.left_on is None and len(home.people) > 2]
    chosen = random.sample(followed, k=min(14, len(followed)))
    for home in chosen[:6]:
        home.people.append(inventor.newborn(date(year, random.randint(1, 11), random.randint(1, 28))))
    for home in chosen[6:9]:
        person = max(home.people[1:], key=lambda someone: -someone.born.toordinal())
        person.left_on, person.left_reason = date(year, random.randint(2, 11), random.randint(1, 28)), "Chết"
    for home in chosen[9:12]:
        person = home.people[-1]
        person.left_on, person.left_reason = date(year, random.randint(2, 11), random.randint(1, 28)), "Chuyển đi"
    for home in chosen[12:13]:
        home.moved = (date(year, 9, 5), (home.group + 1) % n_groups)
