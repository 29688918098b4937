"""Every page that a role can reach by links: accessible at a desk and on a phone, without complaints, English or sideways scrolling."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.inspection import english_words, too_wide, violations
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.needs("chromium")
# A role and how many different pages its links lead to at least; fewer means that a page has lost its way in.
ROLES = {"canbo": 25, "totruong01": 4, "tramyte": 4, "bcd": 4, "lanhdao": 10, "quantri": 4}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"


@pytest.mark.parametrize("username", ROLES)
def test_every_page_of_a_role(visit: Callable[..., Visitor], username: str) -> None:
    visitor = visit(username)
    faults: list[str] = []
    names: set[str] = set()
    for name, path in pages_of(visitor):
        names.add(name)
        faults += [f"{name} {path}: {fault}" for fault in inspect(visitor)]
    assert not faults, "\n".join(faults)
    assert len(names) >= ROLES[username], sorted(names)


@pytest.mark.parametrize("phone", [False, True])
def test_sign_in_page(visit: Callable[..., Visitor], phone: bool) -> None:
    visitor = visit("canbo", phone=phone)
    visitor.context.clear_cookies()
    visitor.go("/dang-nhap/")
    assert not list(inspect(visitor))


def pages_of(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Name and path of one page behind every address name, breadth first from the first page; the visitor stands on it."""
    waiting, seen = [urlsplit(visitor.page.url).path], set()
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name is None or name in seen:
            continue
        seen.add(name)
        if not _is_page(visitor, path):
            continue
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
        links = visitor.page.evaluate(LINKS)
        waiting += [_local(link) for link in links if link.startswith(visitor.address)]
        yield name, path


def name_of(path: str) -> str | None:
    """The name of an address; None for files and addresses that the office does not have."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None


def _local(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_page(visitor: Visitor, path: str) -> bool:
    """Whether the address shows a page instead of giving out a file."""
    response = visitor.page.request.get(path)
    assert response.status == 200, f"a link leads to {path}: {response.status}"
    return response.headers["content-type"].startswith("text/html") and "<html" in response.text()


def inspect(visitor: Visitor) -> Iterator[str]:
    """Faults of the page that the visitor stands on, at both widths."""
    page = visitor.page
    for device in (DESK, PHONE):
        page.set_viewport_size(device["viewport"])
        width = device["viewport"]["width"]
        yield from (f"{width} px: {fault}" for fault in violations(page))
        yield from (f"{width} px: too wide: {element}" for element in too_wide(page))
    if words := english_words(page):
        yield f"not Vietnamese: {', '.join(words)}"
    if page.locator("html").get_attribute("lang") != "vi":
        yield "lang is not vi"
    page.set_viewport_size(DESK["viewport"])
