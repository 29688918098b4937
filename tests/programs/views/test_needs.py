"""The list of needs: agencies see and answer exactly the kinds that are their work."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.kernel.errors import NotAllowed
from households.models import Need
from households.rules.needs import PERSONAL_KINDS, NeedKind, NeedState
from households.services.needs import NeedData, need_express
from livelihoods.models import JobSeeker
from programs.policies import need_kinds
from programs.services.needs import need_tell
from tests.factories import person
from tests.livelihoods import factories as make
from tests.posting import post
from tests.programs.factories import join, load_plan
from tests.query_counts import assert_constant_queries

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
DAY = date(2023, 2, 1)
PERIOD = {"tu_ngay": "01/01/2023", "den_ngay": "31/12/2023"}
K = NeedKind
# By the plan: DA4 and CS6 are the committee's, CS6 the labour officer's too, DA5.TDA1 the culture officer's, CS4 the justice officer's,
# CS5 the land officer's and the Front's; CS1 is nobody's.
WORK = {
    "BCD": {K.JOB, K.JOB_INFO, K.VOCATIONAL},
    "LDTBXH": {K.JOB, K.JOB_INFO, K.VOCATIONAL},
    "VHTT": {K.TELECOM},
    "TPHT": {K.LEGAL_AID},
    "DCDT": {K.HOUSING},
    "TYT": set(),
    "TCKH": set(),
    "MTTQ": {K.HOUSING},
    "TRUONG": set(),
    "TDP": set(),
}


@pytest.fixture(autouse=True)
def plan(ward: Ward) -> object:
    return load_plan(ward)


@pytest.fixture
def told(ward: Ward, officer: User) -> dict[NeedKind, Need]:
    """One need of every kind, each of another household."""
    found = {}
    for kind in NeedKind:
        home = make.home(ward, officer)
        found[kind] = need_express(home, NeedData(kind, DAY, make.adult(home) if kind in PERSONAL_KINDS else None), by=officer)
    return found


def member_of(ward: Ward, code: str) -> User:
    user = person(ward, Role.AGENCY_MEMBER, full_name=f"Người của {code} Ví Dụ")
    join(user, ward, code)
    return user


def codes_in(page: str, told: dict[NeedKind, Need]) -> set[NeedKind]:
    return {kind for kind, need in told.items() if f"{need.household.code}<" in page}


@pytest.mark.parametrize("code", WORK)
def test_an_agency_sees_exactly_its_kinds(code: str, ward: Ward, told: dict[NeedKind, Need], client_of: SignIn) -> None:
    user, wanted = member_of(ward, code), WORK[code]
    client = client_of(user)
    answer = client.get("/nhu-cau/", PERIOD)
    assert need_kinds(user, ward.pk) == wanted
    if not wanted:
        assert answer.status_code == 404
    else:
        page = answer.content.decode()
        assert codes_in(page, told) == wanted
        assert {kind for kind in NeedKind if f'value="{kind.value}"' in page} == wanted  # nor does the filter name others
        assert "/?muc=nhu-cau" not in page and "Xuất Excel" not in page
    mine = client.get(reverse("programs:my_work")).content.decode()
    assert ("Nhu cầu thuộc phần việc của đơn vị" in mine) is bool(wanted)
    opened = {kind for kind, need in told.items() if client.get(reverse("programs:need_answer", args=[need.pk])).status_code == 200}
    assert opened == wanted


def test_a_chosen_kind_of_others_shows_nothing_of_theirs(ward: Ward, told: dict[NeedKind, Need], client_of: SignIn) -> None:
    page = client_of(member_of(ward, "VHTT")).get("/nhu-cau/", PERIOD | {"loai": "legal_aid"}).content.decode()
    assert K.LEGAL_AID not in codes_in(page, told)


def test_households_that_were_never_on_the_list_stay_unknown_to_agencies(ward: Ward, officer: User, client_of: SignIn) -> None:
    home = make.home(ward, officer, None)
    need = need_express(home, NeedData(K.TELECOM, DAY), by=officer)
    client = client_of(member_of(ward, "VHTT"))
    assert home.code not in client.get("/nhu-cau/", PERIOD).content.decode()
    assert client.get(reverse("programs:need_answer", args=[need.pk])).status_code == 404
    assert home.code in client_of(officer).get("/nhu-cau/", PERIOD).content.decode()


def test_an_agency_of_another_ward_sees_nothing(other_ward: Ward, told: dict[NeedKind, Need], client_of: SignIn) -> None:
    load_plan(other_ward)
    client = client_of(member_of(other_ward, "BCD"))
    assert codes_in(client.get("/nhu-cau/", PERIOD).content.decode(), told) == set()
    assert client.get(reverse("programs:need_answer", args=[told[K.JOB].pk])).status_code == 404


def test_the_signer_reads_and_does_not_answer(told: dict[NeedKind, Need], signer: User, client_of: SignIn) -> None:
    page = client_of(signer).get("/nhu-cau/", PERIOD).content.decode()
    assert codes_in(page, told) == set(NeedKind) - {K.LEGAL_AID} and "dap-ung" not in page and "?cho=" not in page


def test_the_form_of_the_register_opens_with_the_person_filled_in(
    ward: Ward, told: dict[NeedKind, Need], client_of: SignIn, officer: User
) -> None:
    """From the list to the book of seekers; then the need is in hand and the form is not offered again."""
    client, job = client_of(member_of(ward, "BCD")), told[K.JOB]
    url = f"{reverse('livelihoods:add', args=['nguoi-tim-viec'])}?cho={job.household.code}/1"
    page = client.get("/nhu-cau/", PERIOD | {"loai": "job"}).content.decode()
    assert url in page and "Đang giải quyết" not in page
    assert f'value="{job.household.code}/1' in client.get(url).content.decode()
    make.seeker(make.adult(job.household), officer, DAY)
    page = client.get("/nhu-cau/", PERIOD | {"loai": "job"}).content.decode()
    assert url not in page and "Đang giải quyết" in page
    assert JobSeeker.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "kind", "word"),
    [("VHTT", K.TELECOM, "/ket-noi/?cho="), ("DCDT", K.HOUSING, "/nha-o/?cho="), ("TPHT", K.LEGAL_AID, "/phap-ly/?cho=")],
)
def test_every_desk_has_its_form(code: str, kind: NeedKind, word: str, ward: Ward, told: dict[NeedKind, Need], client_of: SignIn) -> None:
    client = client_of(member_of(ward, code))
    page = client.get("/nhu-cau/", PERIOD).content.decode()
    start = page.index(word)
    url = page[page.rindex('"', 0, start) + 1 : page.index('"', start)]
    assert f'value="{told[kind].household.code}' in client.get(url).content.decode()


def test_an_agency_says_by_hand_that_a_need_was_met(ward: Ward, told: dict[NeedKind, Need], client_of: SignIn) -> None:
    need, client = told[K.LEGAL_AID], client_of(member_of(ward, "TPHT"))
    url = reverse("programs:need_answer", args=[need.pk])
    assert "Ngày đáp ứng phải từ ngày nêu" in post(client, url, {"on": "01/01/2023", "met_by": "Trợ giúp"}).content.decode()
    answer = post(client, url, {"on": "05/03/2023", "met_by": "Trợ giúp pháp lý"})
    need.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/nhu-cau/")
    assert (need.state, need.met_on, need.met_ref) == (NeedState.MET, date(2023, 3, 5), "")
    assert client.get(url).status_code == 302


def test_queries_do_not_grow(ward: Ward, officer: User, client_of: SignIn) -> None:
    def grow(n: int) -> None:
        for _ in range(n):
            home = make.home(ward, officer)
            for kind in (K.JOB, K.VOCATIONAL):
                need_express(home, NeedData(kind, DAY, make.adult(home)), by=officer)
            make.seeker(make.adult(home), officer, DAY)

    assert_constant_queries(client_of(member_of(ward, "BCD")), "/nhu-cau/?tu_ngay=01/01/2023", grow, few=1, many=5)


def test_an_agency_writes_down_what_it_was_told(ward: Ward, officer: User, client_of: SignIn) -> None:
    home, client, url = make.home(ward, officer), client_of(member_of(ward, "VHTT")), reverse("programs:need_tell")
    assert url in client.get("/nhu-cau/", PERIOD).content.decode()
    form = client.get(url).content.decode()
    assert 'name="household"' in form and 'name="person"' not in form and "telecom" in form and "legal_aid" not in form
    told = {"kind": "telecom", "expressed_on": "01/02/2023", "channel": "request", "detail": "Xa trạm phát sóng"}
    assert "chọn hộ" in post(client, url, told).content.decode()
    assert post(client, url, told | {"household": home.code}).status_code == 302
    need = Need.objects.get()
    assert (need.kind, need.household, need.member, need.expressed_on, need.channel) == (K.TELECOM, home, None, DAY, "request")
    assert "chưa được đáp ứng nên không ghi thêm" in post(client, url, told | {"household": home.code}).content.decode()
    assert post(client, url, told | {"household": home.code, "kind": "housing"}).status_code == 200
    assert Need.objects.count() == 1


def test_a_need_of_a_person_names_the_person(ward: Ward, officer: User, client_of: SignIn) -> None:
    home, client, url = make.home(ward, officer), client_of(member_of(ward, "TPHT")), reverse("programs:need_tell")
    told = {"kind": "legal_aid", "expressed_on": "01/02/2023", "channel": "request"}
    assert "chọn người" in post(client, url, told).content.decode()
    assert post(client, url, told | {"person": f"{home.code}/1"}).status_code == 302
    assert Need.objects.get().member == make.adult(home)


@pytest.mark.parametrize("code", ["TYT", "TRUONG", "TCKH"])
def test_an_agency_that_answers_no_need_writes_none(code: str, ward: Ward, officer: User, client_of: SignIn) -> None:
    user, home = member_of(ward, code), make.home(ward, officer)
    assert client_of(user).get(reverse("programs:need_tell")).status_code == 404
    with pytest.raises(NotAllowed, match="không thuộc phần việc"):
        need_tell(home, NeedData(K.TELECOM, DAY), by=user)


def test_households_that_an_agency_may_not_serve(ward: Ward, officer: User, client_of: SignIn) -> None:
    never = make.home(ward, officer, None)
    told = {"kind": "telecom", "expressed_on": "01/02/2023", "channel": "request", "household": never.code}
    page = post(client_of(member_of(ward, "VHTT")), reverse("programs:need_tell"), told).content.decode()
    assert "Không có hộ nào khớp" in page and not Need.objects.exists()
