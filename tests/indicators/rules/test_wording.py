"""Whether a printed sentence names the value of a target."""

from decimal import Decimal

import pytest

from indicators.rules.wording import states_value


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("giảm 04 hộ nghèo trong năm 2023", "4.00", True),
        ("giảm 04 hộ nghèo trong năm 2023", "5", False),
        ("giảm 04 hộ nghèo trong năm 2023", "23", False),
        ("Ít nhất 90% hộ nghèo", "90.00", True),
        ("Ít nhất 90% hộ nghèo", "92", False),
        ("99,5% trẻ em", "99.50", True),
        ("99,5% trẻ em", "99", False),
        ("99,5% trẻ em", "5", False),
        ("100% người nghèo.", "100", True),
        ("Số hộ nghèo giảm: 03.", "3", True),
        ("", "3", False),
    ],
)
def test_a_number_is_found_as_a_whole(text: str, value: str, said: bool) -> None:
    assert states_value([text], Decimal(value)) is said


def test_nothing_is_asked_without_a_value_and_one_of_several_texts_is_enough() -> None:
    assert states_value([], None)
    assert not states_value([], Decimal(3))
    assert states_value(["một", "giảm 03 hộ"], Decimal(3))
