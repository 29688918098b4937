"""The next due days on the committee's page."""

from collections.abc import Callable

import time_machine
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward

ClientOf = Callable[[User], Client]


@time_machine.travel("2026-11-24T09:00:00+07:00", tick=False)
def test_the_next_three_due_days_earlier_over_the_weekend(ward: Ward, committee: User, client_of: ClientOf) -> None:
    content = client_of(committee).get(reverse("reports:next_deadlines")).content.decode()
    assert "<html" not in content
    for text in ("Năm 2026", "04/12/2026", "Quý IV/2026", "18/12/2026", "19/12/2026", "Quý I/2027"):
        assert text in content
    assert "Quý III/2026" not in content


@time_machine.travel("2026-12-19T09:00:00+07:00", tick=False)
def test_on_the_last_legal_day_the_duty_is_still_shown(ward: Ward, committee: User, client_of: ClientOf) -> None:
    content = client_of(committee).get(reverse("reports:next_deadlines")).content.decode()
    assert "Quý IV/2026" in content
    assert "Hạn hôm nay hoặc đã qua" in content


def test_the_dashboard_asks_for_it(ward: Ward, committee: User, client_of: ClientOf) -> None:
    page = client_of(committee).get(reverse("indicators:dashboard"))
    assert reverse("reports:next_deadlines") in page.content.decode()
