"""The plan editor on its pages."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from indicators.models import Target
from indicators.services.reference import load as load_targets
from programs.models import Agency, Assignment, BeneficiaryRule, Plan, PlanSection, Policy, Recipient, SubProject, SupportContent
from programs.rules.words import PlanState
from programs.selectors.lines import stamp_of
from programs.services.copying import plan_copy
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(plan: Plan, officer: User) -> Plan:
    return plan_copy(plan, 2026, by=officer)


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def version_in(text: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found
    return found[1]


def test_a_plan_is_copied_with_its_targets_and_the_chosen_tree(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    load_targets(ward, 2023, True)
    browser, url = client_of(officer), reverse("programs:copy_plan", args=[plan.pk])
    text = text_of(browser.get(url))
    assert "(cần đối chiếu)" in text
    assert "không phải số nguyên" in text_of(post(browser, url, {"year": "hai nghìn"}))
    assert "đã có kế hoạch ban hành" in text_of(post(browser, url, {"year": "2023", "tree": ""}))
    assert post(browser, url, {"year": "2026", "tree": "MTQG-2026-2035"}).status_code == 302
    draft = Plan.objects.get(year=2026)
    assert draft.programmes.get().code == "MTQG-2026-2035"
    old, new = (list(Target.objects.filter(year=year).values_list("code", "value", "indicator")) for year in (2023, 2026))
    assert old == new
    assert "2023" not in Target.objects.get(year=2026, code="T01").name


def test_the_draft_is_edited_line_by_line(client_of, draft: Plan, officer: User) -> None:
    browser = client_of(officer)
    page = text_of(browser.get(reverse("programs:draft", args=[draft.pk])))
    assert "Còn ghi năm 2023" in page
    row = draft.recipients.order_by("order").first()
    assert row is not None
    url = reverse("programs:change_line", args=[draft.pk, "noi-nhan", row.pk])
    version = version_in(text_of(browser.get(url)))
    assert post(browser, url, {"text": "UBND phường bạn", "order": "1", "version": version}).status_code == 302
    stale = text_of(post(browser, url, {"text": "khác", "order": "1", "version": version}))
    assert "vừa được người khác thay đổi" in stale
    assert "khác" in stale
    assert post(browser, url, {"text": "khác", "order": "1", "version": version_in(stale)}).status_code == 302
    row.refresh_from_db()
    assert row.text == "khác"


def test_every_form_opens_and_says_what_is_missing(client_of, draft: Plan, officer: User) -> None:
    browser = client_of(officer)
    for slug in ("can-cu", "muc", "du-an", "tieu-du-an", "phan", "noi-dung", "chinh-sach", "quy-tac", "nhiem-vu", "bao-cao", "noi-nhan"):
        url = reverse("programs:add_line", args=[draft.pk, slug])
        assert browser.get(url).status_code == 200, slug
        text = text_of(post(browser, url, {}))
        assert "has-error" in text, slug
    assert browser.get(reverse("programs:add_line", args=[draft.pk, "la"])).status_code == 404
    station = Agency.objects.get(ward=draft.ward_id, code="TYT")
    text = text_of(browser.get(reverse("programs:add_line", args=[draft.pk, "nhiem-vu"]), {"thuoc": f"a{station.pk}"}))
    assert f'<option value="{station.pk}" selected>' in text


def test_a_task_and_paragraphs_are_written_through_the_forms(client_of, draft: Plan, officer: User) -> None:
    browser = client_of(officer)
    station = Agency.objects.get(ward=draft.ward_id, code="TYT")
    url = reverse("programs:add_line", args=[draft.pk, "nhiem-vu"])
    assert post(browser, url, {"agency": station.pk, "text": "Tổ chức khám lưu động", "paragraph": "", "order": ""}).status_code == 302
    assert Assignment.objects.filter(plan=draft, text="Tổ chức khám lưu động", agency=station).exists()
    section = draft.sections.get(code="I.1")
    url = reverse("programs:change_line", args=[draft.pk, "muc", section.pk])
    shown = text_of(browser.get(url))
    assert section.paragraphs[0]["text"] in shown
    data = {"level": "2", "label": "1.", "heading": "Mục tiêu", "paragraphs": "Đoạn một.\n\nĐoạn hai.", "order": section.order}
    assert post(browser, url, {**data, "version": version_in(shown)}).status_code == 302
    assert [item["text"] for item in PlanSection.objects.get(pk=section.pk).paragraphs] == ["Đoạn một.", "Đoạn hai."]


def test_duties_need_a_real_day_and_rules_one_subject(client_of, draft: Plan, officer: User) -> None:
    browser = client_of(officer)
    duty = draft.duties.get(code="annual")
    url = reverse("programs:change_line", args=[draft.pk, "bao-cao", duty.pk])
    shown = text_of(browser.get(url))
    data = {"from_text": "a", "to_text": "b", "before_rule": "fixed", "text": "c", "order": duty.order, "version": version_in(shown)}
    assert "Nhập tháng từ 1 đến 12." in text_of(post(browser, url, {**data, "before_day": "5", "before_month": "13"}))
    assert "Nhập ngày từ 1 đến 31." in text_of(post(browser, url, {**data, "before_day": "", "before_month": "12"}))
    assert post(browser, url, {**data, "before_day": "1", "before_month": "12"}).status_code == 302
    duty.refresh_from_db()
    assert (duty.before_day, duty.before_month) == (1, 12)
    quarterly = {**data, "before_rule": "last_month_of_quarter", "before_day": "20", "before_month": ""}
    quarterly["version"] = version_in(text_of(browser.get(url)))
    assert post(browser, url, quarterly).status_code == 302, "a day of the last month of the quarter has no month of its own"
    rule = reverse("programs:add_line", args=[draft.pk, "quy-tac"])
    sent = {"kind": "eligible", "unit": "person", "text": "x", "clause": "y", "classes": ["poor"]}
    assert "Chọn đúng một: tiểu dự án, nội dung hoặc chính sách." in text_of(post(browser, rule, sent))


def test_a_line_is_removed_after_a_question(client_of, draft: Plan, officer: User) -> None:
    browser = client_of(officer)
    row = draft.recipients.first()
    assert row is not None
    change = reverse("programs:change_line", args=[draft.pk, "noi-nhan", row.pk])
    remove = reverse("programs:retire_line", args=[draft.pk, "noi-nhan", row.pk])
    assert "Bỏ nơi nhận này khỏi dự thảo" in text_of(browser.get(change))
    assert browser.get(remove).status_code == 302
    assert "vừa được người khác thay đổi" in text_of(post(browser, remove, {"version": "7"}, follow=True))
    assert post(browser, remove, {"version": version_in(text_of(browser.get(change)))}).status_code == 302
    assert Recipient.objects.get(pk=row.pk).retired_on is not None
    assert browser.get(change).status_code == 404


def test_a_removed_line_is_restored_from_the_draft_page(client_of, draft: Plan, officer: User, committee: User) -> None:
    browser, page = client_of(officer), reverse("programs:draft", args=[draft.pk])
    assert "Đã bỏ khỏi dự thảo" not in text_of(browser.get(page))
    row = draft.recipients.order_by("order").first()
    assert row is not None
    restore = reverse("programs:restore_line", args=[draft.pk, "noi-nhan", row.pk])
    assert browser.get(restore).status_code == 404
    remove = reverse("programs:retire_line", args=[draft.pk, "noi-nhan", row.pk])
    assert post(browser, remove, {"version": str(stamp_of(row))}).status_code == 302
    text = text_of(browser.get(page))
    assert "Đã bỏ khỏi dự thảo" in text and restore in text
    assert post(client_of(committee), restore, {}).status_code == 404
    assert browser.get(restore).status_code == 302
    assert Recipient.objects.get(pk=row.pk).retired_on is not None
    assert "Đã khôi phục nơi nhận." in text_of(post(browser, restore, {}, follow=True))
    assert Recipient.objects.get(pk=row.pk).retired_on is None


def test_head_issue_and_replace(client_of, draft: Plan, officer: User, committee: User) -> None:
    browser = client_of(officer)
    head = reverse("programs:draft_head", args=[draft.pk])
    shown = text_of(browser.get(head))
    lines = {"issuing_lines": "ỦY BAN NHÂN DÂN\nPHƯỜNG VÍ DỤ", "signing_lines": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"}
    data = {"title": "Kế hoạch giảm nghèo năm 2026", "place": "Ví Dụ", "symbol": "KH-UBND", "intro": "Như sau:", "closing": "Hết."}
    assert "vừa được người khác" in text_of(post(browser, head, {**data, **lines, "version": "99"}))
    assert post(browser, head, {**data, **lines, "version": version_in(shown)}).status_code == 302
    issue = reverse("programs:issue", args=[draft.pk])
    shown = text_of(browser.get(issue))
    assert "Nhập số văn bản" in text_of(post(browser, issue, {"signed_on": "05/02/2026", "version": version_in(shown)}))
    assert "sau hôm nay" in text_of(post(browser, issue, {"number": "5", "signed_on": "05/02/2099", "version": version_in(shown)}))
    assert post(browser, issue, {"number": "5", "signed_on": "05/02/2026", "version": version_in(shown)}).status_code == 302
    paper = text_of(client_of(committee).get(reverse("programs:paper", args=[draft.pk])))
    assert "Số: 05/KH-UBND" in paper
    assert "PHƯỜNG VÍ DỤ" in paper
    assert browser.get(reverse("programs:draft", args=[draft.pk])).status_code == 404
    amend = reverse("programs:amend", args=[draft.pk])
    assert "Ghi lý do" in text_of(post(browser, amend, {}))
    assert post(browser, amend, {"reason": "Đổi nơi nhận"}).status_code == 302
    assert post(browser, amend, {"reason": "Lần nữa"}).status_code == 200
    second = Plan.objects.get(year=2026, state=PlanState.DRAFT)
    versions = text_of(browser.get(reverse("programs:versions")))
    assert "Lý do thay thế: Đổi nơi nhận" in versions
    assert "Hai bản giống nhau từng dòng." in text_of(browser.get(reverse("programs:differences", args=[second.pk])))
    assert "Đổi nơi nhận" not in text_of(client_of(committee).get(reverse("programs:versions")))


def test_differences_and_trees_are_readable(client_of, draft: Plan, plan: Plan, officer: User) -> None:
    browser = client_of(officer)
    text = text_of(browser.get(reverse("programs:differences", args=[draft.pk])))
    assert "giảm 04 hộ nghèo trong năm 2023" in text
    assert "giảm 04 hộ nghèo trong năm 2026" in text
    assert browser.get(reverse("programs:differences", args=[plan.pk])).status_code == 404
    text = text_of(browser.get(reverse("programs:trees")))
    assert "DA7.TDA2" in text
    assert "Cần đối chiếu" in text


@pytest.mark.parametrize(("name", "limit"), [("draft", 40), ("differences", 60), ("versions", 15)])
def test_pages_cost_the_same_however_long_the_plan_is(client_of, draft: Plan, officer: User, name: str, limit: int) -> None:
    station = Agency.objects.get(ward=draft.ward_id, code="TYT")

    def grow(n: int) -> None:
        start = Assignment.objects.count()
        for number in range(start, start + n):
            Assignment.objects.create(plan=draft, agency=station, code=f"X.{number}", order=number, paragraph=number, text=f"Việc {number}")
            Recipient.objects.create(plan=draft, order=number + 100, text=f"Nơi {number}")
            Recipient.objects.create(plan=draft, order=number + 200, text=f"Đã bỏ {number}", retired_on="2026-01-02")
            Policy.objects.create(plan=draft, code=f"X{number}", order=number + 200, label="x", name="Đã bỏ", retired_on="2026-01-02")

    args = [] if name == "versions" else [draft.pk]
    assert_constant_queries(client_of(officer), reverse(f"programs:{name}", args=args), grow, few=2, many=6, at_most=limit)


def test_the_number_comes_later_and_once(client_of, plan: Plan, officer: User, committee: User) -> None:
    browser, url = client_of(officer), reverse("programs:plan_number", args=[plan.pk])
    assert "Ghi số văn bản" in text_of(browser.get(reverse("programs:versions")))
    assert "Ghi số văn bản" not in text_of(client_of(committee).get(reverse("programs:versions")))
    shown = text_of(browser.get(url))
    assert "Nhập số văn bản" in text_of(post(browser, url, {"version": version_in(shown)}))
    assert "vừa được người khác" in text_of(post(browser, url, {"number": "31", "version": "99"}))
    assert post(browser, url, {"number": "31", "version": version_in(shown)}).status_code == 302
    plan.refresh_from_db()
    assert plan.printed_number == "31/KH-UBND"
    assert browser.get(url).status_code == 404
    assert "Số: 31/KH-UBND" in text_of(browser.get(reverse("programs:paper", args=[plan.pk])))


def test_a_draft_of_another_year_opens_no_calendar(client_of, draft: Plan, officer: User) -> None:
    assert "2026" not in text_of(client_of(officer).get(reverse("reports:calendar"))).split("<h1>", 1)[1].split("</h1>", 1)[0]


def test_a_rule_of_a_content_with_days_is_written_through_the_form(client_of, draft: Plan, officer: User) -> None:
    browser, url = client_of(officer), reverse("programs:add_line", args=[draft.pk, "quy-tac"])
    nutrition = SubProject.objects.get(project__programme__plan=draft, code="DA3.TDA2")
    page = text_of(browser.get(reverse("programs:draft", args=[draft.pk])))
    assert f"{url}?thuoc=n{nutrition.pk}" in page
    shown = text_of(browser.get(url, {"thuoc": f"n{nutrition.pk}"}))
    free = SupportContent.objects.get(subproject=nutrition, order=3)
    assert f'<option value="{free.pk}">DA3.TDA2, nội dung 3: ' in shown
    assert shown.count("DA3.TDA2, nội dung ") == 4 and "DA2, nội dung " not in shown.replace("DA3.TDA2", "")
    assert browser.get(url, {"thuoc": "n99999999999999999999"}).status_code == 200
    sent = {"content": free.pk, "kind": "eligible", "unit": "person", "text": "x", "clause": "y", "classes": ["poor"], "order": ""}
    days = {"from_on": "01/07/2026", "to_on": "30/06/2026", "lower_months": "9", "upper_months": "6"}
    refused = text_of(post(browser, url, sent | days))
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in refused and "Tuổi cuối phải từ tuổi đầu trở lên." in refused
    assert post(browser, url, sent | {"from_on": "01/07/2026", "to_on": "31/07/2026"}).status_code == 302
    rule = BeneficiaryRule.objects.get(content=free)
    assert (rule.from_on, rule.to_on) == (date(2026, 7, 1), date(2026, 7, 31))
    change = reverse("programs:change_line", args=[draft.pk, "quy-tac", rule.pk])
    assert 'value="01/07/2026"' in text_of(browser.get(change)) and change in text_of(
        browser.get(reverse("programs:draft", args=[draft.pk]))
    )
