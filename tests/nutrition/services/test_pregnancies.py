"""Pregnancies and the facts they leave."""

from datetime import date

import pytest

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from households.models import Member, MemberFact
from nutrition.models import AntenatalVisit, Pregnancy
from nutrition.rules.words import Outcome
from nutrition.services.pregnancies import antenatal_visit, pregnancy_end, pregnancy_register, pregnancy_void
from registers.services.keeping import void
from tests.nutrition import factories as make

pytestmark = pytest.mark.django_db
BIRTH = date(2023, 11, 20)


def facts() -> set[tuple[str, str, date]]:
    return set(MemberFact.objects.counting().values_list("kind", "value", "on"))


@pytest.fixture
def followed(station: User, child: Member) -> Pregnancy:
    mother = make.woman(child.household)
    row = Pregnancy(ward=child.ward, member=mother, registered_on=make.DAY, expected_on=date(2023, 12, 1))
    return pregnancy_register(row, by=station)


def end(row: Pregnancy, outcome: Outcome, by: User, on: date = BIRTH) -> Pregnancy:
    row.refresh_from_db()
    return pregnancy_end(row, {"ended_on": on, "outcome": outcome}, version=row.version, by=by)


def test_from_registration_to_birth(station: User, followed: Pregnancy) -> None:
    assert facts() == {("pregnant", "yes", make.DAY)}
    end(followed, Outcome.BIRTH, station)
    assert facts() == {("pregnant", "yes", make.DAY), ("pregnant", "no", BIRTH), ("nursing", "yes", BIRTH)}
    with pytest.raises(DomainError, match="đã kết thúc"):
        end(followed, Outcome.BIRTH, station)


@pytest.mark.parametrize(("outcome", "n_facts"), [(Outcome.LOST, 2), (Outcome.LEFT, 1)])
def test_other_ends(outcome: Outcome, n_facts: int, station: User, followed: Pregnancy) -> None:
    end(followed, outcome, station)
    assert len(facts()) == n_facts


def test_voiding_takes_all_facts_along(station: User, followed: Pregnancy) -> None:
    visit = antenatal_visit(AntenatalVisit(ward=followed.ward, pregnancy=followed, on=make.DAY, micronutrients=True), by=station)
    end(followed, Outcome.BIRTH, station)
    with pytest.raises(DomainError, match="dòng ghi kèm"):
        pregnancy_void(followed, "Ghi nhầm người", version=followed.version, by=station)
    void(visit, "Ghi nhầm người", version=visit.version, by=station)
    followed.refresh_from_db()
    pregnancy_void(followed, "Ghi nhầm người", version=followed.version, by=station)
    assert facts() == set()


def test_visits_lie_inside(station: User, followed: Pregnancy) -> None:
    with pytest.raises(DomainError, match="ngoài thời gian"):
        antenatal_visit(AntenatalVisit(ward=followed.ward, pregnancy=followed, on=date(2023, 5, 31), micronutrients=False), by=station)
    end(followed, Outcome.BIRTH, station)
    for on, inside in ((BIRTH, True), (date(2023, 11, 21), False)):
        visit = AntenatalVisit(ward=followed.ward, pregnancy=followed, on=on, micronutrients=False)
        if inside:
            antenatal_visit(visit, by=station)
        else:
            with pytest.raises(DomainError, match="ngoài thời gian"):
                antenatal_visit(visit, by=station)


def test_one_pregnancy_at_a_time_of_a_woman(station: User, followed: Pregnancy, child: Member) -> None:
    twice = Pregnancy(ward=child.ward, member=followed.member, registered_on=date(2023, 6, 2), expected_on=date(2023, 12, 1))
    with pytest.raises(DomainError, match="đang được theo dõi"):
        pregnancy_register(twice, by=station)
    boy = Pregnancy(ward=child.ward, member=child, registered_on=make.DAY, expected_on=date(2023, 12, 1))
    with pytest.raises(DomainError, match="không hợp tuổi hoặc giới tính"):
        pregnancy_register(boy, by=station)


@pytest.mark.parametrize("expected_on", [make.DAY, date(2024, 3, 28)])
def test_days_that_cannot_be(expected_on: date, station: User, child: Member) -> None:
    row = Pregnancy(ward=child.ward, member=make.woman(child.household), registered_on=make.DAY, expected_on=expected_on)
    with pytest.raises(DomainError, match="dự kiến sinh"):
        pregnancy_register(row, by=station)
    assert facts() == set()


def test_the_end_comes_after_the_beginning(station: User, followed: Pregnancy) -> None:
    with pytest.raises(DomainError, match="sau ngày đăng ký"):
        end(followed, Outcome.LOST, station, make.DAY)
