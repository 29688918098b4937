"""Visits, the households seen, evidence and findings."""

from django.db import transaction

from activities.rules.words import FileRole
from camphucnam.accounts.models import User
from camphucnam.files.kinds import PAPERS, PHOTOS
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from oversight.models import Finding, Visit, VisitFile, VisitHousehold
from oversight.rules.words import FindingKind, OversightKind
from programs.policies import check_can_work
from registers.services.keeping import change, check_household, check_not_future, check_standing, keep


@transaction.atomic
def visit_record(visit: Visit, *, by: User) -> Visit:
    """A visit that was held: of an item of the plan (whose kind and content it takes over), or outside of the plan with a reason."""
    check_not_future(visit.held_on, "Ngày thực hiện")
    if visit.item is not None:
        _take_over(visit)
    if not visit.subject:
        raise DomainError("Ghi nội dung kiểm tra, giám sát.")
    if visit.agency.ward_id != visit.ward_id or (visit.group is not None and visit.group.ward_id != visit.ward_id):
        raise DomainError("Đơn vị hoặc tổ dân phố không thuộc phường. Chọn lại trong danh sách.")
    return keep(visit, by=by, ngay=format_dmy(visit.held_on), hinh_thuc=OversightKind.label_of(visit.kind))


def _take_over(visit: Visit) -> None:
    item = visit.item
    if item is None or item.ward_id != visit.ward_id:
        raise DomainError("Nội dung không thuộc kế hoạch của phường. Chọn lại trong danh sách.")
    check_standing(item)
    if item.drop_reason:
        raise DomainError("Nội dung này đã ghi không thực hiện. Ghi cuộc ngoài kế hoạch với lý do, hoặc đưa nội dung mới vào kế hoạch.")
    visit.kind, visit.subject = item.kind, item.subject


@transaction.atomic
def minutes_write(visit: Visit, text: str, *, version: int, by: User) -> Visit:
    """What was seen and said, as the minutes print it."""
    return change(visit, {"minutes": text.strip()}, version=version, by=by, viec="Biên bản")


@transaction.atomic
def household_visit(row: VisitHousehold, *, by: User) -> VisitHousehold:
    """A household that was visited."""
    check_standing(row.visit)
    check_household(row.household, row.ward_id)
    return keep(row, by=by, ngay=format_dmy(row.visit.held_on))


@transaction.atomic
def evidence_add(row: VisitFile, upload: Upload, *, by: User) -> VisitFile:
    """Keep a photograph, the signed minutes or another paper; everything is encrypted."""
    check_standing(row.visit)
    check_can_work(by, row.ward_id, *row.codes)
    kinds = PHOTOS if row.role == FileRole.PHOTO else PAPERS
    row.file = file_keep(row.visit.ward, upload, kinds=kinds, by=by)
    return keep(row, by=by, loai=FileRole.label_of(row.role))


@transaction.atomic
def finding_record(finding: Finding, *, by: User) -> Finding:
    """What a visit found, good or wrong; a wrong beneficiary names the household."""
    check_standing(finding.visit)
    if finding.household is not None:
        check_household(finding.household, finding.ward_id)
    if finding.kind == FindingKind.WRONG_BENEFICIARY and finding.household is None:
        raise DomainError("Chọn hộ bị ghi sai hoặc bị bỏ sót. Nếu chưa rõ là hộ nào, ghi là hạn chế, thiếu sót.")
    return keep(finding, by=by, loai=FindingKind.label_of(finding.kind))
