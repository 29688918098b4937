"""The gaps of the plan of 2023."""

import pytest

from camphucnam.accounts.models import User, Ward
from programs.models import Agency, Plan
from programs.rules.words import AgencyKind
from programs.selectors.ownership import gaps_of
from programs.services.agency import NewAgency, agency_add
from tests.programs.factories import join

pytestmark = pytest.mark.django_db
CODES = ("LDTBXH", "TCKH", "DCDT", "TRUONG", "VHTT", "TYT", "TPHT", "TDP", "MTTQ", "BCD")


def test_credit_is_left_to_nobody_and_the_committee_leads_six_without_a_paragraph(ward: Ward, plan: Plan, officer: User) -> None:
    for code in CODES:
        join(officer, ward, code)
    first, second = gaps_of(plan)
    assert first.about == ("CS1",)
    assert second.about == ("BCD", "DA2", "DA3.TDA1", "DA4.TDA1", "DA4.TDA2", "DA6.TDA1", "DA6.TDA2")
    assert "chủ trì 6 (tiểu) dự án" in second.title


def test_an_agency_that_the_office_added_has_nothing_yet(ward: Ward, plan: Plan, officer: User) -> None:
    agency_add(ward, NewAgency("NHCSXH", "Ngân hàng Chính sách xã hội (ví dụ)", AgencyKind.OTHER, True), by=officer)
    found = {item.about: item.title for item in gaps_of(plan)}
    assert "không có việc nào" in found["NHCSXH",]
    assert "chưa có ai đăng nhập" in found["TYT",]
    assert Agency.objects.get(code="NHCSXH").line is None
