"""Boards and what passes between agencies and those who oversee them: one person per agency, and nothing of the others."""

import html
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from programs.models import Agency, Assignment, AssignmentComment, AssignmentFile, AssignmentNudge, AssignmentPartner, Plan
from programs.rules.words import AssignmentState, Rhythm
from programs.services.assignments import NewTerms, assignment_arrange
from programs.services.copying import plan_amend
from programs.services.exchange import comment_add, evidence_add, evidence_void, nudge_send
from programs.services.issuing import plan_issue
from programs.services.progress import progress_note_add
from tests.factories import person
from tests.posting import post
from tests.programs.factories import issued, join, load_plan, task
from tests.query_counts import assert_constant_queries, queries_of

pytestmark = pytest.mark.django_db
CODES = ("LDTBXH", "TCKH", "DCDT", "TRUONG", "VHTT", "TYT", "TPHT", "TDP", "MTTQ", "BCD")
# What each assignee leads (the plan) and works on (arranged by the fixture below).
LEADS = {
    "LDTBXH": {f"LDTBXH.{n}" for n in range(1, 7)},
    "TCKH": {"TCKH.1", "TCKH.2", "TCKH.3"},
    "DCDT": {"DCDT.1"},
    "TRUONG": {"TRUONG.1", "TRUONG.2"},
    "VHTT": {"VHTT.1", "VHTT.2", "VHTT.DA5.TDA1"},
    "TYT": {"TYT.1", "TYT.2", "TYT.DA3.TDA2"},
    "TPHT": {"TPHT.1"},
    "TDP": {"TDP.1"},
    "MTTQ": {"MTTQ.1", "MTTQ.2", "MTTQ.3", "MTTQ.4"},
    "BCD": {"BCD.1", "BCD.DA2", "BCD.DA3.TDA1", "BCD.DA4.TDA1", "BCD.DA4.TDA2", "BCD.DA6.TDA1", "BCD.DA6.TDA2"},
}
PARTNERS = {"DCDT.1": {"MTTQ", "TDP"}, "TYT.DA3.TDA2": {"TRUONG"}}


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def photo() -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (40, 30)).save(target, "JPEG")
    return SimpleUploadedFile("anh.jpg", target.getvalue(), "image/jpeg")


@pytest.fixture
def busy(ward: Ward, plan: Plan, officer: User) -> Plan:
    """Every assignment has a file and a comment that name it; two have partners."""
    for row in Assignment.objects.filter(plan=plan):
        comment_add(row, f"Ý kiến về {row.code}.", by=officer)
        evidence_add(row, f"Tệp của {row.code}", photo(), by=officer)
        partners = list(Agency.objects.filter(ward=ward, code__in=PARTNERS.get(row.code, ())))
        assignment_arrange(row, NewTerms(Rhythm.NONE, None), partners, version=1, by=officer)
    return plan


@pytest.mark.parametrize("code", CODES)
def test_each_assignee_finds_exactly_its_own_work(client_of, ward: Ward, busy: Plan, code: str) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, code)
    browser = client_of(member)
    joined = {assignment for assignment, partners in PARTNERS.items() if code in partners}
    page = text_of(browser.get(reverse("programs:my_work")))
    listed = {row.code for row in Assignment.objects.filter(plan=busy) if reverse("programs:assignment", args=[row.pk]) in page}
    assert listed == LEADS[code] | joined
    for row in AssignmentFile.objects.select_related("assignment"):
        concerned = row.assignment.code in LEADS[code] | joined
        expected = 200 if concerned else 404
        for name, key in (
            ("assignment", row.assignment_id),
            ("comment", row.assignment_id),
            ("attach", row.assignment_id),
            ("evidence", row.pk),
        ):
            assert browser.get(reverse(f"programs:{name}", args=[key])).status_code == expected, (name, row.assignment.code)
        assert (f"Ý kiến về {row.assignment.code}." in page) <= concerned
        # the file of somebody else is not for the agency to void, nor are due days and reminders
        for name, key in (("void_evidence", row.pk), ("arrange", row.assignment_id), ("nudge", row.assignment_id)):
            assert browser.get(reverse(f"programs:{name}", args=[key])).status_code == 404
    assert browser.get(reverse("programs:board")).status_code == 404


def test_the_table_of_assignees_names_every_assignment(plan: Plan) -> None:
    assert set(Assignment.objects.filter(plan=plan).values_list("code", flat=True)) == set().union(*LEADS.values())


def test_a_partner_that_left_sees_nothing_any_more(client_of, ward: Ward, busy: Plan, officer: User) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, "MTTQ")
    row = task(ward, "DCDT.1")
    page = text_of(client_of(member).get(reverse("programs:my_work")))
    assert "Phối hợp với đơn vị khác" in page
    assignment_arrange(row, NewTerms(Rhythm.NONE, None), [], version=row.terms_version, by=officer)
    assert client_of(member).get(reverse("programs:assignment", args=[row.pk])).status_code == 404
    assert "Phối hợp với đơn vị khác" not in text_of(client_of(member).get(reverse("programs:my_work")))


