"""What the database refuses whatever the code above it does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from camphucnam.accounts.models import User, Ward
from households.models import Household
from oversight.models import PlanItem, Recommendation
from oversight.rules.words import FindingKind, Verdict
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def test_plan_and_visits(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    item = make.item(ward, officer)
    assert refused(lambda: make.item(ward, officer, planned_to_on=date(2023, 1, 1)))
    assert refused(lambda: make.item(ward, officer, subject=""))
    assert refused(lambda: make.visit(ward, officer, item, unplanned_reason="Theo đơn"))
    assert refused(lambda: make.visit(ward, officer, unplanned_reason=""))
    assert refused(lambda: PlanItem.objects.update(void_reason="Không có người hủy"))
    row = make.visit(ward, officer, item)
    make.seen(row, officer, poor)
    assert refused(lambda: make.seen(row, officer, poor))
    assert refused(lambda: make.finding(row, officer, FindingKind.SHORTCOMING, amount_dong=5))
    assert refused(lambda: make.finding(row, officer, FindingKind.MONEY, amount_dong=0))
    assert not refused(lambda: make.finding(row, officer, FindingKind.MONEY, amount_dong=5))


def test_answers(ward: Ward, plan: object, officer: User) -> None:
    row = make.recommendation(make.visit(ward, officer), officer)
    assert refused(lambda: Recommendation.objects.update(due_on=date(2023, 6, 14)))
    assert refused(lambda: make.answer(row, officer, verdict=Verdict.ACCEPTED, judged_by=None))
    assert refused(lambda: make.answer(row, officer, verdict=Verdict.RETURNED, verdict_note=""))
    assert refused(lambda: make.answer(row, officer, verdict=Verdict.ACCEPTED, judged_on=make.DAY))
    make.answer(row, officer, verdict=Verdict.RETURNED)
    make.answer(row, officer)
    assert refused(lambda: make.answer(row, officer))  # one answer waits at a time
    assert refused(lambda: make.answer(row, officer, verdict=Verdict.ACCEPTED))


def test_one_evaluation_a_year_counts(ward: Ward, plan: object, officer: User) -> None:
    make.evaluation(ward, officer)
    assert refused(lambda: make.evaluation(ward, officer))
    assert not refused(lambda: make.evaluation(ward, officer, year=2022))
    assert refused(lambda: make.evaluation(ward, officer, year=1999))
