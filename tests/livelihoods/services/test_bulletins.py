"""Labour-market bulletins: issued, spread, and seekers informed by them."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from activities.models import Broadcast
from camphucnam.accounts.models import User, Ward
from camphucnam.files.models import StoredFile
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from households.rules.needs import NeedKind, NeedState
from households.services.needs import NeedData, need_express
from livelihoods.models import BulletinSpread, JobSupport, LabourBulletin
from livelihoods.rules.words import SpreadChannel
from livelihoods.selectors.fairs import seekers_to_inform
from livelihoods.services import bulletins
from tests.activities.factories import station
from tests.households.factories import make_group
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 1)


def unsaved(ward: Ward) -> LabourBulletin:
    return LabourBulletin(ward=ward, number="3", period="tháng 3/2023", issued_on=DAY, source="Trung tâm Ví Dụ", content="Cần thợ may")


def spread_of(bulletin: LabourBulletin, **fields: object) -> BulletinSpread:
    return BulletinSpread(ward=bulletin.ward, bulletin=bulletin, **({"channel": SpreadChannel.POSTED, "spread_on": DAY} | fields))


def test_the_committees_agency_issues_and_others_do_not(ward: Ward, keeper: User, outsider: User) -> None:
    upload = BytesIO(b"%PDF-1.4 a bulletin")
    with pytest.raises(NotAllowed):
        bulletins.bulletin_issue(unsaved(ward), upload, by=outsider)
    assert not StoredFile.objects.exists()
    row = bulletins.bulletin_issue(unsaved(ward), BytesIO(b"%PDF-1.4 a bulletin"), by=keeper)
    assert row.file is not None and row.search_text == "ban tin so 3, thang 3/2023"
    with pytest.raises(DomainError, match="đã có trong sổ"):
        bulletins.bulletin_issue(unsaved(ward), by=keeper)


def test_it_is_spread_in_groups_of_the_ward_from_the_day_of_issue(ward: Ward, other_ward: Ward, plan: object, officer: User) -> None:
    row, group, elsewhere = make.bulletin(ward, officer), make_group(ward), make_group(other_ward)
    for spread, groups, words in (
        (spread_of(row), [], "ít nhất một tổ"),
        (spread_of(row), [group, elsewhere], "không thuộc phường"),
        (spread_of(row, spread_on=DAY - timedelta(days=1)), [group], "từ ngày đó trở đi"),
    ):
        with pytest.raises(DomainError, match=words):
            bulletins.bulletin_spread(spread, groups, by=officer)
    assert not BulletinSpread.objects.exists()
    bulletins.bulletin_spread(spread_of(row), [group], by=officer)
    assert list(BulletinSpread.objects.get().groups.all()) == [group]


def test_a_logged_broadcast_is_not_written_twice(ward: Ward, plan: object, officer: User) -> None:
    row, group = make.bulletin(ward, officer), make_group(ward)
    aired = Broadcast.objects.create(
        ward=ward, station=station(ward, officer), on=date(2023, 3, 5), topic="Việc làm", minutes=10, recorded_by=officer
    )
    with pytest.raises(DomainError, match="qua loa truyền thanh"):
        bulletins.bulletin_spread(spread_of(row, broadcast=aired), [group], by=officer)
    bulletins.bulletin_spread(spread_of(row, channel=SpreadChannel.LOUDSPEAKER, broadcast=aired), [group], by=officer)
    assert BulletinSpread.objects.get().spread_on == aired.on


def test_seekers_are_informed_once_by_the_verb_of_supports(poor: Household, ward: Ward, keeper: User) -> None:
    row, seeker = make.bulletin(ward, keeper), make.seeker(make.adult(poor), keeper)
    need = need_express(poor, NeedData(NeedKind.JOB_INFO, date(2023, 2, 1), seeker.member), by=keeper)
    assert list(seekers_to_inform(row)) == [seeker]
    with pytest.raises(DomainError, match="từ ngày đó trở đi"):
        bulletins.bulletin_inform(row, [seeker], DAY - timedelta(days=1), by=keeper)
    assert bulletins.bulletin_inform(row, [seeker], DAY, by=keeper) == 1
    support = JobSupport.objects.get()
    need.refresh_from_db()
    assert (support.bulletin, support.kind, need.state) == (row, "inform", NeedState.MET)
    assert not seekers_to_inform(row).exists()
    with pytest.raises(DomainError, match="đã được thông tin bằng bản tin đó"):
        bulletins.bulletin_inform(row, [seeker], DAY, by=keeper)
    with pytest.raises(DomainError, match="ít nhất một người"):
        bulletins.bulletin_inform(row, [], DAY, by=keeper)


def test_other_agencies_inform_nobody(poor: Household, ward: Ward, officer: User, outsider: User) -> None:
    row, seeker = make.bulletin(ward, officer), make.seeker(make.adult(poor), officer)
    with pytest.raises(NotAllowed):
        bulletins.bulletin_inform(row, [seeker], DAY, by=outsider)
