"""Pages of the directory of agencies, and who belongs to which."""

import html
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from programs.models import Agency, AgencyAlias, AgencyContact, AgencyMembership, Plan
from tests.factories import person
from tests.posting import post
from tests.programs.factories import join
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_the_officer_keeps_the_directory(client_of, ward: Ward, plan: Plan, officer: User, health_worker: User) -> None:
    station, browser = Agency.objects.get(ward=ward, code="TYT"), client_of(officer)
    page = reverse("programs:agency", args=[station.pk])
    edit = reverse("programs:edit_agency", args=[station.pk])
    data = {"name": "Trạm Y tế mới (ví dụ)", "kind": "health_station", "version": 1}
    assert post(browser, edit, data).status_code == 302
    assert "vừa được người khác sửa" in text_of(post(browser, edit, data | {"name": "Khác"}))
    assert "Nhập tên đơn vị." in text_of(post(browser, edit, data | {"name": ""}))
    assert post(browser, reverse("programs:add_alias", args=[station.pk]), {"name": "Trạm xá"}).status_code == 302
    assert "đã là tên của" in text_of(post(browser, reverse("programs:add_alias", args=[station.pk]), {"name": "trạm xá"}))
    contact = reverse("programs:add_contact", args=[station.pk])
    assert "Ghi điện thoại hoặc thư điện tử." in text_of(post(browser, contact, {"name": "Người Ví Dụ"}))
    assert post(browser, contact, {"name": "Người Ví Dụ", "phone": "000 000"}).status_code == 302
    text = text_of(browser.get(page))
    assert all(part in text for part in ("Trạm Y tế mới (ví dụ)", "Trạm Y tế phường", "Trạm xá", "Người Ví Dụ", "000 000"))
    assert "Thêm liên hệ" not in text_of(client_of(health_worker).get(page))
    alias, reach = AgencyAlias.objects.get(name="Trạm xá"), AgencyContact.objects.get()
    assert post(browser, reverse("programs:retire_alias", args=[alias.pk])).status_code == 302
    assert post(browser, reverse("programs:retire_contact", args=[reach.pk])).status_code == 302
    text = text_of(browser.get(page))
    assert "Trạm xá" not in text
    assert "000 000" not in text


def test_a_new_agency_is_listed_and_found_idle(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    browser = client_of(officer)
    data = {"code": "nhcsxh", "name": "Ngân hàng (ví dụ)", "kind": "other", "version": 1}
    assert post(browser, reverse("programs:add_agency"), data).status_code == 302
    assert "đã có đơn vị mang mã này" in text_of(post(browser, reverse("programs:add_agency"), data))
    assert "Ngân hàng (ví dụ)" in text_of(browser.get(reverse("programs:agencies")))
    for page in ("findings", "board"):
        assert "Ngân hàng (ví dụ) không có việc nào" in text_of(browser.get(reverse(f"programs:{page}")))


def test_gaps_stand_beside_the_written_findings(client_of, plan: Plan, committee: User) -> None:
    text = text_of(client_of(committee).get(reverse("programs:findings")))
    assert "CS1 không giao cho đơn vị nào" in text
    assert "Ban chỉ đạo giảm nghèo phường chủ trì 6 (tiểu) dự án" in text
    assert "Không đơn vị nào được giao chính sách tín dụng" in text


def test_people_of_the_agencies_with_their_terms(client_of, ward: Ward, plan: Plan, administrator: User) -> None:
    now, before = person(ward, Role.AGENCY_MEMBER), person(ward, Role.AGENCY_MEMBER)
    join(now, ward, "TYT")
    AgencyMembership.objects.create(
        user=before, agency=Agency.objects.get(ward=ward, code="TYT"), from_on=date(2020, 1, 1), to_on=date(2021, 6, 30)
    )
    text = text_of(client_of(administrator).get(reverse("programs:agency_people")))
    assert "9 đơn vị chưa có ai đăng nhập được" in text
    assert now.full_name in text
    assert "từ 01/01/2020 đến hết 30/06/2021" in text

    def grow(n: int) -> None:
        for _ in range(n):
            join(person(ward, Role.AGENCY_MEMBER), ward, "TYT")

    assert_constant_queries(client_of(administrator), reverse("programs:agency_people"), grow, few=2, many=6, at_most=6)


def test_an_agency_is_ended_and_opened_again_on_its_page(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    browser = client_of(officer)
    post(browser, reverse("programs:add_agency"), {"code": "nhcsxh", "name": "Ngân hàng (ví dụ)", "kind": "other", "version": 1})
    bank, listed = Agency.objects.get(code="NHCSXH"), reverse("programs:agencies")
    page, end, reopen = (reverse(f"programs:{name}", args=[bank.pk]) for name in ("agency", "end_agency", "reopen_agency"))
    assert end in text_of(browser.get(page)) and reopen not in text_of(browser.get(page))
    assert "không thể sau hôm nay" in text_of(post(browser, end, {"on": "01/01/2099", "version": 1}))
    assert post(browser, end, {"on": "01/02/2026", "version": 1}).status_code == 302
    text = text_of(browser.get(page))
    assert "Đã kết thúc" in text and "01/02/2026" in text and reopen in text
    assert "Đơn vị đã kết thúc" in text_of(browser.get(listed))
    assert post(browser, reopen, {"on": "01/03/2026", "version": 2}).status_code == 302
    assert "Đơn vị đã kết thúc" not in text_of(browser.get(listed))
    station = reverse("programs:end_agency", args=[Agency.objects.get(ward=ward, code="TYT").pk])
    assert "chủ trì DA3.TDA2" in text_of(post(browser, station, {"on": "01/02/2026", "version": 1}))
