"""Legal aid: who asked, on which ground, how it ended; the log names no one."""

import json

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from registers.services.keeping import void
from tests.welfare import factories as make
from welfare.models import LegalAidCase
from welfare.rules.legal import LegalField, LegalForm, LegalGround
from welfare.services.legal import legal_aid_close, legal_aid_log

pytestmark = pytest.mark.django_db


def unsaved(ward: Ward, **fields: object) -> LegalAidCase:
    values = {
        "requested_on": make.DAY, "ground": LegalGround.HARDSHIP, "field": LegalField.LAND, "form": LegalForm.ADVICE, "helper": "Trung tâm",
    }  # fmt: skip
    return LegalAidCase(ward=ward, **{**values, **fields})


def test_somebody_asks_and_is_answered(ward: Ward, justice: User, poor: Household) -> None:
    case = legal_aid_log(unsaved(ward, member=make.head(poor), ground=LegalGround.POOR), by=justice)
    assert case.household == poor
    legal_aid_close(case, make.DAY, "Đã hướng dẫn", version=1, by=justice)
    with pytest.raises(DomainError, match="đã xong"):
        legal_aid_close(case, make.DAY, "Đã hướng dẫn", version=2, by=justice)


def test_the_log_names_no_one(ward: Ward, justice: User) -> None:
    legal_aid_log(unsaved(ward, outside_name="Tên Rất Riêng", matter="Chuyện rất riêng"), by=justice)
    written = AuditEvent.objects.order_by("-pk").first()
    assert written is not None
    text = f"{written.target_label} {json.dumps(written.details, ensure_ascii=False)}"
    assert "riêng" not in text.lower()


def test_the_log_tells_no_household_in_any_step(ward: Ward, justice: User, poor: Household) -> None:
    """Who reads the log, or the history of a household, need not keep the register."""
    already = AuditEvent.objects.count()
    case = legal_aid_log(unsaved(ward, member=make.head(poor), ground=LegalGround.POOR), by=justice)
    legal_aid_close(case, make.DAY, "Đã hướng dẫn", version=1, by=justice)
    void(case, f"Ghi nhầm, là hộ {poor.head_name} {poor.code}", version=2, by=justice)
    lines = AuditEvent.objects.order_by("pk")[already:]
    written = [f"{line.household_code} {line.target_label} {json.dumps(line.details, ensure_ascii=False)}" for line in lines]
    assert len(written) == 3 and not any(poor.code in text or poor.head_name in text for text in written)
    case.refresh_from_db()
    assert poor.code in case.void_reason  # the row keeps it, for its keepers


def test_the_ground_is_the_class_of_the_day(ward: Ward, justice: User, poor: Household) -> None:
    with pytest.raises(DomainError, match="không phải hộ cận nghèo"):
        legal_aid_log(unsaved(ward, member=make.head(poor), ground=LegalGround.NEAR_POOR), by=justice)


def test_one_person_and_a_result(ward: Ward, justice: User, officer: User, poor: Household) -> None:
    with pytest.raises(DomainError, match="Chọn một người"):
        legal_aid_log(unsaved(ward), by=justice)
    with pytest.raises(DomainError, match="Chọn một người"):
        legal_aid_log(unsaved(ward, member=make.head(poor), outside_name="Ai Đó"), by=justice)
    with pytest.raises(DomainError, match="ghi kết quả"):
        legal_aid_close(make.legal(ward, officer), make.DAY, " ", version=1, by=justice)


def test_other_agencies_do_not_write(ward: Ward, health: User) -> None:
    with pytest.raises(NotAllowed):
        legal_aid_log(unsaved(ward, outside_name="Ai Đó"), by=health)
