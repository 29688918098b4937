"""Vocational classes, learners, certificates."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from livelihoods.models import Enrolment, VocationalClass
from livelihoods.rules.words import ENROLMENT_TRANSITIONS, EnrolmentState
from livelihoods.selectors.training import verdict_of_person
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep
from registers.services.needs import meet
from support.services.supporting import check_double

LONGEST_BASIS = 1000


@transaction.atomic
def class_open(vocational_class: VocationalClass, *, by: User) -> VocationalClass:
    """A class with its days; it may lie ahead."""
    return keep(vocational_class, by=by, tu_ngay=format_dmy(vocational_class.from_on))


@transaction.atomic
def enrol(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Put a person into a class. The verdict of the day is kept; whoever is not eligible, or has learned
    in the year, needs a reason to learn all the same."""
    found = VocationalClass.objects.select_for_update().get(pk=enrolment.vocational_class_id)
    check_standing(found)
    check_not_future(enrolment.enrolled_on, "Ngày vào lớp")
    check_member(enrolment.member, enrolment.ward_id, enrolment.enrolled_on)
    if enrolment.enrolled_on > found.to_on:
        raise DomainError(f"Lớp đã bế giảng ngày {format_dmy(found.to_on)}. Kiểm tra lại ngày vào lớp.")
    taken = found.enrolments.counting().exclude(state=EnrolmentState.DROPPED).count()
    if found.seats is not None and taken >= found.seats:
        raise DomainError(f"Lớp đã đủ {found.seats} học viên.")
    verdict = verdict_of_person(enrolment.member, enrolment.enrolled_on)
    enrolment.is_eligible = verdict.eligible
    enrolment.basis = " ".join(reason.text for reason in verdict.reasons)[:LONGEST_BASIS]
    if not verdict.eligible and not enrolment.override_reason:
        raise DomainError(f"Chưa thuộc đối tượng đào tạo nghề. {enrolment.basis} Nếu vẫn cho học, ghi lý do.")
    check_double(enrolment, by=by)
    return keep(enrolment, by=by, ngay=format_dmy(enrolment.enrolled_on), thuoc_doi_tuong=verdict.eligible, trung=bool(enrolment.conflict))


@transaction.atomic
def enrolment_step(enrolment: Enrolment, state: EnrolmentState, on: date, *, version: int, by: User, reason: str = "") -> Enrolment:
    """Completed, which meets the need of training, or dropped with a reason."""
    check_not_future(on, "Ngày này")
    before = EnrolmentState(enrolment.state)
    if state not in ENROLMENT_TRANSITIONS[before]:
        raise IllegalTransition(f"Học viên này đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")
    if state is EnrolmentState.DROPPED and not reason:
        raise DomainError("Ghi lý do bỏ học.")
    values = {"state": state, "ended_on": on, "drop_reason": reason if state is EnrolmentState.DROPPED else ""}
    change(enrolment, values, version=version, by=by, tinh_trang=state.label, ngay=format_dmy(on))
    if state is EnrolmentState.COMPLETED:
        meet(enrolment, by=by)
    return enrolment


@transaction.atomic
def certificate_grant(enrolment: Enrolment, number: str, on: date, *, version: int, by: User) -> Enrolment:
    """The certificate of a learner who completed; the number may be blank."""
    check_not_future(on, "Ngày cấp chứng chỉ")
    if enrolment.state != EnrolmentState.COMPLETED:
        raise DomainError("Chỉ học viên đã hoàn thành lớp học mới được ghi chứng chỉ.")
    values = {"certificate_number": number, "certificate_on": on}
    return change(enrolment, values, version=version, by=by, viec="Cấp chứng chỉ", ngay=format_dmy(on))
