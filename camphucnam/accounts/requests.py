"""The request as views behind @needs or @signed_in see it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from camphucnam.accounts.models import User, Ward


class OfficeRequest(HttpRequest):
    """For type checkers: a person is signed in and a ward chosen (OfficeMiddleware sets it), htmx told apart."""

    user: User
    ward: Ward
    htmx: HtmxDetails
