"""Pages of nutrition: who opens them, what they say, forms with comma numbers, a constant number of queries."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Member, MemberFact
from households.views.fetch import household_url
from nutrition.models import AntenatalVisit, Dose, GrowthMeasurement, Pregnancy, VitaminARound
from nutrition.rules.words import DoseKind, Round
from nutrition.views.catalogue import BOOK
from registers.models import Kept
from tests.nutrition import factories as make
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("summer")]
SignIn = Callable[[User], Client]
LISTS = ("children", "rounds", "pregnancies")


@pytest.fixture
def summer() -> object:
    """12/06/2023 at noon in the ward."""
    with time_machine.travel("2023-06-12T05:00:00Z", tick=True):
        yield


def page(name: str, *args: object) -> str:
    return reverse(f"nutrition:{name}", args=args)


def tables(kind: type[Kept] = Kept) -> set[type[Kept]]:
    return {found for item in kind.__subclasses__() for found in ({item} if not item._meta.abstract else tables(item))}


def test_every_table_can_be_added_to_and_has_an_address() -> None:
    own = {table for table in tables() if table._meta.app_label == "nutrition"}
    assert own == set(BOOK.kinds.values()) == set(BOOK.additions)


def test_only_the_health_station_and_readers_of_the_register(
    ward: Ward, station: User, culture: User, officer: User, signer: User, committee: User, child: Member, client_of: SignIn
) -> None:
    for url in (*map(page, LISTS), page("person", child.pk)):
        answers = {user: client_of(user).get(url).status_code for user in (station, officer, signer, culture, committee)}
        assert answers == {station: 200, officer: 200, signer: 200, culture: 404, committee: 404}, url
    for url in (page("give"), BOOK.add_url(GrowthMeasurement)):
        answers = {user: client_of(user).get(url).status_code for user in (station, officer, signer, culture)}
        assert answers == {station: 200, officer: 200, signer: 404, culture: 404}, url


def test_kilograms_and_centimetres_with_a_comma(station: User, child: Member, client_of: SignIn) -> None:
    client = client_of(station)
    typed = {"member": f"{child.household.code}/2", "measured_on": "01/06/2023", "weight": "9,05", "height": "73,4", "lying": "1"}
    answer = post(client, BOOK.add_url(GrowthMeasurement), typed)
    row = GrowthMeasurement.objects.get()
    assert answer.status_code == 302 and answer["Location"] == page("person", child.pk)
    assert (row.weight_g, row.height_mm, row.lying, row.member) == (9050, 734, True, child)
    shown = client.get(page("person", child.pk)).content.decode()
    assert (
        "9,05\u00a0kg" in shown
        and "73,4\u00a0cm, nằm" in shown
        and shown.count("<svg viewBox") == 2
        and "−2 (nhẹ cân)" in shown
        and "SDD vừa" in shown
    )
    assert "cần đối chiếu" in shown


@pytest.mark.parametrize(
    ("changed", "message"),
    [({"weight": "9.05"}, "không phải số"), ({"weight": "905"}, "chỉ được đến 150"), ({"height": "7"}, "phải từ 30"),
     ({"lying": ""}, "Đo nằm"), ({"height": "45,0"}, "Số đo bất thường"), ({"member": "không có"}, "Không có người nào khớp")],
)  # fmt: skip
def test_bad_input_is_explained(changed: dict[str, str], message: str, station: User, child: Member, client_of: SignIn) -> None:
    typed = {"member": f"{child.household.code}/2", "measured_on": "01/06/2023", "weight": "9,05", "height": "73,4", "lying": "1"}
    answer = post(client_of(station), BOOK.add_url(GrowthMeasurement), typed | changed)
    assert message in answer.content.decode() and not GrowthMeasurement.objects.exists()


def test_the_form_knows_about_whom(station: User, child: Member, client_of: SignIn) -> None:
    client = client_of(station)
    shown = client.get(page("person", child.pk)).content.decode()
    about = f"{child.household.code}/2"
    assert f"?cho={about}" in shown
    form = client.get(BOOK.add_url(GrowthMeasurement) + f"?cho={about}").content.decode()
    assert f'value="{about} · {child.full_name} · ' in form, "a code from the address is shown with the name behind it"
    assert 'value="TDP99-0001/1"' in client.get(BOOK.add_url(GrowthMeasurement) + "?cho=TDP99-0001/1").content.decode()


def test_nothing_is_added_for_who_has_left(station: User, child: Member, client_of: SignIn) -> None:
    """The number in the household would then be somebody else's."""
    Member.objects.filter(pk=child.pk).update(left_on=date(2023, 6, 12))
    assert "?cho=" not in client_of(station).get(page("person", child.pk)).content.decode()


