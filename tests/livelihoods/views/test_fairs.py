"""Pages of job fairs and bulletins: adding, the day of the fair, who reads, how many questions they ask."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Attendance, Participation
from activities.rules.words import ActivityState
from camphucnam.accounts.models import User, Ward
from households.models import Household
from livelihoods.models import BulletinSpread, JobFair, JobSupport, LabourBulletin, Placement, Referral, Vacancy
from livelihoods.views.catalogue import BOOK
from programs.models import Agency
from tests.households.factories import make_group
from tests.livelihoods import factories as make
from tests.posting import post
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_a_fair_is_planned_and_leads_to_its_activity_and_back(ward: Ward, keeper: User, client_of: SignIn) -> None:
    client = client_of(keeper)
    data = {
        "title": "Phiên giao dịch việc làm quý I", "organiser": "Trung tâm Ví Dụ", "agency": Agency.objects.get(ward=ward, code="BCD").pk,
        "planned_from_on": "10/03/2023", "planned_to_on": "10/03/2023", "place": "Nhà văn hóa",
    }  # fmt: skip
    answer = post(client, BOOK.add_url(JobFair), data)
    fair, activity = JobFair.objects.get(), Activity.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, BOOK.page_of(fair))
    page = client.get(BOOK.page_of(fair)).content.decode()
    assert "Trung tâm Ví Dụ" in page and reverse("activities:activity", args=[activity.pk]) in page and "Ghi bắt đầu" in page
    back = reverse("livelihoods:fair_of", args=[activity.pk])
    assert back in client.get(reverse("activities:activity", args=[activity.pk])).content.decode()
    assert client.get(back)["Location"] == BOOK.page_of(fair)


def test_fairs_are_not_planned_in_the_register_of_activities(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    client, fair = client_of(officer), make.fair(ward, officer)
    assert 'value="job_fair"' not in client.get(reverse("activities:add", args=["hoat-dong"])).content.decode()
    change = client.get(reverse("activities:step", args=["hoat-dong", fair.activity_id, "sua"])).content.decode()
    assert 'value="job_fair"' in change and 'value="meeting"' not in change


def test_the_day_of_the_fair_through_the_pages(poor: Household, ward: Ward, plan: object, keeper: User, client_of: SignIn) -> None:
    """An employer offers a place, somebody is interviewed and taken on, somebody else signs the list and is marked present."""
    fair, client = make.fair(ward, keeper), client_of(keeper)
    offer = client.get(f"{BOOK.add_url(Vacancy)}?cho={fair.pk}").content.decode()
    assert f'<option value="{fair.pk}" selected>' in offer
    place = {"employer": "Công ty Ví Dụ", "job": "Thợ may", "positions": "2", "from_on": "10/03/2023", "source": "Phiên", "fair": fair.pk}
    assert post(client, BOOK.add_url(Vacancy), place).status_code == 302
    url = BOOK.step_url(fair, "phong-van")
    data = {"version": "1", "member": f"{poor.code}/1", "vacancy": Vacancy.objects.get().pk, "on": "10/03/2023", "outcome": "placed"}
    assert "có hợp đồng lao động hay không" in post(client, url, data).content.decode()
    assert post(client, url, {**data, "has_contract": "1"}).status_code == 302
    assert Placement.objects.get().seeker.member.household == poor
    page = client.get(BOOK.page_of(fair)).content.decode()
    assert "1 nơi tuyển dụng, 2 vị trí" in page and "1 người, 1 người được nhận" in page and poor.code in page
    tab = client_of(keeper).get(reverse("livelihoods:household", args=[poor.code]))
    assert tab.status_code == 404  # the tab is for those who read the ward's list


def test_the_household_tab_tells_of_fairs(poor: Household, ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    fair = make.fair(ward, officer)
    row = Participation.objects.create(ward=ward, activity=fair.activity, household=poor, member=make.adult(poor), recorded_by=officer)
    mark = Attendance.objects.create(participation=row, on=make.FAIR_DAY, is_present=True, recorded_by=officer)
    url = reverse("livelihoods:household", args=[poor.code])
    assert fair.activity.title in client_of(officer).get(url).content.decode()
    assert fair.activity.title not in client_of(officer).get(url, {"ngay": "09/03/2023"}).content.decode()
    mark.is_present = False
    mark.save()
    assert fair.activity.title not in client_of(officer).get(url).content.decode()


def test_nobody_is_interviewed_before_the_fair_begins(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    fair = make.fair(ward, officer, ActivityState.PLANNED)
    client = client_of(officer)
    assert BOOK.step_url(fair, "phong-van") not in client.get(BOOK.page_of(fair)).content.decode()
    assert client.get(BOOK.step_url(fair, "phong-van")).status_code == 302


def test_another_agency_sees_neither_fair_nor_bulletin_and_the_signer_only_reads(
    ward: Ward, officer: User, outsider: User, signer: User, client_of: SignIn
) -> None:
    for row, step in ((make.fair(ward, officer), "phong-van"), (make.bulletin(ward, officer), "thong-tin")):
        urls = (BOOK.page_of(row), BOOK.step_url(row, step), BOOK.void_url(row), BOOK.add_url(type(row)))
        assert [client_of(outsider).get(url).status_code for url in urls] == [404] * 4
        assert [client_of(signer).get(url).status_code for url in urls] == [200, 404, 404, 404]
        assert "so-sinh-ke/" not in client_of(signer).get(urls[0]).content.decode()


def test_another_wards_fair_and_bulletin_are_not_found(
    ward: Ward, other_ward: Ward, plan: object, officer: User, other_officer: User, client_of: SignIn
) -> None:
    fair, bulletin = make.fair(ward, officer), make.bulletin(ward, officer)
    for url in (BOOK.page_of(fair), reverse("livelihoods:fair_of", args=[fair.activity_id]), BOOK.page_of(bulletin)):
        assert client_of(other_officer).get(url).status_code == 404


def test_a_bulletin_with_its_file_is_spread_and_seekers_are_told(
    poor: Household, ward: Ward, plan: object, keeper: User, client_of: SignIn
) -> None:
    client, group = client_of(keeper), make_group(ward)
    seeker = make.seeker(make.adult(poor), keeper)
    data = {"number": "3", "period": "tháng 3/2023", "issued_on": "01/03/2023", "source": "Trung tâm Ví Dụ", "content": "Cần thợ may"}
    upload = SimpleUploadedFile("ban-tin.pdf", b"%PDF-1.4 x", "application/pdf")
    assert post(client, BOOK.add_url(LabourBulletin), {**data, "upload": upload}).status_code == 302
    row = LabourBulletin.objects.get()
    file = client.get(reverse("livelihoods:bulletin_file", args=[row.pk]))
    assert b"".join(file.streaming_content) == b"%PDF-1.4 x"
    spread = {"channel": "chat", "spread_on": "02/03/2023"}
    assert "ít nhất một tổ" in post(client, BOOK.add_url(BulletinSpread, row), spread).content.decode()
    answer = post(client, BOOK.add_url(BulletinSpread, row), {**spread, "groups": [group.pk]})
    assert (answer.status_code, answer["Location"]) == (302, BOOK.page_of(row))
    told = {"version": "1", "seekers": [seeker.pk], "on": "02/03/2023"}
    assert post(client, BOOK.step_url(row, "thong-tin"), told).status_code == 302
    page = client.get(BOOK.page_of(row)).content.decode()
    assert group.name in page and poor.code in page and JobSupport.objects.get().bulletin == row
    assert str(row) in client.get(reverse("livelihoods:seeker", args=[seeker.pk])).content.decode()


def test_pages_ask_the_same_number_of_questions(ward: Ward, plan: object, officer: User, client_of: SignIn) -> None:
    fair, bulletin = make.fair(ward, officer), make.bulletin(ward, officer)

    def grow(n: int) -> None:
        for _ in range(n):
            member = make.adult(make.home(ward, officer))
            seeker = make.seeker(member, officer)
            place = make.vacancy(ward, officer, fair=fair)
            Referral.objects.create(ward=ward, seeker=seeker, vacancy=place, referred_on=make.FAIR_DAY, recorded_by=officer)
            row = Participation.objects.create(
                ward=ward, activity=fair.activity, household=member.household, member=member, recorded_by=officer
            )
            Attendance.objects.create(participation=row, on=make.FAIR_DAY, is_present=True, recorded_by=officer)
            help_given = {"ward": ward, "seeker": seeker, "given_on": make.FAIR_DAY, "recorded_by": officer}
            JobSupport.objects.create(kind="counsel", fair=fair, **help_given)
            JobSupport.objects.create(kind="inform", bulletin=bulletin, **help_given)
            spread = BulletinSpread.objects.create(
                ward=ward, bulletin=bulletin, channel="posted", spread_on=make.FAIR_DAY, recorded_by=officer
            )
            spread.groups.add(make_group(ward))

    assert_constant_queries(client_of(officer), BOOK.page_of(fair), grow, few=1, many=4)
    assert_constant_queries(client_of(officer), BOOK.page_of(bulletin), grow, few=1, many=4)
