"""Every form of every page × values that no office would type: refused in words or written, never an error of the server."""

import importlib
import secrets

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from registers.views.book import Book
from tests.architecture.test_url_matrix import EXPECTED, ROLE_OF
from tests.architecture.test_url_matrix import world as world  # noqa: PLC0414 the fixture
from tests.forms_of_pages import Field, PageForm, forms_of
from tests.url_expectations import World

PLAUSIBLE = {"text": "Ví dụ", "textarea": "Ví dụ", "number": "1", "search": "ví dụ", "date": "2023-06-15"}
HOSTILE = {
    "empty": "",
    "long": "x" * 5_000,
    "huge number": "99999999999999999999999",
    "negative": "-1",
    "no such day": "31/02/2023",
    "null character": "a\x00b",
    "other digits": "١٢٣",
    "not a number": "NaN",
}
LEADING = {"submission_key", "csrfmiddlewaretoken"}
APPS = ("activities", "livelihoods", "nutrition", "oversight", "support", "welfare")
SPACES = sorted({name.split(":")[0] for name in EXPECTED if ":" in name})


def plausible(name: str, known: Field) -> object:
    """What somebody in a hurry sends: the second choice, a day, an old version of the row."""
    if known.kind == "file":
        return SimpleUploadedFile("tep.xlsx", b"PK\x03\x04 not a workbook")
    if name == "version":
        return "0"
    if known.kind == "choice":
        return known.values[min(1, len(known.values) - 1)] if known.values else "1"
    if known.kind == "hidden":
        return known.values[0] if known.values else ""
    return known.values[0] if known.values and known.values[0] else PLAUSIBLE.get(known.kind, "15/06/2023")


def answers(client: Client, url: str, form: PageForm) -> dict[str, int]:
    """Status by kind of values; whatever was written is rolled back."""
    found = {}
    usual = {name: plausible(name, known) for name, known in form.fields.items() if name not in LEADING}
    for words, value in {"plausible": None, **HOSTILE}.items():
        data = dict(usual) if value is None else dict.fromkeys(usual, value)
        if form.method == "post":
            data["submission_key"] = secrets.token_urlsafe(18)
        with transaction.atomic():
            response = getattr(client, form.method)(form.action or url, data)
            if response.streaming:
                b"".join(response.streaming_content)
            found[words] = response.status_code
            transaction.set_rollback(True)
    return found


def broken(client: Client, url: str) -> list[str]:
    """What the forms of a page answer with an error of the server."""
    page = client.get(url)
    if page.streaming:
        b"".join(page.streaming_content)  # the client closes the file when all is read
        return []
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return []
    forms = [form for form in forms_of(page.content.decode()) if form.action != reverse("accounts:sign_out")]
    return [f"{url}, {words}: {status}" for form in forms for words, status in answers(client, url, form).items() if status >= 500]


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.people[role], backend="camphucnam.accounts.backends.OfficeBackend")
    return client


@pytest.mark.parametrize("space", SPACES)
def test_no_value_breaks_a_form(space: str, world: World) -> None:
    wrong = []
    for name, row in EXPECTED.items():
        if name.startswith(f"{space}:"):
            role = next((role for role in ("officer", *ROLE_OF) if row.lets_in(role)), "anonymous")
            url = reverse(name, args=row.args(world) if row.args else []) + row.query
            wrong += broken(client_of(world, role), url)
    assert not wrong, wrong


@pytest.mark.parametrize("app", APPS)
def test_no_value_breaks_a_form_of_a_book(app: str, world: World) -> None:
    """The matrix asks one table of each book; here are all that begin without a parent."""
    book: Book = importlib.import_module(f"{app}.views.catalogue").BOOK
    client = client_of(world, "officer")
    urls = [book.add_url(table) for table, addition in book.additions.items() if not addition.form.PARENT]
    assert urls
    wrong = [line for url in urls for line in broken(client, url)]
    assert not wrong, wrong
