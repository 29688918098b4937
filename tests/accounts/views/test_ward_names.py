"""The ward's dated names: added, changed with a guard, seen by those who may."""

from datetime import date

from django.urls import reverse

from camphucnam.accounts.models import Ward, WardProfile
from camphucnam.audit.models import AuditEvent
from tests.posting import post

DATA = {
    "version": "0",
    "from_on": "01/07/2025",
    "name": "phường Ví Dụ Mới",
    "authority_name": "ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ MỚI",
    "parent_name": "",
    "province_name": "tỉnh Ví Dụ",
    "report_to": "Ủy ban nhân dân tỉnh Ví Dụ",
    "opinion_authority": "",
    "place_name": "Ví Dụ",
    "office_name": "Bộ phận phụ trách giảm nghèo",
    "document_suffix": "UBND",
    "area_type": "urban",
    "recipients": "UBND tỉnh Ví Dụ\n\n TT. Đảng ủy ",
    "signing_lines": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "signer_name": "",
}


def test_new_names_hold_from_their_day_and_old_ones_before(ward: Ward, officer, client_of) -> None:
    before = ward.profile_on(date(2025, 6, 30)).name
    answer = post(client_of(officer), reverse("accounts:add_ward_names"), DATA)
    assert answer.status_code == 302
    ward = Ward.objects.get(pk=ward.pk)
    assert ward.profile_on(date(2025, 7, 1)).name == "phường Ví Dụ Mới"
    assert ward.profile_on(date(2025, 7, 1)).recipients == ["UBND tỉnh Ví Dụ", "TT. Đảng ủy"]
    assert ward.profile_on(date(2025, 6, 30)).name == before
    assert AuditEvent.objects.filter(ward_id=ward.pk, action="ward_changed", actor_id=officer.pk).count() == 1


def test_two_sets_of_names_from_one_day_are_refused(ward: Ward, officer, client_of) -> None:
    first = ward.profiles.get()
    answer = post(client_of(officer), reverse("accounts:add_ward_names"), {**DATA, "from_on": f"{first.from_on:%d/%m/%Y}"})
    assert answer.status_code == 200
    assert "đã có bộ tên" in answer.content.decode()
    assert WardProfile.objects.filter(ward=ward).count() == 1


def test_the_second_of_two_editors_keeps_what_was_typed_and_writes_nothing(ward: Ward, officer, administrator, client_of) -> None:
    profile = ward.profiles.get()
    url = reverse("accounts:change_ward_names", args=[profile.pk])
    mine = {**DATA, "from_on": f"{profile.from_on:%d/%m/%Y}", "version": str(profile.version)}
    assert post(client_of(administrator), url, {**mine, "name": "phường Một"}).status_code == 302
    late = post(client_of(officer), url, {**mine, "name": "phường Hai"})
    assert late.status_code == 200
    assert "Người khác vừa sửa" in late.content.decode()
    assert "phường Hai" in late.content.decode()
    assert WardProfile.objects.get(pk=profile.pk).name == "phường Một"


def test_page_lists_names_newest_first(ward: Ward, officer, client_of) -> None:
    page = client_of(officer).get(reverse("accounts:ward_names"))
    assert page.status_code == 200
    assert ward.profiles.get().authority_name in page.content.decode()


def test_another_wards_names_are_not_found(other_ward: Ward, officer, client_of) -> None:
    url = reverse("accounts:change_ward_names", args=[other_ward.profiles.get().pk])
    assert client_of(officer).get(url).status_code == 404
