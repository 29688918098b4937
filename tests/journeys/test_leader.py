"""A group leader with a phone reports an event, the officer answers, the leader reads the answer."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from camphucnam.kernel.dates import format_dmy
from tests.journeys.inspection import check_width
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.needs("chromium")
SENTENCE = "Bà bị ngã gãy chân sáng nay, đang nằm viện, con nhỏ không ai trông."
ANSWER = "Đã đề nghị trợ giúp khẩn cấp; Trạm Y tế đến thăm chiều nay."


def test_event_from_the_phone_and_back(visit: Callable[..., Visitor]) -> None:
    leader = visit("totruong02", phone=True)
    check_width(leader.page)
    household = leader.page.locator(".card-list a[href^='/ho/']").first
    household.click()
    assert "TDP 02 (ví dụ)" in leader.text()
    check_width(leader.page)
    leader.follow("Báo biến cố")
    check_width(leader.page)
    leader.choose("Việc gì đã xảy ra", "Tai nạn (lao động, giao thông, đuối nước)")
    leader.fill("Xảy ra ngày nào", format_dmy(timezone.localdate()))
    leader.page.get_by_label("Khẩn cấp").check()
    leader.fill("Kể lại bằng một câu", SENTENCE)
    leader.press("Gửi báo cáo biến cố")
    expect(leader.page.get_by_text(SENTENCE).first).to_be_visible()

    officer = visit("canbo")
    officer.follow("Biến cố")
    officer.page.get_by_role("row").filter(has_text="Khẩn cấp").filter(has_text="TDP 02").get_by_role("link").first.click()
    assert SENTENCE in officer.text()
    officer.page.get_by_label("Đề nghị hỗ trợ").check()
    officer.fill("Lý do (lưu nội bộ)", "Hộ neo người, NĐ 20/2021 Điều 12.")
    officer.fill("Trả lời người báo", ANSWER)
    officer.press("Gửi trả lời")
    expect(officer.page.get_by_text(ANSWER).first).to_be_visible()

    leader.go("/to-toi/da-bao/")
    expect(leader.page.get_by_text(ANSWER).first).to_be_visible()
    assert "Đã trả lời" in leader.text()
    assert "lưu nội bộ" not in leader.text()
    assert "NĐ 20/2021" not in leader.text()


def test_leader_of_another_group_sees_nothing_of_it(visit: Callable[..., Visitor]) -> None:
    leader = visit("totruong01", phone=True)
    assert "TDP 02" not in leader.text()
    response = leader.page.request.get("/ho/TDP02-0001/")
    assert response.status == 404
