"""The public self-check: anybody, nothing stored, no cookie, the officer's class, what it gives, how to apply."""

import html
from datetime import date

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from households.rules.classification import Facts, classify
from households.rules.standards import standard_on
from programs.models import Plan
from programs.rules.self_check import NO, UNKNOWN, YES, questions
from programs.rules.words import PlanState
from tests.factories import WardFactory
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
URL = "programs:self_check"


@pytest.fixture(autouse=True)
def a_day_of_the_standard(monkeypatch) -> None:
    monkeypatch.setattr("programs.views.self_check.timezone.localdate", lambda: date(2026, 11, 28))


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def answers(*lacking: int, income: str = "1500000", area: str = "urban", unknown: tuple[int, ...] = (), **more: str) -> dict[str, str]:
    data = {"khu_vuc": area, "thu_nhap": income, **more}
    for item in questions(standard_on(date(2026, 11, 28))):
        other = NO if item.lacks == YES else YES
        data[f"c{item.number}"] = UNKNOWN if item.number in unknown else item.lacks if item.number in lacking else other
    return data


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_nothing_is_written_and_no_cookie_is_set(client: Client, plan: Plan) -> None:
    strict, before = Client(enforce_csrf_checks=True), counts()
    for response in (
        strict.get(reverse(URL)),
        strict.post(reverse(URL), answers(1, 2, 3)),
        strict.post(reverse(URL), {}),
        strict.get(reverse("programs:application_form")),
    ):
        assert response.status_code == 200
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "no-store" in response["Cache-Control"]
    assert counts() == before


def test_somebody_who_is_signed_in_leaves_nothing_either(client_of, plan: Plan, officer: User) -> None:
    browser = client_of(officer)
    browser.get(reverse("programs:plan"))
    before = counts()
    response = browser.post(reverse(URL), answers(1, 2, 3))
    assert not response.cookies
    assert officer.full_name not in text_of(response)
    assert counts() == before


def test_reading_asks_the_database_little(client: Client, plan: Plan) -> None:
    queries = queries_of(client, reverse(URL))
    assert len(queries) <= 3
    assert all(query.startswith("SELECT") for query in queries)


@pytest.mark.parametrize("area", ["urban", "rural"])
@pytest.mark.parametrize("income", ["1500000", "2000000", "3000000", "above"])
@pytest.mark.parametrize("lacking", [(), (4, 9), (4, 9, 10)])
def test_the_suggestion_is_the_class_of_the_officer(client: Client, plan: Plan, area: str, income: str, lacking: tuple[int, ...]) -> None:
    amount = 3_000_001 if income == "above" else int(income)
    verdict = classify(Facts(area, frozenset(lacking), income=amount), standard_on(date(2026, 11, 28)))
    text = text_of(client.post(reverse(URL), answers(*lacking, income=income, area=area)))
    assert f"Gợi ý: {verdict.household_class.label.lower()}" in text
    assert "không phải quyết định" in text
    assert all(reason in text for reason in verdict.reasons[1:])


def test_unknown_answers_give_every_possible_class(client: Client, plan: Plan) -> None:
    text = text_of(client.post(reverse(URL), answers(1, 2, unknown=(3,))))
    assert "Chưa đủ câu trả lời" in text
    assert "Hộ nghèo" in text
    assert "Hộ cận nghèo" in text


def test_what_is_missing_is_said_and_what_was_chosen_is_kept(client: Client, plan: Plan) -> None:
    data = answers(1, 2)
    del data["c5"]
    text = text_of(client.post(reverse(URL), data))
    assert "Còn câu chưa trả lời" in text
    assert 'href="#id_c5"' in text
    assert text.count(" checked") == len(data)
    assert "Còn câu chưa trả lời" in text_of(client.post(reverse(URL), answers(income="bịa")))


def test_what_the_class_gives_comes_from_the_issued_plan(client: Client, plan: Plan) -> None:
    poor = text_of(client.post(reverse(URL), answers(1, 2, 3)))
    assert "kế hoạch năm 2023 của phường" in poor
    assert "mua thẻ BHYT" in poor
    Plan.objects.update(state=PlanState.DRAFT)
    assert "kế hoạch năm 2023 của phường" not in text_of(client.post(reverse(URL), answers(1, 2, 3)))


def test_one_ward_is_not_asked_for_and_several_are(client: Client, ward: Ward, plan: Plan) -> None:
    name = ward.profiles.first().name
    assert 'name="phuong"' not in text_of(client.get(reverse(URL)))
    assert name.lower() in text_of(client.get(reverse(URL))).lower()
    other = WardFactory(code="77777")
    page = text_of(client.get(reverse(URL)))
    assert 'name="phuong"' in page
    assert "Chọn nơi ở." in text_of(client.post(reverse(URL), answers(1)))
    assert "kế hoạch năm 2023" in text_of(client.post(reverse(URL), answers(1, phuong=ward.code)))
    assert "kế hoạch năm 2023" not in text_of(client.post(reverse(URL), answers(1, phuong=other.code)))
    assert "Chọn nơi ở." in text_of(client.post(reverse(URL), answers(1, phuong="khong-co")))


def test_it_works_before_any_ward_is_set_up(client: Client, db) -> None:
    assert Ward.objects.count() == 0
    assert "Gợi ý: hộ nghèo" in text_of(client.post(reverse(URL), answers(1, 2, 3)))
    assert "……" in text_of(client.get(reverse("programs:application_form")))


def test_what_is_typed_into_the_application_is_never_sent(client: Client, ward: Ward) -> None:
    text = text_of(client.get(reverse("programs:application_form"), {"phuong": ward.code}))
    paper = text[text.index('<article class="form-paper"') : text.index("</article>")]
    assert "<form" not in text[text.index("<main") :]
    assert " name=" not in paper
    assert "Ủy ban nhân dân" in paper
    assert "Mẫu số 01" in paper
    assert "js/self_check.js" in text
