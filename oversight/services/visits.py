"""Visits, the households seen, evidence and findings."""

from django.db import transaction

from activities.rules.words import FileRole
from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.files.kinds import PAPERS, PHOTOS
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, NotAllowed
from camphucnam.kernel.text import clean
from oversight.models import Finding, Visit, VisitFile, VisitHousehold
from oversight.rules.words import FindingKind, OversightKind
from programs.policies import check_can_work
from registers.services.keeping import change, check_household, check_not_future, check_standing, keep, log, take, void


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


SIGNED = "Biên bản đã ký đã được lưu nên nội dung, hộ được kiểm tra và phát hiện không sửa được nữa. Cán bộ LĐTBXH mở lại nếu cần sửa."


def check_unsigned(visit: Visit) -> None:
    """What was signed stays as it was signed. Locks the visit, so that nobody signs while somebody writes."""
    if Visit.objects.select_for_update().get(pk=visit.pk).is_signed:
        raise DomainError(SIGNED)


@transaction.atomic
def minutes_reopen(visit: Visit, reason: str, *, version: int, by: User) -> Visit:
    """The signed minutes no longer hold, for a reason: their files are voided, and what they say can be corrected. The officer's."""
    if not by.may(Permission.EDIT_PLAN, visit.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH mở lại biên bản đã ký.")
    take(visit, version)
    check_standing(visit)
    signed = list(visit.files.counting().filter(role=FileRole.MINUTES))
    if not signed:
        raise DomainError("Cuộc này chưa có biên bản đã ký nên không cần mở lại.")
    for file in signed:
        void(file, reason, version=file.version, by=by)
    log(Action.WORK_CHANGED, visit, by, viec="Mở lại biên bản đã ký", ly_do=clean(reason))
    return visit


@transaction.atomic
def evidence_void(file: VisitFile, reason: str, *, version: int, by: User) -> VisitFile:
    """A file no longer counts; signed minutes only by reopening them."""
    if file.role == FileRole.MINUTES and not file.is_voided:
        raise DomainError("Biên bản đã ký chỉ được hủy khi cán bộ LĐTBXH mở lại biên bản.")
    return void(file, reason, version=version, by=by)


@transaction.atomic
def seen_void(row: VisitHousehold | Finding, reason: str, *, version: int, by: User) -> None:
    """A household or finding of a visit no longer counts, as long as the minutes are not signed."""
    check_unsigned(row.visit)
    void(row, reason, version=version, by=by)


@transaction.atomic
def minutes_write(visit: Visit, text: str, *, version: int, by: User) -> Visit:
    """What was seen and said, as the minutes print it; until they are signed."""
    check_can_work(by, visit.ward_id, *visit.codes)
    check_unsigned(visit)
    return change(visit, {"minutes": text.strip()}, version=version, by=by, viec="Biên bản")


@transaction.atomic
def household_visit(row: VisitHousehold, *, by: User) -> VisitHousehold:
    """A household that was visited."""
    check_standing(row.visit)
    check_unsigned(row.visit)
    check_household(row.household, row.ward_id)
    return keep(row, by=by, ngay=format_dmy(row.visit.held_on))


@transaction.atomic
def evidence_add(row: VisitFile, upload: Upload, *, by: User) -> VisitFile:
    """Keep a photograph, the signed minutes or another paper; everything is encrypted. With signed minutes the visit is settled."""
    Visit.objects.select_for_update().get(pk=row.visit_id)
    check_standing(row.visit)
    check_can_work(by, row.ward_id, *row.codes)
    kinds = PHOTOS if row.role == FileRole.PHOTO else PAPERS
    row.file = file_keep(row.visit.ward, upload, kinds=kinds, by=by)
    return keep(row, by=by, loai=FileRole.label_of(row.role))


@transaction.atomic
def finding_record(finding: Finding, *, by: User) -> Finding:
    """What a visit found, good or wrong; a wrong beneficiary names the household."""
    check_standing(finding.visit)
    check_unsigned(finding.visit)
    if finding.household is not None:
        check_household(finding.household, finding.ward_id)
    if finding.kind == FindingKind.WRONG_BENEFICIARY and finding.household is None:
        raise DomainError("Chọn hộ bị ghi sai hoặc bị bỏ sót. Nếu chưa rõ là hộ nào, ghi là hạn chế, thiếu sót.")
    return keep(finding, by=by, loai=FindingKind.label_of(finding.kind))
