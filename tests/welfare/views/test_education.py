"""Pages of schooling and supports for learning."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from households.models import Member, MemberFact
from programs.models import Plan
from support.services.tying import Origin, row_tie
from tests.posting import post
from tests.query_counts import assert_constant_queries
from tests.welfare import factories as make
from welfare.models import SchoolSupport
from welfare.views.catalogue import BOOK

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST, SUPPORTS = "welfare:schooling", "welfare:school_supports"


@pytest.fixture
def child(ward: Ward, officer: User) -> Member:
    """Eight years old today."""
    today = timezone.localdate()
    return make.child(make.home(ward, officer, others=1), date(today.year - 8, 1, 1))


def test_unknown_is_not_out_of_school(ward: Ward, school: User, child: Member, client_of: SignIn) -> None:
    client = client_of(school)
    page = client.get(reverse(LIST)).content.decode()
    assert child.full_name in page and "1 chưa ghi nên chưa biết" in page and "0 không đi học" in page
    url = reverse("welfare:schooling_note", args=[child.pk])
    assert "ít nhất một câu" in post(client, url, {"on": "01/06/2023"}).content.decode()
    both = post(client, url, {"schooling": "never", "fitting": "yes", "on": "01/06/2023"}).content.decode()
    assert "chưa học đúng bậc, cấp học" in both
    assert post(client, url, {"schooling": "primary_unfinished", "on": "01/06/2024", "source": "Nhà trường"}).status_code == 302
    assert "1 không đi học" in client.get(reverse(LIST) + "?tinh_trang=out").content.decode()
    assert post(client, url, {"schooling": "primary", "fitting": "yes", "on": "05/09/2024"}).status_code == 302
    assert MemberFact.objects.count() == 3
    client.get(reverse(LIST))  # takes the message with the name away
    assert child.full_name not in client.get(reverse(LIST)).content.decode()
    assert child.full_name in client.get(reverse(LIST) + "?tinh_trang=fits").content.decode()


def test_a_support_is_granted_by_the_rate_and_paid(rates: Ward, school: User, officer: User, client_of: SignIn) -> None:
    client, this, poor = client_of(school), timezone.localdate().year, make.home(rates, officer, born=date(2015, 1, 1))
    data = {"member": f"{poor.code}/1", "school_year": this, "kind": "learning_cost", "from_on": "05/09/2024", "months": "9"}
    assert "Chọn khoản hỗ trợ đã ghi, hoặc nguồn kinh phí" in post(client, BOOK.add_url(SchoolSupport), data).content.decode()
    data |= {"origin": "tang", "donor": "Trường Ví Dụ"}
    assert post(client, BOOK.add_url(SchoolSupport), data).status_code == 302
    row = SchoolSupport.objects.get()
    assert row.amount_dong == 1_350_000 == row.grant.value_dong and row.grant.given_on is None
    page = client.get(reverse(SUPPORTS)).content.decode()
    assert "1.350.000" in page and "Chưa chi" in page
    assert post(client, BOOK.step_url(row, "da-chi"), {"version": 1, "on": "01/10/2024"}).status_code == 302
    row.grant.refresh_from_db()
    assert row.grant.given_on == date(2024, 10, 1)
    assert "Đã chi 01/10/2024" in client.get(reverse(SUPPORTS) + "?tinh_trang=learning_cost").content.decode()
    assert poor.head_name not in client.get(reverse(SUPPORTS) + "?tinh_trang=tuition").content.decode()


def test_only_keepers_and_readers_find_it(ward: Ward, signer: User, land: User, school: User, client_of: SignIn) -> None:
    for name in (LIST, SUPPORTS):
        opened = {user: client_of(user).get(reverse(name)).status_code for user in (school, signer, land)}
        assert opened == {school: 200, signer: 200, land: 404}


def test_pages_ask_a_constant_number_of_questions(plan: Plan, ward: Ward, officer: User, client_of: SignIn) -> None:
    client, born = client_of(officer), date(2015, 1, 1)

    def more(n: int) -> None:
        for _ in range(n):
            make.support(make.home(ward, officer, born=born), officer)
            row = make.support(make.home(ward, officer, born=born), officer)
            row_tie(row, Origin(donor="Trường Ví Dụ"), version=1, by=officer)

    for name in (LIST, SUPPORTS):
        assert_constant_queries(client, reverse(name), more)
        assert b"".join(client.get(reverse(name) + "?xuat=1").streaming_content).startswith(b"PK")
