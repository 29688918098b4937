"""Pages for what went wrong, the health page and the security headers."""

from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from camphucnam.kernel.errors import NotAllowed
from camphucnam.ui.views import errors, health


def answer_of(handler, error: Exception, **extra: object) -> HttpResponse:
    request = RequestFactory().get("/")
    request.htmx = extra.get("htmx", False)
    return handler(request, error)


@pytest.mark.parametrize(
    ("handler", "status", "words"),
    [
        (errors.bad_request, 400, "Yêu cầu không đọc được"),
        (errors.forbidden, 403, "Không được phép"),
        (errors.not_found, 404, "Không tìm thấy trang"),
        (errors.refused, 409, "Hồ sơ đang được người khác sửa."),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_error_pages_say_what_to_do(handler, status, words, htmx, db):
    response = answer_of(handler, NotAllowed("Hồ sơ đang được người khác sửa."), htmx=htmx)
    html = response.content.decode()
    assert response.status_code == status
    assert words in html
    assert ("<html" in html) is not htmx


def test_absent_page_is_the_same_for_everyone(client, client_of, officer):
    assert client.get("/khong-co/").status_code == 404
    response = client_of(officer).get("/khong-co/")
    assert response.status_code == 404
    assert "hoặc tài khoản này không xem được" in response.content.decode()


def test_server_error_needs_neither_database_nor_session():
    response = errors.server_error(RequestFactory().get("/"))  # the test has no access to the database
    assert response.status_code == 500
    assert "Việc vừa làm chưa được ghi" in response.content.decode()


def test_stale_form_is_explained(officer):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/dang-nhap/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()


def test_health_tells_only_the_database(client, db, monkeypatch):
    assert client.get("/healthz").json() == {"database": "ok"}
    with monkeypatch.context() as patch:
        patch.setattr(health, "connection", SimpleNamespace(cursor=Mock(side_effect=DatabaseError)))
        assert client.get("/healthz").status_code == 503


def test_pages_carry_a_strict_policy_and_nothing_inline(client_of, officer):
    response = client_of(officer).get("/nhat-ky/")
    policy, html = response["Content-Security-Policy"], response.content.decode()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for inline in ("style=", "<style", "onclick=", "javascript:"):
        assert inline not in html
    assert "<script>" not in html
    assert response["X-Frame-Options"] == "DENY"


def test_page_has_landmarks_and_a_skip_link(client_of, officer):
    html = client_of(officer).get("/nhat-ky/").content.decode()
    for part in ('lang="vi"', 'class="skip-link" href="#content"', '<main id="content"', "<nav", "<h1>", 'aria-current="page"'):
        assert part in html
