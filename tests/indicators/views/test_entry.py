"""Entering and withdrawing figures on pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from camphucnam.accounts.models import User
from indicators.models import Observation, Target
from indicators.services.observation import ObservationData, observation_record
from tests.posting import post

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ENTER = "/chi-tieu/2023/T14/nhap/"
TYPED = {"on": "30/06/2023", "numerator": "1.180", "denominator": "1.200", "source": "Báo cáo tháng 6", "note": ""}


def test_the_agency_finds_and_fills_its_form(health_worker: User, client_of: ClientOf) -> None:
    client = client_of(health_worker)
    own = client.get("/chi-tieu/cua-don-vi/").content.decode()
    assert "/chi-tieu/2023/T14/" in own
    assert "/chi-tieu/2023/T16/" not in own
    form = client.get(ENTER).content.decode()
    assert "Số trẻ từ 6 đến 36 tháng tuổi đã uống vitamin A đủ 2 lần trong năm" in form
    answer = post(client, ENTER, TYPED, follow=True)
    assert answer.redirect_chain == [("/chi-tieu/2023/T14/?ngay=30/06/2023", 302)]
    page = answer.content.decode()
    assert "98,33\u00a0%" in page
    assert "1.180" in page
    assert "Trạm Y tế phường: Báo cáo tháng 6" in page


def test_the_same_form_sent_twice_writes_once(health_worker: User, client_of: ClientOf) -> None:
    client = client_of(health_worker)
    for _ in range(2):
        assert post(client, ENTER, TYPED, key="k" * 20).status_code == 302
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "31/06/2023"}, "không phải ngày có thật"),
        ({"on": "30/06/2022"}, "phải từ 01/01/2023 trở đi"),
        ({"numerator": "1.201"}, "không thể lớn hơn tổng số"),
        ({"numerator": "", "denominator": ""}, "ít nhất một số liệu"),
        ({"numerator": "-1"}, "phải từ 0 trở lên"),
        ({"source": ""}, "Nguồn số liệu"),
    ],
)
def test_mistakes_are_named_and_nothing_is_written(health_worker: User, client_of: ClientOf, changes: dict, sentence: str) -> None:
    answer = post(client_of(health_worker), ENTER, TYPED | changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Báo cáo tháng 6" in answer.content.decode() or "source" in changes
    assert not Observation.objects.exists()


def test_only_the_entered_figures_are_asked_for(targets: dict[str, Target], officer: User, client_of: ClientOf) -> None:
    client = client_of(officer)
    housing = client.get("/chi-tieu/2023/T10/nhap/").content.decode()
    assert 'name="numerator"' in housing
    assert 'name="denominator"' not in housing
    assert client.get("/chi-tieu/2023/T11/nhap/").status_code == 404  # computed from the register


def test_a_slot_of_another_page_gets_a_fragment(health_worker: User, officer: User, client_of: ClientOf) -> None:
    slot = client_of(health_worker).get("/chi-tieu/cua-don-vi/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in slot
    assert "/chi-tieu/2023/T15/" in slot


def test_nothing_is_drawn_for_an_agency_that_enters_nothing(agency_member: User, client_of: ClientOf) -> None:
    assert client_of(agency_member).get("/chi-tieu/cua-don-vi/", headers={"HX-Request": "true"}).content == b""
    assert "Không có chỉ tiêu nào" in client_of(agency_member).get("/chi-tieu/cua-don-vi/").content.decode()


def test_a_wrong_entry_is_withdrawn_with_a_reason(health_worker: User, targets: dict[str, Target], client_of: ClientOf) -> None:
    entry = observation_record(targets["T14"], ObservationData(date(2023, 6, 30), 9, 100, "Báo cáo"), by=health_worker)
    client = client_of(health_worker)
    url = f"/chi-tieu/so-lieu/{entry.pk}/rut/"
    assert "9 trên 100" in client.get(url).content.decode()
    assert post(client, url, {"reason": ""}).status_code == 200
    page = post(client, url, {"reason": "Nhầm cột"}, follow=True).content.decode()
    assert "Nhầm cột" in page
    assert "Chưa có số liệu" in page
    assert "đã được người khác rút" in post(client, url, {"reason": "Lần nữa"}).content.decode()
