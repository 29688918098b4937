"""The demonstration ward: deterministic, refused beside real data, true to its own identities."""

from datetime import date

import pytest
from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from camphucnam.office.demo.seed import seed
from households.models import Assessment, DwellingFact, GroupLeadership, Household, Member, Need, StatusPeriod
from households.rules.facts import DwellingKind
from households.rules.movements import flows_between, stock_on
from households.rules.needs import NeedKind
from households.selectors.histories import load_histories
from reports.models import ReportDraft
from reports.rules.states import DraftState

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


@pytest.fixture
def demo(settings) -> Ward:
    settings.DEBUG = True
    seed(240, 7, 2023, accounts=True)
    return Ward.objects.get()


def figures() -> list[object]:
    members = Member.objects.order_by("pk").values_list("full_name", "birth_on", "personal_id_index", "joined_on", "left_on")
    periods = StatusPeriod.objects.order_by("pk").values_list("household__code", "household_class", "from_on", "to_on", "opened_as")
    return [list(members), list(periods), list(Assessment.objects.order_by("pk").values_list("deprived_mask", "income_score"))]


def test_it_is_marked_and_every_role_can_sign_in(demo: Ward, client) -> None:
    assert demo.is_demo
    assert {"canbo", "totruong01", "tramyte", "bcd", "lanhdao", "quantri"} <= set(User.objects.values_list("username", flat=True))
    assert not User.objects.filter(is_demo=False).exists()


def test_personal_ids_are_of_no_province(demo: Ward) -> None:
    assert all(member.personal_id.startswith("000") for member in Member.objects.all()[:200])


def test_movements_of_the_year_reconcile(demo: Ward) -> None:
    histories = load_histories(demo.pk, FIRST, LAST)
    assert histories
    for history in histories:
        for table in ("poor", "near_poor"):
            opening, closing = (stock_on(history, day) for day in (date(2022, 12, 31), LAST))
            change = sum(
                flow.households if flow.column >= 5 else -flow.households
                for flow in flows_between(history, FIRST, LAST)
                if flow.table == table
            )
            before, after = (bool(stock and stock.table == table) for stock in (opening, closing))
            assert before + change == after


def test_a_report_waits_for_a_signature(demo: Ward) -> None:
    assert ReportDraft.objects.get(period__kind="half_year").state == DraftState.WAITING


def test_a_second_seed_is_refused(demo: Ward) -> None:
    count = Household.objects.count()
    with pytest.raises(DomainError, match="cơ sở dữ liệu trống"):
        seed(240, 7, 2023, accounts=True)
    assert Household.objects.count() == count


def test_real_people_are_never_joined_by_invented_ones(officer: User) -> None:
    with pytest.raises(DomainError, match="người dùng thật"):
        seed(240, 7, 2023, accounts=False)


def test_public_passwords_are_refused_outside_the_demonstration(settings) -> None:
    settings.DEBUG = False
    with pytest.raises(DomainError, match="DEBUG"):
        seed(40, 7, 2023, accounts=True)
    assert not Household.objects.exists()


def test_the_same_seed_makes_the_same_ward() -> None:
    made = []
    for _ in range(2):
        with transaction.atomic():
            seed(120, 11, 2023, accounts=False)
            made.append(figures())
            transaction.set_rollback(True)
    assert made[0] == made[1]


def test_leaders_asked_in_their_own_groups_and_facts_fit_the_reviews(demo: Ward) -> None:
    for leader in GroupLeadership.objects.select_related("user", "group"):
        assert Need.objects.filter(recorded_by=leader.user).exclude(household__group=leader.group).count() == 0
        assert DwellingFact.objects.filter(recorded_by=leader.user).exclude(household__group=leader.group).count() == 0
    assert {need.kind for need in Need.objects.all()} >= {NeedKind.JOB, NeedKind.VOCATIONAL, NeedKind.LOAN}
    reviews = Assessment.objects.filter(assessed_on__lte=date(2023, 2, 15)).order_by("assessed_on")
    marked = dict(reviews.values_list("household", "deprived_mask"))
    water = DwellingFact.objects.filter(kind=DwellingKind.WATER)
    assert water.exists()
    assert all(("not_clean" in fact.marks) == bool(marked.get(fact.household_id, 0) >> 8 & 1) for fact in water)
