"""The page of the log."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from tests.query_counts import assert_constant_queries


@pytest.fixture
def browser(client_of, officer):
    return client_of(officer)


def shown(client, query: str = "") -> str:
    response = client.get(f"/nhat-ky/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_log_shows_who_did_what_to_which(browser, officer, ward):
    record(Action.HOUSEHOLD_OPENED, by=officer, ward_id=ward.pk, target_label="VD-0001", household_code="VD-0001", ly_do="xem theo đơn")
    page = shown(browser)
    for words in (officer.full_name, "Mở hồ sơ hộ", "VD-0001", "Lý do", "xem theo đơn"):
        assert words in page


def test_log_of_another_ward_and_of_the_deployment_stays_hidden(browser, other_officer, other_ward, client_of, administrator):
    record(Action.LIST_EXPORTED, by=other_officer, ward_id=other_ward.pk, target_label="Bí mật của phường khác")
    record(Action.KEYS_ROTATED, by=None, target_label="Khóa mã hóa")
    assert "Bí mật" not in shown(browser)
    assert "Khóa mã hóa" not in shown(browser, "?so=he-thong")
    assert "Khóa mã hóa" in shown(client_of(administrator), "?so=he-thong")
    assert "Bí mật" not in shown(client_of(administrator), "?so=he-thong")


def test_filters_by_person_household_and_deed(browser, officer, signer, ward):
    record(Action.HOUSEHOLD_OPENED, by=officer, ward_id=ward.pk, target_label="dòng một", household_code="VD-0001")
    record(Action.LIST_EXPORTED, by=signer, ward_id=ward.pk, target_label="dòng hai")
    for query, seen, hidden in (
        (f"?nguoi={signer.pk}", "dòng hai", "dòng một"),
        ("?ma_ho=vd-0001", "dòng một", "dòng hai"),
        ("?viec=list_exported", "dòng hai", "dòng một"),
    ):
        page = shown(browser, query)
        assert seen in page
        assert hidden not in page
    assert "Không có dòng nhật ký nào khớp" in shown(browser, "?ma_ho=khong-co")


def test_days_count_in_the_time_of_the_office(client_of, officer, ward):
    with time_machine.travel(datetime(2023, 6, 1, 17, 30, tzinfo=timezone.get_fixed_timezone(0)), tick=False):  # 00:30 on 2 June here
        record(Action.LIST_EXPORTED, by=officer, ward_id=ward.pk, target_label="sau nửa đêm")
    browser = client_of(officer)
    assert "sau nửa đêm" in shown(browser, "?tu=02/06/2023&den=02/06/2023")
    assert "00:30 02/06/2023" in shown(browser, "?tu=02/06/2023")
    assert "sau nửa đêm" not in shown(browser, "?den=01/06/2023")


@pytest.mark.parametrize(
    ("query", "sentence"), [("?tu=31/02/2023", "không phải ngày có thật"), ("?tu=02/06/2023&den=01/06/2023", "từ ngày đầu trở đi")]
)
def test_wrong_days_are_explained(browser, query, sentence):
    assert sentence in shown(browser, query)


def test_details_are_never_markup(browser, officer, ward):
    record(Action.LIST_EXPORTED, by=officer, ward_id=ward.pk, target_label="<img src=x>", ghi_chu="<script>alert(1)</script>")
    page = shown(browser)
    assert "<img src=x>" not in page
    assert "<script>alert" not in page


def test_number_of_questions_does_not_grow(browser, officer, ward):
    def grow(n):
        for _ in range(n):
            record(Action.HOUSEHOLD_OPENED, by=officer, ward_id=ward.pk, household_code="VD-0001", ly_do="x")

    assert_constant_queries(browser, "/nhat-ky/", grow, at_most=8)


@pytest.mark.parametrize("query", ["?tu=01/01/0001", "?den=31/12/9999"])
def test_days_at_the_edge_of_the_calendar_are_refused_in_words(browser, query):
    assert "Ngày này" in shown(browser, query)
