"""A need of legal aid: its words and whose it is reach those who answer it and nobody else."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.audit.models import AuditEvent
from households.models import Household, Need
from households.rules.classes import HouseholdClass
from households.rules.needs import NeedKind, NeedState
from households.selectors.need_list import counts_by_kind
from households.services.needs import NeedData, need_express, need_meet
from tests.factories import person
from tests.households.factories import decide, make_group, make_household, make_leadership
from tests.posting import post
from tests.programs.factories import join, load_plan

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY, WORDS = date(2023, 2, 1), "ly hôn, bạo lực gia đình"
PERIOD = {"tu_ngay": "01/01/2023", "den_ngay": "31/12/2023"}


@pytest.fixture(autouse=True)
def plan(ward: Ward) -> object:
    reverse("home")  # the addresses are read now: doing so tells the household page who answers what
    return load_plan(ward)


@pytest.fixture
def home(ward: Ward, officer: User, leader: User) -> Household:
    group = make_group(ward)
    make_leadership(leader, group)
    household = make_household(group, officer, "Nguyễn Thị Ví Dụ", ["Nguyễn Văn Con"])
    decide(household, HouseholdClass.POOR, date(2022, 12, 8), officer)
    return household


@pytest.fixture
def justice(ward: Ward) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name="Người Tư Pháp Ví Dụ")
    join(user, ward, "TPHT")
    return user


@pytest.fixture
def need(home: Household, justice: User) -> Need:
    return need_express(home, NeedData(NeedKind.LEGAL_AID, DAY, home.members.get(is_head=True), WORDS), by=justice)


def tab(client: Client, home: Household) -> str:
    return client.get(reverse("households:household", args=[home.code]), {"muc": "nhu-cau"}).content.decode().split("</h1>")[1]


def test_only_those_who_answer_it_read_it(need, home, officer, justice, leader, signer, client_of: SignIn) -> None:
    for user, reads in ((officer, True), (justice, True), (leader, False), (signer, False)):
        client = client_of(user)
        page = client.get("/nhu-cau/", PERIOD).content.decode()
        assert (WORDS in page, home.code in page) == (reads, reads), user
        assert ('value="legal_aid"' in page) is reads
        if user is not justice:
            assert (WORDS in tab(client, home)) is reads
        assert (WORDS in client.get("/nhu-cau/", {**PERIOD, "loai": "legal_aid", "q": home.head_name}).content.decode()) is reads


def test_the_list_of_lacks_obeys_it(need, home, officer, justice, signer, client_of: SignIn) -> None:
    for user, reads in ((officer, True), (justice, True), (signer, False)):
        client = client_of(user)
        page = client.get(reverse("programs:unserved"), {"ngay": "01/06/2023", "thieu": "legal_aid"}).content.decode()
        assert (home.code in page) is reads, user
        assert ("Nhu cầu: Trợ giúp pháp lý" in page) is reads


def test_the_ward_still_counts_it_and_a_group_does_not(need, ward, signer, leader) -> None:
    counted = {
        user: {row.kind: row.n_needed for row in counts_by_kind(user, ward.pk, DAY, date(2023, 12, 31))} for user in (signer, leader)
    }
    assert (counted[signer][NeedKind.LEGAL_AID], counted[leader][NeedKind.LEGAL_AID]) == (1, 0)


def test_who_wrote_it_down_sees_that_it_was_passed_on_and_nothing_later(home, leader, signer, justice, client_of: SignIn) -> None:
    client, head = client_of(leader), home.members.get(is_head=True)
    url = reverse("households:need_express", args=[home.code])
    typed = {"own_needs": ["legal_aid"], "need_person": head.pk, "detail": WORDS, "expressed_on": "01/02/2023", "channel": "survey"}
    answer = client.get(post(client, url, typed)["Location"]).content.decode()
    assert "đã chuyển người giữ sổ" in answer
    told = Need.objects.get()
    for state in (NeedState.EXPRESSED, NeedState.MET):
        for page in (
            tab(client, home),
            client.get("/nhu-cau/", PERIOD).content.decode(),
            client.get("/nhu-cau/", {**PERIOD, "tinh_trang": "expressed"}).content.decode(),
        ):
            assert "Đã chuyển người giữ sổ" in page and "Luật sư Ví Dụ" not in page and WORDS not in page
        assert "Đã chuyển người giữ sổ" not in client.get("/nhu-cau/", {**PERIOD, "tinh_trang": "met"}).content.decode()
        assert home.code not in client_of(signer).get("/nhu-cau/", PERIOD).content.decode()
        if state is NeedState.EXPRESSED:
            need_meet(told, date(2023, 3, 1), "Luật sư Ví Dụ", by=justice)


def test_trying_to_record_it_does_not_tell_that_it_is_there(need, home, leader, client_of: SignIn) -> None:
    client, url = client_of(leader), reverse("households:need_express", args=[home.code])
    typed = {"own_needs": ["legal_aid"], "need_person": need.member_id, "expressed_on": "01/02/2023", "channel": "survey"}
    answer = client.get(post(client, url, typed)["Location"]).content.decode()
    assert "đã chuyển người giữ sổ" in answer and "đã ghi trước đó" not in answer


def test_the_log_does_not_tell_whose_it_is(need, home, justice, officer) -> None:
    first = AuditEvent.objects.order_by("pk").last()
    need_meet(need, date(2023, 3, 1), "Luật sư Ví Dụ", by=justice)
    last = AuditEvent.objects.order_by("pk").last()
    for line in (first, last):
        assert line.target_type == "Need"
        assert (line.household_code, line.target_label) == ("", "Nhu cầu trợ giúp pháp lý") and home.head_name not in str(line.details)


def test_the_workbook_is_the_officers(need, home, officer, client_of: SignIn) -> None:
    answer = client_of(officer).get(reverse("programs:need_export"), {**PERIOD, "loai": "legal_aid"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sum(WORDS in [cell.value for cell in row] for row in sheet.iter_rows()) == 1
