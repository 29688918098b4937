"""Who may borrow under which programme, with the sentence and its source."""

from datetime import date

import pytest

from camphucnam.kernel.errors import DomainError
from livelihoods.rules.loan_programmes import all_programmes, programme
from programs.rules.eligibility import Facts
from programs.rules.words import BeneficiaryClass as C

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("code", "household_class", "window", "eligible"),
    [
        ("ho_ngheo", C.POOR, None, True),
        ("ho_ngheo", C.NEAR_POOR, None, False),
        ("ho_can_ngheo", C.NEAR_POOR, None, True),
        ("ho_can_ngheo", C.POOR, None, False),
        ("ho_moi_thoat_ngheo", C.NOT_POOR, C.ESCAPED_POVERTY, True),
        ("ho_moi_thoat_ngheo", C.NOT_POOR, C.ESCAPED_NEAR_POVERTY, True),
        ("ho_moi_thoat_ngheo", C.NOT_POOR, None, False),
        ("ho_moi_thoat_ngheo", C.POOR, None, False),
        ("ho_ngheo", None, None, False),
        ("hssv", C.NOT_POOR, None, True),  # the class does not decide
    ],
)
def test_class_and_window(code: str, household_class: C | None, window: C | None, eligible: bool) -> None:
    facts = Facts(DAY, household_class, "QĐ 1", window, date(2026, 12, 8) if window else None, window_source="QĐ 90")
    verdict = programme(code).judge(facts, is_rural=False)
    assert verdict.eligible is eligible
    assert verdict.reasons and all(reason.text.endswith(".") for reason in verdict.reasons)
    assert any(reason.source for reason in verdict.reasons)


def test_an_ended_window_is_named() -> None:
    facts = Facts(DAY, C.NOT_POOR, window_over_on=date(2026, 2, 28), window_source="QĐ 90")
    verdict = programme("ho_moi_thoat_ngheo").judge(facts, is_rural=False)
    assert not verdict.eligible and any("28/02/2026" in reason.text for reason in verdict.reasons)


def test_rural_programmes_are_not_for_a_ward() -> None:
    facts = Facts(DAY, C.POOR)
    assert not programme("nuoc_sach").judge(facts, is_rural=False).eligible
    assert programme("nuoc_sach").judge(facts, is_rural=True).eligible


def test_terms_are_dated_and_carry_their_source() -> None:
    poor = programme("ho_ngheo")
    assert poor.terms_on(date(2024, 12, 31)) is None
    terms = poor.terms_on(date(2025, 1, 1))
    assert terms is not None and terms.max_dong == 100_000_000 and "6,6" in terms.words
    assert all(terms.source and terms.max_text for item in all_programmes() for terms in item.terms)
    assert len({item.code for item in all_programmes()}) == len(all_programmes())


def test_an_unknown_programme_is_refused() -> None:
    with pytest.raises(DomainError, match="Chọn một chương trình"):
        programme("khong_co")
