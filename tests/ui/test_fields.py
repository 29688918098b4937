"""What Vietnamese offices type is read as they mean it (ecosystem pitfalls P2–P4)."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

from camphucnam.accounts.models import Ward
from camphucnam.ui.fields import CommaDecimalField, DayField, MoneyField, RowsField, TextField, WholeNumberField


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/04/2026", date(2026, 4, 5)),
        ("15/12/2026", date(2026, 12, 15)),
        ("5-4-2026", date(2026, 4, 5)),
        ("05.04.2026", date(2026, 4, 5)),
        ("2026-04-05", date(2026, 4, 5)),
        (" 29/02/2024 ", date(2024, 2, 29)),
    ],
)
def test_day_is_read_day_first(typed, day):
    assert DayField().clean(typed) == day


@pytest.mark.parametrize("typed", ["31/02/1990", "29/02/2023", "2026", "04/2026", "hôm qua", "32/01/2026"])
def test_day_that_is_none_names_what_was_typed(typed):
    with pytest.raises(forms.ValidationError, match=f"‘{typed}’ không phải ngày có thật"):
        DayField().clean(typed)


def test_day_limits_are_inside():
    field = DayField(earliest=date(2023, 1, 1), latest=date(2023, 12, 31))
    assert field.clean("01/01/2023") == date(2023, 1, 1)
    assert field.clean("31/12/2023") == date(2023, 12, 31)
    with pytest.raises(forms.ValidationError, match="từ 01/01/2023 trở đi"):
        field.clean("31/12/2022")
    with pytest.raises(forms.ValidationError, match="đến hết 31/12/2023"):
        field.clean("01/01/2024")


@pytest.mark.parametrize("typed", ["01/01/0001", "0001-01-01", "31/12/9999", "9999-12-31"])
def test_days_at_the_edge_of_the_calendar_are_refused(typed):
    with pytest.raises(forms.ValidationError, match="quá: "):
        DayField(required=False).clean(typed)


def test_day_is_drawn_as_it_is_read():
    field = DayField(required=False)
    assert field.prepare_value(date(2026, 4, 5)) == "05/04/2026"
    assert field.clean("") is None
    assert not field.has_changed(date(2026, 4, 5), "05/04/2026")


@pytest.mark.parametrize(
    ("typed", "number"), [("1.500.000", 1_500_000), ("1 500 000", 1_500_000), ("1500000", 1_500_000), ("0", 0), ("1.500", 1500)]
)
def test_money_is_whole_dong(typed, number):
    assert MoneyField().clean(typed) == number


@pytest.mark.parametrize("typed", ["1.5", "1,5", "1.50.000", "một triệu", "1.500,00", "-1.500"])
def test_money_is_never_guessed(typed):
    with pytest.raises(forms.ValidationError):
        MoneyField().clean(typed)


def test_number_limits_speak_vietnamese():
    field = WholeNumberField(min_value=1, max_value=20)
    with pytest.raises(forms.ValidationError, match="từ 1 trở lên"):
        field.clean("0")
    with pytest.raises(forms.ValidationError, match="chỉ được đến 20"):
        field.clean("21")
    assert MoneyField().prepare_value(1_500_000) == "1.500.000"
    assert MoneyField().prepare_value("1.5") == "1.5"


@pytest.mark.parametrize(
    ("typed", "number"), [("12,5", Decimal("12.5")), ("1.250,75", Decimal("1250.75")), ("12", Decimal(12)), ("0,05", Decimal("0.05"))]
)
def test_decimal_comma(typed, number):
    assert CommaDecimalField().clean(typed) == number


@pytest.mark.parametrize("typed", ["12.5", "12,555", "12,", ",5", "a,5", "1,2,3"])
def test_decimal_is_never_guessed(typed):
    with pytest.raises(forms.ValidationError, match="dấu phẩy cho phần thập phân"):
        CommaDecimalField().clean(typed)


def test_text_becomes_one_form():
    assert TextField().clean("Nguye\u0302\u0303n\u00a0 Văn  A\u0007") == "Nguyễn Văn A"


def test_formats_of_the_language():
    with translation.override("vi"):
        assert formats.get_format("DATE_INPUT_FORMATS")[0] == "%d/%m/%Y"
        assert forms.DateField().clean("05/04/2026") == date(2026, 4, 5)
        assert formats.date_format(date(2026, 4, 5)) == "05/04/2026"
        assert str(2026) == formats.localize(2026)  # years and keys get no thousands dot


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["99999999999999999999999", "-99999999999999999999999", "x", "12"])
def test_a_row_that_is_not_there_is_a_wrong_choice(value: str) -> None:
    with pytest.raises(forms.ValidationError):
        RowsField(queryset=Ward.objects.all()).clean([value])
