"""Plan, change, start, finish and cancel activities; files and takings."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from activities.models import Activity, ActivityFile, Attendance, Taking
from activities.rules.words import ACTIVITY_TRANSITIONS, OWN_PAGES, ActivityKind, ActivityState, FileRole
from activities.services.participants import judge_again
from camphucnam.accounts.models import User
from camphucnam.files.kinds import PAPERS, PHOTOS
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.numbers import format_int
from camphucnam.kernel.text import clean, fold
from households.models import ResidentialGroup
from programs.policies import check_can_work
from registers.services.keeping import change, check_not_future, check_standing, keep, void


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an activity."""

    to_on: date
    result: str
    cost_dong: int | None = None
    headcount: int | None = None
    headcount_women: int | None = None


def _check_subject(activity: Activity) -> None:
    ward_id = activity.ward_id
    if activity.agency.ward_id != ward_id:
        raise DomainError("Đơn vị thực hiện không thuộc phường. Chọn lại trong danh sách.")
    plan = activity.subproject.project.programme.plan if activity.subproject else activity.policy.plan if activity.policy else None
    if plan is not None and plan.ward_id != ward_id:
        raise DomainError("Dự án hoặc chính sách không thuộc kế hoạch của phường. Chọn lại trong danh sách.")
    if activity.content is not None and activity.content.subproject_id != activity.subproject_id:
        raise DomainError("Nội dung hỗ trợ không thuộc tiểu dự án đã chọn. Chọn lại nội dung, hoặc để trống.")


@transaction.atomic
def activity_plan(activity: Activity, groups: Iterable[ResidentialGroup] = (), *, by: User) -> Activity:
    """A new activity; its days may lie ahead or behind."""
    _check_subject(activity)
    activity.state = ActivityState.PLANNED
    keep(activity, by=by, ten=activity.title, tu_ngay=format_dmy(activity.planned_from_on))
    activity.groups.set(_own_groups(activity, groups))
    return activity


def _own_groups(activity: Activity, groups: Iterable[ResidentialGroup]) -> list[ResidentialGroup]:
    chosen = list(groups)
    if any(group.ward_id != activity.ward_id for group in chosen):
        raise DomainError("Có tổ dân phố không thuộc phường. Chọn lại trong danh sách.")
    return chosen


@transaction.atomic
def activity_change(
    activity: Activity,
    values: Mapping[str, object],
    groups: Iterable[ResidentialGroup],
    override_reason: str = "",
    *,
    version: int,
    by: User,
) -> Activity:
    """Other words, days, people or cost of the plan, while it is not over. Whoever changes must keep both what it was and what it
    becomes. Where the first day or the content becomes another, those on the list are judged again."""
    if activity.state not in (ActivityState.PLANNED, ActivityState.UNDER_WAY):
        raise IllegalTransition(f"Hoạt động “{ActivityState.label_of(activity.state)}” nên không sửa kế hoạch được nữa.")
    check_can_work(by, activity.ward_id, *activity.codes)
    _check_same_subject(activity, values)
    judged = activity.first_day, activity.content_id
    candidate = {**values, "search_text": fold(str(values.get("title", activity.title)))}
    changed = change(activity, candidate, version=version, by=by, ten=values.get("title", activity.title))
    _check_subject(changed)
    check_can_work(by, changed.ward_id, *changed.codes)
    changed.groups.set(_own_groups(changed, groups))
    if (changed.first_day, changed.content_id) != judged:
        judge_again(changed, override_reason, by=by)
    return changed


def _check_same_subject(activity: Activity, values: Mapping[str, object]) -> None:
    """Verdicts were kept for what the activity served then: the subject stays once somebody is listed."""
    kind = values.get("kind", activity.kind)
    if kind != activity.kind and not OWN_PAGES.keys().isdisjoint({kind, activity.kind}):
        raise DomainError(f"Hoạt động “{ActivityKind.label_of(activity.kind)}” có sổ riêng nên không đổi loại được.")
    names = ("subproject", "policy", "kind")
    moved = any(name in values and values[name] != getattr(activity, name) for name in names)
    if moved and activity.participations.counting().exists():
        raise DomainError("Đã có người trong danh sách tham gia nên không đổi loại hoạt động, dự án hay chính sách nữa.")


def _move(activity: Activity, state: ActivityState) -> None:
    before = ActivityState(activity.state)
    if state not in ACTIVITY_TRANSITIONS[before]:
        raise IllegalTransition(f"Hoạt động đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")


@transaction.atomic
def activity_start(activity: Activity, on: date, override_reason: str = "", *, version: int, by: User) -> Activity:
    """It began on a day, on which those on the list are judged again; ``override_reason``: why whoever is no longer eligible takes part."""
    check_not_future(on, "Ngày bắt đầu")
    _move(activity, ActivityState.UNDER_WAY)
    judged, values = activity.first_day, {"state": ActivityState.UNDER_WAY, "from_on": on}
    started = change(activity, values, version=version, by=by, viec="Bắt đầu", ngay=format_dmy(on))
    if started.first_day != judged:
        judge_again(started, override_reason, by=by)
    return started


