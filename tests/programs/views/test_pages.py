"""Pages of the plan: what they say, to whom, at what cost."""

import html

import pytest
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from programs.models import Agency, AgencyMembership, Assignment, Plan, Policy, ProgressNote, SubProject
from programs.rules.words import AssignmentState
from programs.services.progress import progress_note_add
from tests.factories import person
from tests.posting import post
from tests.programs.factories import join, load_plan, task
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_the_tree_names_every_project_policy_agency_and_duty(client_of, officer: User, plan: Plan) -> None:
    text = text_of(client_of(officer).get(reverse("programs:plan")))
    for code in ("DA2", "DA3.TDA2", "DA4.TDA3", "DA7.TDA2", "CS7", "T13"):
        assert code in text
    assert "Trạm Y tế phường" in text
    assert "Chưa giao cho đơn vị nào" in text
    assert "Chưa có số (…/KH-UBND)" in text
    assert "trước ngày 20 của tháng cuối quý" in text
    assert all(agency.name in text for agency in Agency.objects.in_ward(plan.ward_id))


def test_without_a_plan_the_page_says_so(client_of, officer: User) -> None:
    for name in ("plan", "agencies", "findings"):
        assert "chưa có kế hoạch" in text_of(client_of(officer).get(reverse(f"programs:{name}")))


def test_a_year_that_is_no_year_shows_the_newest(client_of, officer: User, plan: Plan) -> None:
    assert "Kế hoạch năm 2023" in text_of(client_of(officer).get(reverse("programs:plan"), {"nam": "hai nghìn"}))


def test_a_subproject_without_beneficiaries_says_that_they_are_derived(client_of, committee: User, plan: Plan) -> None:
    text = text_of(client_of(committee).get(reverse("programs:subproject", args=[SubProject.objects.get(code="DA3.TDA2").pk])))
    assert "suy ra" in text
    assert "trên 6 tháng đến 23 tháng tuổi" in text
    assert "Trạm Y tế" in text
    assert "Hai tiểu dự án không có mục “Đối tượng áp dụng”" in text


def test_the_credit_policy_has_no_owner_and_its_finding(client_of, signer: User, plan: Plan) -> None:
    text = text_of(client_of(signer).get(reverse("programs:policy", args=[Policy.objects.get(code="CS1").pk])))
    assert "Chưa giao cho đơn vị nào" in text
    assert "Không đơn vị nào được giao chính sách tín dụng" in text


def test_findings_come_with_lines_and_handling(client_of, officer: User, plan: Plan) -> None:
    text = text_of(client_of(officer).get(reverse("programs:findings")))
    assert "(32)" in text
    assert "các dòng 27, 53 của kế hoạch" in text


def test_an_agency_sees_its_own_work_and_no_other(client_of, ward: Ward, health_worker: User) -> None:
    text = text_of(client_of(health_worker).get(reverse("programs:my_work")))
    assert "Nâng cao chất lượng khám chữa bệnh" in text
    assert "Chủ trì Tiểu dự án 2. Cải thiện dinh dưỡng" in text
    assert "trợ giúp pháp lý cho người nghèo" not in text
    browser = client_of(health_worker)
    assert browser.get(reverse("programs:assignment", args=[task(ward, "TYT.1").pk])).status_code == 200
    assert browser.get(reverse("programs:assignment", args=[task(ward, "TPHT.1").pk])).status_code == 404


@pytest.mark.parametrize("code", ["LDTBXH", "TCKH", "DCDT", "TRUONG", "VHTT", "TYT", "TPHT", "TDP", "MTTQ", "BCD"])
def test_each_assignee_finds_exactly_its_own_work(client_of, ward: Ward, plan: Plan, code: str) -> None:
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, code)
    text = text_of(client_of(member).get(reverse("programs:my_work")))
    for assignment in Assignment.objects.in_ward(ward.pk).select_related("agency"):
        assert (reverse("programs:assignment", args=[assignment.pk]) in text) is (assignment.agency.code == code), assignment.code


def test_who_belongs_nowhere_is_told_what_to_do(client_of, agency_member: User, plan: Plan) -> None:
    assert "Bạn chưa được đưa vào đơn vị nào" in text_of(client_of(agency_member).get(reverse("programs:my_work")))


def test_progress_of_other_agencies_is_hidden_from_agencies(client_of, ward: Ward, health_worker: User, officer: User) -> None:
    progress_note_add(task(ward, "TPHT.1"), "Đã tư vấn cho 3 người.", AssignmentState.IN_PROGRESS, version=1, by=officer)
    agency = reverse("programs:agency", args=[Agency.objects.get(code="TPHT").pk])
    assert "Đã tư vấn" not in text_of(client_of(health_worker).get(agency))
    assert "Đã tư vấn" in text_of(client_of(officer).get(agency))
    assert "Chỉ đơn vị và người theo dõi xem được" in text_of(client_of(health_worker).get(reverse("programs:agencies")))
    assert "Chỉ đơn vị" not in text_of(client_of(officer).get(reverse("programs:agencies")))


def test_a_note_is_written_once_however_often_it_is_sent(client_of, ward: Ward, health_worker: User) -> None:
    assignment, browser = task(ward, "TYT.1"), client_of(health_worker)
    url, data = reverse("programs:assignment", args=[assignment.pk]), {"state": "in_progress", "text": "Đã khám.", "version": 1}
    for _ in range(2):
        assert post(browser, url, data, key="k" * 20).status_code == 302
    assert ProgressNote.objects.count() == 1
    assert "Đã khám." in text_of(browser.get(url))


