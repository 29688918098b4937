"""Issue and spread labour-market bulletins, and inform seekers by them."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.files.kinds import PAPERS
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import ResidentialGroup
from livelihoods.models import BulletinSpread, JobSeeker, JobSupport, LabourBulletin
from livelihoods.rules.words import JobSupportKind
from livelihoods.services.jobs import support_give
from programs.policies import check_can_work
from registers.services.keeping import check_not_future, check_standing, keep


@transaction.atomic
def bulletin_issue(bulletin: LabourBulletin, upload: Upload | None = None, *, by: User) -> LabourBulletin:
    """A bulletin, with its file where there is one."""
    check_can_work(by, bulletin.ward_id, *bulletin.codes)
    check_not_future(bulletin.issued_on, "Ngày phát hành")
    if upload is not None:
        bulletin.file = file_keep(bulletin.ward, upload, kinds=PAPERS, by=by)
    return keep(bulletin, by=by, so=bulletin.number, ngay=format_dmy(bulletin.issued_on))


@transaction.atomic
def bulletin_spread(spread: BulletinSpread, groups: Iterable[ResidentialGroup], *, by: User) -> BulletinSpread:
    """It was made known in some groups on a day; the day of a logged broadcast is the broadcast's."""
    bulletin, reached = spread.bulletin, list(groups)
    check_standing(bulletin)
    if spread.broadcast is not None:
        check_standing(spread.broadcast)
        spread.spread_on = spread.broadcast.on
    check_not_future(spread.spread_on, "Ngày phổ biến")
    if spread.spread_on < bulletin.issued_on:
        raise DomainError(f"Bản tin phát hành ngày {format_dmy(bulletin.issued_on)}; ngày phổ biến phải từ ngày đó trở đi.")
    if not reached:
        raise DomainError("Chọn ít nhất một tổ dân phố được phổ biến.")
    foreign = spread.broadcast is not None and spread.broadcast.ward_id != spread.ward_id
    if foreign or any(group.ward_id != spread.ward_id for group in reached):
        raise DomainError("Có tổ dân phố hoặc chương trình phát thanh không thuộc phường. Chọn lại trong danh sách.")
    keep(spread, by=by, hinh_thuc=spread.get_channel_display(), ngay=format_dmy(spread.spread_on), so_to=len(reached))
    spread.groups.set(reached)
    return spread


@transaction.atomic
def bulletin_inform(bulletin: LabourBulletin, seekers: Iterable[JobSeeker], on: date, *, by: User) -> int:
    """Seekers were informed by the bulletin on a day: one support each, by the verb of supports; how many."""
    chosen = list(seekers)
    if not chosen:
        raise DomainError("Chọn ít nhất một người tìm việc đã được thông tin.")
    for seeker in chosen:
        row = JobSupport(ward=bulletin.ward, seeker=seeker, kind=JobSupportKind.INFORM, given_on=on, bulletin=bulletin)
        support_give(row, by=by)
    return len(chosen)
