"""The administrator's pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.roles import Role
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.dates import format_dmy
from tests.factories import RoleGrantFactory, UserFactory, person
from tests.posting import post
from tests.query_counts import assert_constant_queries

NEW = {
    "full_name": "Người Ví Dụ Mới",
    "username": "Moi.Vao",
    "email": "",
    "phone": "",
    "role": "officer",
    "from_on": "01/01/2023",
    "to_on": "",
}


@pytest.fixture
def browser(client_of, administrator):
    return client_of(administrator)


def names(response) -> list[str]:
    return re.findall(r'class="row-link"><a [^>]*>([^<]*)<', response.content.decode())


def test_list_shows_only_people_of_the_ward_in_vietnamese_order(browser, ward, other_ward, administrator):
    for name in ("Người Ví Dụ Ửng", "Người Ví Dụ Đào", "Người Ví Dụ An", "Người Ví Dụ Dung"):
        person(ward, Role.OFFICER, full_name=name)
    person(other_ward, Role.OFFICER, full_name="Người Phường Khác")
    shown = [name for name in names(browser.get("/nguoi-dung/")) if name != administrator.full_name]
    assert shown == ["Người Ví Dụ An", "Người Ví Dụ Dung", "Người Ví Dụ Đào", "Người Ví Dụ Ửng"]


def test_list_is_searched_without_accents_and_filtered(browser, ward):
    person(ward, Role.GROUP_LEADER, full_name="Người Ví Dụ Đức")
    person(ward, Role.OFFICER, full_name="Người Ví Dụ Khóa", is_active=False)
    assert names(browser.get("/nguoi-dung/?tim=duc")) == ["Người Ví Dụ Đức"]
    assert names(browser.get("/nguoi-dung/?vai_tro=group_leader")) == ["Người Ví Dụ Đức"]
    assert names(browser.get("/nguoi-dung/?trang_thai=off")) == ["Người Ví Dụ Khóa"]
    assert "Không có người nào khớp" in browser.get("/nguoi-dung/?tim=zzz").content.decode()


def test_list_asks_the_same_number_of_questions(browser, ward):
    def grow(n):
        for _ in range(n):
            person(ward, Role.OFFICER)

    assert_constant_queries(browser, "/nguoi-dung/", grow, at_most=7)


def test_person_is_added_with_a_role_and_a_password_shown_once(browser, ward, administrator, client):
    response = post(browser, "/nguoi-dung/them/", NEW)
    added = User.objects.get(username="moi.vao")
    assert response.url == f"/nguoi-dung/{added.pk}/"
    page = browser.get(response.url).content.decode()
    password = re.search(r'class="secret">([^<]+)<', page)[1]
    assert added.must_change_password
    assert added.grants.get().role == Role.OFFICER
    assert "secret" not in browser.get(response.url).content.decode(), "only once"
    assert client.post("/dang-nhap/", {"username": "moi.vao", "password": password}).status_code == 302
    actions = list(AuditEvent.objects.filter(actor_id=administrator.pk).order_by("pk").values_list("action", flat=True))
    assert actions == ["person_added", "role_granted", "password_changed"]
    assert password not in str(list(AuditEvent.objects.values()))


def test_double_click_adds_one_person(browser):
    first = post(browser, "/nguoi-dung/them/", NEW, key="same-key-of-one-form")
    second = post(browser, "/nguoi-dung/them/", NEW, key="same-key-of-one-form")
    assert first.url == second.url
    assert User.objects.filter(username="moi.vao").count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("username", "có dấu", "chữ thường không dấu"),
        ("username", "ab", "từ 3 ký tự"),
        ("phone", "gọi tôi", "chỉ gồm chữ số"),
        ("email", "khong-phai", "thư điện tử đúng dạng"),
        ("from_on", "31/02/2023", "không phải ngày có thật"),
        ("to_on", "31/12/2022", "từ ngày bắt đầu trở đi"),
        ("role", "king", "không có trong các lựa chọn"),
        ("full_name", "", "Chưa nhập mục này"),
    ],
)
def test_errors_stand_at_their_field_and_on_top(browser, field, typed, sentence):
    response = post(browser, "/nguoi-dung/them/", {**NEW, field: typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert "có 1 chỗ cần sửa" in html
    assert f'href="#{"div_" if field == "role" else ""}id_{field}"' in html
    assert html.count(sentence) == 2
    assert not User.objects.filter(full_name=NEW["full_name"]).exists()


def test_taken_name_is_refused(browser, administrator):
    assert "đã có người dùng" in post(browser, "/nguoi-dung/them/", {**NEW, "username": administrator.username}).content.decode()


def test_description_is_changed_and_the_fields_are_logged(browser, ward):
    who = person(ward, Role.OFFICER)
    post(browser, f"/nguoi-dung/{who.pk}/sua/", {"full_name": "Tên Ví Dụ Khác", "email": "vi.du@example.com", "phone": "", "version": 1})
    who.refresh_from_db()
    assert (who.full_name, who.version) == ("Tên Ví Dụ Khác", 2)
    assert AuditEvent.objects.get(action="person_changed").details == {"thay_doi": ["họ và tên", "thư điện tử"]}


def test_second_editor_is_told_and_keeps_what_was_typed(browser, ward):
    who = person(ward, Role.OFFICER)
    User.objects.filter(pk=who.pk).update(full_name="Người Nhanh Hơn", version=5)
    data = {"full_name": "Người Chậm Hơn", "email": "", "phone": "", "version": 1}
    html = post(browser, f"/nguoi-dung/{who.pk}/sua/", data).content.decode()
    assert "Người khác vừa sửa tài khoản này" in html
    assert 'value="Người Chậm Hơn"' in html
    assert 'name="version" value="5"' in html
    who.refresh_from_db()
    assert who.full_name == "Người Nhanh Hơn"
    post(browser, f"/nguoi-dung/{who.pk}/sua/", {**data, "version": 5})
    who.refresh_from_db()
    assert who.full_name == "Người Chậm Hơn"


def test_account_is_locked_and_unlocked_but_never_the_own(browser, ward, administrator):
    who = person(ward, Role.OFFICER)
    for active in (False, True):
        who.refresh_from_db()
        post(browser, f"/nguoi-dung/{who.pk}/khoa/", {"version": who.version})
        who.refresh_from_db()
        assert who.is_active is active
    response = post(browser, f"/nguoi-dung/{administrator.pk}/khoa/", {"version": 1})
    assert response.status_code == 409
    assert "Không tự khóa tài khoản" in response.content.decode()


def test_temporary_password_replaces_the_old_one(browser, ward, client_of):
    who = person(ward, Role.OFFICER)
    session = client_of(who)
    response = post(browser, f"/nguoi-dung/{who.pk}/mat-khau-tam/")
    password = re.search(r'class="secret">([^<]+)<', browser.get(response.url).content.decode())[1]
    who.refresh_from_db()
    assert who.check_password(password)
    assert session.get("/mat-khau/").status_code == 302


def test_role_is_given_and_ended(browser, ward):
    who, today = person(ward, Role.OFFICER), timezone.localdate()
    data = {"role": "signer", "from_on": format_dmy(today), "to_on": format_dmy(today + timedelta(days=30))}
    assert post(browser, f"/nguoi-dung/{who.pk}/vai-tro/", data).status_code == 302
    grant = who.grants.get(role="signer")
    assert grant.to_on == today + timedelta(days=30)
    assert "đã có vai trò Lãnh đạo ký" in post(browser, f"/nguoi-dung/{who.pk}/vai-tro/", {**data, "to_on": ""}).content.decode()
    officer = who.grants.get(role="officer")
    post(browser, f"/nguoi-dung/vai-tro/{officer.pk}/thu/")
    officer.refresh_from_db()
    assert officer.to_on == today - timedelta(days=1)
    post(browser, f"/nguoi-dung/vai-tro/{grant.pk}/thu/")
    assert not RoleGrant.objects.filter(pk=grant.pk).exists(), "it had not held on any finished day"
    assert AuditEvent.objects.filter(action="role_ended").count() == 2


def test_own_administrator_role_is_not_ended(browser, administrator):
    grant = administrator.grants.get()
    assert post(browser, f"/nguoi-dung/vai-tro/{grant.pk}/thu/").status_code == 409
    assert "Thu từ hôm nay" not in browser.get(f"/nguoi-dung/{administrator.pk}/").content.decode()


def test_person_of_two_wards_is_described_by_neither_alone(browser, ward, other_ward):
    who = person(ward, Role.OFFICER)
    RoleGrantFactory(user=who, ward=other_ward, role=Role.OFFICER)
    page = browser.get(f"/nguoi-dung/{who.pk}/").content.decode()
    assert "còn làm việc ở phường khác" in page
    for path, data in (("sua", {"full_name": "X Y", "version": 1}), ("khoa", {"version": 1}), ("mat-khau-tam", {})):
        answer = post(browser, f"/nguoi-dung/{who.pk}/{path}/", data)
        assert "còn làm việc ở phường khác" in answer.content.decode()
    who.refresh_from_db()
    assert who.is_active
    foreign = who.grants.get(ward=other_ward)
    assert post(browser, f"/nguoi-dung/vai-tro/{foreign.pk}/thu/").status_code == 404


def test_administrator_acts_only_where_people_are_managed(client_of, ward, other_ward, administrator):
    stranger = person(other_ward, Role.OFFICER)
    RoleGrantFactory(user=administrator, ward=other_ward, role=Role.OFFICER)
    browser = client_of(administrator)
    for path in ("", "sua/", "vai-tro/"):
        assert browser.get(f"/nguoi-dung/{stranger.pk}/{path}").status_code == 404
    post(browser, "/phuong/", {"ward": other_ward.pk})
    assert browser.get("/nguoi-dung/").status_code == 404


def test_name_is_never_markup(browser, ward):
    who = person(ward, Role.OFFICER, full_name="<script>alert(1)</script>")
    for url in ("/nguoi-dung/", f"/nguoi-dung/{who.pk}/"):
        assert "<script>alert" not in browser.get(url).content.decode()


def test_person_without_role_here_is_not_found(browser):
    assert browser.get(f"/nguoi-dung/{UserFactory().pk}/").status_code == 404
