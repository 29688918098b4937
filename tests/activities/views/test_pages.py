"""Pages of activities: lists, filters, forms, attendance, pasted lists, uploads; what is not one's own is not found."""

import io
import secrets
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from activities.models import Activity, ActivityFile, Attendance, Cadre, CadreTraining, Connection, Participation
from activities.rules.words import ActivityKind
from activities.views.catalogue import BOOK
from camphucnam.accounts.models import User, Ward
from households.models import Household
from households.rules.classes import HouseholdClass
from registers.models import Kept
from tests.activities import factories as make
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def photo() -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG")
    return SimpleUploadedFile("anh.jpg", target.getvalue(), "image/jpeg")


def tables(kind: type[Kept] = Kept) -> set[type[Kept]]:
    return {found for child in kind.__subclasses__() for found in ({child} if not child._meta.abstract else tables(child))}


def test_every_table_can_be_added_to_and_has_an_address() -> None:
    own = {table for table in tables() if table._meta.app_label == "activities"}
    assert own == set(BOOK.kinds.values()) == set(BOOK.additions)


def test_an_activity_is_planned_once(ward: Ward, culture: User, client_of: SignIn) -> None:
    client, key = client_of(culture), secrets.token_urlsafe(18)
    data = {
        "kind": "communication", "title": "Truyền thông ở tổ", "subject": f"da{make.subproject(ward, 'DA5.TDA1').pk}",
        "agency": culture.agency_memberships.get().agency_id, "planned_from_on": "01/06/2023", "planned_to_on": "02/06/2023",
    }  # fmt: skip
    first, again = (post(client, BOOK.add_url(Activity), data, key=key) for _ in range(2))
    row = Activity.objects.get()
    assert first.status_code == again.status_code == 302 and first["Location"] == again["Location"] == BOOK.page_of(row)
    assert (row.subject_code, row.agency.code) == ("DA5.TDA1", "VHTT")


