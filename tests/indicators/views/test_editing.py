"""The forms that change targets of a draft."""

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from indicators.models import Target
from indicators.selectors.targets import target_stamp
from programs.models import Plan
from programs.rules.words import PlanState
from tests.posting import post
from tests.programs.factories import load_plan

pytestmark = pytest.mark.django_db
CHANGE = reverse("indicators:change", args=[2023, "T12"])


@pytest.fixture(autouse=True)
def draft(ward: Ward, targets: dict[str, Target]) -> None:
    load_plan(ward)
    Plan.objects.filter(ward=ward).update(state=PlanState.DRAFT)


def typed(target: Target, **more: object) -> dict[str, object]:
    return {
        "stamp": target_stamp(target), "short_name": target.short_name, "name": target.name, "comparison": target.comparison,
        "value": "92,5", "population_text": target.population_text, "assigned_type": target.assigned_type, "assigned_by": "UBND phường",
        "assigned_document": "", **more,
    }  # fmt: skip


def test_the_officer_changes_a_value(client_of, officer: User, targets: dict[str, Target]) -> None:
    browser = client_of(officer)
    page = browser.get(reverse("indicators:target", args=[2023, "T12"])).content.decode()
    assert CHANGE in page and reverse("indicators:retire", args=[2023, "T12"]) in page
    assert post(browser, CHANGE, typed(targets["T12"])).status_code == 302
    assert "92,5" in browser.get(reverse("indicators:target", args=[2023, "T12"])).content.decode()


def test_a_stale_form_changes_nothing_and_says_so(client_of, officer: User, targets: dict[str, Target]) -> None:
    response = post(client_of(officer), CHANGE, typed(targets["T12"], stamp=1))
    assert "vừa được người khác thay đổi" in response.content.decode()
    assert Target.objects.get(pk=targets["T12"].pk).value == targets["T12"].value


def test_a_target_is_taken_out(client_of, officer: User, targets: dict[str, Target]) -> None:
    url = reverse("indicators:retire", args=[2023, "T12"])
    assert post(client_of(officer), url, {"stamp": target_stamp(targets["T12"])}).status_code == 302
    assert client_of(officer).get(url).status_code == 404


def test_of_an_issued_plan_nobody_is_offered_a_change(client_of, officer: User, ward: Ward) -> None:
    Plan.objects.filter(ward=ward).update(state=PlanState.ISSUED)
    assert client_of(officer).get(CHANGE).status_code == 404
    assert CHANGE not in client_of(officer).get(reverse("indicators:target", args=[2023, "T12"])).content.decode()
