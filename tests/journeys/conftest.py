"""The office, the browser, and people in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import parts
from tests.journeys.office import Office, running_office
from tests.journeys.visitor import DESK, PHONE, Visitor

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all journeys; every journey works on rows of its own."""
    with running_office(tmp_path_factory.mktemp("office"), f"journeys_{os.getpid()}") as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium of the machine. Playwright keeps an event loop in this thread, which Django would take for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=parts.PARTS["chromium"].place, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(office: Office, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """``visit("canbo")``: a signed-in person at a desk; ``phone=True``: with a 390 px phone. Complaints of the pages fail the test."""
    visitors: list[Visitor] = []

    def come(username: str, *, phone: bool = False) -> Visitor:
        context = browser.new_context(base_url=office.address, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **(PHONE if phone else DESK))
        visitor = Visitor(context, office.address, tmp_path)
        visitors.append(visitor)
        visitor.sign_in(username)
        return visitor

    yield come
    complaints = [line for visitor in visitors for line in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert not complaints, complaints
