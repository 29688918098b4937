"""The plan of an import: matching, decisions, movements, people, assessments. No database."""

from datetime import date

import pytest

from households.rules.classes import Opening
from households.rules.importing.groups import GroupBook, group_key
from households.rules.importing.plan import ImportOptions, Outcome
from households.rules.importing.planner import plan_import
from households.rules.importing.register import KnownAssessment, KnownDecision, Register
from households.rules.importing.summary import change_lines, counts, fingerprint
from households.rules.transitions import RecognisedPeriod, Step
from households.rules.workbook.grid import Sheet
from households.rules.workbook.parse import parse_workbook
from tests.data.workbooks import STANDING_HEADS, STANDING_TITLE, family, rows_of
from tests.households.import_plans import GROUPS, NEAR_POOR, NEW, NOT_POOR, OLD, TODAY, known, messages, plan, sheets


def test_a_household_that_the_register_does_not_know_is_created() -> None:
    found = plan(family(1, 3))
    assert not found.problems.errors
    (household,) = found.households
    assert (household.outcome, household.code, household.transition.step) == (Outcome.CREATED, "TDP01-0001", Step.OPEN)
    assert household.transition.opened_as is Opening.NEW
    assert [member.joined_on for member in household.members] == [None] * 3
    assert household.assessment is not None
    assert (household.assessment.deprived_mask, household.assessment.known_mask) == (0b100001001, 0b111111111111)


def test_codes_go_on_behind_the_highest_in_use() -> None:
    found = plan(family(1), family(2), register=[known(7)])
    assert [household.code for household in found.households] == ["TDP01-0008", "TDP01-0009"]


def test_the_same_class_renews_and_another_changes() -> None:
    found = plan(family(1), family(2, household_class="Hộ cận nghèo", marks=(4,)), register=[known(1), known(2)])
    renewed, eased = found.households
    assert (renewed.transition.step, eased.transition.step) == (Step.RENEW, Step.CHANGE)
    assert (eased.transition.opened_as, eased.transition.closes_on) == (Opening.EASED, date(2023, 12, 7))
    assert counts(found)["status_periods"] == {"opened": 1, "closed": 1}


def test_a_list_with_the_decision_already_recorded_changes_nothing() -> None:
    register = [known(1)]
    register[0].assessments[OLD[1]] = KnownAssessment(1, 150, 0b100001001, 0b111111111111, None)
    found = plan(family(1, decision=OLD[0], signed="08/12/2022"), register=register)
    assert not found.changed
    assert counts(found)["households"] == {"created": 0, "updated": 0, "unchanged": 1}


def test_who_is_on_an_escaped_sheet_leaves() -> None:
    found = plan(family(9), escaped=[family(1, b1=190)], near=[family(2, b1=190)], register=[known(1), known(2, NEAR_POOR)])
    assert not found.problems.errors
    _, poor, near = found.households
    assert (poor.household_class, poor.transition.opened_as) == (NOT_POOR, Opening.ESCAPED_POVERTY)
    assert (near.household_class, near.transition.opened_as) == (NOT_POOR, Opening.ESCAPED_NEAR_POVERTY)
    assert poor.decision.key == NEW, "the only decision of the standing list, with a warning"
    assert any("không ghi quyết định" in problem.message for problem in found.problems.warnings)


def test_who_is_on_both_lists_became_near_poor() -> None:
    found = plan(family(1, household_class="Hộ cận nghèo", marks=(4,)), escaped=[family(1)], register=[known(1)])
    (household,) = found.households
    assert (household.household_class, household.transition.opened_as) == (NEAR_POOR, Opening.EASED)
    assert "chỉ giữ hộ ở một trang" in messages(plan(family(1), escaped=[family(1)], register=[known(1)])).lower()


def test_an_unknown_household_on_an_escaped_sheet_opens_with_that_exit() -> None:
    found = plan(family(9), escaped=[family(1, b1=190)])
    assert found.households[1].transition.opened_as is Opening.ESCAPED_POVERTY
    assert found.households[1].group is not None, "named by the address"
    assert found.households[1].group.pk == 1


