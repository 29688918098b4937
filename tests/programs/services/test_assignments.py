"""Due days, partners, comments, evidence and reminders: who may, what is refused, what stays."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.audit.models import AuditEvent
from camphucnam.files.services import file_content
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from programs import guards
from programs.models import Agency, Assignment, AssignmentComment, AssignmentNudge, Plan
from programs.policies import allows, check_can_comment
from programs.rules.words import AssignmentState, Rhythm
from programs.selectors.work import work_items
from programs.services.assignments import NewTerms, assignment_arrange
from programs.services.exchange import comment_add, evidence_add, evidence_void, nudge_send
from programs.services.progress import progress_note_add
from programs.services.reference import load
from tests.factories import person
from tests.programs.factories import join, task

pytestmark = pytest.mark.django_db
NO_TERMS = NewTerms(Rhythm.NONE, None)


def agency(ward: Ward, code: str) -> Agency:
    return Agency.objects.get(ward=ward, code=code)


def photo() -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (40, 30)).save(target, "JPEG")
    return SimpleUploadedFile("ảnh họp.jpg", target.getvalue())


def test_terms_and_partners_are_set_and_logged(ward: Ward, plan: Plan, officer: User) -> None:
    terms = NewTerms(Rhythm.QUARTERLY, date(2023, 6, 15), " Theo  thông báo ")
    row = assignment_arrange(task(ward, "TCKH.1"), terms, [agency(ward, "MTTQ"), agency(ward, "TDP")], version=1, by=officer)
    assert (row.rhythm, row.due_on, row.due_source, row.terms_version) == ("quarterly", date(2023, 6, 15), "Theo thông báo", 2)
    assert [partner.code for partner in work_items(Assignment.objects.filter(pk=row.pk))[0].partners] == ["TDP", "MTTQ"]
    event = AuditEvent.objects.get(action="plan_changed")
    assert "Hằng quý, 15/06/2023; phối hợp: TDP, MTTQ" in str(event.details)


def test_a_partner_that_leaves_stays_in_the_history(ward: Ward, plan: Plan, officer: User) -> None:
    station = agency(ward, "TYT")
    assignment_arrange(task(ward, "TCKH.1"), NO_TERMS, [station], version=1, by=officer)
    assignment_arrange(task(ward, "TCKH.1"), NO_TERMS, [], version=2, by=officer)
    assignment_arrange(task(ward, "TCKH.1"), NO_TERMS, [station], version=3, by=officer)
    rows = task(ward, "TCKH.1").partnerships.all()
    assert sorted(row.retired_on is None for row in rows) == [False, True]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (NewTerms(Rhythm.ONCE, None), "Đặt hạn thì nhập ngày"),
        (NewTerms(Rhythm.NONE, date(2023, 5, 1)), "để trống ngày"),
        (NewTerms(Rhythm.ONCE, date(2024, 1, 1)), "trong năm 2023"),
    ],
)
def test_terms_that_make_no_sense_are_refused(ward: Ward, plan: Plan, officer: User, terms: NewTerms, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        assignment_arrange(task(ward, "TCKH.1"), terms, [], version=1, by=officer)
    assert task(ward, "TCKH.1").terms_version == 1


def test_the_lead_is_no_partner_and_strangers_are_none(ward: Ward, plan: Plan, other_ward: Ward, officer: User) -> None:
    load(other_ward, 2023, True)
    for code_of, words in ((agency(ward, "TCKH"), "đơn vị chủ trì"), (agency(other_ward, "TYT"), "không còn trong danh sách")):
        with pytest.raises(DomainError, match=words):
            assignment_arrange(task(ward, "TCKH.1"), NO_TERMS, [code_of], version=1, by=officer)


def test_only_the_officer_arranges_and_the_second_of_two_is_told(ward: Ward, health_worker: User, officer: User) -> None:
    with pytest.raises(NotAllowed):
        assignment_arrange(task(ward, "TYT.1"), NO_TERMS, [], version=1, by=health_worker)
    assignment_arrange(task(ward, "TYT.1"), NO_TERMS, [], version=1, by=officer)
    with pytest.raises(EditConflict):
        assignment_arrange(task(ward, "TYT.1"), NO_TERMS, [], version=1, by=officer)


def test_a_load_never_overwrites_what_the_office_set(ward: Ward, plan: Plan, officer: User) -> None:
    assert task(ward, "BCD.1").due_on == date(2023, 6, 19)
    assignment_arrange(task(ward, "BCD.1"), NewTerms(Rhythm.ONCE, date(2023, 11, 30)), [], version=1, by=officer)
    assert load(ward, 2023, True).changed == 0
    assert task(ward, "BCD.1").due_on == date(2023, 11, 30)


def test_who_may_comment(ward: Ward, health_worker: User, officer: User, committee: User, signer: User) -> None:
    assignment = task(ward, "TYT.1")
    for user in (health_worker, officer, committee, signer):
        comment_add(assignment, " Ý kiến. ", by=user)
    stranger, partner = person(ward, Role.AGENCY_MEMBER), person(ward, Role.AGENCY_MEMBER)
    join(stranger, ward, "TPHT")
    join(partner, ward, "MTTQ")
    assignment_arrange(assignment, NO_TERMS, [agency(ward, "MTTQ")], version=1, by=officer)
    comment_add(assignment, "Phối hợp.", by=partner)
    with pytest.raises(NotAllowed):
        comment_add(assignment, "Của người khác.", by=stranger)
    with pytest.raises(DomainError, match="Nhập ý kiến"):
        comment_add(assignment, "  ", by=officer)
    assert AssignmentComment.objects.count() == 5
    assert AssignmentComment.objects.first().text == "Ý kiến."
    assert not allows(check_can_comment, stranger, assignment)


def test_evidence_is_kept_encrypted_and_voided_with_a_reason(ward: Ward, health_worker: User, officer: User, committee: User) -> None:
    row = evidence_add(task(ward, "TYT.1"), "Biên bản", photo(), by=health_worker)
    assert file_content(row.stored)[:3] == b"\xff\xd8\xff"
    with pytest.raises(NotAllowed):
        evidence_add(task(ward, "TYT.1"), "Chỉ xem", photo(), by=committee)
    with pytest.raises(DomainError, match="không dùng được"):
        evidence_add(task(ward, "TYT.1"), "Tệp lạ", SimpleUploadedFile("a.jpg", b"khong phai anh"), by=health_worker)
    other = person(ward, Role.AGENCY_MEMBER)
    join(other, ward, "TYT")
    with pytest.raises(NotAllowed):
        evidence_void(row, "Nhầm", by=other)
    with pytest.raises(DomainError, match="Ghi lý do"):
        evidence_void(row, " ", by=health_worker)
    assert evidence_void(row, "Nhầm tệp", by=health_worker).void_reason == "Nhầm tệp"
    with pytest.raises(DomainError, match="trước đó"):
        evidence_void(row, "Lần nữa", by=officer)


def test_one_reminder_a_day_until_the_agency_notes_progress(ward: Ward, health_worker: User, officer: User, committee: User) -> None:
    assignment = task(ward, "TYT.1")

    def open_nudge() -> AssignmentNudge | None:
        return work_items(Assignment.objects.filter(pk=assignment.pk))[0].nudge

    for user in (health_worker, committee):
        with pytest.raises(NotAllowed):
            nudge_send(assignment, by=user)
    nudge = nudge_send(assignment, " Sắp họp ", by=officer)
    assert open_nudge() == nudge
    with pytest.raises(DomainError, match="đã được nhắc hôm nay"):
        nudge_send(assignment, by=officer)
    progress_note_add(assignment, "Đã khám.", AssignmentState.IN_PROGRESS, version=1, by=health_worker)
    assert open_nudge() is None
    progress_note_add(task(ward, "TYT.1"), "Xong.", AssignmentState.DONE, version=2, by=health_worker)
    with pytest.raises(DomainError, match="hoàn thành"):
        nudge_send(task(ward, "TYT.1"), by=officer)
    assert AssignmentNudge.objects.count() == 1


def test_nothing_hangs_itself_on_a_retired_assignment(ward: Ward, plan: Plan, officer: User) -> None:
    Assignment.objects.filter(code="TYT.1").update(retired_on="2023-05-01")
    for write in (
        lambda row: comment_add(row, "Muộn.", by=officer),
        lambda row: nudge_send(row, by=officer),
        lambda row: evidence_add(row, "Muộn", photo(), by=officer),
        lambda row: assignment_arrange(row, NO_TERMS, [], version=1, by=officer),
    ):
        with pytest.raises(DomainError, match="không còn"):
            write(task(ward, "TYT.1"))


def test_the_database_keeps_comments_and_reminders_as_they_were(ward: Ward, plan: Plan, officer: User) -> None:
    rows = [comment_add(task(ward, "TYT.1"), "Giữ nguyên.", by=officer), nudge_send(task(ward, "TYT.1"), by=officer)]
    guards.install(connection)
    try:
        for row in rows:
            with pytest.raises(DatabaseError), transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(text="Khác")
            with pytest.raises(DatabaseError), transaction.atomic():
                row.delete()
    finally:
        guards.remove(connection)
