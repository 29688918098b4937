"""Who needed work or training in a period and who was given it (T05, T06, T09): the denominators are the needs that people told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from households.models import Need
from households.rules.needs import NeedKind
from households.selectors.needs import needs_in
from livelihoods.models import Enrolment, JobSupport, Placement, Referral
from livelihoods.rules.counting import JOB_CLASSES, SKILL_CLASSES, NeedFact, Share, Span, counting, share
from livelihoods.rules.words import EnrolmentState
from livelihoods.selectors.population import workers_on
from programs.registry import ResultLine
from programs.rules.words import BeneficiaryClass

JOB_NEEDS = (NeedKind.JOB, NeedKind.JOB_INFO)
SKILL_NEEDS = (NeedKind.VOCATIONAL,)


@dataclass(frozen=True, slots=True)
class _Told:
    """Needs of a period, and people whose need was met in it, by kind."""

    needs: list[NeedFact]
    met: dict[NeedKind, set[int]]


def _told(ward_id: int, first: date, last: date, kinds: Collection[NeedKind]) -> _Told:
    rows = needs_in(ward_id, first, last).filter(kind__in=kinds, member__isnull=False)
    found = _Told([], {kind: set() for kind in kinds})
    for kind, member, expressed_on, met_on, withdrawn_on in rows.values_list("kind", "member", "expressed_on", "met_on", "withdrawn_on"):
        found.needs.append(NeedFact(member, expressed_on, met_on or withdrawn_on))
        if met_on is not None and met_on <= last:
            found.met[NeedKind(kind)].add(member)
    return found


def _ever(ward_id: int, last: date, kinds: Collection[NeedKind]) -> bool:
    return Need.objects.in_ward(ward_id).counting().filter(kind__in=kinds, member__isnull=False, expressed_on__lte=last).exists()


def _among(ward_id: int, last: date, needs: list[NeedFact], classes: frozenset[BeneficiaryClass]) -> dict[int, int]:
    return counting(workers_on(ward_id, last, {need.member for need in needs}), classes, last)


def _line(code: str, label: str, people: dict[int, int] | Share, *, ever: bool, note: str = "") -> ResultLine:
    found = dict(people.given if isinstance(people, Share) else people)
    return ResultLine(code, label, len(found) if ever else None, "người", tuple(sorted(set(found.values()))), note)


def job_need_lines(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T05, T06: workers of poor, near-poor and newly escaped households, as they stand on the last day, with a need of work or of
    information about work; those among them who were helped, and those who began to work. A need that was met in the period counts
    as given, whoever met it."""
    told, span = _told(ward_id, first, last, JOB_NEEDS), Span(first, last)
    needs = told.needs
    inside = {"ward": ward_id, "voided_at__isnull": True}
    supports = JobSupport.objects.filter(given_on__gte=first, given_on__lte=last, **inside).values_list("seeker__member", flat=True)
    referrals = Referral.objects.filter(referred_on__gte=first, referred_on__lte=last, **inside).values_list("seeker__member", flat=True)
    placed = set(Placement.objects.filter(started_on__gte=first, started_on__lte=last, **inside).values_list("seeker__member", flat=True))
    placed |= told.met[NeedKind.JOB]
    among = _among(ward_id, last, needs, JOB_CLASSES)
    helped = share(needs, {*supports, *referrals, *placed, *told.met[NeedKind.JOB_INFO]}, among, span)
    working = share(needs, placed, among, span)
    ever = bool(needs) or _ever(ward_id, last, JOB_NEEDS)
    note = (
        "Người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát trong 36 tháng vào ngày cuối kỳ, đã nêu nhu cầu; mỗi người tính một lần."
    )
    return [
        _line("workers_job_support_needed", "Người lao động có nhu cầu hỗ trợ việc làm", dict(helped.needed), ever=ever, note=note),
        _line("workers_job_support_given", "Trong đó đã được hỗ trợ, giới thiệu, đáp ứng nhu cầu", helped, ever=ever),
        _line("workers_placed_in_jobs", "Trong đó đã nhận việc, được đáp ứng nhu cầu việc làm", working, ever=ever),
    ]


def skill_need_lines(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T09: the same households and low-income workers, with a need of training; those among them who completed a class."""
    told, span = _told(ward_id, first, last, SKILL_NEEDS), Span(first, last)
    needs = told.needs
    done = Enrolment.objects.in_ward(ward_id).counting().filter(state=EnrolmentState.COMPLETED, ended_on__gte=first, ended_on__lte=last)
    trained = {*done.values_list("member", flat=True), *told.met[NeedKind.VOCATIONAL]}
    found = share(needs, trained, _among(ward_id, last, needs, SKILL_CLASSES), span)
    ever = bool(needs) or _ever(ward_id, last, SKILL_NEEDS)
    note = (
        "Người lao động thuộc hộ nghèo, hộ cận nghèo, hộ mới thoát trong 36 tháng vào ngày cuối kỳ, người lao động có thu nhập thấp, "
        "đã nêu nhu cầu; mỗi người tính một lần."
    )
    return [
        _line("workers_skill_training_needed", "Người lao động có nhu cầu đào tạo kỹ năng nghề", dict(found.needed), ever=ever, note=note),
        _line("workers_skill_training_given", "Trong đó đã học xong lớp nghề, được đáp ứng nhu cầu", found, ever=ever),
    ]
