"""Signed minutes: what they say stays as it was signed, until the officer reopens them with a reason."""

from io import BytesIO

import pytest

from activities.rules.words import FileRole
from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from oversight.models import Finding, Visit, VisitFile, VisitHousehold
from oversight.rules.words import FindingKind, OversightKind
from oversight.services.visits import (
    evidence_add,
    evidence_void,
    finding_record,
    household_visit,
    minutes_reopen,
    minutes_write,
    seen_void,
)
from tests.activities.factories import home as make_home
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db


def attach(visit: Visit, by: User, role: FileRole = FileRole.MINUTES) -> VisitFile:
    return evidence_add(VisitFile(ward=visit.ward, visit=visit, role=role), BytesIO(b"%PDF-1.4 signed"), by=by)


@pytest.fixture
def visit(ward: Ward, plan: object, officer: User, poor: Household) -> Visit:
    """A visit with a household and a finding."""
    row = make.visit(ward, officer, minutes="Đã xem hồ sơ.")
    make.seen(row, officer, poor)
    make.finding(row, officer)
    return row


def writes(visit: Visit, by: User, other: Household) -> list:
    """Every write that would change what the minutes say."""
    finding, seen = Finding.objects.get(), VisitHousehold.objects.get()
    return [
        lambda: minutes_write(visit, "Khác", version=visit.version, by=by),
        lambda: finding_record(Finding(ward=visit.ward, visit=visit, kind=FindingKind.SHORTCOMING, text="Thêm"), by=by),
        lambda: household_visit(VisitHousehold(ward=visit.ward, visit=visit, household=other), by=by),
        lambda: seen_void(finding, "Ghi nhầm", version=finding.version, by=by),
        lambda: seen_void(seen, "Ghi nhầm", version=seen.version, by=by),
    ]


def test_until_it_is_signed_everything_can_be_corrected(visit: Visit, ward: Ward, officer: User) -> None:
    attach(visit, officer, FileRole.OTHER)
    assert not visit.is_signed
    for write in writes(visit, officer, make_home(ward, officer)):
        visit.refresh_from_db()
        write()
    visit.refresh_from_db()
    assert (visit.minutes, Finding.objects.counting().get().text, VisitHousehold.objects.counting().count()) == ("Khác", "Thêm", 1)


def test_what_was_signed_stays(visit: Visit, ward: Ward, officer: User) -> None:
    attach(visit, officer)
    for write in writes(visit, officer, make_home(ward, officer)):
        with pytest.raises(DomainError, match="Biên bản đã ký"):
            write()
    visit.refresh_from_db()
    assert visit.minutes == "Đã xem hồ sơ."
    assert (Finding.objects.counting().count(), VisitHousehold.objects.counting().count()) == (1, 1)


def test_the_signed_file_is_not_voided_by_the_back_door(visit: Visit, officer: User) -> None:
    file, photo = attach(visit, officer), attach(visit, officer, FileRole.OTHER)
    with pytest.raises(DomainError, match="mở lại biên bản"):
        evidence_void(file, "Tải nhầm", version=file.version, by=officer)
    evidence_void(photo, "Tải nhầm", version=photo.version, by=officer)
    assert visit.is_signed and photo.is_voided


def test_the_officer_reopens_with_a_reason_that_is_logged(visit: Visit, ward: Ward, officer: User) -> None:
    file = attach(visit, officer)
    with pytest.raises(DomainError, match="lý do"):
        minutes_reopen(visit, "  ", version=visit.version, by=officer)
    visit.refresh_from_db()
    assert visit.is_signed
    minutes_reopen(visit, "Ghi sai tên hộ", version=visit.version, by=officer)
    file.refresh_from_db()
    assert (file.is_voided, file.void_reason, visit.is_signed) == (True, "Ghi sai tên hộ", False)
    line = AuditEvent.objects.filter(action="work_changed").latest("seq")
    assert line.details == {"viec": "Mở lại biên bản đã ký", "ly_do": "Ghi sai tên hộ"}
    assert minutes_write(visit, "Đã sửa", version=visit.version, by=officer).minutes == "Đã sửa"
    attach(visit, officer)
    assert visit.is_signed


def test_nobody_else_reopens(ward: Ward, front: User, signer: User, officer: User) -> None:
    """Not even the Front its own supervision."""
    own = make.visit(ward, front, kind=OversightKind.SUPERVISION, agency=make.agency(ward, "MTTQ"))
    attach(own, front)
    for user in (front, signer):
        with pytest.raises(NotAllowed):
            minutes_reopen(own, "Muốn sửa", version=own.version, by=user)
    assert own.is_signed
    minutes_reopen(own, "Mặt trận đề nghị sửa", version=own.version, by=officer)
    assert not own.is_signed


def test_nothing_to_reopen(visit: Visit, officer: User) -> None:
    with pytest.raises(DomainError, match="chưa có biên bản đã ký"):
        minutes_reopen(visit, "Không rõ", version=visit.version, by=officer)
