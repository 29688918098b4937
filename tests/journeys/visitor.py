"""A person with a browser: goes to pages, fills in forms by their labels, and notices what a page complains about."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from camphucnam.office.demo.seed import PASSWORD

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
JOB_SECONDS = 60


class Visitor:
    """One person in one browser context. ``complaints`` collects console errors, script errors and answers of 500 and above."""

    def __init__(self, context: BrowserContext, address: str, folder: Path) -> None:
        self.context, self.address, self.folder = context, address, folder
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")

    def sign_in(self, username: str) -> None:
        """Through the sign-in page."""
        self.go("/dang-nhap/")
        self.fill("Tên đăng nhập", username)
        self.fill("Mật khẩu", PASSWORD)
        self.press("Đăng nhập")
        assert "/dang-nhap/" not in self.page.url, self.text()

    def go(self, path: str) -> None:
        """Open a page that must be there."""
        response = self.page.goto(path)
        status = response.status if response else None
        assert status == 200, f"{path}: {status}"

    def fill(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.page.locator("input, textarea").and_(self.page.get_by_label(label)).first.fill(value)

    def choose(self, label: str, option: str) -> None:
        """Choose in a list by the words shown."""
        self.page.locator("select").and_(self.page.get_by_label(label)).first.select_option(label=option)

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def press_if_there(self, name: str) -> None:
        """Press a button that only some states of a page have."""
        if self.page.get_by_role("button", name=name).count():
            self.press(name)

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def wait_for_job(self, text: str) -> None:
        """Wait until the work in the background has brought this text on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=JOB_SECONDS * 1000)

    def download(self, name: str | re.Pattern[str]) -> Path:
        """Follow a link that downloads; the file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        target = self.folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    def text(self) -> str:
        """What a person reads on the page, with spaces made plain."""
        return " ".join(self.page.locator("main").inner_text().split())

    def figures(self, number: int = 0) -> list[list[str]]:
        """Cells of the body and foot of a table of the page."""
        rows = self.page.locator("main table").nth(number).locator("tbody tr, tfoot tr")
        return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]
