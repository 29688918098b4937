"""``@once``: a form that is sent twice writes once."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from camphucnam.accounts.models import Ward
from camphucnam.ui.idempotency import once, prune_submitted_forms
from camphucnam.ui.models import SubmittedForm

KEY = "a-key-of-a-drawn-form"


def send(view, key=KEY, user=None, path="/ghi/", **data):
    request = RequestFactory().post(path, {"submission_key": key, **data})
    request.user, request.htmx = user or AnonymousUser(), False
    return view(request)


@once
def add_ward(request):
    if request.POST.get("bad"):
        Ward.objects.create(code="leftover")
        return HttpResponse("form with errors")
    Ward.objects.create(code=f"W{Ward.objects.count()}")
    return HttpResponseRedirect(f"/w/{Ward.objects.count()}/")


@pytest.mark.django_db
def test_second_sending_is_led_where_the_first_was():
    first, second = send(add_ward), send(add_ward)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url == "/w/1/"
    assert Ward.objects.count() == 1


@pytest.mark.django_db
def test_new_key_changed_words_other_page_and_other_person_are_new_sendings(officer):
    before = Ward.objects.count()
    send(add_ward)
    send(add_ward, key="another-key-of-a-form")
    send(add_ward, word="changed")
    send(add_ward, path="/khac/")
    send(add_ward, user=officer)
    assert Ward.objects.count() == before + 5


@pytest.mark.django_db
def test_form_with_errors_frees_the_key_and_writes_nothing():
    assert send(add_ward, bad="1").status_code == 200
    assert not Ward.objects.exists()
    assert not SubmittedForm.objects.exists()
    assert send(add_ward, bad="1").status_code == 200


@pytest.mark.django_db
def test_exception_frees_the_key():
    calls = []

    @once
    def failing(request):
        calls.append(1)
        Ward.objects.create(code="leftover")
        raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            send(failing)
    assert len(calls) == 2
    assert not Ward.objects.exists()


@pytest.mark.django_db
def test_htmx_redirect_is_replayed_by_header():
    view = once(lambda request: HttpResponseClientRedirect("/xong/"))
    assert send(view)["HX-Redirect"] == send(view)["HX-Redirect"] == "/xong/"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "with space in the key", "x" * 65])
def test_without_a_key_nothing_runs(key):
    response = send(add_ward, key=key)
    assert response.status_code == 400
    assert "thiếu mã chống gửi trùng" in response.content.decode()
    assert not Ward.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_once_write_once():
    barrier, answers = threading.Barrier(4), []

    def sender():
        try:
            barrier.wait()
            answers.append(send(add_ward).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=sender) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["/w/1/"] * 4
    assert Ward.objects.count() == 1


@pytest.mark.django_db
def test_old_sendings_are_forgotten():
    send(add_ward)
    send(add_ward, key="another-key-of-a-form")
    SubmittedForm.objects.filter(pk=SubmittedForm.objects.first().pk).update(sent_at=timezone.now() - timedelta(days=8))
    assert prune_submitted_forms() == 1
    assert SubmittedForm.objects.count() == 1