def test_an_activity_for_one_content(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    """The choice of a content sets its sub-project too, stands in the form of changes, and can be taken back."""
    client, content = client_of(officer), make.subproject(ward, "DA3.TDA2").contents.get(order=5)
    add = client.get(BOOK.add_url(Activity)).content.decode()
    assert "Riêng một nội dung của DA3.TDA2" in add and "Nội dung 5: Tổ chức các hoạt động phòng chống thiếu vitamin A" in add
    data = {
        "kind": "training", "title": "Bổ sung vi chất", "subject": f"nd{content.pk}", "agency": content.subproject.lead_id,
        "planned_from_on": "01/06/2023", "planned_to_on": "02/06/2023",
    }  # fmt: skip
    assert post(client, BOOK.add_url(Activity), data).status_code == 302
    row = Activity.objects.get()
    assert (row.content, row.subproject, row.policy) == (content, content.subproject, None)
    assert "5. Tổ chức các hoạt động phòng chống thiếu vitamin A" in client.get(BOOK.page_of(row)).content.decode()
    change = BOOK.step_url(row, "sua")
    assert f'value="nd{content.pk}" selected' in client.get(change).content.decode()
    assert post(client, change, {**data, "version": 1, "subject": f"da{content.subproject_id}"}).status_code == 302
    row.refresh_from_db()
    assert (row.content, row.subproject) == (None, content.subproject)


def test_bad_input_keeps_what_was_typed(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    data = {"kind": "training", "title": "Lớp của tổ", "planned_from_on": "31/02/2023", "planned_to_on": "02/06/2023"}
    page = post(client_of(officer), BOOK.add_url(Activity), data).content.decode()
    assert "không phải ngày có thật" in page and "Lớp của tổ" in page and "Chọn đơn vị thực hiện" in page
    assert not Activity.objects.exists()


def test_an_agency_sees_its_own_activities_only(
    ward: Ward, officer: User, culture: User, front: User, health: User, signer: User, committee: User, client_of: SignIn
) -> None:
    row = make.activity(ward, officer, "DA5.TDA1", title="Lớp về loa truyền thanh")
    drive = make.activity(ward, officer, "", ActivityKind.FUND_DRIVE, title="Vận động quỹ của mặt trận")
    opened = {user: client_of(user).get(BOOK.page_of(row)).status_code for user in (officer, signer, culture, front, health, committee)}
    assert opened == {officer: 200, signer: 200, culture: 200, front: 404, health: 404, committee: 404}
    assert client_of(front).get(BOOK.page_of(drive)).status_code == 200
    listed = client_of(culture).get(reverse("activities:list")).content.decode()
    assert row.title in listed and drive.title not in listed


def test_other_wards_find_nothing(ward: Ward, plan: object, officer: User, other_officer: User, client_of: SignIn) -> None:
    row = make.running(ward, officer)
    client = client_of(other_officer)
    for url in (BOOK.page_of(row), BOOK.void_url(row), BOOK.step_url(row, "ket-thuc"), BOOK.add_url(Participation, row)):
        assert client.get(url).status_code == 404
    assert client.get(reverse("activities:sheet", args=[row.pk])).status_code == 404


def test_from_start_to_result_and_a_stale_page(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row, client = make.activity(ward, officer), client_of(officer)
    assert post(client, BOOK.step_url(row, "bat-dau"), {"version": 1, "on": "01/06/2023"}).status_code == 302
    Activity.objects.update(version=7)
    data = {"version": 2, "on": "02/06/2023", "result": "Tốt", "headcount": "1.200", "headcount_women": "", "cost_dong": "5.000.000"}
    page = post(client, BOOK.step_url(row, "ket-thuc"), data).content.decode()
    assert "người khác thay đổi" in page and 'name="version" value="7"' in page and "Tốt" in page
    assert post(client, BOOK.step_url(row, "ket-thuc"), {**data, "version": 7}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.headcount, row.cost_dong) == ("done", 1200, 5_000_000)
    assert client.get(BOOK.step_url(row, "ket-thuc")).status_code == 302  # nothing follows any more


def test_the_plan_is_changed(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row, client = make.activity(ward, officer, "DA2"), client_of(officer)
    url = BOOK.step_url(row, "sua")
    assert row.title in client.get(url).content.decode()
    data = {
        "version": 1, "kind": "survey", "title": "Tên khác", "subject": f"da{row.subproject_id}", "agency": row.agency_id,
        "planned_from_on": "05/06/2023", "planned_to_on": "06/06/2023", "expected_participants": "", "planned_cost_dong": "",
    }  # fmt: skip
    assert post(client, url, data).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.kind, row.subject_code) == ("Tên khác", "survey", "DA2")


def test_participants_by_form_with_and_without_reason(ward: Ward, plan: object, officer: User, poor: Household, client_of: SignIn) -> None:
    row, rich, client = make.running(ward, officer, "DA2"), make.home(ward, officer, HouseholdClass.NOT_POOR), client_of(officer)
    url = BOOK.add_url(Participation, row)
    assert post(client, url, {"person": f"{poor.code}/1"}).status_code == 302
    assert "Chưa thuộc đối tượng" in post(client, url, {"home": rich.code}).content.decode()
    assert post(client, url, {"home": rich.code, "override_reason": "Theo đề nghị"}).status_code == 302
    assert "Chỉ chọn một" in post(client, url, {"home": rich.code, "outside_name": "Ai đó"}).content.decode()
    assert "hoặc ghi họ tên" in post(client, url, {}).content.decode()
    assert Participation.objects.count() == 2
    page = client.get(BOOK.page_of(row)).content.decode()
    assert poor.head_name in page and "Theo đề nghị" in page


def test_a_pasted_list_is_checked_before_it_is_written(ward: Ward, plan: object, officer: User, poor: Household, client_of: SignIn) -> None:
    row, client = make.running(ward, officer, "DA2"), client_of(officer)
    url = reverse("activities:add_list", args=[row.pk])
    data = {"codes": f"{poor.code}\nKHONG-CO", "override_reason": ""}
    page = post(client, url, data).content.decode()
    assert "Thêm được 1 trong 2 dòng" in page and "Không có hộ, người mang mã này" in page and not Participation.objects.exists()
    assert post(client, url, {**data, "commit": "1"}).status_code == 302
    assert Participation.objects.get().household == poor


def test_attendance_is_ticked(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row, client = make.running(ward, officer), client_of(officer)
    one, two = (make.participation(row, officer, outside_name=f"Người Ngoài Ví Dụ {n}") for n in (1, 2))
    url = reverse("activities:attendance", args=[row.pk])
    assert post(client, url, {"version": 1, "on": "02/06/2023", "present": [one.pk]}).status_code == 302
    assert dict(Attendance.objects.values_list("participation", "is_present")) == {one.pk: True, two.pk: False}
    page = client.get(url + "?ngay=02/06/2023").content.decode()
    assert page.count("checked") == 1 and "Đã điểm danh: 02/06/2023" in page
    assert "từ ngày bắt đầu" in post(client, url, {"version": 2, "on": "31/05/2023"}).content.decode()


def test_photographs_are_kept_for_readers_only(
    ward: Ward, officer: User, signer: User, health: User, committee: User, client_of: SignIn, settings: object
) -> None:
    row = make.running(ward, officer, "DA2")
    url = BOOK.add_url(ActivityFile, row)
    data = {"role": "photo", "caption": "Buổi đầu", "taken_on": "01/06/2023"}
    assert post(client_of(officer), url, {**data, "upload": photo()}).status_code == 302
    kept = ActivityFile.objects.get()
    address = reverse("activities:file", args=[kept.pk])
    opened = {user: client_of(user).get(address).status_code for user in (officer, signer, health, committee)}
    assert opened == {officer: 200, signer: 200, health: 404, committee: 404}
    assert client_of(officer).get(address)["Content-Disposition"].startswith("attachment")
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("content", [b"", b"<script>alert(1)</script>", b"MZ\x90\x00", b"\xff\xd8\xff broken", b"PK\x03\x04 no package"])
def test_hostile_uploads_are_refused_in_words(content: bytes, ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row = make.running(ward, officer)
    data = {"role": "photo", "caption": "Giữ lại", "taken_on": "01/06/2023", "upload": SimpleUploadedFile("anh.jpg", content)}
    page = post(client_of(officer), BOOK.add_url(ActivityFile, row), data)
    assert page.status_code == 200 and "Giữ lại" in page.content.decode()
    assert any(word in page.content.decode() for word in ("Tệp rỗng", "Tệp này không dùng được", "Ảnh bị hỏng"))
    assert not ActivityFile.objects.exists()


def test_the_list_to_sign_is_a_pdf(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row = make.running(ward, officer)
    make.participation(row, officer, outside_name="Người Ngoài Ví Dụ")
    answer = client_of(officer).get(reverse("activities:sheet", args=[row.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_cadres_and_their_courses(ward: Ward, culture: User, officer: User, client_of: SignIn) -> None:
    client = client_of(officer)
    data = {"full_name": "Trần Thị Ví Dụ", "sex": "female", "position": "group_leader", "from_on": "01/01/2023"}
    assert post(client, BOOK.add_url(Cadre), data).status_code == 302
    cadre, course = Cadre.objects.get(), make.done(ward, officer, "DA6.TDA1", title="Lớp nghiệp vụ")
    url = BOOK.add_url(CadreTraining, cadre)
    assert "hoặc chọn lớp tập huấn" in post(client, url, {"course": "Lớp ngoài"}).content.decode()
    assert post(client, url, {"activity": course.pk}).status_code == 302
    training = CadreTraining.objects.get()
    assert (training.course, training.to_on, training.organiser) == ("Lớp nghiệp vụ", make.DAY, course.agency.name)
    assert "Lớp nghiệp vụ" in client.get(BOOK.page_of(cadre)).content.decode()
    assert cadre.full_name in client.get(reverse("activities:cadres") + "?tinh_trang=chua_hoc").content.decode()
    assert cadre.full_name not in client.get(reverse("activities:cadres") + "?tinh_trang=da_hoc").content.decode()
    assert client_of(culture).get(reverse("activities:cadres")).status_code == 404


def test_a_connection_is_recorded_by_its_keeper(ward: Ward, culture: User, poor: Household, client_of: SignIn) -> None:
    data = {"household": poor.code, "kind": "internet", "provider": "Nhà mạng Ví Dụ", "connected_on": "01/03/2023", "source": "Nhà mạng"}
    assert post(client_of(culture), BOOK.add_url(Connection), data).status_code == 302
    assert Connection.objects.get().household == poor
    assert poor.code in client_of(culture).get(reverse("activities:connections")).content.decode()


@pytest.mark.parametrize("name", ["list", "cadres", "stations", "connections"])
def test_lists_export_what_they_show(name: str, ward: Ward, plan: object, officer: User, signer: User, client_of: SignIn) -> None:
    make.activity(ward, officer), make.cadre(ward, officer), make.station(ward, officer)
    answer = client_of(officer).get(reverse(f"activities:{name}") + "?xuat=1")
    assert answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"PK")


def test_pages_ask_a_constant_number_of_questions(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    row, client = make.running(ward, officer, "DA2"), client_of(officer)

    def more(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer)
            mark = make.participation(row, officer, household=home, member=make.head(home))
            Attendance.objects.create(participation=mark, on=make.DAY, is_present=True, recorded_by=officer)
            make.activity(ward, officer, "DA5.TDA1"), make.cadre(ward, officer), make.station(ward, officer)

    for name in ("list", "cadres", "stations", "connections"):
        assert_constant_queries(client, reverse(f"activities:{name}"), more)
    assert_constant_queries(client, BOOK.page_of(row), more)
