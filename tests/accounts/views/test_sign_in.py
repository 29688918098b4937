"""Signing in and out, lock-out, the own password, the ward to work in."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.roles import Role
from camphucnam.audit.models import AuditEvent
from tests.factories import PASSWORD, RoleGrantFactory, UserFactory, person
from tests.posting import post

URL = "/dang-nhap/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **data: str):
    return client.post(URL, {"username": username, "password": password, **data})


def without_token(response) -> str:
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


def test_right_password_opens_the_first_page_and_is_logged(client, officer):
    response = sign_in(client, f"  {officer.username.upper()} ")
    assert response.status_code == 302
    assert response.url == reverse("home")
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.ward_id) == ("signed_in", officer.pk, officer.grants.get().ward_id)


def test_wrong_password_and_unknown_name_read_the_same(client, officer):
    wrong = sign_in(client, officer.username, "khong phai mat khau nay")
    unknown = sign_in(client, "khong.co", "khong phai mat khau nay")
    assert wrong.status_code == unknown.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong.content.decode()
    assert without_token(wrong).replace(officer.username, "") == without_token(unknown).replace("khong.co", "")


def test_failures_are_logged_without_the_typed_name(client, officer):
    sign_in(client, officer.username, "sai")
    sign_in(client, "mat.khau.go.nham")
    first, second = AuditEvent.objects.order_by("pk")
    assert (first.action, first.target_label, first.ward_id) == ("sign_in_failed", officer.full_name, officer.grants.get().ward_id)
    assert (second.action, second.target_label, second.ward_id) == ("sign_in_failed", "", 0)


@pytest.mark.parametrize("target", ["https://vi-du.example/", "//vi-du.example/", "javascript:alert(1)"])
def test_next_stays_at_home(client, officer, target):
    assert sign_in(client, officer.username, next=target).url == reverse("home")


def test_next_is_followed(client, administrator):
    assert client.get("/nguoi-dung/").url == "/dang-nhap/?next=/nguoi-dung/"
    assert sign_in(client, administrator.username, next="/nguoi-dung/").url == "/nguoi-dung/"


def test_guessing_is_locked_out_in_vietnamese(client, officer, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, officer.username, "sai mat khau")
    assert response.status_code == 429
    assert "tạm dừng 15 phút" in response.content.decode()
    assert sign_in(client, officer.username.upper()).status_code == 429, "other capitals are the same account"
    assert sign_in(client, officer.username).status_code == 429, "the right password is refused too"


def test_sign_out_ends_the_session_and_is_logged(client_of, officer):
    client = client_of(officer)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == URL
    assert client.get("/mat-khau/").status_code == 302
    assert AuditEvent.objects.filter(action="signed_out", actor_id=officer.pk).exists()


def test_without_a_role_today_nobody_signs_in(client, ward):
    today = timezone.localdate()
    over, not_yet, locked = UserFactory(), UserFactory(), person(ward, Role.OFFICER, is_active=False)
    RoleGrantFactory(user=over, ward=ward, to_on=today - timedelta(days=1))
    RoleGrantFactory(user=not_yet, ward=ward, from_on=today + timedelta(days=1))
    for user in (over, not_yet, locked):
        assert sign_in(client, user.username).status_code == 422


def test_last_day_of_a_role_is_inside(client, ward):
    user = UserFactory()
    RoleGrantFactory(user=user, ward=ward, to_on=timezone.localdate())
    assert sign_in(client, user.username).status_code == 302


@pytest.mark.parametrize("change", ["lock", "end the role", "change the password"])
def test_a_running_session_ends(client_of, officer, change):
    client = client_of(officer)
    assert client.get("/mat-khau/").status_code == 200
    if change == "lock":
        User.objects.filter(pk=officer.pk).update(is_active=False)
    elif change == "end the role":
        RoleGrant.objects.update(to_on=date(2021, 1, 1))
    else:
        fresh = User.objects.get(pk=officer.pk)
        fresh.set_password("một mật khẩu khác hẳn")
        fresh.save()
    assert client.get("/mat-khau/").status_code == 302


def test_demo_accounts_cannot_sign_in_outside_a_demonstration(client, officer, settings):
    User.objects.filter(pk=officer.pk).update(is_demo=True)
    assert sign_in(client, officer.username).status_code == 422
    settings.DEBUG = True
    assert sign_in(client, officer.username).status_code == 302
    settings.DEBUG = False
    assert client.get("/mat-khau/").status_code == 302, "a session from before is over too"


def test_demo_accounts_are_an_error_of_the_system_check(officer, settings):
    call_command("check", databases=["default"])
    User.objects.filter(pk=officer.pk).update(is_demo=True)
    with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
        call_command("check", databases=["default"])


def test_password_is_changed_by_its_owner(client_of, officer):
    client, elsewhere = client_of(officer), client_of(officer)
    new = "một câu mới dễ nhớ 2027"
    response = post(client, "/mat-khau/", {"old": PASSWORD, "new": new, "again": new})
    assert response.status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(new)
    assert client.get("/mat-khau/").status_code == 200, "this session goes on"
    assert elsewhere.get("/mat-khau/").status_code == 302, "the others end"
    assert AuditEvent.objects.filter(action="password_changed", actor_id=officer.pk).count() == 1


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("sai", "một câu mới dễ nhớ", "một câu mới dễ nhớ", "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "ngắn", "ngắn", "ngắn quá"),
        (PASSWORD, "một câu mới dễ nhớ", "một câu mới dễ quên", "không giống nhau"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác mật khẩu hiện tại"),
        (PASSWORD, "1234567890", "1234567890", "dễ bị đoán"),
    ],
)
def test_weak_or_wrong_passwords_are_refused_with_the_reason(client_of, officer, old, new, again, sentence):
    response = post(client_of(officer), "/mat-khau/", {"old": old, "new": new, "again": again})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_temporary_password_opens_only_the_page_to_change_it(client_of, officer):
    User.objects.filter(pk=officer.pk).update(must_change_password=True)
    client = client_of(officer)
    assert client.get("/nhat-ky/").url == "/mat-khau/"
    assert "mật khẩu tạm" in client.get("/mat-khau/").content.decode()
    assert client.post("/dang-xuat/").url == URL


def test_ward_is_chosen_among_the_own(client_of, ward, other_ward):
    user = person(ward, Role.ADMINISTRATOR)
    RoleGrantFactory(user=user, ward=other_ward, role=Role.OFFICER)
    client = client_of(user)
    assert client.get("/nguoi-dung/").status_code == 200
    assert post(client, "/phuong/", {"ward": other_ward.pk}).status_code == 302
    assert "Phường Ví Dụ Khác" in client.get("/nhat-ky/").content.decode()
    assert client.get("/nguoi-dung/").status_code == 404, "administrator of the first ward only"
    stranger = client_of(person(ward, Role.OFFICER))
    assert post(stranger, "/phuong/", {"ward": other_ward.pk}).status_code == 200
    assert "Phường Ví Dụ Khác" not in stranger.get("/nhat-ky/").content.decode()


def test_pages_behind_the_sign_in_are_not_kept_by_browsers(client_of, officer):
    assert client_of(officer).get("/nhat-ky/")["Cache-Control"] == "no-store, private"
