"""Decide, hand over, cancel, void; eligibility and double benefit; lists."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from households.models import Household, Member
from households.rules.classes import HouseholdClass, WindowKind
from programs.models import Plan, SupportContent
from support.models import BudgetLine, Grant, GrantBatch
from support.rules.budget import Overspent
from support.rules.words import GrantKind, GrantState, Share
from support.selectors.budget import balance_of
from support.selectors.prospects import Filter
from support.selectors.results import grants_provided
from support.services import batches, grants, money
from support.services.batches import Exceptions
from tests.households.factories import decide
from tests.support import factories as make

pytestmark = pytest.mark.django_db
MILLION = make.MILLION


def test_how_the_household_stood_is_kept(line: BudgetLine, finance: User, poor: Household) -> None:
    row = make.grant(poor, finance, line=line, override_reason="thừa", conflict_reason="thừa", donor="thừa")
    assert (row.is_eligible, row.class_then, row.window_then) == (True, HouseholdClass.POOR, "") and row.basis
    assert (row.override_reason, row.conflict_reason, row.donor, row.state) == ("", "", "", GrantState.PLANNED)


def test_the_window_of_the_day_is_kept(ward: Ward, line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    decide(poor, HouseholdClass.NOT_POOR, date(2022, 12, 8), officer)
    row = make.grant(poor, finance, line=line)
    assert (row.class_then, row.window_then) == (HouseholdClass.NOT_POOR, WindowKind.ESCAPED_POVERTY)


def test_outside_the_rules_only_an_officer_gives_with_a_reason(ward: Ward, line: BudgetLine, finance: User, officer: User) -> None:
    rich = make.home(ward, officer, HouseholdClass.NOT_POOR)
    with pytest.raises(grants.NotEligible, match=rf"Hộ {rich.code}: Chưa đủ số liệu"):
        make.grant(rich, officer, line=line)
    with pytest.raises(NotAllowed, match="Chỉ cán bộ LĐTBXH"):
        make.grant(rich, finance, line=line, override_reason="Hộ gặp nạn")
    row = make.grant(rich, officer, line=line, override_reason="Hộ gặp nạn")
    assert (row.is_eligible, row.override_reason) == (False, "Hộ gặp nạn")


def test_money_of_a_year_is_for_what_is_decided_in_it(line: BudgetLine, finance: User, poor: Household) -> None:
    for day, words in ((date(line.year - 1, 12, 31), "sớm hơn"), (date(line.year + 1, 1, 1), f"chọn nguồn của năm {line.year + 1}")):
        with pytest.raises(DomainError, match=words):
            make.grant(poor, finance, line=line, decided_on=day)
    assert make.grant(poor, finance, line=line, decided_on=date(line.year, 12, 31)).state == "planned"


def test_double_benefit_only_with_a_reason(ward: Ward, line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    first = make.grant(poor, finance, line=line)
    with pytest.raises(grants.DoubleBenefit, match=r"Đã có hỗ trợ DA2 ngày 01/06/2023.*cần đối chiếu"):
        make.grant(poor, finance, line=line)
    with pytest.raises(NotAllowed):
        make.grant(poor, finance, line=line, conflict_reason="Thêm giống")
    assert make.grant(poor, officer, line=line, conflict_reason="Thêm giống").conflict
    grants.grant_cancel(first, "Hộ từ chối", version=1, by=finance)
    other = make.home(ward, officer)
    grants.grant_cancel(make.grant(other, finance, line=line), "Hộ từ chối", version=1, by=finance)
    assert make.grant(other, finance, line=line).conflict == ""


def test_a_promise_binds_money_and_cancelling_frees_it(line: BudgetLine, finance: User, ward: Ward, officer: User) -> None:
    row = make.grant(make.home(ward, officer), finance, line=line, value_dong=8 * MILLION)
    with pytest.raises(Overspent):
        make.grant(make.home(ward, officer), finance, line=line, value_dong=3 * MILLION)
    grants.grant_cancel(row, "Hộ chuyển đi", version=1, by=finance)
    assert balance_of(line).committed == 0
    again = make.grant(make.home(ward, officer), finance, line=line, value_dong=3 * MILLION)
    grants.grant_void(again, "Ghi nhầm hộ", version=1, by=finance)
    assert balance_of(line).committed == 0


def test_what_is_paid_is_neither_cancelled_nor_voided(line: BudgetLine, finance: User, poor: Household) -> None:
    row = make.grant(poor, finance, line=line)
    money.grants_pay(line, [row.pk], money.Voucher("CT1", make.DAY), by=finance)
    for verb in (grants.grant_cancel, grants.grant_void):
        with pytest.raises(DomainError, match="đã chi theo chứng từ CT1"):
            verb(row, "Nhầm", version=1, by=finance)


def test_hand_over_once_and_not_before_it_was_decided(line: BudgetLine, finance: User, poor: Household) -> None:
    row = make.grant(poor, finance, line=line)
    with pytest.raises(DomainError, match="từ ngày quyết định"):
        grants.grant_hand_over(row, date(2023, 5, 31), "", version=1, by=finance)
    row = Grant.objects.get()
    grants.grant_hand_over(row, make.DAY, "Vợ chủ hộ", version=1, by=finance)
    assert (row.state, row.given_on, row.receiver) == (GrantState.GIVEN, make.DAY, "Vợ chủ hộ")
    with pytest.raises(IllegalTransition):
        grants.grant_cancel(row, "Nhầm", version=row.version, by=finance)


def test_gifts_need_a_donor_and_may_have_no_value(plan: object, finance: User, poor: Household) -> None:
    gift = make.grant(poor, finance, kind=GrantKind.IN_KIND, item="gạo", quantity=10, unit="kg", value_dong=None)
    assert (gift.what, gift.origin) == ("10 kg gạo", "Nhà hảo tâm Ví Dụ")
    with pytest.raises(DomainError, match="người, đơn vị tặng"):
        make.grant(poor, finance, code="CS1", donor="")
    with pytest.raises(DomainError, match="Ghi số tiền"):
        make.grant(poor, finance, code="CS1", value_dong=None)
    with pytest.raises(DomainError, match="Ghi tên hiện vật"):
        make.grant(poor, finance, code="CS1", kind=GrantKind.SERVICE)


def test_money_goes_to_its_own_code_and_ward(
    line: BudgetLine, ward: Ward, other_ward: Ward, finance: User, poor: Household, other_officer: User
) -> None:
    with pytest.raises(DomainError, match="dành cho DA2, không phải CS1"):
        make.grant(poor, finance, line=line, code="CS1")
    stranger = make.unsaved_grant(make.home(other_ward, other_officer), line=line)
    stranger.ward = ward
    with pytest.raises(DomainError, match="không thuộc phường"):
        grants.grant_decide(stranger, by=finance)


def test_agencies_decide_for_their_own_codes(plan: object, health: User, front: User, poor: Household) -> None:
    assert make.grant(poor, front, code="CS1", value_dong=MILLION).pk  # a gift: the fund drive keeps it
    with pytest.raises(NotAllowed):
        make.grant(poor, health, code="CS1")


def test_a_person_of_the_household(plan: object, finance: User, poor: Household) -> None:
    member = Member.objects.get(household=poor)
    row = make.grant(poor, finance, member=member)
    assert (row.household, row.name) == (poor, member.full_name)


def filled(batch_line: BudgetLine, by: User, wanted: Filter, reasons: Exceptions | None = None, **fields: object) -> int:
    batch = batches.batch_make(make.unsaved_batch(batch_line.ward, line=batch_line, **fields), by=by)
    found = batches.candidates_matching(batch, wanted, by=by)
    return batches.batch_fill(batch, found, reasons or Exceptions(), by=by)


def test_a_list_of_a_class(ward: Ward, line: BudgetLine, finance: User, officer: User) -> None:
    homes = [make.home(ward, officer) for _ in range(3)]
    make.home(ward, officer, HouseholdClass.NEAR_POOR)
    assert filled(line, finance, Filter(frozenset({HouseholdClass.POOR}))) == 3
    assert set(Grant.objects.values_list("household", flat=True)) == {home.pk for home in homes}
    assert balance_of(line).promised == 3 * MILLION


def test_a_list_of_those_who_are_entitled(ward: Ward, line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    make.home(ward, officer, HouseholdClass.NOT_POOR)
    assert filled(line, finance, Filter(only_eligible=True)) == 1
    assert Grant.objects.get().household == poor


def test_a_list_of_a_group_per_person(ward: Ward, line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    make.home(ward, officer)
    Member.objects.create(ward=ward, household=poor, full_name="Con Ví Dụ", folded_name="con vi du", relation="Con", sort_order=2)
    wanted = Filter(frozenset({HouseholdClass.POOR}), frozenset({poor.group_id}))
    assert filled(line, finance, wanted, share=Share.PERSON) == 1
    assert Grant.objects.get().value_dong == 2 * MILLION


def test_what_is_not_recorded_is_not_a_no(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    Member.objects.filter(household=poor).update(birth_on=None)
    with pytest.raises(grants.NotEligible, match="Chưa đủ số liệu để xét đối tượng"):
        make.grant(poor, officer, line=line)


def test_a_list_of_many_asks_the_same_number_of_questions(ward: Ward, line: BudgetLine, officer: User) -> None:
    batch, asked = batches.batch_make(make.unsaved_batch(ward, line=line), by=officer), []
    for n in (2, 5):
        for _ in range(n):
            make.home(ward, officer)
        with CaptureQueriesContext(connection) as captured:
            batches.candidates_matching(batch, Filter(only_eligible=True), by=officer)
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_a_list_that_costs_too_much_writes_nothing(ward: Ward, line: BudgetLine, finance: User, officer: User) -> None:
    for _ in range(3):
        make.home(ward, officer)
    with pytest.raises(Overspent):
        filled(line, finance, Filter(frozenset({HouseholdClass.POOR})), value_dong=4 * MILLION)
    assert not Grant.objects.exists()


def test_pasted_codes_say_what_is_wrong(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    rich, twice = make.home(ward, officer, HouseholdClass.NOT_POOR), make.home(ward, officer)
    make.grant(twice, officer, line=line)
    batch = batches.batch_make(make.unsaved_batch(ward, line=line), by=officer)
    text = f"{poor.code.lower()}, {rich.code}\n{twice.code} KHONG-CO"
    found = batches.candidates_named(batch, text, by=officer)
    remarks = [item.remark(Exceptions()) for item in found]
    assert [remark[:12] for remark in remarks] == ["", "Chưa đủ số l", "Có thể trùng", "Không có hộ "]
    assert batches.batch_fill(batch, found, Exceptions(), by=officer) == 1
    again = batches.candidates_named(batch, text, by=officer)
    assert again[0].problem == "Đã có trong đợt."
    assert batches.batch_fill(batch, again, Exceptions("Chủ tịch đồng ý", "Chủ tịch đồng ý"), by=officer) == 2
    with pytest.raises(DomainError, match="Không có hộ nào"):
        batches.batch_fill(batch, batches.candidates_named(batch, text, by=officer), Exceptions("x", "x"), by=officer)


def test_a_whole_list_is_handed_over_and_paid(ward: Ward, line: BudgetLine, finance: User, officer: User) -> None:
    for _ in range(3):
        make.home(ward, officer)
    batch = batches.batch_make(make.unsaved_batch(ward, line=line), by=finance)
    found = batches.candidates_matching(batch, Filter(frozenset({HouseholdClass.POOR})), by=finance)
    batches.batch_fill(batch, found, Exceptions(), by=finance)
    grants.grant_cancel(Grant.objects.first(), "Hộ từ chối", version=1, by=finance)
    assert grants.batch_hand_over(batch, make.DAY, version=batch.version, by=finance) == 2
    assert Grant.objects.filter(state=GrantState.GIVEN).count() == 2
    paid = money.grants_pay(line, list(batch.grants.exclude(state="cancelled").values_list("pk", flat=True)),
                            money.Voucher("CT1", make.DAY), by=finance)  # fmt: skip
    assert paid.amount_dong == 2 * MILLION
    with pytest.raises(DomainError, match="không còn khoản nào"):
        grants.batch_hand_over(batch, make.DAY, version=batch.version, by=finance)


def test_a_household_in_two_spellings_is_added_once(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    batch = batches.batch_make(make.unsaved_batch(ward, line=line), by=officer)
    found = batches.candidates_named(batch, f"{poor.code} {poor.code.lower()}", by=officer)
    assert [item.problem for item in found] == ["", f"Trùng hộ với dòng {poor.code} ở trên."]
    assert batches.batch_fill(batch, found, Exceptions(), by=officer) == 1


def test_what_was_not_handed_over_can_be_put_on_the_list_again(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    batch = batches.batch_make(make.unsaved_batch(ward, line=line), by=officer)
    for _ in range(2):
        assert batches.batch_fill(batch, batches.candidates_named(batch, poor.code, by=officer), Exceptions(), by=officer) == 1
        assert batches.candidates_named(batch, poor.code, by=officer)[0].problem == "Đã có trong đợt."
        row = batch.grants.get(state=GrantState.PLANNED)
        grants.grant_cancel(row, "Hộ đi vắng", version=row.version, by=officer)
    assert batch.grants.count() == 2


def test_what_was_given_for_one_content(ward: Ward, plan: Plan, officer: User, poor: Household) -> None:
    words = list(SupportContent.objects.filter(subproject__code="DA2").order_by("order").values_list("text", flat=True))
    own = make.line(ward, officer, content=words[2], source="tinh")
    assert make.grant(poor, officer, line=own).content == words[2]  # as the money says
    other = make.home(ward, officer)
    with pytest.raises(DomainError, match="dành cho nội dung khác"):
        make.grant(other, officer, line=own, content=words[0])
    assert make.grant(other, officer, content=words[0]).content == words[0]  # a gift
    third = make.home(ward, officer)
    with pytest.raises(DomainError, match="không có nội dung này ở DA2"):
        make.grant(third, officer, content="Nội dung không có")
    listed = make.batch(ward, officer, line=own)
    batches.batch_fill(listed, batches.candidates_named(listed, third.code, by=officer), Exceptions(), by=officer)
    assert listed.content == words[2] and listed.grants.get().content == words[2]
    assert {row[0]: row[6] for row in grants_provided(ward.pk)} == {poor.pk: words[2], other.pk: words[0], third.pk: words[2]}


def test_the_rule_of_the_content_judges(ward: Ward, plan: Plan, officer: User, poor: Household) -> None:
    words = SupportContent.objects.get(subproject__code="DA3.TDA2", order=7).text
    child = Member.objects.create(
        ward=ward, household=poor, full_name="Trẻ Lớn (ví dụ)", sex="male", birth_on=date(2015, 1, 1), relation="child"
    )
    assert make.grant(poor, officer, code="DA3.TDA2", member=child).is_eligible  # a child of a poor household
    with pytest.raises(grants.NotEligible):
        make.grant(poor, officer, code="DA3.TDA2", member=child, content=words, conflict_reason="Lần hai")


def test_what_was_given_before_contents_were_named(ward: Ward, plan: Plan, line: BudgetLine, officer: User, poor: Household) -> None:
    words = SupportContent.objects.get(subproject__code="DA2", order=3).text
    own = make.line(ward, officer, content=words, source="tinh")
    listed = make.batch(ward, officer, line=own)
    rows = [make.grant(poor, officer, line=own), make.grant(make.home(ward, officer), officer, line=line)]
    Grant.objects.update(content="")
    GrantBatch.objects.update(content="")
    import_module("support.migrations.0008_grants_of_a_content").of_the_money(apps, None)
    for row in (*rows, listed):
        row.refresh_from_db()
    assert [row.content for row in (*rows, listed)] == [words, "", words]