def test_overdue_comes_first_and_the_reminder_is_shown_until_progress(client_of, ward: Ward, health_worker: User, officer: User) -> None:
    assignment_arrange(task(ward, "TYT.2"), NewTerms(Rhythm.ONCE, date(2023, 6, 19)), [], version=1, by=officer)
    nudge_send(task(ward, "TYT.2"), "Sắp họp", by=officer)
    browser = client_of(health_worker)
    page = text_of(browser.get(reverse("programs:my_work")))
    assert "Quá hạn 195 ngày (hạn 19/06/2023)" in page  # judged on the last day of the plan's year
    assert f"{officer.full_name} nhắc ngày" in page
    assert page.index("Nâng cao chất lượng khám chữa bệnh") < page.index("Chủ trì, phối hợp các ngành")
    progress_note_add(task(ward, "TYT.2"), "Đã khám.", AssignmentState.DONE, version=1, by=health_worker)
    page = text_of(browser.get(reverse("programs:my_work")))
    assert "nhắc ngày" not in page
    assert "Quá hạn" not in page


def test_the_board_of_the_ward(client_of, ward: Ward, plan: Plan, officer: User, committee: User, signer: User) -> None:
    assignment_arrange(
        task(ward, "TPHT.1"), NewTerms(Rhythm.ONCE, date(2023, 5, 2)), [Agency.objects.get(ward=ward, code="TYT")], version=1, by=officer
    )
    board = reverse("programs:board")
    for user in (officer, committee, signer):
        page = text_of(client_of(user).get(board))
        assert page.index("Thực hiện chính sách trợ giúp pháp lý") < page.index("Tham mưu, phối hợp với các ban")
    browser = client_of(committee)
    only_late = text_of(browser.get(board, {"han": "overdue"}))
    assert "trợ giúp pháp lý" in only_late
    assert "Tổng hợp nhu cầu kinh phí" not in only_late
    assert "trợ giúp pháp lý" in text_of(browser.get(board, {"don_vi": "TYT"}))  # as a partner
    assert "Không có nhiệm vụ nào" in text_of(browser.get(board, {"don_vi": "TPHT", "tinh_trang": "done"}))
    assert "Tổng hợp nhu cầu" in text_of(browser.get(board, {"don_vi": "khong-co", "han": "bịa"}))


def test_the_board_as_a_workbook(client_of, ward: Ward, plan: Plan, committee: User) -> None:
    response = client_of(committee).get(reverse("programs:board_sheet"), {"don_vi": "TYT"})
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0]]
    assert rows[0][0] == "Bảng theo dõi nhiệm vụ"
    assert [row[2] for row in rows[3:]] == ["Trạm Y tế phường"] * 3


