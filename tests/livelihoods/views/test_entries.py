"""Add, step and void through the pages: sent twice, stale, wrong, not allowed."""

import secrets
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.models import Household
from livelihoods.models import JobSeeker, LivelihoodModel, Loan, LoanConfirmation, Placement, Referral, VocationalClass
from livelihoods.views.catalogue import BOOK
from registers.models import Kept
from tests.livelihoods import factories as make
from tests.posting import post

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
add_url, page_of, void_url = BOOK.add_url, BOOK.page_of, BOOK.void_url


def step_url(row: Kept) -> str:
    """Address of the only step of a row."""
    (name,) = BOOK.steps[type(row)]
    return BOOK.step_url(row, name)


def test_every_table_can_be_added_to_and_has_an_address() -> None:
    tables = {table for table in Kept.__subclasses__() if table.__module__.startswith("livelihoods.")}
    assert set(BOOK.additions) == set(BOOK.kinds.values()) == tables
    assert set(BOOK.steps) <= set(BOOK.additions)


def test_a_seeker_is_registered_by_code_and_number_once(poor: Household, keeper: User, client_of: SignIn) -> None:
    client, key = client_of(keeper), secrets.token_urlsafe(18)
    data = {"member": f"{poor.code}/1", "from_on": "01/02/2023", "wishes": "Làm gần nhà"}
    first = post(client, add_url(JobSeeker), data, key=key)
    again = post(client, add_url(JobSeeker), data, key=key)
    row = JobSeeker.objects.get()
    assert first.status_code == again.status_code == 302 and first["Location"] == again["Location"] == page_of(row)
    assert (row.member.household, row.wishes, row.recorded_by) == (poor, "Làm gần nhà", keeper)


def test_wrong_input_keeps_what_was_typed(poor: Household, officer: User, client_of: SignIn) -> None:
    answer = post(client_of(officer), add_url(JobSeeker), {"member": "không có ai", "from_on": "31/02/2023", "wishes": "Làm gần nhà"})
    page = answer.content.decode()
    assert "không phải ngày có thật" in page and "Làm gần nhà" in page and "31/02/2023" in page
    assert not JobSeeker.objects.exists()


def test_a_refusal_of_the_service_is_shown_in_the_form(poor: Household, officer: User, client_of: SignIn) -> None:
    data = {"borrower": f"{poor.code}/1", "programme": "ho_can_ngheo", "confirmed_on": "01/03/2025", "purpose": "Mua lưới"}
    page = post(client_of(officer), add_url(LoanConfirmation), data).content.decode()
    assert "Không xác nhận được" in page and "Mua lưới" in page
    assert not LoanConfirmation.objects.exists()


def test_only_keepers_reach_the_forms(ward: Ward, officer: User, keeper: User, outsider: User, signer: User, client_of: SignIn) -> None:
    model = make.running_model(ward, officer)
    for url in (add_url(LivelihoodModel), step_url(model), void_url(model)):
        opened = {user: client_of(user).get(url).status_code for user in (officer, keeper, outsider, signer)}
        assert opened == {officer: 200, keeper: 200, outsider: 404, signer: 404}
    assert client_of(keeper).get(add_url(Loan)).status_code == 404  # the plan gives credit to nobody


@pytest.mark.parametrize("word", ["khong-co", "gioi-thieu"])
def test_unknown_words_and_rows_without_their_record_are_not_found(word: str, officer: User, client_of: SignIn) -> None:
    assert client_of(officer).get(reverse("livelihoods:add", args=[word])).status_code == 404


def test_an_introduction_ends_in_work(ward: Ward, officer: User, client_of: SignIn) -> None:
    seeker, place = make.seeker(make.adult(make.home(ward, officer)), officer), make.vacancy(ward, officer)
    client = client_of(officer)
    assert post(client, add_url(Referral, seeker), {"vacancy": place.pk, "referred_on": "01/03/2023"}).status_code == 302
    referral = Referral.objects.get()
    data = {"version": 1, "state": "placed", "on": "09/03/2023"}
    assert "có hợp đồng lao động hay không" in post(client, step_url(referral), data).content.decode()
    assert post(client, step_url(referral), {**data, "has_contract": "1", "wage_dong": "7.000.000"}).status_code == 302
    placement = Placement.objects.get()
    assert (placement.has_contract, placement.wage_dong) == (True, 7_000_000)
    assert client.get(step_url(referral)).status_code == 302  # nothing follows any more


def test_a_stale_page_writes_nothing_and_says_so(ward: Ward, officer: User, client_of: SignIn) -> None:
    model = make.running_model(ward, officer)
    LivelihoodModel.objects.update(version=7)
    data = {"version": 1, "state": "stopped", "on": "09/03/2023", "outcome": "Bão"}
    page = post(client_of(officer), step_url(model), data).content.decode()
    assert "người khác thay đổi" in page and 'name="version" value="7"' in page and "Bão" in page
    model.refresh_from_db()
    assert model.state == "running"


def test_voiding_needs_a_reason(ward: Ward, officer: User, client_of: SignIn) -> None:
    row = make.vocational_class(ward, officer)
    client = client_of(officer)
    assert "Ghi lý do hủy" in post(client, void_url(row), {"version": 1, "reason": " "}).content.decode()
    assert post(client, void_url(row), {"version": 1, "reason": "Ghi hai lần"}).status_code == 302
    row.refresh_from_db()
    assert (row.is_voided, row.void_reason, row.voided_by) == (True, "Ghi hai lần", officer)
    assert not VocationalClass.objects.counting().exists()


def test_vacancies_and_confirmations_of_other_wards_cannot_be_chosen(
    ward: Ward, other_ward: Ward, officer: User, other_officer: User, client_of: SignIn
) -> None:
    seeker, elsewhere = make.seeker(make.adult(make.home(ward, officer)), officer), make.vacancy(other_ward, other_officer)
    page = post(client_of(officer), add_url(Referral, seeker), {"vacancy": elsewhere.pk, "referred_on": "01/03/2023"}).content.decode()
    assert "Chọn một vị trí trong danh sách" in page
    assert not Referral.objects.exists()


def test_the_paper_is_printed_without_a_number_too(ward: Ward, officer: User, client_of: SignIn) -> None:
    row = make.confirmation(make.home(ward, officer), officer)
    answer = client_of(officer).get(reverse("livelihoods:confirmation_pdf", args=[row.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    LoanConfirmation.objects.update(voided_at="2023-03-01T00:00Z", voided_by=officer, void_reason="Ghi nhầm")
    assert client_of(officer).get(reverse("livelihoods:confirmation_pdf", args=[row.pk])).status_code == 404


def test_a_loan_goes_with_its_own_confirmation(ward: Ward, officer: User, client_of: SignIn) -> None:
    mine, theirs = make.home(ward, officer), make.home(ward, officer)
    row = make.confirmation(theirs, officer)
    data = {
        "borrower": f"{mine.code}/1", "confirmation": row.pk, "programme": "ho_ngheo", "amount_dong": "50.000.000",
        "disbursed_on": "15/01/2023",
        "due_on": "15/01/2026", "purpose": "Mua lưới", "source": "Ngân hàng",
    }  # fmt: skip
    assert "của hộ khác" in post(client_of(officer), add_url(Loan), data).content.decode()
    assert post(client_of(officer), add_url(Loan), {**data, "borrower": f"{theirs.code}/1"}).status_code == 302
    assert Loan.objects.get().due_on == date(2026, 1, 15)