def test_voiding_on_the_page(station: User, child: Member, client_of: SignIn) -> None:
    client = client_of(station)
    typed = {"member": f"{child.household.code}/2", "measured_on": "01/06/2023", "weight": "9,05", "height": "73,4", "lying": "1"}
    post(client, BOOK.add_url(GrowthMeasurement), typed)
    row = GrowthMeasurement.objects.get()
    assert post(client, BOOK.void_url(row), {"version": row.version, "reason": "Cân sai"}).status_code == 302
    assert not MemberFact.objects.counting().exists()
    assert "Đã hủy: Cân sai" in client.get(page("person", child.pk)).content.decode()


def test_the_list_shows_age_class_and_what_is_due(ward: Ward, station: User, officer: User, child: Member, client_of: SignIn) -> None:
    make.measurement(child, officer)
    outside = make.child(make.home(ward, officer, None))
    shown = client_of(station).get(page("children")).content.decode()
    assert child.full_name in shown and outside.full_name not in shown
    assert "Vitamin A đợt 1, Đa vi chất, Sản phẩm dinh dưỡng" in shown and 'data-label="Tháng tuổi" class="n">16<' in shown
    earlier = client_of(station).get(page("children") + "?ngay=15/05/2023").content.decode()
    assert "Chưa cân đo" in earlier and "Cân đo, Vitamin A đợt 1" in earlier


def test_a_year_of_birth_alone_tells_no_months(station: User, child: Member, client_of: SignIn) -> None:
    Member.objects.filter(pk=child.pk).update(birth_on=date(2022, 1, 1), birth_precision="year")
    client = client_of(station)
    shown = client.get(page("children")).content.decode()
    assert "1 trẻ chỉ có năm sinh nên chưa xét được tháng tuổi" in shown and ">sinh 2022<" in shown and "Vitamin A đợt 1" not in shown
    alone = client.get(page("person", child.pk)).content.decode()
    assert "chỉ có năm sinh 2022" in alone and "01/01/2022" not in alone
    assert child.full_name not in client.get(page("give")).content.decode()


@pytest.mark.parametrize(
    ("state", "found"), [("suy_dinh_duong", True), ("chua_can_do", False), ("chua_vi_chat", False), ("chua_vitamin_a", True)]
)
def test_states_of_the_list(state: str, found: bool, station: User, officer: User, child: Member, client_of: SignIn) -> None:
    make.measurement(child, officer), make.dose(child, officer)
    unknown = make.child(child.household, None)
    client = client_of(station)
    shown = client.get(page("children") + f"?tinh_trang={state}").content.decode()
    assert (child.full_name in shown) is found and unknown.full_name not in shown
    assert "1 người của các hộ này chưa có ngày sinh" in shown


def test_a_child_never_measured_waits(station: User, child: Member, client_of: SignIn) -> None:
    assert child.full_name in client_of(station).get(page("children") + "?tinh_trang=chua_can_do").content.decode()


def test_after_a_round_nobody_waits_until_the_next(station: User, officer: User, child: Member, client_of: SignIn) -> None:
    make.dose(child, officer, DoseKind.VITAMIN_A, round_=Round.FIRST)
    client = client_of(station)
    assert child.full_name not in client.get(page("children") + "?tinh_trang=chua_vitamin_a").content.decode()
    later = client.get(page("children") + "?tinh_trang=chua_vitamin_a&ngay=01/07/2023").content.decode()
    assert child.full_name in later and "Vitamin A 1/2" in later


def test_a_round_for_the_ticked(ward: Ward, station: User, officer: User, child: Member, client_of: SignIn) -> None:
    client, other, old = client_of(station), make.child(child.household), make.child(child.household, date(2019, 1, 1))
    shown = client.get(page("give")).content.decode()
    assert child.full_name in shown and other.full_name in shown and old.full_name not in shown
    typed = {"what": "vitamin_a_1", "given_on": "12/06/2023", "children": [child.pk]}
    assert post(client, page("give"), typed).status_code == 302
    assert Dose.objects.get().member == child
    assert child.full_name not in client.get(page("give")).content.decode()
    assert child.full_name in client.get(page("give") + "?what=vitamin_a_2&given_on=10/06/2023").content.decode()
    assert "không còn trong danh sách" in post(client, page("give"), typed).content.decode()


def test_only_malnourished_children_wait_for_micronutrients(station: User, officer: User, child: Member, client_of: SignIn) -> None:
    client, url = client_of(station), page("give") + "?what=micronutrients&given_on=10/06/2023"
    assert child.full_name not in client.get(url).content.decode()
    make.measurement(child, officer)
    assert child.full_name in client.get(url).content.decode()
    typed = {"what": "micronutrients", "given_on": "10/06/2023", "children": [child.pk]}
    assert post(client, page("give"), typed).status_code == 302
    assert (Dose.objects.get().kind, Dose.objects.get().round) == ("micronutrients", "")


