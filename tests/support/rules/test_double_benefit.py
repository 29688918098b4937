"""Which supports exclude each other, and that none of the rules claims a paper that nobody has."""

from datetime import date

from support.registry import SERVED
from support.rules.double_benefit import Benefit, ExclusionRule, all_rules, conflicts_among, conflicts_of
from support.rules.sources import all_sources

ONCE = ExclusionRule("once", ("A",), ("A",), True, "Một lần", "VB", is_verified=True)
YEARLY = ExclusionRule("yearly", ("A", "B"), ("B", "A"), False, "Một năm", "VB", is_verified=False)
SAME = ExclusionRule("same", ("A", "B"), ("A", "B"), False, "Cùng mã", "VB", is_verified=True, same=True)


def had(code: str, year: int, month: int = 1, key: int = 0) -> Benefit:
    return Benefit(code, date(year, month, 1), key)


def test_ever_and_the_calendar_year() -> None:
    assert conflicts_of(had("A", 2023), [had("A", 2010)], [ONCE])
    assert not conflicts_of(had("B", 2023), [had("B", 2010)], [ONCE])
    assert conflicts_of(had("A", 2023, 12), [had("B", 2023)], [YEARLY])
    assert conflicts_of(had("B", 2023), [had("A", 2023)], [YEARLY])
    assert not conflicts_of(had("A", 2024, 1), [had("B", 2023, 12)], [YEARLY])


def test_same_means_one_code() -> None:
    assert conflicts_of(had("A", 2023), [had("A", 2023)], [SAME])
    assert not conflicts_of(had("A", 2023), [had("B", 2023)], [SAME])


def test_each_pair_once_the_earlier_first() -> None:
    found = conflicts_among([had("A", 2023, 5, 3), had("A", 2022, 1, 1), had("A", 2022, 6, 2)], [ONCE])
    assert [(item.earlier.key, item.later.key) for item in found] == [(1, 2), (1, 3), (2, 3)]
    assert found[0].words == "Đã có hỗ trợ A ngày 01/01/2022. Một lần (VB)."


def test_of_a_person_means_what_may_be_for_the_same() -> None:
    rule = ExclusionRule("person", ("A",), ("A",), False, "Một người", "VB", is_verified=True, per_person=True)

    def of(person: int | None) -> Benefit:
        return Benefit("A", date(2023, 1, 1), person=person)

    assert not conflicts_of(of(1), [of(2)], [rule])
    assert all(conflicts_of(one, [other], [rule]) for one, other in ((of(1), of(1)), (of(1), of(None)), (of(None), of(2))))


def test_what_lasts_holds_the_grants_of_its_days_and_person() -> None:
    course = Benefit("A", date(2023, 3, 1), 1, record=("class", 1), person=7, until=date(2023, 5, 31), what="Lớp")
    assert conflicts_of(course, [Benefit("A", date(2023, 4, 1), 2, record=("class", 2), until=date(2023, 4, 30))], [ONCE])
    for day, person, is_part in (
        (date(2023, 2, 28), 7, False), (date(2023, 3, 1), 7, True), (date(2023, 5, 31), None, True), (date(2023, 6, 1), 7, False),
        (date(2023, 4, 1), 8, False),
    ):  # fmt: skip
        grant = Benefit("A", day, 9, whole=9, person=person)
        assert bool(conflicts_of(grant, [course], [ONCE])) is not is_part
        assert bool(conflicts_of(course, [grant], [ONCE])) is not is_part
    assert not conflicts_of(Benefit("A", date(2024, 1, 1), 9, record=("class", 1)), [course], [ONCE])  # money of the same row
    (found,) = conflicts_of(had("A", 2024), [course], [ONCE])
    assert found.words == "Đã có ở sổ “Lớp” (A) từ ngày 01/03/2023. Một lần (VB)."


def test_what_nobody_has_checked_says_so() -> None:
    assert all_rules() and all("cần đối chiếu" in rule.words for rule in all_rules() if not rule.is_verified)
    assert not any(rule.is_verified for rule in all_rules())


def test_data_names_codes_of_the_plan() -> None:
    assert {code for rule in all_rules() for code in (*rule.first, *rule.second)} <= set(SERVED)
    assert len({item.code for item in all_sources()}) == len(all_sources())