def test_exits_without_any_decision_are_an_error_unless_one_is_chosen() -> None:
    assert "Thiếu số quyết định" in messages(plan(escaped=[family(1)], register=[known(1)]))
    found = plan(
        escaped=[family(1)], register=[known(1)], decision_number="9/QĐ", signed_on=date(2023, 12, 9), effective_on=date(2023, 12, 15)
    )
    assert not found.problems.errors
    assert found.households[0].decision.effective_on == date(2023, 12, 15)


def test_one_decision_has_one_effective_day() -> None:
    clash = plan(family(1, decision=OLD[0], signed="08/12/2022"), effective_on=date(2022, 12, 20))
    assert "chỉ có một ngày hiệu lực" in messages(clash)


@pytest.mark.parametrize(("by", "expected"), [("code", 1), ("id", 1), ("name", 1), ("other_name", 0), ("other_birth", 0)])
def test_a_household_is_found_by_code_then_id_then_name_and_birth(by: str, expected: int) -> None:
    home = family(1)
    head = home.people[0]
    if by != "id":
        head.personal_id = ""
    if by in {"id", "other_name"}:
        head.name = "Lê Ví Dụ Khác" if by == "other_name" else head.name
    if by == "other_birth":
        head.birth = "05/05/1955"
    register = [known(1)]
    if by == "code":
        register[0].code = "HO-77"
        register[0].members[0].birth_on = None
        home.extra["Mã hộ"] = "HO-77"
    book = sheets([home])
    if by == "code":
        book[0] = Sheet(
            "HN, CN",
            [
                (4, [None, STANDING_TITLE]),
                (7, [None, "Mã hộ", *STANDING_HEADS]),
                *enumerate(rows_of([home], ["Mã hộ", *STANDING_HEADS]), 8),
            ],
        )
    found = plan_import(
        parse_workbook(book, today=TODAY),
        Register(list(GROUPS), {1: register[0]}, [KnownDecision(1, *OLD, OLD[1])], "urban"),
        ImportOptions(),
        index=lambda text: text,
        today=TODAY,
    )
    assert not [problem for problem in found.problems.errors if "định danh" not in problem.message]
    assert sum(household.known is not None for household in found.households) == expected


def test_never_a_guess_between_two() -> None:
    home = family(1)
    home.people[0].personal_id = home.people[0].birth = ""
    assert "Chưa chắc" in messages(plan(home, register=[known(1)]))
    twin = known(2)
    twin.members[0].folded, twin.members[0].birth_on, twin.members[0].id_index = (
        known(1).members[0].folded,
        known(1).members[0].birth_on,
        "",
    )
    home = family(1)
    home.people[0].personal_id = ""
    assert "Chưa chắc" in messages(plan(home, register=[known(1), twin]))


def test_a_person_lives_in_one_household() -> None:
    home = family(1)
    home.people[1].personal_id = known(2).members[1].id_index
    assert "đang thuộc" in messages(plan(home, register=[known(2)]))
    other = family(3)
    other.people[1].personal_id = family(1).people[1].personal_id
    assert "trùng với dòng 9" in messages(plan(family(1), other))


def test_members_join_change_and_never_vanish() -> None:
    home = family(1, 3)
    home.people.pop(1)
    home.people[0].sex = ""
    found = plan(home, register=[known(1)])
    (household,) = found.households
    assert [member.outcome for member in household.members] == [Outcome.UNCHANGED, Outcome.CREATED]
    assert household.members[1].joined_on == NEW[1]
    assert any("Danh sách không còn Trần Thị Ví Dụ 001.1" in problem.message for problem in found.problems.warnings)


def test_a_finer_birth_date_is_taken_and_a_coarser_one_is_not() -> None:
    coarse, fine = known(1), known(2)
    coarse.members[0].birth_on, coarse.members[0].birth_precision = date(1970, 1, 1), "year"
    home = family(2)
    home.people[0].birth = 1970
    first, second = plan(family(1), home, register=[coarse, fine]).households
    assert first.members[0].changes == {"birth_on": date(1970, 1, 2), "birth_precision": "day"}
    assert not second.members[0].changes


def test_another_head() -> None:
    home = family(1)
    home.people.reverse()
    home.people[0].relation, home.people[1].relation = "Chủ hộ", "Chồng"
    (household,) = plan(home, register=[known(1)]).households
    assert household.head_changes == [10]
    assert household.members[0].changes["is_head"] is True


