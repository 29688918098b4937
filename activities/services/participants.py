"""Who takes part: eligibility of the day, a pasted list, attendance, results."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from activities.models import Activity, Attendance, Participation
from activities.rules.pasting import MOST_LINES, codes_in
from activities.rules.words import ActivityState
from activities.selectors.verdicts import NOT_ASKED, Judged, Key, judged
from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.models import Household, Member
from households.selectors.picking import households_meant, persons_meant
from programs.policies import check_can_work
from registers.services.keeping import change, check_household, check_member, check_not_future, check_standing, keep, log, take

SHOWN = 10


class NotEligible(DomainError):
    """Somebody does not belong to those whom the activity serves, and nobody said why they take part all the same."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a pasted list: what was read, and why it cannot be added as it stands (empty: it can)."""

    text: str
    household: Household | None = None
    member: Member | None = None
    problem: str = ""
    needs_reason: bool = False
    verdict: Judged = NOT_ASKED

    @property
    def name(self) -> str:
        """Whom the line means."""
        if self.member is not None:
            return self.member.full_name
        return self.household.head_name if self.household is not None else ""


def _check_open(activity: Activity) -> None:
    check_standing(activity)
    if activity.state == ActivityState.CANCELLED:
        raise DomainError("Hoạt động không thực hiện nên không ghi người tham gia.")


def _key(household: Household, member: Member | None) -> Key:
    return household.pk, None if member is None else member.pk


@transaction.atomic
def participant_add(row: Participation, *, by: User) -> Participation:
    """Put a household, a person of it or somebody from outside on the list; NotEligible without a reason to override."""
    _check_open(row.activity)
    if row.member is not None:
        check_member(row.member, row.ward_id, row.activity.first_day)
        row.household = row.member.household
    if row.household is not None:
        check_household(row.household, row.ward_id)
        key = _key(row.household, row.member)
        return _list(row, judged(row.activity, [key])[key], by=by)
    return _list(row, NOT_ASKED, by=by)


def _list(row: Participation, verdict: Judged, *, by: User) -> Participation:
    row.is_eligible, row.basis = verdict.eligible, verdict.basis
    if row.is_eligible is False and not row.override_reason:
        raise NotEligible(f"Chưa thuộc đối tượng của hoạt động. {row.basis} Nếu vẫn cho tham gia, ghi lý do.")
    if row.is_eligible is not False:
        row.override_reason = ""
    return keep(row, by=by, thuoc_doi_tuong=row.is_eligible)


def preview_list(activity: Activity, text: str, *, by: User) -> list[ListLine]:
    """What a pasted list of codes would add: a household code, or a code with the number of a member."""
    codes = codes_in(text)
    if len(codes) > MOST_LINES:
        raise DomainError(f"Danh sách dài {len(codes)} dòng, mỗi lần chỉ thêm đến {MOST_LINES}. Chia làm nhiều lần.")
    listed = set(activity.participations.counting().values_list("household", "member"))
    read = [_read(activity, code, by) for code in codes]
    known = judged(activity, {_key(line.household, line.member) for line in read if line.household is not None})
    first: dict[Key, str] = {}
    return [_checked(line, known, listed, first) for line in read]


def _checked(line: ListLine, known: Mapping[Key, Judged], listed: Collection[Any], first: dict[Key, str]) -> ListLine:
    """The line with its verdict; nobody is listed twice, however the code is spelt."""
    if line.problem or line.household is None:
        return line
    key = _key(line.household, line.member)
    if key in listed:
        return replace(line, problem="Đã có trong danh sách tham gia.")
    if first.setdefault(key, line.text) != line.text:
        return replace(line, problem=f"Trùng với dòng {first[key]} ở trên.")
    verdict = known[key]
    if verdict.eligible is False:
        return replace(line, problem=f"Chưa thuộc đối tượng. {verdict.basis}", needs_reason=True, verdict=verdict)
    return replace(line, verdict=verdict)


def _read(activity: Activity, code: str, by: User) -> ListLine:
    persons = persons_meant(by, activity.ward_id, code) if "/" in code else []
    homes = [] if "/" in code else [home for home in households_meant(by, activity.ward_id, code) if home.code.lower() == code.lower()]
    if len(persons) + len(homes) != 1:
        return ListLine(code, problem="Không có hộ, người mang mã này. Kiểm tra lại mã.")
    member = persons[0] if persons else None
    household = member.household if member else homes[0]
    try:
        if member is not None:
            check_member(member, activity.ward_id, activity.first_day)
    except DomainError as error:
        return ListLine(code, household, member, error.message)
    return ListLine(code, household, member)


@transaction.atomic
def participant_add_list(activity: Activity, text: str, override_reason: str, *, by: User) -> int:
    """Add every line without problem, and with a reason those who are not eligible; how many were added. Nothing is added when
    no line can be."""
    _check_open(activity)
    lines = preview_list(activity, text, by=by)
    chosen = [line for line in lines if not line.problem or (line.needs_reason and override_reason)]
    if not chosen:
        raise DomainError("Không có dòng nào thêm được. Xem lý do ở từng dòng, sửa danh sách rồi kiểm tra lại.")
    for line in chosen:
        row = Participation(ward=activity.ward, activity=activity, household=line.household, member=line.member)
        row.override_reason = override_reason if line.needs_reason else ""
        _list(row, line.verdict, by=by)
    return len(chosen)


