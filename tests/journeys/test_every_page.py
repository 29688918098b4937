"""Every page that a role can reach by links: accessible at a desk and on a phone, without complaints, English or sideways scrolling."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.inspection import english_words, too_wide, violations
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = pytest.mark.needs("chromium")
# A role and how many different pages its links lead to at least; fewer means that a page has lost its way in.
ROLES = {"canbo": 40, "totruong01": 7, "tramyte": 11, "bcd": 11, "uyvien": 10, "lanhdao": 20, "quantri": 11}
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


def test_report_in_work_and_statutory_forms(visit: Callable[..., Visitor]) -> None:
    visitor = visit("canbo")
    visitor.go("/bao-cao/?nam=2023")
    visitor.page.get_by_role("row").filter(has_text="Quý III/2023").get_by_role("link").first.click()
    visitor.press_if_there("Mở kỳ báo cáo")
    faults = [f"report: {fault}" for fault in inspect(visitor)]
    visitor.press("Tạo bản xem thử")
    visitor.wait_for_job("Bản xem thử:")
    faults += [f"report with files: {fault}" for fault in inspect(visitor)]
    for number in range(1, 8):
        visitor.go(f"/bao-cao/bieu/{number}/?tu=01/01/2023&den=31/12/2023")
        faults += [f"form {number}: {fault}" for fault in inspect(visitor)]
    assert not faults, "\n".join(faults)


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


def test_the_inspection_finds_planted_faults(visit: Callable[..., Visitor]) -> None:
    visitor = visit("canbo")
    visitor.page.evaluate(
        'document.querySelector(\'main\').innerHTML = \'<img src="/static/img/icon.svg"><input name="x"><p>Please wait</p>'
        '<div class="planted">x</div>\'; document.querySelector(\'.planted\').style.width = "2000px"'
    )
    found = "\n".join(inspect(visitor))
    assert all(sign in found for sign in ("image-alt", "label", "not Vietnamese: Please", "too wide")), found
    visitor.complaints.clear()
