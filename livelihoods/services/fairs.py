"""Hold job fairs; record whom employers interviewed and took on there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.models import Activity
from activities.rules.words import ActivityKind
from activities.services.activities import activity_plan
from activities.services.participants import participant_came
from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Member, ResidentialGroup
from livelihoods.models import JobFair, JobSeeker, Referral, Vacancy
from livelihoods.rules.words import ReferralState
from livelihoods.selectors.fairs import market_subproject
from livelihoods.services.jobs import Employed, referral_make, referral_step, seeker_register
from programs.policies import check_can_work
from registers.services.keeping import check_standing, keep, void


@dataclass(frozen=True, slots=True)
class Interview:
    """A person met an employer at the fair. ``outcome`` INTERVIEWED: no answer yet; ``employed`` is needed for PLACED."""

    member: Member
    vacancy: Vacancy
    on: date
    outcome: ReferralState
    employed: Employed | None = None


@transaction.atomic
def fair_plan(fair: JobFair, activity: Activity, groups: Iterable[ResidentialGroup] = (), *, by: User) -> JobFair:
    """A job fair, as an activity of its own kind with what only fairs have."""
    activity.kind = ActivityKind.JOB_FAIR
    activity.subproject = market_subproject(activity.ward_id)
    fair.activity = activity_plan(activity, groups, by=by)
    return keep(fair, by=by, ten=activity.title, tu_ngay=format_dmy(activity.planned_from_on))


@transaction.atomic
def fair_interview(fair: JobFair, interview: Interview, *, by: User) -> Referral:
    """An interview on the spot: the person came to the fair, is in the book of seekers from that day at the latest, and is
    introduced to the vacancy; taken on, the person is placed by the same verb as everywhere."""
    check_can_work(by, fair.ward_id, *fair.codes)
    check_standing(fair)
    if interview.vacancy.fair_id != fair.pk:
        raise DomainError("Vị trí này không thuộc phiên đang ghi. Chọn vị trí do nơi tuyển dụng đưa ra tại phiên.")
    participant_came(fair.activity, interview.member, interview.on, by=by)
    seeker = _seeker(fair, interview, by)
    referral = _open_referral(seeker, interview.vacancy) or referral_make(
        Referral(ward=fair.ward, seeker=seeker, vacancy=interview.vacancy, referred_on=interview.on), by=by
    )
    if referral.state == ReferralState.REFERRED:
        referral_step(referral, ReferralState.INTERVIEWED, interview.on, version=referral.version, by=by)
    if interview.outcome is not ReferralState.INTERVIEWED:
        referral_step(referral, interview.outcome, interview.on, version=referral.version, by=by, employed=interview.employed)
    return referral


def _open_referral(seeker: JobSeeker, vacancy: Vacancy) -> Referral | None:
    return seeker.referrals.counting().filter(vacancy=vacancy, closed_on__isnull=True).first()


def _seeker(fair: JobFair, interview: Interview, by: User) -> JobSeeker:
    """The row of the book of seekers that covers the day, or a new one."""
    rows = JobSeeker.objects.in_ward(fair.ward_id).counting().filter(member=interview.member, from_on__lte=interview.on)
    found: JobSeeker | None = rows.exclude(to_on__lt=interview.on).select_related("member__household").first()
    if found is not None:
        return found
    return seeker_register(
        JobSeeker(ward=fair.ward, member=interview.member, from_on=interview.on, source=fair.activity.title[:200]), by=by
    )


@transaction.atomic
def fair_void(fair: JobFair, reason: str, *, version: int, by: User) -> None:
    """The fair and its activity no longer count. Refused while employers, supports or people on the list hang on them."""
    void(fair, reason, version=version, by=by)
    void(fair.activity, reason, version=fair.activity.version, by=by)
