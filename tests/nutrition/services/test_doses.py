"""Doses by name, a round at once, figures of a round."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Member
from nutrition.models import Dose, VitaminARound
from nutrition.rules.words import DoseKind, Due, Round
from nutrition.services.doses import dose_give, doses_give, round_record
from registers.services.keeping import void
from tests.nutrition import factories as make

pytestmark = pytest.mark.django_db


def vitamin_a(member: Member, on: date = make.DAY, round_: Round = Round.FIRST) -> Dose:
    return Dose(ward=member.ward, member=member, kind=DoseKind.VITAMIN_A, round=round_, given_on=on)


@pytest.mark.parametrize(
    ("on", "given"), [(date(2022, 7, 14), False), (date(2022, 7, 15), True), (date(2025, 2, 14), True), (date(2025, 2, 15), False)]
)
def test_vitamin_a_by_age(on: date, given: bool, station: User, child: Member) -> None:
    """Born 15/01/2022: six months on 15/07/2022, thirty-seven on 15/02/2025."""
    if given:
        assert dose_give(vitamin_a(child, on), by=station).year == on.year
    else:
        with pytest.raises(DomainError, match="không ở độ tuổi"):
            dose_give(vitamin_a(child, on), by=station)


def test_a_round_is_taken_once_a_year(station: User, child: Member) -> None:
    first = dose_give(vitamin_a(child), by=station)
    with pytest.raises(DomainError, match="đã uống vitamin A"):
        dose_give(vitamin_a(child, date(2023, 6, 2)), by=station)
    dose_give(vitamin_a(child, date(2023, 12, 1), Round.SECOND), by=station)
    dose_give(vitamin_a(child, date(2024, 6, 1)), by=station)
    void(first, "Ghi nhầm trẻ", version=first.version, by=station)
    assert dose_give(vitamin_a(child, date(2023, 6, 3)), by=station).pk


def test_other_things_have_no_round_and_are_for_mothers_too(ward: Ward, station: User, child: Member) -> None:
    mother = make.woman(child.household)
    assert dose_give(Dose(ward=ward, member=mother, kind=DoseKind.DEWORMING, given_on=make.DAY), by=station).pk
    with pytest.raises(DomainError, match="không có đợt"):
        dose_give(Dose(ward=ward, member=mother, kind=DoseKind.PRODUCT, round="1", given_on=make.DAY), by=station)
    with pytest.raises(DomainError, match="Chọn đợt"):
        dose_give(Dose(ward=ward, member=child, kind=DoseKind.VITAMIN_A, given_on=make.DAY), by=station)


def test_a_round_for_many_is_all_or_nothing(ward: Ward, station: User, officer: User, child: Member) -> None:
    sister, old = make.child(child.household), make.child(child.household, date(2015, 1, 1))
    with pytest.raises(DomainError, match="không ở độ tuổi"):
        doses_give(ward, [child, old], Due.VITAMIN_A_FIRST, make.DAY, by=station)
    assert not Dose.objects.exists()
    assert doses_give(ward, [child, sister], Due.VITAMIN_A_FIRST, make.DAY, by=station) == 2
    with pytest.raises(DomainError, match="ít nhất một trẻ"):
        doses_give(ward, [], Due.DEWORMING, make.DAY, by=station)


@pytest.mark.parametrize("fields", [{"birth_precision": "year"}, {"birth_on": None}])
def test_vitamin_a_needs_the_month_of_birth(fields: dict[str, object], station: User, child: Member) -> None:
    Member.objects.filter(pk=child.pk).update(**fields)
    child.refresh_from_db()
    with pytest.raises(DomainError, match=r"Chưa biết tháng sinh.*bổ sung ngày, tháng sinh"):
        dose_give(vitamin_a(child), by=station)


K = DoseKind


@pytest.mark.parametrize(
    ("born", "sex", "given"),
    [
        (date(1950, 1, 1), "male", ()),
        (date(1950, 1, 1), "female", ()),
        (date(1995, 1, 1), "male", ()),
        (date(1995, 1, 1), "female", (K.MICRONUTRIENTS, K.DEWORMING, K.PRODUCT)),
        (date(1995, 1, 1), "", (K.MICRONUTRIENTS, K.DEWORMING, K.PRODUCT)),
        (date(2012, 6, 2), "male", (K.MICRONUTRIENTS, K.PRODUCT)),
        (date(2007, 6, 2), "male", (K.MICRONUTRIENTS, K.PRODUCT)),
        (date(2007, 6, 1), "male", ()),
        (date(2017, 6, 1), "male", (K.MICRONUTRIENTS, K.PRODUCT)),
        (date(2017, 6, 2), "male", (K.MICRONUTRIENTS, K.DEWORMING, K.PRODUCT)),
    ],
)
def test_what_the_plan_means_for_whom(born: date, sex: str, given: tuple[DoseKind, ...], ward: Ward, station: User, child: Member) -> None:
    person = make.child(child.household, born, sex)
    for kind in (K.MICRONUTRIENTS, K.DEWORMING, K.PRODUCT):
        row = Dose(ward=ward, member=person, kind=kind, given_on=make.DAY)
        if kind in given:
            assert dose_give(row, by=station).pk
        else:
            with pytest.raises(DomainError, match="không thuộc các nhóm này"):
                dose_give(row, by=station)


def test_a_year_of_birth_that_leaves_it_open_contradicts_nothing(ward: Ward, station: User, child: Member) -> None:
    """Born in some month of 2017: perhaps under six years on 01/06/2023; certainly not in 2024."""
    person = make.child(child.household, date(2017, 1, 1), birth_precision="year")
    assert dose_give(Dose(ward=ward, member=person, kind=K.DEWORMING, given_on=make.DAY), by=station).pk
    with pytest.raises(DomainError, match="không thuộc các nhóm này"):
        dose_give(Dose(ward=ward, member=person, kind=K.DEWORMING, given_on=date(2024, 1, 1)), by=station)


def figures(ward: Ward, round_: Round, given: int, twice: int | None, on: date = make.DAY) -> VitaminARound:
    return VitaminARound(ward=ward, round=round_, held_on=on, n_children=100, n_given=given, n_given_twice=twice, source="Ví dụ")


@pytest.mark.parametrize(
    ("round_", "given", "twice", "message"),
    [(Round.FIRST, 101, None, "nhiều hơn số trẻ của phường"), (Round.SECOND, 90, 91, "nhiều hơn số trẻ được uống"),
     (Round.SECOND, 90, None, "đợt 2"), (Round.FIRST, 90, 80, "đợt 1 để trống")],
)  # fmt: skip
def test_figures_that_cannot_be(round_: Round, given: int, twice: int | None, message: str, ward: Ward, station: User) -> None:
    with pytest.raises(DomainError, match=message):
        round_record(figures(ward, round_, given, twice), by=station)


def test_a_round_has_one_figure(ward: Ward, station: User, culture: User) -> None:
    assert round_record(figures(ward, Round.SECOND, 100, 100), by=station).year == 2023
    with pytest.raises(DomainError, match="đã có số liệu"):
        round_record(figures(ward, Round.SECOND, 90, 80), by=station)
    with pytest.raises(NotAllowed):
        round_record(figures(ward, Round.FIRST, 90, None), by=culture)
