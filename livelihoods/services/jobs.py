"""Job seekers, vacancies, introductions, placements, contracts abroad."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.rules.words import ActivityState
from activities.services.participants import check_session
from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months, format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from livelihoods.models import JobFair, JobSeeker, JobSupport, Placement, Referral, Vacancy, WorkAbroad
from livelihoods.rules.picklists import check_after_months
from livelihoods.rules.words import ABROAD_TRANSITIONS, REFERRAL_TRANSITIONS, AbroadState, ReferralState, SeekerEnd
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep
from registers.services.needs import meet


@transaction.atomic
def seeker_register(seeker: JobSeeker, *, by: User) -> JobSeeker:
    """A person looks for work from a day on."""
    check_not_future(seeker.from_on, "Ngày bắt đầu tìm việc")
    check_member(seeker.member, seeker.ward_id, seeker.from_on)
    return keep(seeker, by=by, tu_ngay=format_dmy(seeker.from_on))


@transaction.atomic
def seeker_close(seeker: JobSeeker, on: date, reason: SeekerEnd, *, version: int, by: User) -> JobSeeker:
    """The person looked for work until ``on`` (inside). Refused while an introduction has no result."""
    check_not_future(on, "Ngày thôi tìm việc")
    if seeker.to_on is not None:
        raise DomainError(f"Người này đã thôi tìm việc sau ngày {format_dmy(seeker.to_on)}.")
    if seeker.referrals.counting().filter(closed_on__isnull=True).exists():
        raise DomainError("Còn lần giới thiệu chưa có kết quả. Ghi kết quả trước khi ghi thôi tìm việc.")
    values = {"to_on": on, "end_reason": reason}
    return change(seeker, values, version=version, by=by, viec="Thôi tìm việc", den_het_ngay=format_dmy(on), ly_do=reason.label)


def _check_seeking(seeker: JobSeeker, on: date) -> None:
    check_standing(seeker)
    if on < seeker.from_on or (seeker.to_on is not None and on > seeker.to_on):
        until = f" đến hết {format_dmy(seeker.to_on)}" if seeker.to_on else ""
        raise DomainError(f"Người này tìm việc từ {format_dmy(seeker.from_on)}{until}. Ngày {format_dmy(on)} nằm ngoài thời gian đó.")


@transaction.atomic
def support_give(support: JobSupport, *, by: User) -> JobSupport:
    """Counsel, information or help in searching, on a day; it meets the need of information about work."""
    check_not_future(support.given_on, "Ngày hỗ trợ")
    _check_seeking(support.seeker, support.given_on)
    _check_occasion(support)
    keep(support, by=by, viec=support.get_kind_display(), ngay=format_dmy(support.given_on))
    meet(support, by=by)
    return support


def _check_occasion(support: JobSupport) -> None:
    """Given at a fair: on one of its days. Given by a bulletin: from the day of issue on."""
    fair, bulletin = support.fair, support.bulletin
    if any(row is not None and row.ward_id != support.ward_id for row in (fair, bulletin)):
        raise DomainError("Phiên giao dịch hoặc bản tin không thuộc phường. Chọn lại trong danh sách.")
    if fair is not None:
        check_standing(fair)
        check_session(fair.activity, support.given_on)
    if bulletin is not None:
        check_standing(bulletin)
        if support.given_on < bulletin.issued_on:
            raise DomainError(f"Bản tin phát hành ngày {format_dmy(bulletin.issued_on)}; ngày thông tin phải từ ngày đó trở đi.")


@transaction.atomic
def vacancy_offer(vacancy: Vacancy, *, by: User) -> Vacancy:
    """An employer looks for people, at a job fair or otherwise."""
    if vacancy.fair is not None:
        _check_offered_at(vacancy, vacancy.fair)
    return keep(vacancy, by=by)


def _check_offered_at(vacancy: Vacancy, fair: JobFair) -> None:
    check_standing(fair)
    activity = fair.activity
    if fair.ward_id != vacancy.ward_id:
        raise DomainError("Phiên giao dịch không thuộc phường. Chọn lại trong danh sách.")
    if activity.state == ActivityState.CANCELLED:
        raise DomainError("Phiên giao dịch việc làm này không thực hiện. Chọn phiên khác, hoặc để trống.")
    first, last = activity.first_day, activity.to_on or activity.planned_to_on
    if vacancy.from_on > last or (vacancy.to_on is not None and vacancy.to_on < first):
        raise DomainError(f"Vị trí đưa ra tại phiên phải còn tuyển trong ngày của phiên ({format_dmy(first)}). Sửa ngày tuyển.")


@transaction.atomic
def referral_make(referral: Referral, *, by: User) -> Referral:
    """Introduce a seeker to a vacancy that stands open on the day and still has a place."""
    on, vacancy = referral.referred_on, Vacancy.objects.select_for_update().get(pk=referral.vacancy_id)
    check_not_future(on, "Ngày giới thiệu")
    check_standing(vacancy)
    _check_seeking(referral.seeker, on)
    if on < vacancy.from_on or (vacancy.to_on is not None and on > vacancy.to_on):
        raise DomainError(f"Vị trí này không tuyển vào ngày {format_dmy(on)}. Chọn vị trí khác hoặc sửa ngày.")
    if vacancy.referrals.counting().filter(state=ReferralState.PLACED).count() >= vacancy.positions:
        raise DomainError(f"Vị trí này đã đủ {vacancy.positions} người. Chọn vị trí khác.")
    return keep(referral, by=by, ngay=format_dmy(on))


@dataclass(frozen=True, slots=True)
class Employed:
    """What is known about the work when a referral ends in a placement."""

    has_contract: bool
    wage_dong: int | None = None


@transaction.atomic
def referral_step(
    referral: Referral, state: ReferralState, on: date, *, version: int, by: User, note: str = "", employed: Employed | None = None
) -> Referral:
    """The next step of an introduction. A person who is taken on gets a placement; ``employed`` is needed then."""
    check_not_future(on, "Ngày này")
    before = ReferralState(referral.state)
    if state not in REFERRAL_TRANSITIONS[before]:
        raise IllegalTransition(f"Lần giới thiệu này đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")
    day = "interviewed_on" if state is ReferralState.INTERVIEWED else "closed_on"
    change(referral, {"state": state, day: on, "note": note or referral.note}, version=version, by=by, tinh_trang=state.label)
    if state is ReferralState.PLACED:
        _take_on(referral, on, employed, by)
    return referral


def _take_on(referral: Referral, on: date, employed: Employed | None, by: User) -> None:
    vacancy = Vacancy.objects.select_for_update().get(pk=referral.vacancy_id)
    if vacancy.referrals.counting().filter(state=ReferralState.PLACED).count() > vacancy.positions:
        raise DomainError(f"Vị trí này đã đủ {vacancy.positions} người.")
    if employed is None:
        raise DomainError("Ghi có hợp đồng lao động hay không.")
    placement = Placement(
        ward_id=referral.ward_id,
        seeker=referral.seeker,
        referral=referral,
        employer=vacancy.employer,
        job=vacancy.job,
        started_on=on,
        has_contract=employed.has_contract,
        wage_dong=employed.wage_dong,
    )
    placement_record(placement, by=by)


@transaction.atomic
def placement_record(placement: Placement, *, by: User) -> Placement:
    """A seeker began to work, through an introduction or otherwise with the ward's help; it meets the need of work."""
    check_not_future(placement.started_on, "Ngày nhận việc")
    _check_seeking(placement.seeker, placement.started_on)
    keep(placement, by=by, tu_ngay=format_dmy(placement.started_on))
    meet(placement, by=by)
    return placement


