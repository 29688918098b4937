"""Who needed work or training in a period and who was given it (T05, T06, T09): the denominators are the needs that people told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from households.models import Need
from households.rules.need_shares import Moment, NeedFact, Share, Span, answering, open_moments, share
from households.rules.needs import NeedDays, NeedKind
from households.selectors.needs import needs_in
from livelihoods.models import Enrolment, JobSupport, Placement, Referral, WorkAbroad
from livelihoods.rules.counting import JOB_CLASSES, SKILL_CLASSES, counting
from livelihoods.rules.words import EnrolmentState
from livelihoods.selectors.population import workers_then
from programs.registry import ResultLine
from programs.rules.words import BeneficiaryClass

JOB_NEEDS = (NeedKind.JOB, NeedKind.JOB_INFO)
SKILL_NEEDS = (NeedKind.VOCATIONAL,)
LOOKED_AT = "xét vào ngày được hỗ trợ, chưa được hỗ trợ thì vào ngày cuối kỳ hoặc ngày thôi nhu cầu; mỗi người tính một lần."
AFTER = "Chỉ tính việc làm được từ ngày nêu nhu cầu trở đi."


@dataclass(frozen=True, slots=True)
class _Told:
    """Needs of the year up to the last day of a period, and by kind who had one met in that time and when."""

    needs: list[NeedFact]
    met: dict[NeedKind, set[Moment]]


def _told(ward_id: int, span: Span, kinds: Collection[NeedKind]) -> _Told:
    rows = needs_in(ward_id, span.first.replace(month=1, day=1), span.last).filter(kind__in=kinds, member__isnull=False)
    found = _Told([], {kind: set() for kind in kinds})
    for kind, member, told, met, withdrawn in rows.values_list("kind", "member", "expressed_on", "met_on", "withdrawn_on"):
        need = NeedFact(member, NeedDays(told, met, withdrawn))
        found.needs.append(need)
        if need.days.met_on is not None:
            found.met[NeedKind(kind)].add((member, need.days.met_on))
    return found


def _ever(ward_id: int, last: date, kinds: Collection[NeedKind]) -> bool:
    return Need.objects.in_ward(ward_id).counting().filter(kind__in=kinds, member__isnull=False, expressed_on__lte=last).exists()


def _among(ward_id: int, span: Span, needs: list[NeedFact], given: set[Moment], classes: frozenset[BeneficiaryClass]) -> dict[Moment, int]:
    looked_at = answering(needs, given, span) | open_moments(needs, span)
    return counting(workers_then(ward_id, looked_at), classes)


def _line(code: str, label: str, people: dict[int, int] | Share, *, ever: bool, note: str = "") -> ResultLine:
    found = dict(people.given if isinstance(people, Share) else people)
    return ResultLine(code, label, len(found) if ever else None, "người", tuple(sorted(set(found.values()))), note)


def job_need_lines(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T05, T06: workers of poor, near-poor and newly escaped households with a need of work or of information about work; those
    among them who were helped after they had told it, and those who began to work, here or abroad. Who was helped is looked at on that
    day, who was not on the last day on which the need was open. A need that was met in the period counts as given, whoever met it."""
    span = Span(first, last)
    told = _told(ward_id, span, JOB_NEEDS)
    inside = {"ward": ward_id, "voided_at__isnull": True}
    supports = JobSupport.objects.filter(given_on__gte=first, given_on__lte=last, **inside).values_list("seeker__member", "given_on")
    referrals = Referral.objects.filter(referred_on__gte=first, referred_on__lte=last, **inside)
    placements = Placement.objects.filter(started_on__gte=first, started_on__lte=last, **inside)
    abroad = WorkAbroad.objects.filter(departed_on__gte=first, departed_on__lte=last, **inside).values_list("member", "departed_on")
    away = {(member, on) for member, on in abroad if on is not None}
    placed = {*placements.values_list("seeker__member", "started_on"), *away, *told.met[NeedKind.JOB]}
    given = {*supports, *referrals.values_list("seeker__member", "referred_on"), *placed, *told.met[NeedKind.JOB_INFO]}
    among = _among(ward_id, span, told.needs, given, JOB_CLASSES)
    helped, working = share(told.needs, given, among, span), share(told.needs, placed, among, span)
    ever = bool(told.needs) or _ever(ward_id, last, JOB_NEEDS)
    note = f"Người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát trong 36 tháng, đã nêu nhu cầu; {LOOKED_AT}"
    return [
        _line("workers_job_support_needed", "Người lao động có nhu cầu hỗ trợ việc làm", dict(helped.needed), ever=ever, note=note),
        _line("workers_job_support_given", "Trong đó đã được hỗ trợ, giới thiệu, đáp ứng nhu cầu", helped, ever=ever, note=AFTER),
        _line(
            "workers_placed_in_jobs",
            "Trong đó đã nhận việc, đi làm việc ở nước ngoài, được đáp ứng nhu cầu việc làm",
            working,
            ever=ever,
            note=AFTER,
        ),
    ]


def skill_need_lines(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T09: the same households and low-income workers, with a need of training; those among them who completed a class after they
    had told it, looked at on the day of completion."""
    span = Span(first, last)
    told = _told(ward_id, span, SKILL_NEEDS)
    done = Enrolment.objects.in_ward(ward_id).counting().filter(state=EnrolmentState.COMPLETED, ended_on__gte=first, ended_on__lte=last)
    trained = {(member, on) for member, on in done.values_list("member", "ended_on") if on is not None} | told.met[NeedKind.VOCATIONAL]
    found = share(told.needs, trained, _among(ward_id, span, told.needs, trained, SKILL_CLASSES), span)
    ever = bool(told.needs) or _ever(ward_id, last, SKILL_NEEDS)
    note = (
        "Người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát trong 36 tháng, người lao động có thu nhập thấp, đã nêu nhu cầu; "
        f"{LOOKED_AT}"
    )
    return [
        _line("workers_skill_training_needed", "Người lao động có nhu cầu đào tạo kỹ năng nghề", dict(found.needed), ever=ever, note=note),
        _line("workers_skill_training_given", "Trong đó đã học xong lớp nghề, được đáp ứng nhu cầu", found, ever=ever, note=AFTER),
    ]
