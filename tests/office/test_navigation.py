"""The link of the navigation under which a page stands."""

import re

import pytest
from django.urls import reverse

from tests.programs.factories import load_plan

pytestmark = pytest.mark.django_db
PLACES = {
    "support:grants": "Sổ theo dõi",
    "activities:list": "Sổ theo dõi",
    "welfare:rates": "Sổ theo dõi",
    "nutrition:children": "Sổ theo dõi",
    "households:groups": "Danh sách hộ",
    "households:low_income": "Nhu cầu",
    "programs:desks": "Kế hoạch",
    "programs:board": "Kế hoạch",
    "households:list": "Danh sách hộ",
}


@pytest.mark.parametrize("name", PLACES)
def test_every_page_stands_under_one_link(ward, officer, client_of, name: str) -> None:
    load_plan(ward)
    page = client_of(officer).get(reverse(name)).content.decode()
    menu = page[page.index('id="menu"') : page.index("</nav>", page.index('id="menu"'))]
    assert re.findall(r'aria-current="page">([^<]+)<', menu) == [PLACES[name]]