@transaction.atomic
def activity_finish(activity: Activity, outcome: Outcome, *, version: int, by: User) -> Activity:
    """It ended on a day with a result."""
    _move(activity, ActivityState.DONE)
    values = {"state": ActivityState.DONE, **_outcome_values(activity, outcome)}
    return change(activity, values, version=version, by=by, viec="Kết thúc", ngay=format_dmy(outcome.to_on))


def _outcome_values(activity: Activity, outcome: Outcome) -> dict[str, object]:
    """The columns of an outcome; nobody came after the last day."""
    check_not_future(outcome.to_on, "Ngày kết thúc")
    if not clean(outcome.result):
        raise DomainError("Ghi kết quả của hoạt động.")
    late = Attendance.objects.filter(participation__activity=activity, participation__voided_at__isnull=True, is_present=True)
    last = late.filter(on__gt=outcome.to_on).order_by("-on").first()
    if last is not None:
        raise DomainError(f"Đã điểm danh người có mặt ngày {format_dmy(last.on)}, sau ngày kết thúc {format_dmy(outcome.to_on)}. Sửa ngày.")
    return asdict(outcome) | {"result": outcome.result.strip()}


@transaction.atomic
def activity_correct(activity: Activity, outcome: Outcome, reason: str, *, version: int, by: User) -> Activity:
    """The outcome of an activity that is over was written wrongly; the log keeps the figures before and after, and why. The courses of
    cadres that it was end on its last day."""
    if activity.state != ActivityState.DONE:
        raise IllegalTransition(f"Hoạt động đang ở “{ActivityState.label_of(activity.state)}”, chưa có kết quả để sửa.")
    if not clean(reason):
        raise DomainError("Ghi lý do sửa kết quả.")
    before, values = _figures(activity), _outcome_values(activity, outcome)
    details = {"truoc": before, "sau": _figures(outcome), "ly_do": clean(reason)}
    corrected = change(activity, values, version=version, by=by, viec="Sửa kết quả", **details)
    corrected.cadre_trainings.counting().update(to_on=outcome.to_on, version=F("version") + 1)
    return corrected


def _figures(row: Activity | Outcome) -> str:
    figures = [("người", row.headcount), ("nữ", row.headcount_women), ("đồng", row.cost_dong)]
    return "; ".join(
        [f"đến ngày {format_dmy(row.to_on)}", *(f"{format_int(value)} {word}" for word, value in figures if value is not None)]
    )


@transaction.atomic
def activity_cancel(activity: Activity, reason: str, *, version: int, by: User) -> Activity:
    """It does not take place; the reason stays."""
    _move(activity, ActivityState.CANCELLED)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do không thực hiện.")
    values = {"state": ActivityState.CANCELLED, "cancel_reason": reason}
    return change(activity, values, version=version, by=by, viec="Không thực hiện", ly_do=reason)


@transaction.atomic
def activity_void(activity: Activity, reason: str, *, version: int, by: User) -> Activity:
    """It no longer counts; one with a register of its own is voided there."""
    if activity.kind in OWN_PAGES:
        raise DomainError(f"Hoạt động “{ActivityKind.label_of(activity.kind)}” có sổ riêng. Hủy ở sổ đó, hoạt động được hủy theo.")
    return void(activity, reason, version=version, by=by)


@transaction.atomic
def file_add(row: ActivityFile, upload: Upload, *, by: User) -> ActivityFile:
    """Keep a photograph, the minutes or another paper. Photographs are made anew, everything is encrypted."""
    check_standing(row.activity)
    check_can_work(by, row.ward_id, *row.codes)
    check_not_future(row.taken_on, "Ngày này")
    kinds = PHOTOS if row.role == FileRole.PHOTO else PAPERS
    row.file = file_keep(row.activity.ward, upload, kinds=kinds, by=by)
    return keep(row, by=by, loai=FileRole.label_of(row.role))


@transaction.atomic
def taking_record(taking: Taking, *, by: User) -> Taking:
    """Money received for a fund."""
    check_standing(taking.activity)
    check_not_future(taking.received_on, "Ngày nhận")
    if taking.activity.kind != ActivityKind.FUND_DRIVE:
        raise DomainError("Chỉ ghi khoản ủng hộ cho hoạt động vận động quỹ.")
    if taking.activity.state == ActivityState.CANCELLED:
        raise DomainError("Hoạt động không thực hiện nên không ghi khoản ủng hộ.")
    return keep(taking, by=by, so_tien=taking.amount_dong, ngay=format_dmy(taking.received_on))