def test_readers_do_not_see_voided_rows(ward: Ward, station: User, officer: User, signer: User, child: Member, client_of: SignIn) -> None:
    make.measurement(child, officer)
    GrowthMeasurement.objects.update(voided_at="2023-06-02T00:00Z", voided_by=officer, void_reason="Cân sai")
    seen = {user: client_of(user).get(page("person", child.pk)).content.decode() for user in (station, signer)}
    assert "Đã hủy: Cân sai" in seen[station] and "780" not in seen[signer] and "10\u00a0kg" not in seen[signer]
    assert "Cần làm trong năm" in seen[signer]


def test_figures_of_a_round(station: User, client_of: SignIn) -> None:
    client = client_of(station)
    typed = {"round": "1", "held_on": "02/06/2023", "n_children": "1.200", "n_given": "1.150", "n_given_twice": "", "source": "Báo cáo"}
    assert post(client, BOOK.add_url(VitaminARound), typed).status_code == 302
    shown = client.get(page("rounds")).content.decode()
    assert "1.200" in shown and "95,83" in shown
    again = post(client, BOOK.add_url(VitaminARound), typed | {"round": "2", "n_given_twice": "1.300"}).content.decode()
    assert "không thể nhiều hơn" in again


def test_a_pregnancy_from_form_to_end(station: User, child: Member, client_of: SignIn) -> None:
    client = client_of(station)
    typed = {"member": f"{child.household.code}/1", "registered_on": "01/03/2023", "expected_on": "20/05/2023"}
    assert post(client, BOOK.add_url(Pregnancy), typed).status_code == 302
    row = Pregnancy.objects.get()
    assert "Quá ngày dự kiến sinh" in client.get(page("pregnancies") + "?tinh_trang=qua_ngay").content.decode()
    assert post(client, BOOK.add_url(AntenatalVisit, row), {"on": "02/03/2023", "micronutrients": "1"}).status_code == 302
    assert "Có cấp" in client.get(page("pregnancy", row.pk)).content.decode()
    end = {"version": row.version, "on": "22/05/2023", "outcome": "birth"}
    assert post(client, BOOK.step_url(row, "ket-thuc"), end).status_code == 302
    shown = client.get(page("person", row.member_id)).content.decode()
    assert "Thai kỳ" in shown and "22/05/2023" in shown
    assert client.get(BOOK.step_url(row, "ket-thuc")).status_code == 302


def test_a_dose_without_a_round_says_so(station: User, child: Member, client_of: SignIn) -> None:
    typed = {"member": f"{child.household.code}/2", "kind": "vitamin_a", "round": "", "given_on": "01/06/2023"}
    assert "Chọn đợt" in post(client_of(station), BOOK.add_url(Dose), typed).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_lists_export_what_they_show(name: str, ward: Ward, station: User, officer: User, child: Member, client_of: SignIn) -> None:
    make.measurement(child, officer), make.round_of(ward, officer), make.pregnancy(make.woman(child.household), officer)
    answer = client_of(station).get(page(name) + "?xuat=1")
    assert answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"PK")


def test_the_tab_of_the_household(officer: User, plan: object, child: Member, client_of: SignIn) -> None:
    make.measurement(child, officer), make.dose(child, officer, DoseKind.VITAMIN_A, round_=Round.FIRST)
    client = client_of(officer)
    shown = client.get(page("household", child.household.code)).content.decode()
    assert child.full_name in shown and "Vitamin A đợt 1" in shown
    assert "Chưa ghi gì" in client.get(page("household", child.household.code) + "?ngay=01/01/2023").content.decode()
    assert "Dinh dưỡng" in client.get(household_url(child.household)).content.decode()


def test_other_wards_find_nothing(officer: User, plan: object, other_officer: User, child: Member, client_of: SignIn) -> None:
    row = make.measurement(child, officer)
    client = client_of(other_officer)
    for url in (page("person", child.pk), BOOK.void_url(row), page("household", child.household.code)):
        assert client.get(url).status_code == 404
    assert child.full_name not in client.get(page("children")).content.decode()


def test_pages_ask_a_constant_number_of_questions(ward: Ward, plan: object, officer: User, child: Member, client_of: SignIn) -> None:
    client = client_of(officer)
    days = iter(date(2022, 2, 1 + n % 27).replace(month=2 + n // 27) for n in range(300))

    def more(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer)
            mother = make.woman(home)
            make.measurement(make.child(home), officer), make.pregnancy(mother, officer)
            day = next(days)
            make.measurement(child, officer, day), make.dose(child, officer, on=day)

    for url in (page("children"), page("pregnancies"), page("give"), page("person", child.pk), page("household", child.household.code)):
        assert_constant_queries(client, url, more)
