"""Rates are loaded once and then kept by the officer."""

from datetime import date
from decimal import Decimal

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from registers.services.keeping import void
from tests.welfare import factories as make
from welfare.models import WelfareRate
from welfare.selectors.rates import rate_table
from welfare.services.rates import load, rate_set, rate_verify

pytestmark = pytest.mark.django_db


def unsaved(ward: Ward, **fields: object) -> WelfareRate:
    values = {"code": "base_wage", "amount_dong": 2_700_000, "from_on": date(2027, 7, 1), "document": "Nghị định ví dụ"} | fields
    return WelfareRate(ward=ward, **values)


def test_a_second_load_writes_nothing_and_respects_what_was_voided(ward: Ward, officer: User) -> None:
    assert load(ward).created > 30 and not WelfareRate.objects.exists()
    first = load(ward, True)
    row = WelfareRate.objects.get(code="electricity")
    void(row, "Ghi sai", version=row.version, by=officer)
    assert (load(ward, True).created, load(ward, True).unchanged) == (0, first.created)


def test_a_new_amount_ends_the_earlier_one(rates: Ward, officer: User) -> None:
    rate_set(unsaved(rates), by=officer)
    table = rate_table(rates.pk)
    assert (table.dong("base_wage", date(2027, 6, 30)), table.dong("base_wage", date(2027, 7, 1))) == (2_530_000, 2_700_000)
    with pytest.raises(DomainError, match="đã có mức"):
        rate_set(unsaved(rates), by=officer)


def test_a_voided_amount_gives_way_to_the_earlier_one(rates: Ward, officer: User) -> None:
    row = rate_set(unsaved(rates), by=officer)
    void(row, "Văn bản chưa ban hành", version=row.version, by=officer)
    assert rate_table(rates.pk).dong("base_wage", date(2027, 7, 1)) == 2_530_000


def test_an_amount_in_the_wrong_unit_is_refused(rates: Ward, officer: User) -> None:
    with pytest.raises(DomainError, match="số tiền"):
        rate_set(unsaved(rates, amount_dong=None, number=Decimal(4)), by=officer)


def test_agencies_do_not_write_rates(rates: Ward, health: User) -> None:
    with pytest.raises(NotAllowed):
        rate_set(unsaved(rates), by=health)


def test_an_amount_is_verified_once(ward: Ward, officer: User) -> None:
    row = make.rate(ward, officer)
    with pytest.raises(EditConflict):
        rate_verify(row, {"document": "Nghị định ví dụ"}, version=9, by=officer)
    rate_verify(row, {"document": "Nghị định ví dụ"}, version=1, by=officer)
    row.refresh_from_db()
    assert row.is_verified and row.document == "Nghị định ví dụ"
    with pytest.raises(DomainError, match="đã đối chiếu"):
        rate_verify(row, {}, version=2, by=officer)
