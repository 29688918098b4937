"""Every đồng given to a household hangs on a grant: written, agreed, tied later and voided together, whatever the register."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from households.models import Household
from households.rules.classes import HouseholdClass
from support.models import Grant, tied_tables
from support.rules.budget import Overspent
from support.rules.words import GrantKind, GrantState
from support.selectors.budget import balance_of
from support.selectors.grants import found_conflicts
from support.selectors.tied import holder_of, reconciled, untied_rows
from support.services import grants, money
from support.services.tying import Origin, row_tie, row_void
from tests.support import factories as make
from tests.support.tied import DAY, INPUT, KINDS, MILLION, MONEY, SUPPORT, Kind
from welfare.rules.housing import HousingFund, fund_of
from welfare.services.education import support_pay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]
each = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
GIFT = Origin(donor="Nhà hảo tâm Ví Dụ")


def line_of(kind: Kind, ward: Ward, by: User) -> Origin:
    return Origin(line=make.line(ward, by, code=kind.code))


def free_grant(kind: Kind, home: Household, by: User, **fields: object) -> Grant:
    """A grant that was recorded by itself."""
    return make.grant(home, by, **({"line": make.line(home.ward, by, code=kind.code), "override_reason": "Ví dụ"} | fields))


@each
def test_a_row_makes_its_grant_and_promises_the_money(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    origin = line_of(kind, ward, officer)
    row = kind.write(kind.new(poor, officer), origin, by=officer)
    grant = Grant.objects.get()
    assert (row.grant, row.made_grant, holder_of(grant)) == (grant, True, row)
    assert (grant.household, grant.code, grant.value_dong, grant.line) == (poor, kind.code, row.value, origin.line)
    assert (grant.given_on, grant.is_eligible, grant.member) == (row.handed_on, True, row.person)
    assert balance_of(origin.line).promised == MILLION


def test_what_each_register_tells_its_grant(ward: Ward, officer: User, poor: Household) -> None:
    given = INPUT.write(INPUT.new(poor, officer, quantity="2.5"), line_of(INPUT, ward, officer), by=officer).grant
    assert (given.kind, given.what, given.decided_on) == (GrantKind.IN_KIND, "2,5 con Bò giống", DAY)
    paid = MONEY.write(MONEY.new(poor, officer), line_of(MONEY, ward, officer), by=officer).grant
    assert (paid.kind, paid.decided_on, paid.state) == (GrantKind.CASH, date(2023, 5, 2), GrantState.GIVEN)
    taught = SUPPORT.write(SUPPORT.new(poor, officer), GIFT, by=officer).grant
    assert (taught.kind, taught.decided_on, taught.state, taught.donor) == (GrantKind.CASH, DAY, GrantState.PLANNED, GIFT.donor)


@each
def test_without_an_origin_nothing_is_written(kind: Kind, officer: User, poor: Household) -> None:
    row = kind.new(poor, officer)
    for origin in (None, Origin()):
        with pytest.raises(DomainError, match="Chọn khoản hỗ trợ đã ghi, hoặc nguồn kinh phí"):
            kind.write(row, origin, by=officer)
    assert not Grant.objects.exists() and not type(row).objects.exists()


@each
def test_a_row_hangs_on_a_grant_that_stands(kind: Kind, officer: User, poor: Household) -> None:
    new = kind.new(poor, officer)
    grant = free_grant(kind, poor, officer)
    row = kind.write(new, Origin(grant=grant), by=officer)
    grant.refresh_from_db()
    assert (row.grant, row.made_grant, Grant.objects.count()) == (grant, False, 1)
    assert grant.given_on == row.handed_on
    assert balance_of(grant.line).promised == MILLION


def test_a_missing_value_and_day_follow_the_grant(officer: User, poor: Household) -> None:
    new = SUPPORT.new(poor, officer)
    grant = free_grant(SUPPORT, poor, officer)
    grants.grant_hand_over(grant, date(2023, 6, 9), "", version=1, by=officer)
    assert SUPPORT.write(new, Origin(grant=grant), by=officer).paid_on == date(2023, 6, 9)
    thing = INPUT.new(poor, officer, None)
    assert INPUT.write(thing, Origin(grant=free_grant(INPUT, poor, officer)), by=officer).value_dong == MILLION


@each
def test_a_differing_value_is_refused_with_both_figures(kind: Kind, officer: User, poor: Household) -> None:
    new = kind.new(poor, officer, 2 * MILLION)
    grant = free_grant(kind, poor, officer)
    with pytest.raises(DomainError, match=r"Ở sổ ghi 2\.000\.000.*khoản hỗ trợ đã ghi 1\.000\.000"):
        kind.write(new, Origin(grant=grant), by=officer)
    grant.refresh_from_db()
    assert (grant.version, grant.state) == (1, GrantState.PLANNED) and not type(new).objects.exists()


@each
def test_only_a_free_standing_grant_of_the_household_will_do(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    other = make.home(ward, officer)
    taken, foreign, elsewhere = free_grant(kind, poor, officer), free_grant(kind, other, officer), free_grant(kind, poor, officer,
    line=make.line(ward, officer, code="CS7"), conflict_reason="Ví dụ")  # fmt: skip
    dropped, voided = (free_grant(kind, poor, officer, conflict_reason="Ví dụ") for _ in range(2))
    grants.grant_cancel(dropped, "Từ chối", version=1, by=officer)
    grants.grant_void(voided, "Nhầm", version=1, by=officer)
    first = kind.new(poor, officer)
    kind.write(first, Origin(grant=taken), by=officer)
    same = {name: getattr(first, name) for name in first.WHOLE} or {"school_year": 2021}
    for grant, words in (
        (taken, "đã gắn với một dòng khác"), (foreign, f"của hộ {other.code}"), (elsewhere, "nội dung CS7"),
        (dropped, "không trao"), (voided, "đã bị hủy"),
    ):  # fmt: skip
        grant.refresh_from_db()
        with pytest.raises(DomainError, match=words):
            kind.write(kind.new(poor, officer, **same), Origin(grant=grant), by=officer)
    assert type(first).objects.count() == 1


def test_a_differing_day_is_refused_with_both_days(officer: User, poor: Household) -> None:
    new, grant = MONEY.new(poor, officer), free_grant(MONEY, poor, officer)
    grants.grant_hand_over(grant, date(2023, 6, 9), "", version=1, by=officer)
    with pytest.raises(DomainError, match=r"trao ngày 01/06/2023, khoản hỗ trợ đã ghi trao ngày 09/06/2023"):
        MONEY.write(new, Origin(grant=grant), by=officer)


@each
def test_too_little_money_writes_neither(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    row = kind.new(poor, officer, 11 * MILLION)
    with pytest.raises(Overspent):
        kind.write(row, line_of(kind, ward, officer), by=officer)
    assert not Grant.objects.exists() and not type(row).objects.exists()


@each
def test_outside_the_rules_the_register_asks_for_the_reason_too(kind: Kind, ward: Ward, officer: User) -> None:
    rich = make.home(ward, officer, HouseholdClass.NOT_POOR)
    row = kind.new(rich, officer)
    with pytest.raises(grants.NotEligible):
        kind.write(row, GIFT, by=officer)
    kind.write(row, Origin(donor="Ví Dụ", override_reason="Hộ gặp nạn"), by=officer)
    assert Grant.objects.get().override_reason == "Hộ gặp nạn"


@pytest.mark.parametrize("kind", [INPUT, MONEY], ids=["DA2", "CS5"])
def test_parts_of_one_support_are_no_double_benefit_and_another_is(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    first = kind.write(kind.new(poor, officer), GIFT, by=officer)
    same = {name: getattr(first, name) for name in first.WHOLE}
    further = kind.write(kind.new(poor, officer, 5, **same), GIFT, by=officer)
    assert (further.grant.part_of, further.grant.conflict) == (first.grant, "")
    third = kind.write(kind.new(poor, officer, 6, **same), GIFT, by=officer)
    assert third.grant.part_of == first.grant and not found_conflicts(officer, ward.pk)
    if kind is MONEY:
        type(first.case).objects.update(stage="handed_over", started_on=DAY, handed_over_on=DAY)
    other = kind.new(poor, officer)
    with pytest.raises(grants.DoubleBenefit, match=rf"Đã có hỗ trợ {kind.code}"):
        kind.write(other, GIFT, by=officer)
    kind.write(other, Origin(donor="Ví Dụ", conflict_reason="Bão"), by=officer)
    assert len(found_conflicts(officer, ward.pk)) == (4 if kind is MONEY else 3)  # three payments, and the house itself


@pytest.mark.parametrize("kind", [INPUT, MONEY], ids=["DA2", "CS5"])
def test_a_grant_by_itself_after_the_register_is_double(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    kind.write(kind.new(poor, officer), GIFT, by=officer)
    with pytest.raises(grants.DoubleBenefit):
        free_grant(kind, poor, officer)


@each
def test_voiding_takes_along_the_grant_that_the_row_made(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    origin = line_of(kind, ward, officer)
    row = kind.write(kind.new(poor, officer), origin, by=officer)
    row_void(row, "Ghi nhầm hộ", version=row.version, by=officer)
    grant = Grant.objects.get()
    assert grant.is_voided and grant.void_reason == "Ghi nhầm hộ" and type(row).objects.get().is_voided
    assert balance_of(origin.line).committed == 0


@each
def test_voiding_is_refused_once_the_grant_is_paid(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    origin = line_of(kind, ward, officer)
    row = kind.write(kind.new(poor, officer), origin, by=officer)
    money.grants_pay(origin.line, [row.grant.pk], money.Voucher("CT1", DAY), by=officer)
    with pytest.raises(DomainError, match=r"đã chi theo chứng từ CT1\. Hủy khoản chi trước"):
        row_void(row, "Nhầm", version=row.version, by=officer)
    assert not type(row).objects.get().is_voided and not Grant.objects.get().is_voided


@each
def test_voiding_sets_free_a_grant_that_was_recorded_by_itself(kind: Kind, officer: User, poor: Household) -> None:
    new, grant = kind.new(poor, officer), free_grant(kind, poor, officer)
    row = kind.write(new, Origin(grant=grant), by=officer)
    row_void(row, "Nhầm", version=row.version, by=officer)
    grant.refresh_from_db()
    assert not grant.is_voided and holder_of(grant) is None and type(row).objects.get().grant is None
    same = {name: getattr(row, name) for name in row.WHOLE}
    assert kind.write(kind.new(poor, officer, **same), Origin(grant=grant), by=officer).grant == grant


@each
def test_a_held_grant_does_not_move_alone(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    row = kind.write(kind.new(poor, officer), line_of(kind, ward, officer), by=officer)
    Grant.objects.update(state=GrantState.PLANNED, given_on=None)
    grant = Grant.objects.get()
    for verb in (
        lambda: grants.grant_void(grant, "Nhầm", version=grant.version, by=officer),
        lambda: grants.grant_cancel(grant, "Nhầm", version=grant.version, by=officer),
        lambda: grants.grant_hand_over(grant, DAY, "", version=grant.version, by=officer),
    ):
        with pytest.raises(DomainError, match=rf"gắn với dòng “{row.WORD.lower()}” của hộ {poor.code}.*ở sổ"):
            verb()
    grant.refresh_from_db()
    assert (grant.state, grant.is_voided) == (GrantState.PLANNED, False)


def test_a_list_hands_over_what_no_register_holds(ward: Ward, officer: User, poor: Household) -> None:
    batch = make.batch(ward, officer, line=make.line(ward, officer, code="CS3"))
    new = SUPPORT.new(poor, officer)
    held = free_grant(SUPPORT, poor, officer, batch=batch)
    other = free_grant(SUPPORT, make.home(ward, officer), officer, batch=batch)
    SUPPORT.write(new, Origin(grant=held), by=officer)
    assert grants.batch_hand_over(batch, DAY, version=batch.version, by=officer) == 1
    assert list(Grant.objects.filter(state=GrantState.GIVEN)) == [other]


def test_a_support_that_is_paid_later_hands_over_its_grant(ward: Ward, officer: User, poor: Household) -> None:
    row = SUPPORT.write(SUPPORT.new(poor, officer), line_of(SUPPORT, ward, officer), by=officer)
    support_pay(row, date(2023, 9, 5), version=row.version, by=officer)
    grant = Grant.objects.get()
    assert (grant.state, grant.given_on) == (GrantState.GIVEN, date(2023, 9, 5))


@each
def test_an_old_row_is_tied_later_and_only_once(kind: Kind, ward: Ward, officer: User, poor: Household) -> None:
    row, origin = kind.kept(poor, officer), line_of(kind, ward, officer)
    assert untied_rows(tied_tables(), ward.pk) == [row]
    row_tie(row, origin, version=1, by=officer)
    stored = type(row).objects.get()
    assert (stored.grant.value_dong, stored.made_grant, stored.version) == (MILLION, True, 2)
    assert not untied_rows(tied_tables(), ward.pk)
    with pytest.raises(DomainError, match="đã gắn"):
        row_tie(stored, origin, version=2, by=officer)


def test_what_is_no_grant_needs_none(ward: Ward, officer: User, poor: Household) -> None:
    rows = [
        INPUT.write(INPUT.new(poor, officer, is_contribution=True), None, by=officer),
        MONEY.write(MONEY.new(poor, officer, fund="family"), None, by=officer),
        SUPPORT.write(SUPPORT.new(poor, officer, None, kind="tuition"), None, by=officer),
    ]
    whole = INPUT.new(poor, officer, source="Ngân sách phường")
    whole.household = None
    rows.append(INPUT.write(whole, None, by=officer))
    assert not Grant.objects.exists()
    for row in rows:
        with pytest.raises(DomainError, match="không phải thứ hộ được cho"):
            row_tie(row, GIFT, version=1, by=officer)
    assert [row.origin for row in (rows[0], rows[1], rows[3])] == ["Hộ tự góp", "Hộ gia đình, dòng họ", "Ngân sách phường"]


def test_a_row_and_its_table_agree_on_what_is_given(ward: Ward, officer: User, poor: Household) -> None:
    case = MONEY.kept(poor, officer).case
    for fund in HousingFund:
        MONEY.kept(poor, officer, case=case, fund=fund)
    model = INPUT.kept(poor, officer).model
    INPUT.write(INPUT.new(poor, officer, model=model, is_contribution=True), None, by=officer)
    SUPPORT.kept(poor, officer)
    SUPPORT.kept(poor, officer, value=None, kind="tuition")
    for table in tied_tables():
        given = set(table.objects.filter(table.given_rows()))
        assert given == {row for row in table.objects.all() if row.is_given} and 0 < len(given) < table.objects.count()


@pytest.mark.parametrize(
    ("source", "fund"),
    [("phuong", "budget"), ("trung-uong", "budget"), ("vi-nguoi-ngheo", "fund_for_poor"), ("thien-tai", "disaster_fund"), ("", "donation")],
)
def test_the_fund_of_housing_money_follows_from_the_source(source: str, fund: str, ward: Ward, officer: User, poor: Household) -> None:
    origin = Origin(line=make.line(ward, officer, code="CS5", source=source)) if source else GIFT
    row = MONEY.write(MONEY.new(poor, officer), origin, by=officer)
    assert row.fund == fund == fund_of(source) and row.origin == row.grant.origin


def test_no_two_registers_share_a_code() -> None:
    codes = [table.GRANT_CODE for table in tied_tables()]
    assert len(set(codes)) == len(codes) == len(KINDS)


def test_what_registers_gave_is_tied_plus_untied(ward: Ward, officer: User) -> None:
    for kind in KINDS:
        kind.kept(make.home(ward, officer), officer, value=3)
        kind.write(kind.new(make.home(ward, officer), officer, 5), GIFT, by=officer)
        gone = kind.write(kind.new(make.home(ward, officer), officer, 7), GIFT, by=officer)
        row_void(gone, "Nhầm", version=gone.version, by=officer)
    INPUT.kept(make.home(ward, officer), officer, value=None)
    found = reconciled(tied_tables(), ward.pk)
    assert {(item.given_dong, item.tied_dong, item.untied_dong, item.granted_dong) for item in found} == {(8, 5, 3, 5)}
    assert sum(item.n_untied for item in found) == len(untied_rows(tied_tables(), ward.pk)) == 4
