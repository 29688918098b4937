"""What answers a lack: only what the plan says, at its line; what was given before the lack was found did not end it."""

from datetime import date
from functools import reduce

import pytest

from households.rules.needs import NeedKind
from households.rules.standards import standard_by_code
from programs.rules.answers import LackState as S
from programs.rules.answers import (
    Told,
    answers_of,
    answers_to,
    better,
    content_wanted,
    contents_told,
    delivered,
    deprivations,
    need,
    state_of,
    words_by_order,
)
from programs.rules.beneficiaries import Truth
from programs.rules.plan_file import read_plan
from programs.rules.words import Means

FOUND, ON = date(2022, 11, 15), date(2023, 6, 1)
CARD = answers_of(is_need=False)["Bảo hiểm y tế"][0]
PLAN = read_plan(2023)
CONTENTS = {(part["code"], content["order"]): content for part in PLAN["subprojects"] for content in part["contents"]}
LINES = {
    (part["code"], paragraph["line"])
    for part in [*PLAN["subprojects"], *PLAN["policies"]]
    for source in [part, *part.get("sections", [])]
    for paragraph in source.get("paragraphs", [])
}
EVERY = [item for is_need in (False, True) for answers in answers_of(is_need=is_need).values() for item in answers]


def test_all_twelve_indicators_and_all_kinds_of_needs_are_there() -> None:
    assert list(answers_of(is_need=False)) == [item.name for item in standard_by_code("ND07-2021").deprivations]
    assert set(answers_of(is_need=True)) == set(NeedKind)


@pytest.mark.parametrize("item", EVERY, ids=lambda item: f"{item.code}-{item.content}-{item.line}")
def test_every_answer_stands_in_the_plan_at_its_line(item) -> None:
    if item.content is not None:
        assert CONTENTS[item.code, item.content]["line"] == item.line
    else:
        assert (item.code, item.line) in LINES


def test_the_plan_says_nothing_of_water_latrines_and_dependants() -> None:
    empty = [name for name, answers in answers_of(is_need=False).items() if not answers]
    assert empty == ["Người phụ thuộc trong hộ gia đình", "Nguồn nước sinh hoạt", "Nhà tiêu hợp vệ sinh"]


def test_deprivations_of_a_mask() -> None:
    found = list(deprivations(7, "ND07-2021", 0b1001, FOUND))
    assert [(lack.household, lack.label, lack.since) for lack in found] == [(7, "1. Việc làm", FOUND), (7, "4. Bảo hiểm y tế", FOUND)]
    assert [item.code for item in answers_to(found[1])] == ["CS2"]
    assert [item.code for item in answers_to(need(7, NeedKind.LOAN, FOUND, None))] == ["CS1"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([(date(2022, 11, 15), True)], S.GIVEN),  # on the day on which it was found
        ([(date(2022, 11, 14), True)], None),  # the day before
        ([(date(2023, 6, 1), True)], S.GIVEN),
        ([(date(2023, 6, 2), True)], None),  # after the day asked about
        ([(date(2023, 9, 1), False)], S.PLANNED),
        ([(date(2022, 11, 15), False)], S.PLANNED),
        ([(date(2021, 9, 1), False)], None),  # a promise of another year
        ([(date(2023, 9, 1), False), (date(2023, 5, 1), True)], S.GIVEN),
    ],
)
def test_given_and_promised(rows: list, expected: S | None) -> None:
    assert delivered([(*row, None, Means.ANY, "") for row in rows], CARD, FOUND, ON) is expected


def test_what_others_got_does_not_answer_and_until_all_have_it_they_have_it_partly() -> None:
    given, promised = (date(2023, 5, 1), True), (date(2023, 9, 1), False)
    assert delivered([(*given, 7, Means.ANY, "")], CARD, FOUND, ON, [8]) is None
    assert delivered([(*given, 8, Means.ANY, "")], CARD, FOUND, ON, [8]) is S.GIVEN
    assert delivered([(*given, None, Means.ANY, "")], CARD, FOUND, ON, [8, 9]) is S.GIVEN
    assert delivered([(*given, 7, Means.ANY, "")], CARD, FOUND, ON) is S.GIVEN  # of the household as a whole
    assert delivered([(*given, 8, Means.ANY, ""), (*promised, 9, Means.ANY, "")], CARD, FOUND, ON, [8, 9]) is S.PARTLY
    assert delivered([(*given, 8, Means.ANY, ""), (*given, 8, Means.ANY, "")], CARD, FOUND, ON, [8, 9]) is S.PARTLY
    assert delivered([(*given, 8, Means.ANY, ""), (*given, 9, Means.ANY, "")], CARD, FOUND, ON, [8, 9]) is S.GIVEN
    assert delivered([(*promised, 9, Means.ANY, "")], CARD, FOUND, ON, [8, 9]) is S.PLANNED