@transaction.atomic
def placement_check(placement: Placement, on: date, *, still_working: bool, version: int, by: User) -> Placement:
    """Ask again after some months whether the person still works there; earlier only to say that it ended."""
    check_not_future(on, "Ngày hỏi lại")
    earliest = add_months(placement.started_on, check_after_months())
    if still_working and on < earliest:
        raise DomainError(f"Chưa đủ {check_after_months()} tháng kể từ ngày nhận việc. Hỏi lại từ ngày {format_dmy(earliest)}.")
    result = "còn làm việc" if still_working else "đã nghỉ việc"
    values = {"checked_on": on, "still_working": still_working}
    return change(placement, values, version=version, by=by, viec=f"Hỏi lại: {result}", ngay=format_dmy(on))


@transaction.atomic
def abroad_record(contract: WorkAbroad, *, by: User) -> WorkAbroad:
    """A contract to work abroad."""
    check_not_future(contract.signed_on, "Ngày ký hợp đồng")
    check_member(contract.member, contract.ward_id, contract.signed_on)
    return keep(contract, by=by, ngay=format_dmy(contract.signed_on))


@transaction.atomic
def abroad_step(contract: WorkAbroad, state: AbroadState, on: date, *, version: int, by: User, note: str = "") -> WorkAbroad:
    """Departed, which meets the need of work, returned, or not going after all (then ``on`` is only logged)."""
    check_not_future(on, "Ngày này")
    before = AbroadState(contract.state)
    if state not in ABROAD_TRANSITIONS[before]:
        raise IllegalTransition(f"Hợp đồng này đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")
    days = {AbroadState.DEPARTED: "departed_on", AbroadState.RETURNED: "returned_on"}
    values: dict[str, object] = {"state": state, "note": note or contract.note}
    if state in days:
        values[days[state]] = on
    change(contract, values, version=version, by=by, tinh_trang=state.label, ngay=format_dmy(on))
    if state is AbroadState.DEPARTED:
        meet(contract, by=by)
    return contract