def test_the_officer_arranges_on_the_page(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    row, browser = task(ward, "TYT.1"), client_of(officer)
    url = reverse("programs:arrange", args=[row.pk])
    partner = Agency.objects.get(ward=ward, code="MTTQ")
    data = {"version": 1, "rhythm": "once", "due_on": "30/09/2023", "partners": [partner.pk]}
    assert "Nhập ngày hạn" in text_of(post(browser, url, data | {"due_on": ""}))
    assert "để trống ngày" in text_of(post(browser, url, data | {"rhythm": "none"}))
    assert "trong năm 2023" in text_of(post(browser, url, data | {"due_on": "01/01/2024"}))
    assert post(browser, url, data).status_code == 302
    assert "vừa được người khác sửa" in text_of(post(browser, url, data | {"due_on": "01/10/2023"}))
    page = text_of(browser.get(reverse("programs:assignment", args=[row.pk])))
    assert "hạn 30/09/2023" in page
    assert partner.name in page


def test_comment_evidence_and_reminder_on_the_page(client_of, ward: Ward, health_worker: User, officer: User) -> None:
    row = task(ward, "TYT.1")
    browser, page = client_of(health_worker), reverse("programs:assignment", args=[row.pk])
    assert post(browser, reverse("programs:comment", args=[row.pk]), {"text": "Xin thêm thời gian."}).status_code == 302
    assert "Nhập ý kiến." in text_of(post(browser, reverse("programs:comment", args=[row.pk]), {"text": " "}))
    assert post(browser, reverse("programs:attach", args=[row.pk]), {"title": "Biên bản", "upload": photo()}).status_code == 302
    assert "Ghi tệp này" in text_of(post(browser, reverse("programs:attach", args=[row.pk]), {"upload": photo()}))
    text = text_of(browser.get(page))
    assert "Xin thêm thời gian." in text
    assert "Biên bản" in text
    file = AssignmentFile.objects.get()
    assert browser.get(reverse("programs:evidence", args=[file.pk]))["Content-Disposition"].startswith("attachment")
    assert post(browser, reverse("programs:void_evidence", args=[file.pk]), {"reason": "Nhầm"}).status_code == 302
    assert browser.get(reverse("programs:evidence", args=[file.pk])).status_code == 404
    office = client_of(officer)
    assert post(office, reverse("programs:nudge", args=[row.pk]), {"text": "Sắp họp"}).status_code == 302
    assert "đã được nhắc hôm nay" in text_of(post(office, reverse("programs:nudge", args=[row.pk]), {"text": "Lần hai"}))
    assert AssignmentNudge.objects.count() == 1
    assert "Sắp họp" in text_of(browser.get(page))


def test_files_of_another_ward_are_not_found(client_of, plan: Plan, other_ward: Ward, officer: User) -> None:
    load_plan(other_ward)
    there = person(other_ward, Role.OFFICER)
    row = Assignment.objects.filter(plan__ward=other_ward).first()
    file = evidence_add(row, "Của phường khác", photo(), by=there)
    for name, key in (
        ("evidence", file.pk),
        ("void_evidence", file.pk),
        ("arrange", row.pk),
        ("comment", row.pk),
        ("attach", row.pk),
        ("nudge", row.pk),
    ):
        assert client_of(officer).get(reverse(f"programs:{name}", args=[key])).status_code == 404, name
    evidence_void(file, "Nhầm", by=there)


def grow_everything(plan: Plan, officer: User):
    agency, partner = (Agency.objects.get(ward=plan.ward_id, code=code) for code in ("TYT", "MTTQ"))

    def grow(n: int) -> None:
        start = Assignment.objects.count()
        for number in range(start, start + n):
            row = Assignment.objects.create(
                plan=plan, agency=agency, code=f"X.{number}", order=number, paragraph=1, text=f"việc {number}",
                rhythm=Rhythm.MONTHLY, due_on=date(2023, 1, 31),
            )  # fmt: skip
            AssignmentPartner.objects.create(assignment=row, agency=partner)
            progress_note_add(row, "Đã làm.", AssignmentState.IN_PROGRESS, version=1, by=officer)
            comment_add(row, "Ý kiến.", by=officer)
            nudge_send(row, by=officer)

    return grow


@pytest.mark.parametrize(("page", "limit"), [("board", 18), ("my_work", 18)])
def test_boards_cost_the_same_however_much_there_is(client_of, ward: Ward, plan: Plan, officer: User, page: str, limit: int) -> None:
    join(officer, ward, "TYT")
    join(officer, ward, "MTTQ")
    grow = grow_everything(plan, officer)
    assert_constant_queries(client_of(officer), reverse(f"programs:{page}"), grow, few=2, many=8, at_most=limit)


@pytest.mark.parametrize("who", ["officer", "station"])
def test_what_was_said_under_earlier_versions_costs_no_more(client_of, ward: Ward, plan: Plan, officer: User, who: str) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, "TYT")
    reader, count = {"officer": officer, "station": member}[who], iter(range(100))
    versions = [plan]

    def grow(n: int) -> None:
        for _ in range(n):
            row = Assignment.objects.get(plan=versions[-1], code="TYT.1")
            progress_note_add(row, "Đã làm.", AssignmentState.IN_PROGRESS, version=1, by=member)
            comment_add(row, f"Ý kiến {next(count)}.", by=officer)
            evidence_add(row, "Thêm", photo(), by=member)
            draft = plan_amend(versions[-1], "Thay thế", by=officer)
            versions.append(issued(draft, officer))

    grow(1)
    page = reverse("programs:assignment", args=[Assignment.objects.get(plan=versions[-1], code="TYT.1").pk])
    text = text_of(client_of(reader).get(page))
    assert "theo lần 1 của kế hoạch" in text and "Ý kiến 0." in text and "Hủy vì gửi sai" in text
    before = len(queries_of(client_of(reader), page))
    grow(3)
    newest = Assignment.objects.get(plan=versions[-1], code="TYT.1")
    assert len(queries_of(client_of(reader), reverse("programs:assignment", args=[newest.pk]))) == before
    old = text_of(client_of(reader).get(page))
    assert "đã được thay thế" in old and reverse("programs:assignment", args=[newest.pk]) in old


def test_a_dropped_task_is_listed_and_read_but_not_written(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, "TYT")
    row = task(ward, "TYT.1")
    draft = plan_amend(plan, "Bỏ bớt", by=officer)
    Assignment.objects.filter(plan=draft, code="TYT.1").update(retired_on=date(2023, 8, 1))
    plan_issue(draft, "9", date(2023, 9, 1), version=draft.version, by=officer)
    browser, page = client_of(member), reverse("programs:assignment", args=[row.pk])
    assert page in text_of(browser.get(reverse("programs:my_work")))
    text = text_of(browser.get(page))
    assert "không còn nhiệm vụ này" in text and "Ghi tiến độ" not in text
    stranger = person(ward, Role.AGENCY_MEMBER)
    join(stranger, ward, "TPHT")
    assert client_of(stranger).get(page).status_code == 404
    assert page not in text_of(client_of(stranger).get(reverse("programs:my_work")))


def test_an_assignment_costs_the_same_however_much_is_said(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    row = task(ward, "TYT.1")

    def grow(n: int) -> None:
        for _ in range(n):
            comment_add(row, "Thêm.", by=officer)
            evidence_add(row, "Thêm", photo(), by=officer)

    assert_constant_queries(client_of(officer), reverse("programs:assignment", args=[row.pk]), grow, few=2, many=6, at_most=12)
    assert AssignmentComment.objects.count() == 8
