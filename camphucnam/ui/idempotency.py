"""A form sent twice (double click, retry, two tabs) writes once."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from camphucnam.ui.models import SubmittedForm

KEY_FIELD = "submission_key"
KEPT_FOR = timedelta(days=7)
_KEY = re.compile(r"[\w-]{16,64}")
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Run a POST view at most once per drawn form; a repetition is led where the first one was led.

    The view must answer success with a redirect (HTMX: also ``HX-Redirect``). Every other answer, a form with errors
    for instance, and every exception rolls back all that the view wrote and frees the key, so that the corrected form
    can be sent. GET and HEAD pass through. A POST without a key is refused with 400.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not _KEY.fullmatch(request.POST.get(KEY_FIELD, "")):
            return render(request, "errors/no_submission_key.html", status=400)
        user_id = request.user.pk or 0
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            first = _claim(user_id, fingerprint)
            if first is not None:
                return _replay(first)
            response = view(request, *args, **kwargs)
            target = response.headers.get("HX-Redirect") or response.headers.get("Location")
            if target:
                SubmittedForm.objects.filter(user_id=user_id, fingerprint=fingerprint).update(
                    redirect=target[:500], by_header="HX-Redirect" in response.headers
                )
            else:
                transaction.set_rollback(True)
        return response

    guarded.once = True  # type: ignore[attr-defined]
    return guarded


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name, upload in sorted(request.FILES.items()):
        digest.update(repr((name, getattr(upload, "name", ""), getattr(upload, "size", 0))).encode())
    return digest.hexdigest()


def _claim(user_id: int, fingerprint: str) -> SubmittedForm | None:
    """None when this request is the first; else the finished first one. Waits while the first is still writing."""
    try:
        with transaction.atomic():
            SubmittedForm.objects.create(user_id=user_id, fingerprint=fingerprint)
    except IntegrityError:
        return SubmittedForm.objects.get(user_id=user_id, fingerprint=fingerprint)
    return None


def _replay(first: SubmittedForm) -> HttpResponse:
    return (HttpResponseClientRedirect if first.by_header else HttpResponseRedirect)(first.redirect)


def prune_submitted_forms() -> int:
    """Forget forms sent more than a week ago; the number forgotten."""
    return SubmittedForm.objects.filter(sent_at__lt=timezone.now() - KEPT_FOR).delete()[0]
