"""Pages of oversight: lists, forms, papers; what is not one's own is not found."""

import io
import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from households.models import Household
from oversight.models import Answer, Evaluation, Finding, PlanItem, Recommendation, Visit, VisitFile, VisitHousehold
from oversight.rules.words import OversightKind, Verdict
from oversight.views.catalogue import BOOK
from programs.models import Plan, SubProject
from registers.models import Kept
from tests.activities.factories import home
from tests.oversight import factories as make
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
OWN_FORMS = {Answer, Evaluation}


def url(name: str, *args: object) -> str:
    return reverse(f"oversight:{name}", args=args)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def tables(kind: type[Kept] = Kept) -> set[type[Kept]]:
    return {found for child in kind.__subclasses__() for found in ({child} if not child._meta.abstract else tables(child))}


def test_every_table_has_an_address_and_a_form() -> None:
    own = {table for table in tables() if table._meta.app_label == "oversight"}
    assert own == set(BOOK.kinds.values()) == set(BOOK.additions) | OWN_FORMS


def item_data(ward: Ward, plan: Plan, **changes: object) -> dict[str, object]:
    part = SubProject.objects.get(project__programme__plan=plan, code="DA2")
    return {
        "kind": "inspection", "subject": "Kiểm tra mô hình", "year": "2023", "period": "q2", "target": "Hộ tham gia mô hình",
        "agency": make.agency(ward, "LDTBXH").pk, "subprojects": [part.pk], **changes,
    }  # fmt: skip