def test_another_group_is_a_move_on_the_effective_day() -> None:
    (household,) = plan(family(1, group="Tổ dân phố 02 (ví dụ)"), register=[known(1)]).households
    assert (household.moves_from, household.group.pk if household.group else 0) == (NEW[1], 2)
    later = known(1)
    later.stay = (1, date(2024, 5, 1))
    found = plan(family(1, group="TDP 02 (ví dụ)"), register=[later])
    assert found.households[0].moves_from is None
    assert any("giữ TDP 01" in problem.message for problem in found.problems.warnings)


def test_unknown_groups_are_errors_that_list_the_known_ones() -> None:
    assert "TDP 01 (ví dụ); TDP 02 (ví dụ)" in messages(plan(family(1, group="TDP 77")))
    found = plan(family(1, group="TDP 77"), family(2, group="tổ dân phố số 077"), create_groups=True)
    assert not found.problems.errors
    assert [(group.name, group.code) for group in found.new_groups] == [("TDP 77", "TDP77")]
    assert [household.code for household in found.households] == ["TDP77-0001", "TDP77-0002"]


def test_absent_households_are_told_and_stop_only_a_complete_list() -> None:
    register = [known(1), known(2), known(3, NOT_POOR)]
    assert plan(family(1), register=register).absent == ["TDP01-0002"]
    assert "TDP01-0002" in messages(plan(family(1), register=register, complete=True))


def test_scores_that_do_not_fit_are_warnings() -> None:
    found = plan(family(1, b2=50), family(2, b1=200), family(3, marks=(), b2=30), family(4, marks=(), b2=35))
    text = " | ".join(problem.message for problem in found.problems.warnings)
    assert not found.problems.errors
    assert "3 chỉ số được đánh dấu cho 30 điểm" in text
    assert "hộ không nghèo, nhưng danh sách ghi hộ nghèo" in text
    assert "không chỉ số nào được đánh dấu" in text
    third = found.households[2].assessment
    assert third is not None
    assert (third.known_mask, third.reported_b2) == (0, 30)
    assert "bội số của 10" in text


def test_older_decisions_cannot_come_after_newer_ones() -> None:
    found = plan(family(1, decision="0/QĐ", signed="08/12/2021"), register=[known(1)])
    assert "theo thứ tự thời gian" in messages(found)


def test_the_plan_speaks_and_has_a_fingerprint() -> None:
    one, same, other = (plan(family(1, b1=b1), register=[known(2)]) for b1 in (150, 150, 151))
    assert next(sentence for _, sentence in change_lines(one)).startswith("Thêm hộ mới, 2 nhân khẩu, TDP 01 (ví dụ); ghi là hộ nghèo")
    assert fingerprint(one) == fingerprint(same) != fingerprint(other)


@pytest.mark.parametrize("name", ["TDP 01 (ví dụ)", "tdp 1 (vi du)", "Tổ dân phố số 1 (ví dụ)", "TDP01"])
def test_groups_by_any_of_their_names(name: str) -> None:
    found = GroupBook(GROUPS, create=False).find(name)
    assert found is not None
    assert found.pk == 1


def test_group_keys() -> None:
    assert {group_key(name) for name in ("TDP 5", "Tổ 05", "tổ dân phố số 5", "5")} == {"5"}


def test_a_stated_b2_of_zero_says_that_nothing_is_lacking() -> None:
    (household,) = plan(family(1, marks=(), b2=0)).households
    assert household.assessment is not None
    assert (household.assessment.deprived_mask, household.assessment.known_mask.bit_count()) == (0, 12)


def test_a_renewed_class_is_not_changed_backwards() -> None:
    renewed = known(1)
    renewed.history = [RecognisedPeriod(renewed.history[0].fact, frozenset({OLD, ("300/QĐ-UBND", date(2024, 12, 6))}))]
    found = plan(family(1, household_class="Hộ cận nghèo", marks=(4,)), register=[renewed])
    assert "300/QĐ-UBND" in messages(found)


def test_a_telephone_number_gets_its_zero_back() -> None:

    heads = ["Điện thoại", *STANDING_HEADS]
    home = family(1, extra={"Điện thoại": 900000001})
    book = parse_workbook(
        [Sheet("HN, CN", [(4, [None, STANDING_TITLE]), (7, [None, *heads]), *enumerate(rows_of([home], heads), 8)])], today=TODAY
    )
    assert book.sheets[0].households[0].phone == "0900000001"