def test_weighing_is_no_supplement_and_a_class_no_work() -> None:
    supplement, product = answers_of(is_need=False)["Dinh dưỡng"][1:3]
    row = (date(2023, 5, 1), True, 8)
    assert delivered([(*row, Means.WEIGHING, "")], supplement, FOUND, ON, [8]) is None
    assert delivered([(*row, Means.SUPPLEMENT, "")], supplement, FOUND, ON, [8]) is S.GIVEN
    assert delivered([(*row, Means.SUPPLEMENT, "")], product, FOUND, ON, [8]) is None
    assert delivered([(*row, Means.ANY, "")], product, FOUND, ON, [8]) is S.GIVEN  # the register does not tell them apart
    taught, learned = answers_of(is_need=True)["job"][1], answers_of(is_need=True)["vocational"][1]
    assert (taught.code, learned.code) == ("CS6", "CS6")
    assert delivered([(*row, Means.TRAINING, "")], taught, FOUND, ON, [8]) is None
    assert delivered([(*row, Means.TRAINING, "")], learned, FOUND, ON, [8]) is S.GIVEN


def test_the_best_answer_counts() -> None:
    assert reduce(better, [S.NO_ANSWER, S.NOT_ENTITLED, S.NOTHING, S.PLANNED]) is S.PLANNED
    assert reduce(better, [S.NO_ANSWER, S.NOT_ENTITLED, S.OPEN]) is S.OPEN
    assert better(S.GIVEN, S.PLANNED) is better(S.PLANNED, S.GIVEN) is S.GIVEN
    assert [state_of(truth) for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO)] == [S.NOTHING, S.OPEN, S.NOT_ENTITLED]


@pytest.mark.parametrize("item", contents_told(), ids=lambda item: f"{item.code}-{item.order}")
def test_every_content_is_found_by_its_words_alone(item) -> None:
    assert [key for key, content in CONTENTS.items() if item.is_it(key[0], content["text"])] == [(item.code, item.order)]


def test_every_content_that_answers_something_is_found_wherever_it_stands() -> None:
    moved = words_by_order({(code, order + 1): content["text"] for (code, order), content in CONTENTS.items()})
    for item in EVERY:
        if item.content is not None:
            assert moved[item.code, item.content] == (item.content + 1, CONTENTS[item.code, item.content]["text"])


@pytest.mark.parametrize(
    ("order", "means", "named", "expected"),
    [
        (10, "deworming", 0, Told.YES),
        (10, "supplement", 0, Told.NO),
        (10, "", 0, Told.UNKNOWN),
        (10, "", 10, Told.YES),
        (10, "deworming", 5, Told.NO),  # what was named counts
        (6, "training", 0, Told.UNKNOWN),  # or the content about counselling
        (6, "weighing", 0, Told.NO),
        (6, "taking_part", 5, Told.NO),
        (6, "taking_part", 6, Told.YES),
    ],
)
def test_which_content_it_was(order: int, means: str, named: int, expected: Told) -> None:
    words = {number: content["text"] for (code, number), content in CONTENTS.items() if code == "DA3.TDA2"} | {0: ""}
    assert content_wanted("DA3.TDA2", words[order]).told_by(Means(means), words[named]) is expected


def test_a_grant_that_names_another_content_answers_nothing() -> None:
    product = next(item for item in EVERY if (item.code, item.content) == ("DA3.TDA2", 7))
    row = (date(2023, 1, 1), True, 8, Means.ANY)
    assert delivered([(*row, "B")], product, FOUND, ON, [8], "A") is None
    assert delivered([(*row, "A")], product, FOUND, ON, [8], "A") is S.GIVEN
    whole = CARD
    assert delivered([(*row, "B")], whole, FOUND, ON, [8]) is S.GIVEN
    assert delivered([(*row[:3], Means.TAKING_PART, "B")], whole, FOUND, ON, [8]) is None
