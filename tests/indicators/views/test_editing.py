"""The targets of a version of the plan, and the forms that change those of a draft."""

from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User
from indicators.models import Target
from indicators.selectors.targets import target_stamp
from programs.models import Plan
from programs.services.copying import plan_amend
from programs.services.issuing import plan_issue
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
TARGET = reverse("indicators:target", args=[2023, "T12"])


@pytest.fixture
def draft(targets: dict[str, Target], officer: User) -> Plan:
    plan = targets["T12"].plan
    assert plan is not None
    return plan_amend(plan, "Đổi mức giao", by=officer)


def at(name: str, plan: Plan, *more: str) -> str:
    return reverse(f"indicators:{name}", args=[plan.pk, *more])


def of(plan: Plan, code: str = "T12") -> Target:
    return Target.objects.get(plan=plan, code=code)


def typed(target: Target, **more: object) -> dict[str, object]:
    return {
        "stamp": target_stamp(target), "short_name": target.short_name, "name": target.name, "comparison": target.comparison,
        "value": "92,5", "population_text": target.population_text, "assigned_type": target.assigned_type, "assigned_by": "UBND phường",
        "assigned_document": "", **more,
    }  # fmt: skip


def test_the_officer_changes_a_value_of_the_draft_only(client_of, officer: User, draft: Plan) -> None:
    browser = client_of(officer)
    assert at("plan_targets", draft) in browser.get(TARGET).content.decode()
    page = browser.get(at("plan_targets", draft)).content.decode()
    assert at("change", draft, "T12") in page and at("retire", draft, "T12") in page
    assert "Ít nhất 90% hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh" in page
    unprinted = page.count("Văn bản chưa ghi mức này")
    assert post(browser, at("change", draft, "T12"), typed(of(draft))).status_code == 302
    page = browser.get(at("plan_targets", draft)).content.decode()
    assert "92,5" in page and page.count("Văn bản chưa ghi mức này") == unprinted + 1
    assert "92,5" not in browser.get(TARGET).content.decode()
    differences = browser.get(reverse("programs:differences", args=[draft.pk])).content.decode()
    assert "T12 Nhà tiêu hợp vệ sinh: ≥ 92,5%" in differences.replace("\xa0", "")


def test_a_target_more_is_measured_once_the_draft_is_issued(client_of, officer: User, draft: Plan) -> None:
    browser = client_of(officer)
    assert at("add", draft) in browser.get(at("plan_targets", draft)).content.decode()
    data = {
        "short_name": "Đường bê tông", "name": "Bê tông hóa 2 km đường hẻm", "numerator": "stated_count", "unit": "km", "comparison": ">=",
        "value": "2", "dimension": "Hạ tầng", "assigned_type": "own", "agency": "",
    }  # fmt: skip
    refused = post(browser, at("add", draft), data).content.decode()
    assert "Chọn đơn vị báo số liệu" in refused and "Bê tông hóa 2 km đường hẻm" in refused
    assert post(browser, at("add", draft), data | {"agency": "DCDT"}).status_code == 302
    assert "T18. Đường bê tông: ≥ 2 km" in browser.get(at("plan_targets", draft)).content.decode().replace("\xa0", " ")
    address = reverse("indicators:target", args=[2023, "T18"])
    assert browser.get(address).status_code == 404, "a draft binds nobody"
    draft.refresh_from_db()
    plan_issue(draft, "KH-2", date(2023, 11, 1), version=draft.version, by=officer)
    page = browser.get(address).content.decode()
    assert "Đường bê tông" in page and reverse("indicators:enter", args=[2023, "T18"]) in page


def test_a_stale_form_changes_nothing_and_says_so(client_of, officer: User, draft: Plan) -> None:
    before = of(draft).value
    response = post(client_of(officer), at("change", draft, "T12"), typed(of(draft), stamp=1))
    assert "vừa được người khác thay đổi" in response.content.decode()
    assert of(draft).value == before


def test_a_target_is_taken_out_and_brought_back(client_of, officer: User, draft: Plan) -> None:
    browser, retire, restore = client_of(officer), at("retire", draft, "T12"), at("restore", draft, "T12")
    assert browser.get(restore).status_code == 404
    assert post(browser, retire, {"stamp": target_stamp(of(draft))}).status_code == 302
    assert browser.get(retire).status_code == 404
    page = browser.get(at("plan_targets", draft)).content.decode()
    assert "Đã bỏ khỏi dự thảo" in page and restore in page
    assert "Khôi phục chỉ tiêu T12" in browser.get(restore).content.decode()
    assert post(browser, restore, {"stamp": target_stamp(of(draft))}).status_code == 302
    assert of(draft).retired_on is None


def test_of_an_issued_plan_nobody_is_offered_a_change(client_of, officer: User, draft: Plan) -> None:
    assert draft.based_on is not None
    for name in ("change", "retire", "restore"):
        assert client_of(officer).get(at(name, draft.based_on, "T12")).status_code == 404
    page = client_of(officer).get(at("plan_targets", draft.based_on)).content.decode()
    assert "T12" in page and at("change", draft.based_on, "T12") not in page


def test_who_reads_the_targets_of_which_version(
    client_of, officer: User, signer: User, committee: User, agency_member: User, leader: User, draft: Plan
) -> None:
    assert draft.based_on is not None
    answers = {
        name: tuple(client_of(user).get(at("plan_targets", plan)).status_code for plan in (draft.based_on, draft))
        for name, user in {
            "officer": officer, "signer": signer, "committee": committee, "agency": agency_member, "leader": leader,
        }.items()
    }  # fmt: skip
    assert answers == {"officer": (200, 200), "signer": (200, 200), "committee": (200, 404), "agency": (200, 404), "leader": (404, 404)}
    assert at("change", draft, "T12") not in client_of(signer).get(at("plan_targets", draft)).content.decode()


def test_queries_do_not_grow_with_targets(client_of, officer: User, draft: Plan) -> None:
    def grow(n: int) -> None:
        row = of(draft)
        for number in range(n):
            row.pk, row.code = None, f"X{n}.{number}"
            row.save()

    assert_constant_queries(client_of(officer), at("plan_targets", draft), grow)