def test_an_item_is_planned_once(ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    client, key = client_of(officer), secrets.token_urlsafe(18)
    first, again = (post(client, BOOK.add_url(PlanItem), item_data(ward, plan), key=key) for _ in range(2))
    row = PlanItem.objects.get()
    assert first.status_code == again.status_code == 302 and first["Location"] == BOOK.page_of(row)
    assert (row.when, [part.code for part in row.subprojects.all()]) == ("Quý II/2023", ["DA2"])
    page = text(client.get(BOOK.page_of(row)))
    assert "Quá thời gian" in page and "Hộ tham gia mô hình" in page and "Ghi cuộc kiểm tra, giám sát" in page


def test_bad_input_keeps_what_was_typed(ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    page = text(post(client_of(officer), BOOK.add_url(PlanItem), item_data(ward, plan, period="", agency="")))
    assert "Kiểm tra mô hình" in page and "Chọn tháng hoặc quý" in page and "Chọn đơn vị chủ trì" in page
    assert not PlanItem.objects.exists()


def test_an_item_is_changed_and_dropped(ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    row, client = make.item(ward, officer), client_of(officer)
    shown = text(client.get(BOOK.step_url(row, "sua")))
    assert row.subject in shown and 'value="q2" selected' in shown
    data = item_data(ward, plan, subject="Tên khác", period="t07", version=1)
    assert post(client, BOOK.step_url(row, "sua"), data).status_code == 302
    row.refresh_from_db()
    assert (row.subject, row.when, row.version) == ("Tên khác", "Tháng 7/2023", 2)
    assert post(client, BOOK.step_url(row, "khong-thuc-hien"), {"version": 2, "reason": "Trùng đoàn khác"}).status_code == 302
    page = text(client.get(BOOK.page_of(row)))
    assert "Trùng đoàn khác" in page and url("hold", row.pk) not in page
    assert client.get(url("hold", row.pk)).status_code == 404


def test_the_front_plans_supervision_only(ward: Ward, plan: Plan, front: User, officer: User, client_of: SignIn) -> None:
    client, inspection = client_of(front), make.item(ward, officer)
    assert "Kiểm tra của phường" not in text(client.get(BOOK.add_url(PlanItem)))
    assert post(client, BOOK.add_url(PlanItem), item_data(ward, plan)).status_code == 200
    assert post(client, BOOK.add_url(PlanItem), item_data(ward, plan, kind="supervision")).status_code == 302
    assert client.get(BOOK.page_of(inspection)).status_code == 200
    for address in (BOOK.step_url(inspection, "sua"), BOOK.void_url(inspection), url("hold", inspection.pk)):
        assert client.get(address).status_code == 404


def test_from_visit_to_accepted_answer(
    ward: Ward, plan: Plan, officer: User, health: User, poor: Household, client_of: SignIn
) -> None:  # fmt: skip
    item, client = make.item(ward, officer), client_of(officer)
    data = {"held_on": "15/06/2023", "agency": item.agency_id, "participants": "Cán bộ Ví Dụ", "minutes": "Đã xem hồ sơ."}
    assert post(client, url("hold", item.pk), data).status_code == 302
    visit = Visit.objects.get()
    assert (visit.item, visit.kind, visit.subject) == (item, item.kind, item.subject)
    assert post(client, BOOK.add_url(VisitHousehold, visit), {"household": poor.code, "seen": "Nhà dột"}).status_code == 302
    wrong = {"kind": "wrong_beneficiary", "text": "Bỏ sót thẻ", "household": ""}
    assert "Chọn hộ" in text(post(client, BOOK.add_url(Finding, visit), wrong))
    assert post(client, BOOK.add_url(Finding, visit), {**wrong, "household": poor.code}).status_code == 302
    asked = {
        "finding": Finding.objects.get().pk, "agency": make.agency(ward, "TYT").pk, "text": "Lập danh sách cấp bù.",
        "issued_on": "15/06/2023", "due_on": "15/07/2023",
    }  # fmt: skip
    assert post(client, BOOK.add_url(Recommendation, visit), asked).status_code == 302
    row, theirs = Recommendation.objects.get(), client_of(health)
    listed = text(theirs.get(url("mine")))
    assert "Lập danh sách cấp bù." in listed and "Quá hạn" in listed
    page = text(theirs.get(BOOK.page_of(row)))
    assert poor.code in page and "Trả lời kiến nghị" in page and "Hủy vì ghi sai" not in page and BOOK.page_of(visit) not in page
    reply = {"version": row.version, "answered_on": "20/07/2023", "text": "Đã cấp bù 1 thẻ.", "upload": pdf()}
    assert post(theirs, url("answer", row.pk), reply).status_code == 302
    answer = Answer.objects.get()
    assert answer.recorded_by == health and theirs.get(url("answer_file", answer.pk)).status_code == 200
    assert "Trả lời kiến nghị</a>" not in text(theirs.get(BOOK.page_of(row)))
    judged = {"version": 1, "verdict": "returned", "verdict_note": "", "on": "21/07/2023"}
    assert "cần làm tiếp" in text(post(client, BOOK.step_url(answer, "ket-luan"), judged))
    assert post(client, BOOK.step_url(answer, "ket-luan"), {**judged, "verdict": "accepted"}).status_code == 302
    page = text(client.get(BOOK.page_of(row)))
    assert "Đã thực hiện xong" in page and "Đã cấp bù 1 thẻ." in page
    assert "Bỏ sót thẻ" in text(client.get(url("household", poor.code)))


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("tra-loi.pdf", b"%PDF-1.4\n%%EOF", "application/pdf")


def test_two_people_answer_at_once(ward: Ward, officer: User, health: User, client_of: SignIn) -> None:
    row = make.recommendation(make.visit(ward, officer), officer, "TYT")
    Recommendation.objects.update(version=5)
    data = {"version": 1, "answered_on": "20/06/2023", "text": "Giữ lại câu này"}
    page = text(post(client_of(health), url("answer", row.pk), data))
    assert "người khác thay đổi" in page and "Giữ lại câu này" in page and 'name="version" value="5"' in page
    assert post(client_of(health), url("answer", row.pk), {**data, "version": 5}).status_code == 302


def test_lists_filter_by_state(ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    client, visit = client_of(officer), make.visit(ward, officer)
    late, done = make.item(ward, officer), make.item(ward, officer)
    make.visit(ward, officer, done)
    shown = text(client.get(url("list") + "?tinh_trang=late"))
    assert late.subject in shown and done.subject not in shown
    shown = text(client.get(url("visits") + "?tinh_trang=ngoai_ke_hoach"))
    assert visit.subject in shown and done.subject not in shown
    overdue, answered = make.recommendation(visit, officer), make.recommendation(visit, officer, "TCKH")
    make.answer(answered, officer)
    shown = text(client.get(url("recommendations") + "?tinh_trang=qua_han"))
    assert overdue.text in shown and answered.text not in shown
    shown = text(client.get(url("recommendations") + f"?don_vi={make.agency(ward, 'TCKH').pk}&tinh_trang=answered"))
    assert answered.text in shown and overdue.text not in shown
    assert client.get(url("list") + "?nam=khong&hinh_thuc=sai").status_code == 200


def test_recommendations_list_overdue_first(ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    visit = make.visit(ward, officer)
    waiting = make.recommendation(visit, officer, due_on=timezone.localdate() + timedelta(days=3))
    overdue = make.recommendation(visit, officer)
    page = text(client_of(officer).get(url("recommendations")))
    assert page.index(overdue.text) < page.index(waiting.text)


@pytest.mark.parametrize("name", ["list", "visits", "recommendations", "evaluations", "mine"])
def test_lists_export_what_they_show(name: str, ward: Ward, plan: Plan, officer: User, client_of: SignIn) -> None:
    visit = make.visit(ward, officer, make.item(ward, officer))
    make.recommendation(visit, officer), make.evaluation(ward, officer)
    answer = client_of(officer).get(url(name) + "?xuat=1")
    assert answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"PK")
    assert AuditEvent.objects.filter(action="list_exported").count() == 1


@pytest.mark.needs("pdf")
def test_papers(ward: Ward, plan: Plan, officer: User, front: User, poor: Household, client_of: SignIn) -> None:
    make.item(ward, officer)
    visits = (make.visit(ward, officer), make.visit(ward, front, kind=OversightKind.SUPERVISION, agency=make.agency(ward, "MTTQ")))
    for visit in visits:
        make.seen(visit, officer, poor), make.finding(visit, officer, household=poor), make.recommendation(visit, officer)
        answer = client_of(officer).get(url("minutes", visit.pk))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer = client_of(officer).get(url("plan_pdf") + "?nam=2023")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert AuditEvent.objects.filter(action="list_exported").count() == 3
    assert client_of(officer).get(url("plan_pdf") + "?nam=0").status_code == 200  # an impossible year is this year


def photo() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return SimpleUploadedFile("anh.jpg", target.getvalue(), "image/jpeg")


def test_photographs_are_kept_for_readers_only(
    ward: Ward, officer: User, signer: User, front: User, health: User, committee: User, client_of: SignIn
) -> None:
    visit = make.visit(ward, officer)
    make.recommendation(visit, officer, "TYT")
    data = {"role": "photo", "caption": "Nhà dột", "upload": photo()}
    assert post(client_of(officer), BOOK.add_url(VisitFile, visit), data).status_code == 302
    address = url("file", VisitFile.objects.get().pk)
    opened = {user: client_of(user).get(address).status_code for user in (officer, signer, front, health, committee)}
    assert opened == {officer: 200, signer: 200, front: 200, health: 404, committee: 404}
    assert f"{address}?xem=1" in text(client_of(officer).get(BOOK.page_of(visit)))


def test_the_evaluation_stands_beside_the_figures(ward: Ward, plan: Plan, officer: User, committee: User, client_of: SignIn) -> None:
    client = client_of(officer)
    make.visit(ward, officer)
    listed = text(client.get(url("evaluations") + "?nam=2023"))
    address = url("evaluate", 2023, "DA6.TDA2")
    assert address in listed and "Chưa đánh giá" in listed
    shown = text(client.get(address))
    assert "Cuộc kiểm tra, giám sát đã thực hiện" in shown and "1 cuộc" in shown and "Tổ chức các hoạt động giám sát" in shown
    data = {"assigned": "Theo kế hoạch", "reached": "", "judgement": "partly", "conclusion": "Làm tiếp"}
    assert "đã có số liệu" in text(post(client, address, {**data, "judgement": "no_figures"}))
    assert post(client, address, data).status_code == 302
    row = Evaluation.objects.get()
    make.visit(ward, officer)
    page = text(client.get(BOOK.page_of(row)))
    assert "1 cuộc" in page and "2 cuộc" in page and "Đạt một phần" in page
    assert BOOK.page_of(row) in text(client_of(committee).get(url("evaluations") + "?nam=2023&muc=partly"))
    assert "đã được đánh giá" in text(post(client, address, data))
    assert client.get(url("evaluate", 2023, "KHONG")).status_code == client.get(url("evaluate", 2999, "DA2")).status_code == 404


def test_pages_ask_a_constant_number_of_questions(ward: Ward, plan: Plan, officer: User, health: User, client_of: SignIn) -> None:
    client = client_of(officer)
    item = make.item(ward, officer)
    visit = make.visit(ward, officer, item)
    asked = make.recommendation(visit, officer, "TYT")

    def more(n: int) -> None:
        for _ in range(n):
            one = make.item(ward, officer)
            one.subprojects.set(SubProject.objects.filter(project__programme__plan=plan)[:2])
            make.visit(ward, officer, one), make.visit(ward, officer, item)
            household = home(ward, officer)
            make.seen(visit, officer, household), make.finding(visit, officer, household=household)
            make.recommendation(visit, officer, "TYT"), make.answer(asked, officer, verdict=Verdict.RETURNED)

    for name in ("list", "visits", "recommendations", "evaluations"):
        assert_constant_queries(client, url(name), more, few=2, many=4)
    for row in (item, visit, asked):
        assert_constant_queries(client, BOOK.page_of(row), more, few=2, many=4)
    assert_constant_queries(client_of(health), url("mine"), more, few=2, many=4)


def test_signed_minutes_close_the_page_until_the_officer_reopens_them(
    ward: Ward, plan: Plan, officer: User, front: User, signer: User, client_of: SignIn
) -> None:
    visit = make.visit(ward, front, kind=OversightKind.SUPERVISION, agency=make.agency(ward, "MTTQ"))
    client, reopening = client_of(front), BOOK.step_url(visit, "mo-lai")
    upload = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4 x", "application/pdf")
    assert post(client, BOOK.add_url(VisitFile, visit), {"role": "minutes", "upload": upload}).status_code == 302
    pages = {user: text(client_of(user).get(BOOK.page_of(visit))) for user in (front, officer, signer)}
    writes = (BOOK.add_url(Finding, visit), BOOK.add_url(VisitHousehold, visit), BOOK.step_url(visit, "bien-ban"))
    assert not any(address in page for address in writes for page in pages.values())
    assert {user: reopening in page for user, page in pages.items()} == {front: False, officer: True, signer: False}
    assert BOOK.add_url(VisitFile, visit) in pages[front] and BOOK.add_url(Recommendation, visit) in pages[front]
    answer = post(client, reopening, {"version": visit.version, "reason": "Muốn sửa"})
    assert "Chỉ cán bộ LĐTBXH mở lại" in text(answer) and visit.is_signed
    file = visit.files.get()
    assert "mở lại biên bản" in text(post(client, BOOK.void_url(file), {"version": file.version, "reason": "Tải nhầm"}))
    assert post(client_of(officer), reopening, {"version": visit.version, "reason": "Sai tên hộ"}).status_code == 302
    assert all(address in text(client.get(BOOK.page_of(visit))) for address in writes)