@transaction.atomic
def judge_again(activity: Activity, reason: str, *, by: User) -> None:
    """Judge everyone on the list on what is the first day now. NotEligible names those who no longer are, unless somebody said before
    why they take part, or ``reason`` says it for all of them."""
    rows = activity.participations.counting().filter(household__isnull=False).select_related("household", "member")
    kept = [(row, _key(row.household, row.member)) for row in rows.select_for_update(of=("self",)).order_by("pk")]
    known = judged(activity, {key for _, key in kept})
    moved = [row for row, key in kept if (row.is_eligible, row.basis) != (known[key].eligible, known[key].basis)]
    for row, key in kept:
        row.is_eligible, row.basis = known[key].eligible, known[key].basis
        row.override_reason = (row.override_reason or clean(reason)) if row.is_eligible is False else ""
        row.version += 1
    lost = [row for row in moved if row.is_eligible is False and not row.override_reason]
    if lost:
        raise NotEligible(_lost_words(lost, activity.first_day))
    Participation.objects.bulk_update(moved, ["is_eligible", "basis", "override_reason", "version"])
    if moved:
        n_lost = sum(row.is_eligible is False for row in moved)
        day = format_dmy(activity.first_day)
        log(Action.WORK_CHANGED, activity, by, viec="Xét lại đối tượng", ngay=day, thay_doi=len(moved), chua_thuoc_doi_tuong=n_lost)


def _lost_words(lost: Sequence[Participation], on: date) -> str:
    names = ", ".join(f"{row.name} ({row.household.code})" for row in lost[:SHOWN] if row.household is not None)
    more = f" và {len(lost) - SHOWN} người, hộ khác" if len(lost) > SHOWN else ""
    return (
        f"Không còn thuộc đối tượng vào ngày {format_dmy(on)}, cần ghi lý do: {names}{more}. Hủy dòng của họ trong danh sách tham gia, "
        "hoặc ghi lý do vẫn cho tham gia rồi ghi lại."
    )


@transaction.atomic
def result_record(row: Participation, result: str, *, version: int, by: User) -> Participation:
    """What a participant got out of it: a certificate, a gift, a mark."""
    return change(row, {"result": result}, version=version, by=by, viec="Ghi kết quả")


@transaction.atomic
def attendance_mark(activity: Activity, on: date, present: Collection[int], *, version: int, by: User) -> int:
    """Who of the list came on a day (primary keys of participations); the others did not. How many came."""
    check_can_work(by, activity.ward_id, *activity.codes)
    take(activity, version)
    check_session(activity, on)
    rows = list(activity.participations.counting())
    unknown = set(present) - {row.pk for row in rows}
    if unknown:
        raise DomainError("Có người không còn trong danh sách tham gia. Tải lại trang rồi điểm danh lại.")
    marks = [Attendance(participation=row, on=on, is_present=row.pk in present, recorded_by=by) for row in rows]
    Attendance.objects.bulk_create(
        marks, update_conflicts=True, unique_fields=["participation", "on"], update_fields=["is_present", "recorded_by", "recorded_at"]
    )
    record(
        Action.ATTENDANCE_MARKED,
        by=by,
        ward_id=activity.ward_id,
        target=activity,
        ngay=format_dmy(on),
        co_mat=len(set(present)),
        danh_sach=len(rows),
    )
    return len(set(present))


@transaction.atomic
def participant_came(activity: Activity, member: Member, on: date, *, by: User) -> Participation:
    """A person of the register came on a day, listed before or not."""
    check_can_work(by, activity.ward_id, *activity.codes)
    check_session(activity, on)
    row: Participation | None = activity.participations.counting().filter(member=member).first()
    if row is None:
        row = participant_add(Participation(ward=activity.ward, activity=activity, member=member), by=by)
    Attendance.objects.update_or_create(participation=row, on=on, defaults={"is_present": True, "recorded_by": by})
    record(Action.ATTENDANCE_MARKED, by=by, ward_id=activity.ward_id, target=activity, ngay=format_dmy(on), co_mat=1, danh_sach=1)
    return row


def check_session(activity: Activity, on: date) -> None:
    """The activity takes or took place, and the day is one of its days."""
    _check_open(activity)
    check_not_future(on, "Ngày điểm danh")
    if activity.state == ActivityState.PLANNED:
        raise DomainError("Hoạt động chưa bắt đầu. Ghi bắt đầu trước khi điểm danh.")
    if activity.from_on and on < activity.from_on:
        raise DomainError(f"Ngày điểm danh phải từ ngày bắt đầu ({format_dmy(activity.from_on)}) trở đi.")
    if activity.to_on and on > activity.to_on:
        raise DomainError(f"Hoạt động đã kết thúc ngày {format_dmy(activity.to_on)}. Chọn ngày trong thời gian thực hiện.")
