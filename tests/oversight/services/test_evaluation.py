"""The yearly evaluation: figures come from the registers, never from the keyboard."""

from datetime import date

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from oversight.models import Evaluation
from oversight.rules.words import Judgement
from oversight.services.evaluation import last_day, plan_evaluate
from registers.services.keeping import void
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db


def new(ward: Ward, code: str = "DA6.TDA2", **fields: object) -> Evaluation:
    values = {"year": 2023, "name": "Giám sát", "assigned": "Theo kế hoạch", "reached": "", "judgement": Judgement.PARTLY} | fields
    return Evaluation(ward=ward, code=code, **values)


def test_figures_are_taken_from_the_registers(ward: Ward, plan: object, officer: User) -> None:
    make.visit(ward, officer)
    row = plan_evaluate(new(ward, figures=[{"code": "typed", "value": 99}]), by=officer)
    values = {one["code"]: one["value"] for one in row.figures}
    assert (values["inspections_held"], values["recommendations_made"], row.figures_to_on) == (1, None, date(2023, 12, 31))
    assert "typed" not in values and all(set(one) == {"code", "label", "value", "unit"} for one in row.figures)


def test_without_figures_and_words_nothing_is_judged(ward: Ward, plan: object, officer: User) -> None:
    with pytest.raises(DomainError, match="chưa có số liệu"):
        plan_evaluate(new(ward, "DA4.TDA1"), by=officer)
    plan_evaluate(new(ward, "DA4.TDA1", judgement=Judgement.NO_FIGURES), by=officer)
    make.visit(ward, officer)
    with pytest.raises(DomainError, match="đã có số liệu"):
        plan_evaluate(new(ward, judgement=Judgement.NO_FIGURES), by=officer)


def test_once_a_year_until_it_is_voided(ward: Ward, plan: object, officer: User) -> None:
    first = plan_evaluate(new(ward, reached="Đã làm"), by=officer)
    with pytest.raises(DomainError, match="đã được đánh giá"):
        plan_evaluate(new(ward, reached="Đã làm"), by=officer)
    void(first, "Đánh giá lại", version=1, by=officer)
    assert plan_evaluate(new(ward, reached="Đã làm thêm"), by=officer).pk


def test_who_evaluates_and_when(ward: Ward, front: User, health: User, officer: User) -> None:
    for user in (front, health):
        with pytest.raises(NotAllowed):
            plan_evaluate(new(ward, reached="Đã làm"), by=user)
    with pytest.raises(DomainError, match="chưa bắt đầu"):
        plan_evaluate(new(ward, year=timezone.localdate().year + 1), by=officer)
    assert last_day(timezone.localdate().year) == timezone.localdate()
