"""Reading job fairs and labour-market bulletins, and what they add up to in a period."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from activities.models import Attendance, Participation
from activities.rules.words import ActivityKind, ActivityState
from activities.selectors.activities import current_plan
from camphucnam.accounts.models import User
from households.models import Household
from livelihoods.models import BulletinSpread, JobFair, JobSeeker, JobSupport, LabourBulletin, Placement, Referral, Vacancy
from livelihoods.models.base import MARKET
from livelihoods.rules.words import ReferralState
from programs.models import SubProject
from programs.registry import ResultLine
from registers.querysets import KeptQuerySet


def market_subproject(ward_id: int) -> SubProject | None:
    """The sub-project of the standing plan that fairs serve."""
    plan = current_plan(ward_id)
    return SubProject.objects.current().filter(project__programme__plan=plan, code__in=MARKET).first() if plan is not None else None


def came() -> QuerySet[Participation]:
    """Households and people of the register who came to an activity on at least one day."""
    present = Attendance.objects.filter(participation=OuterRef("pk"), is_present=True)
    return Participation.objects.counting().filter(Exists(present), household__isnull=False)


def fairs(user: User, ward_id: int) -> KeptQuerySet:
    """Fairs with their activity, how many employers offered how many places, who of the register came, who was placed."""
    offered = Vacancy.objects.counting().filter(fair=OuterRef("pk")).order_by().values("fair")
    met = Referral.objects.counting().filter(vacancy__fair=OuterRef("pk")).order_by().values("vacancy__fair")
    there = came().filter(activity=OuterRef("activity")).order_by().values("activity")
    return (
        JobFair.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("activity__agency", "activity__subproject", "activity__policy")
        .annotate(
            n_employers=Subquery(offered.annotate(n=Count("employer", distinct=True)).values("n")),
            n_positions=Subquery(offered.annotate(n=Sum("positions")).values("n")),
            n_came=Subquery(there.annotate(n=Count("pk")).values("n")),
            n_interviewed=Subquery(met.annotate(n=Count("seeker__member", distinct=True)).values("n")),
            n_placed=Subquery(met.filter(state=ReferralState.PLACED).annotate(n=Count("seeker__member", distinct=True)).values("n")),
        )
    )


def people_at(fair: JobFair) -> QuerySet[Participation]:
    """Who of the register came to a fair."""
    return came().filter(activity=fair.activity_id).select_related("household__group", "member").order_by("pk")


def fairs_of(household: Household, day: date) -> QuerySet[Participation]:
    """Fairs to which somebody of the household came up to a day, with the last day there."""
    seen = Q(attendances__is_present=True, attendances__on__lte=day)
    rows = came().filter(household=household, activity__kind=ActivityKind.JOB_FAIR, activity__voided_at__isnull=True)
    found = rows.select_related("activity", "member", "household").annotate(last_day=Max("attendances__on", filter=seen))
    return found.filter(last_day__isnull=False).order_by("-last_day", "pk")


def bulletins(user: User, ward_id: int) -> KeptQuerySet:
    """Bulletins with how many groups they reached and how many seekers were informed by them."""
    reached = BulletinSpread.objects.counting().filter(bulletin=OuterRef("pk")).order_by().values("bulletin")
    informed = JobSupport.objects.counting().filter(bulletin=OuterRef("pk")).order_by().values("bulletin")
    return (
        LabourBulletin.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("file")
        .annotate(
            n_groups=Subquery(reached.annotate(n=Count("groups", distinct=True)).values("n")),
            n_informed=Subquery(informed.annotate(n=Count("pk")).values("n")),
        )
    )


def seekers_to_inform(bulletin: LabourBulletin) -> QuerySet[JobSeeker]:
    """Who still looks for work and was not informed by this bulletin."""
    told = JobSupport.objects.counting().filter(bulletin=bulletin).values("seeker")
    rows = JobSeeker.objects.in_ward(bulletin.ward_id).counting().filter(to_on__isnull=True).exclude(pk__in=told)
    return rows.select_related("member__household").order_by("member__household__code", "member__sort_order")


def _homes(households: Any) -> tuple[int, ...]:
    return tuple(sorted(set(households)))


def fair_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Fairs that ended in the period, what employers offered there, who of the register came; who began to work in the period
    through a vacancy of any fair."""
    rows = JobFair.objects.in_ward(ward_id).counting().filter(activity__voided_at__isnull=True)
    ever = rows.filter(activity__planned_from_on__lte=last).exists()
    held = dict(
        rows.filter(activity__state=ActivityState.DONE, activity__to_on__gte=first, activity__to_on__lte=last).values_list("pk", "activity")
    )
    offered = list(Vacancy.objects.counting().filter(fair__in=list(held)).values_list("fair", "employer", "positions"))
    there = dict(came().filter(activity__in=held.values(), member__isnull=False).order_by().values_list("member", "household"))
    homes = _homes(came().filter(activity__in=held.values()).order_by().values_list("household", flat=True))
    placed = Placement.objects.in_ward(ward_id).counting().filter(started_on__gte=first, started_on__lte=last)
    placed = placed.filter(referral__vacancy__fair__isnull=False)
    working = dict(placed.values_list("seeker__member", "seeker__member__household"))
    note = "Mỗi nơi tuyển dụng tính một lượt ở mỗi phiên."
    return [
        ResultLine("job_fairs_held", "Phiên giao dịch việc làm đã tổ chức", len(held) if ever else None, "phiên"),
        ResultLine(
            "job_fair_employers", "Nơi tuyển dụng tham gia", len({row[:2] for row in offered}) if ever else None, "lượt", note=note
        ),
        ResultLine(
            "job_fair_vacancies", "Vị trí việc làm đưa ra tại phiên", sum(row[2] for row in offered) if ever else None, "vị trí"
        ),
        ResultLine("job_fair_people", "Người trong danh sách đến phiên", len(there) if ever else None, "người", homes),
        ResultLine(
            "job_fair_placed", "Người nhận việc qua phiên giao dịch", len(working) if ever else None, "người", _homes(working.values())
        ),
    ]  # fmt: skip


def bulletin_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Bulletins of the period, groups that any bulletin reached in it, seekers who were informed by one in it."""
    rows = LabourBulletin.objects.in_ward(ward_id).counting().filter(issued_on__lte=last)
    issued = list(rows.values_list("issued_on", flat=True))
    spread = BulletinSpread.objects.in_ward(ward_id).counting().filter(spread_on__gte=first, spread_on__lte=last)
    groups = spread.filter(bulletin__voided_at__isnull=True).aggregate(n=Count("groups", distinct=True))["n"]
    supports = JobSupport.objects.in_ward(ward_id).counting().filter(bulletin__isnull=False, given_on__gte=first, given_on__lte=last)
    told = dict(supports.values_list("seeker__member", "seeker__member__household"))
    ever = bool(issued)
    return [
        ResultLine(
            "labour_bulletins", "Bản tin thị trường lao động đã phát hành", sum(on >= first for on in issued) if ever else None, "bản tin"
        ),
        ResultLine("labour_bulletin_groups", "Tổ dân phố được phổ biến bản tin", groups if ever else None, "tổ"),
        ResultLine(
            "labour_bulletin_seekers", "Người tìm việc được thông tin bằng bản tin", len(told) if ever else None, "người",
            _homes(told.values()),
        ),
    ]  # fmt: skip