def test_a_stale_form_keeps_what_was_typed(client_of, ward: Ward, health_worker: User, officer: User) -> None:
    assignment = task(ward, "TYT.1")
    progress_note_add(assignment, "Của cán bộ.", AssignmentState.IN_PROGRESS, version=1, by=officer)
    url = reverse("programs:assignment", args=[assignment.pk])
    response = post(client_of(health_worker), url, {"state": "done", "text": "Của trạm.", "version": 1})
    text = text_of(response)
    assert officer.full_name in text
    assert "Của trạm." in text
    assert ProgressNote.objects.count() == 1
    assert post(client_of(health_worker), url, {"state": "done", "text": "Của trạm.", "version": 2}).status_code == 302


def test_what_is_missing_is_said_in_vietnamese(client_of, ward: Ward, health_worker: User) -> None:
    url = reverse("programs:assignment", args=[task(ward, "TYT.1").pk])
    text = text_of(post(client_of(health_worker), url, {"version": 1}))
    assert "Chọn tình trạng của nhiệm vụ." in text
    assert "Nhập nội dung đã làm được" in text
    assert "Chọn tình trạng" in text_of(post(client_of(health_worker), url, {"version": 1, "state": "bịa", "text": "x"}))


def test_readers_get_no_form(client_of, ward: Ward, plan: Plan, committee: User) -> None:
    url = reverse("programs:assignment", args=[task(ward, "TYT.1").pk])
    browser = client_of(committee)
    assert 'name="state"' not in text_of(browser.get(url))
    post(browser, url, {"state": "done", "text": "Không được.", "version": 1})
    assert not ProgressNote.objects.exists()


def test_another_wards_things_are_not_found(client_of, plan: Plan, other_ward: Ward, officer: User) -> None:
    load_plan(other_ward)
    browser = client_of(officer)
    for name, thing in (
        ("agency", Agency.objects.filter(ward=other_ward).first()),
        ("subproject", SubProject.objects.in_ward(other_ward.pk).first()),
        ("policy", Policy.objects.in_ward(other_ward.pk).first()),
        ("assignment", Assignment.objects.in_ward(other_ward.pk).first()),
    ):
        assert browser.get(reverse(f"programs:{name}", args=[thing.pk])).status_code == 404, name


def test_memberships_of_a_person(client_of, ward: Ward, plan: Plan, agency_member: User, administrator: User) -> None:
    browser = client_of(administrator)
    fragment = reverse("programs:memberships", args=[agency_member.pk])
    assert "Chưa thuộc đơn vị nào" in text_of(browser.get(fragment))
    station = Agency.objects.get(ward=ward, code="TYT")
    url = reverse("programs:add_membership", args=[agency_member.pk])
    assert "Chọn đơn vị." in text_of(post(browser, url, {"from_on": "01/01/2023"}))
    assert post(browser, url, {"agency": station.pk, "from_on": "01/01/2023", "is_lead_contact": "on"}).status_code == 302
    assert "Trạm Y tế phường" in text_of(browser.get(fragment))
    assert "đã thuộc" in text_of(post(browser, url, {"agency": station.pk, "from_on": "01/02/2023"}))
    membership = AgencyMembership.objects.get()
    end = reverse("programs:end_membership", args=[membership.pk])
    assert "trở đi" in text_of(post(browser, end, {"last_day": "31/12/2022"}))
    assert post(browser, end, {"last_day": "30/06/2023"}).status_code == 302
    assert "đến hết 30/06/2023" in text_of(browser.get(fragment))


def test_an_agency_of_another_ward_cannot_be_chosen(
    client_of, plan: Plan, other_ward: Ward, agency_member: User, administrator: User
) -> None:
    load_plan(other_ward)
    foreign = Agency.objects.filter(ward=other_ward).first()
    post(
        client_of(administrator),
        reverse("programs:add_membership", args=[agency_member.pk]),
        {"agency": foreign.pk, "from_on": "01/01/2023"},
    )
    assert not AgencyMembership.objects.exists()


@pytest.mark.parametrize(("page", "limit"), [("plan", 25), ("agencies", 14), ("findings", 11), ("my_work", 11)])
def test_pages_cost_the_same_however_much_there_is(client_of, ward: Ward, plan: Plan, officer: User, page: str, limit: int) -> None:
    join(officer, ward, "TYT")
    station = Agency.objects.get(ward=ward, code="TYT")

    def grow(n: int) -> None:
        start = Assignment.objects.count()
        for number in range(start, start + n):
            row = Assignment.objects.create(plan=plan, agency=station, code=f"X.{number}", order=number, paragraph=1, text=f"việc {number}")
            progress_note_add(row, "Đã làm.", AssignmentState.IN_PROGRESS, version=1, by=officer)

    assert_constant_queries(client_of(officer), reverse(f"programs:{page}"), grow, few=2, many=10, at_most=limit)


def test_notes_of_one_assignment_cost_the_same(client_of, ward: Ward, plan: Plan, officer: User) -> None:
    assignment = task(ward, "TYT.1")

    def grow(n: int) -> None:
        for _ in range(n):
            assignment.refresh_from_db()
            progress_note_add(assignment, "Thêm.", AssignmentState.IN_PROGRESS, version=assignment.version, by=officer)

    assert_constant_queries(client_of(officer), reverse("programs:assignment", args=[assignment.pk]), grow, few=2, many=8, at_most=11)
