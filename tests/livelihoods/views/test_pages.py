"""Lists and records: who opens them, what they show, how many questions they ask."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from households.models import Household
from livelihoods.models import Enrolment, JobSupport, LoanBalance, ModelIncome, ModelParticipant, Placement, Referral
from tests.livelihoods import factories as make
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LISTS = ["seekers", "vacancies", "placements", "abroad_list", "classes", "models", "groups", "loans", "confirmations", "fairs", "bulletins"]
KEPT_BY_COMMITTEE = [name for name in LISTS if name not in ("loans", "confirmations")]


def fill(ward: Ward, by: User, n: int) -> None:
    """n rows of every list."""
    for number in range(n):
        household = make.home(ward, by)
        member = make.adult(household)
        seeker, place = make.seeker(member, by), make.vacancy(ward, by)
        Referral.objects.create(ward=ward, seeker=seeker, vacancy=place, referred_on=date(2023, 3, 1), recorded_by=by)
        job = {"seeker": seeker, "employer": "A", "job": "B", "has_contract": False, "started_on": date(2023, 4, 1)}
        if number % 2:
            Placement.objects.create(ward=ward, recorded_by=by, **job)
        make.abroad(member, by)
        course = make.vocational_class(ward, by)
        learner = {"vocational_class": course, "member": member, "enrolled_on": date(2023, 4, 1), "is_eligible": True}
        Enrolment.objects.create(ward=ward, recorded_by=by, **learner)
        make.running_model(ward, by)
        make.production_group(ward, by)
        loan = make.loan(household, by)
        LoanBalance.objects.create(ward=ward, loan=loan, on=date(2023, 5, 1), outstanding_dong=1, source="x", recorded_by=by)
        make.confirmation(household, by)
        make.fair(ward, by)
        make.bulletin(ward, by)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_the_same_number_of_questions(name: str, ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    assert_constant_queries(client_of(officer), reverse(f"livelihoods:{name}") + "?tinh_trang=", lambda n: fill(ward, officer, n), many=6)


@pytest.mark.parametrize("name", LISTS)
def test_empty_lists_say_what_next(name: str, ward: Ward, officer: User, client_of: SignIn) -> None:
    page = client_of(officer).get(reverse(f"livelihoods:{name}")).content.decode()
    assert "empty-title" in page and "None" not in page


@pytest.mark.parametrize("name", LISTS)
def test_who_opens_which_list(
    name: str, keeper: User, outsider: User, officer: User, signer: User, committee: User, leader: User, client_of: SignIn
) -> None:
    url = reverse(f"livelihoods:{name}")
    wanted = {keeper: name in KEPT_BY_COMMITTEE, outsider: False, officer: True, signer: True, committee: False, leader: False}
    assert {user: client_of(user).get(url).status_code == 200 for user in wanted} == wanted


def test_the_committees_agency_adds_and_the_signer_only_reads(
    ward: Ward, officer: User, keeper: User, signer: User, client_of: SignIn
) -> None:
    row = make.seeker(make.adult(make.home(ward, officer)), officer)
    url = reverse("livelihoods:seeker", args=[row.pk])
    assert "Giới thiệu việc làm</a>" in client_of(keeper).get(url).content.decode()
    page = client_of(signer).get(url).content.decode()
    assert row.member.full_name in page and "so-sinh-ke/" not in page


def test_another_wards_records_are_not_found(other_ward: Ward, other_officer: User, officer: User, client_of: SignIn) -> None:
    household = make.home(other_ward, other_officer)
    rows = {
        "seeker": make.seeker(make.adult(household), other_officer),
        "vacancy": make.vacancy(other_ward, other_officer),
        "abroad": make.abroad(make.adult(household), other_officer),
        "class": make.vocational_class(other_ward, other_officer),
        "model": make.model(other_ward, other_officer),
        "group": make.production_group(other_ward, other_officer),
        "loan": make.loan(household, other_officer),
        "confirmation": make.confirmation(household, other_officer),
        "confirmation_pdf": make.confirmation(household, other_officer, confirmed_on=date(2023, 2, 1)),
    }
    client = client_of(officer)
    assert {name for name, row in rows.items() if client.get(reverse(f"livelihoods:{name}", args=[row.pk])).status_code != 404} == set()


@pytest.mark.parametrize(("text", "found"), [("vi du", True), ("Ví Dụ", True), ("khong co ai", False)])
def test_search_needs_no_accents(text: str, found: bool, poor: Household, officer: User, client_of: SignIn) -> None:
    make.seeker(make.adult(poor), officer)
    page = client_of(officer).get(reverse("livelihoods:seekers"), {"q": text}).content.decode()
    assert (poor.code in page) is found


def test_the_list_of_seekers_by_state(ward: Ward, officer: User, client_of: SignIn) -> None:
    looking, placed, ended = (make.home(ward, officer) for _ in range(3))
    make.seeker(make.adult(looking), officer)
    row = make.seeker(make.adult(placed), officer)
    Placement.objects.create(
        ward=ward, seeker=row, employer="A", job="B", has_contract=True, started_on=date(2023, 3, 1), recorded_by=officer
    )
    make.seeker(make.adult(ended), officer, to_on=date(2023, 3, 1), end_reason="moved")
    client, url = client_of(officer), reverse("livelihoods:seekers")
    shown = {}
    for state in ("", "nhan_viec", "thoi", "tat_ca"):
        page = client.get(url, {"tinh_trang": state}).content.decode()
        shown[state] = {name for name, home in (("looking", looking), ("placed", placed), ("ended", ended)) if home.code in page}
    assert shown == {"": {"looking"}, "nhan_viec": {"placed"}, "thoi": {"ended"}, "tat_ca": {"looking", "placed", "ended"}}


def test_voided_rows_are_shown_only_when_asked_for(poor: Household, officer: User, client_of: SignIn) -> None:
    row = make.seeker(make.adult(poor), officer, voided_at="2023-03-01T00:00Z", voided_by=officer, void_reason="Ghi nhầm")
    client, url = client_of(officer), reverse("livelihoods:seekers")
    assert poor.code not in client.get(url).content.decode()
    assert poor.code in client.get(url, {"da_huy": "on"}).content.decode()
    page = client.get(reverse("livelihoods:seeker", args=[row.pk])).content.decode()
    assert "Ghi nhầm" in page and "Ghi hỗ trợ" not in page


def test_the_workbook_holds_what_the_filter_shows(
    ward: Ward, plan: object, officer: User, keeper: User, signer: User, client_of: SignIn
) -> None:
    fill(ward, officer, 3)
    url = reverse("livelihoods:seekers")
    answer = client_of(keeper).get(url, {"xuat": "1", "q": "vi du"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet.max_row == 1 + 2 + 1 + 1 + 2  # title, lead, blank, heads, two who are still looking
    line = AuditEvent.objects.filter(action="list_exported").latest("seq")
    assert (line.actor_name, line.details["dong"]) == (keeper.full_name, 2)
    assert client_of(signer).get(url, {"xuat": "1"}).status_code == 404


def test_one_record_asks_the_same_number_of_questions(ward: Ward, officer: User, client_of: SignIn) -> None:
    seeker = make.seeker(make.adult(make.home(ward, officer)), officer)
    model = make.running_model(ward, officer)

    def grow(n: int) -> None:
        for number in range(n):
            JobSupport.objects.create(ward=ward, seeker=seeker, kind="inform", given_on=date(2023, 3, 1), recorded_by=officer)
            place = make.vacancy(ward, officer)
            Referral.objects.create(ward=ward, seeker=seeker, vacancy=place, referred_on=date(2023, 3, 1), recorded_by=officer)
            household = make.home(ward, officer)
            ModelParticipant.objects.create(ward=ward, model=model, household=household, from_on=date(2023, 3, 1), recorded_by=officer)
            asked = {"household": household, "moment": "before", "asked_on": date(2023, 3, 1), "amount_dong": 10 + number, "source": "x"}
            ModelIncome.objects.create(ward=ward, model=model, recorded_by=officer, **asked)

    assert_constant_queries(client_of(officer), reverse("livelihoods:seeker", args=[seeker.pk]), grow, few=1, many=4)
    assert_constant_queries(client_of(officer), reverse("livelihoods:model", args=[model.pk]), grow, few=1, many=4)


def test_the_household_tab_shows_what_counts_on_its_day(poor: Household, officer: User, leader: User, client_of: SignIn) -> None:
    make.loan(poor, officer)
    make.seeker(make.adult(poor), officer)
    url = reverse("livelihoods:household", args=[poor.code])
    page = client_of(officer).get(url).content.decode()
    assert "Vay vốn" in page and "Tìm việc làm" in page and "Học nghề" not in page
    assert "Chưa ghi gì" in client_of(officer).get(url, {"ngay": "01/01/2023"}).content.decode()
    assert client_of(leader).get(url).status_code == 404
