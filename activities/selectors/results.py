"""What the registers add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Q, Sum

from activities.models import Activity, Attendance, Broadcast, Cadre, CadreTraining, Connection
from activities.querysets import ActivityQuerySet
from activities.rules.counting import Turnout, add_up
from activities.rules.words import ActivityKind, ActivityState
from camphucnam.kernel.numbers import format_int
from households.models import Need
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from households.rules.need_shares import NeedFact, Span, answering, open_moments, share
from households.rules.needs import NeedDays, NeedKind
from households.selectors.needs import needs_in
from households.selectors.standings import standings_then
from programs.registry import ResultLine
from registers.querysets import KeptQuerySet


def _served(ward_id: int, code: str) -> ActivityQuerySet:
    return Activity.objects.in_ward(ward_id).counting().filter(Q(subproject__code=code) | Q(policy__code=code))


def _turnouts(done: list[Activity]) -> tuple[dict[int, Turnout], tuple[int, ...]]:
    """Primary key of an activity → who came; and the households of those on the lists who came."""
    marks = Attendance.objects.filter(participation__activity__in=[row.pk for row in done], participation__voided_at__isnull=True)
    columns = ("participation", "participation__activity", "is_present", "participation__household", "participation__member")
    sexes = ("participation__member__sex", "participation__outside_sex")
    came: dict[int, dict[int, str]] = defaultdict(dict)
    marked, homes = set(), set()
    for row, activity, present, household, member, sex, outside in marks.values_list(*columns, *sexes):
        marked.add(activity)
        if present:
            came[activity][row] = sex if member is not None else outside
            homes.add(household)
    found = {row.pk: Turnout(row.headcount, row.headcount_women, tuple(came[row.pk].values()), has_marks=row.pk in marked) for row in done}
    return found, tuple(sorted(homes - {None}))


def activity_results(code: str, ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Activities of a (sub-)project or policy that ended in the period, who came, how many women."""
    rows = _served(ward_id, code)
    ever = rows.filter(planned_from_on__lte=last).exists()
    done = list(rows.filter(state=ActivityState.DONE, to_on__gte=first, to_on__lte=last))
    turnouts, homes = _turnouts(done)
    sums = add_up(turnouts.values())
    none = 0 if ever and not done else None
    return [
        ResultLine("activities_held", "Hoạt động đã thực hiện", len(done) if ever else None, "hoạt động"),
        ResultLine(
            "activity_participants", "Lượt người tham gia", none if sums.people is None else sums.people, "lượt người", homes,
            _missing(sums.n_unknown, "số người"),
        ),
        ResultLine(
            "activity_women", "Trong đó phụ nữ", none if sums.women is None else sums.women, "lượt người",
            note=_missing(sums.n_unknown_women, "số phụ nữ"),
        ),
    ]  # fmt: skip


def _missing(n_activities: int, what: str) -> str:
    return f"{format_int(n_activities)} hoạt động chưa có {what} nên chưa tính vào." if n_activities else ""


def _inside(rows: KeptQuerySet, field: str, first: date, last: date) -> KeptQuerySet:
    return rows.filter(**{f"{field}__gte": first, f"{field}__lte": last})


def information_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Campaigns and the groups they reached, broadcasts."""
    campaigns = Activity.objects.in_ward(ward_id).counting().filter(kind=ActivityKind.COMMUNICATION)
    done = _inside(campaigns.filter(state=ActivityState.DONE), "to_on", first, last)
    ever = campaigns.filter(planned_from_on__lte=last).exists()
    broadcasts = Broadcast.objects.in_ward(ward_id).counting()
    aired = broadcasts.filter(on__lte=last).exists()
    sums = _inside(broadcasts, "on", first, last).aggregate(n_times=Sum("times"), n_minutes=Sum(F("times") * F("minutes")))
    groups = done.exclude(groups=None).values("groups").distinct().count()
    return [
        ResultLine("campaigns_held", "Đợt truyền thông đã thực hiện", done.count() if ever else None, "đợt"),
        ResultLine("campaign_groups", "Tổ dân phố được truyền thông", groups if ever else None, "tổ"),
        ResultLine("broadcasts", "Lượt phát thanh", (sums["n_times"] or 0) if aired else None, "lượt"),
        ResultLine("broadcast_minutes", "Thời lượng phát thanh", (sums["n_minutes"] or 0) if aired else None, "phút"),
    ]


def connection_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Households that got a telecom or internet service in the period, each once; and those that had told the need."""
    rows = Connection.objects.in_ward(ward_id).counting()
    homes = tuple(sorted(set(_inside(rows, "connected_on", first, last).values_list("household", flat=True))))
    ever = rows.filter(connected_on__lte=last).exists()
    connected = ResultLine("households_connected", "Hộ được kết nối viễn thông, internet", len(homes) if ever else None, "hộ", homes)
    return [connected, *telecom_lines(ward_id, first, last)]


def telecom_lines(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T13: poor and near-poor households that told a need of telecom or internet; those among them that were connected after they had
    told it, or whose need was met, in the period. Those are looked at on that day, others on the last day on which the need was open."""
    span, since = Span(first, last), first.replace(month=1, day=1)
    rows = needs_in(ward_id, since, last).filter(kind=NeedKind.TELECOM).values_list("household", "expressed_on", "met_on", "withdrawn_on")
    needs = [NeedFact(household, NeedDays(told, met, withdrawn)) for household, told, met, withdrawn in rows]
    connected = _inside(Connection.objects.in_ward(ward_id).counting(), "connected_on", first, last)
    given = {(need.who, need.days.met_on) for need in needs if need.days.met_on is not None}
    given |= set(connected.filter(household__in={need.who for need in needs}).values_list("household", "connected_on"))
    standings = standings_then(answering(needs, given, span) | open_moments(needs, span))
    listed = (HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
    found = share(needs, given, {moment: moment[0] for moment, standing in standings.items() if standing.is_one_of(*listed)}, span)
    told = Need.objects.in_ward(ward_id).counting().filter(kind=NeedKind.TELECOM, expressed_on__lte=last)
    ever = bool(needs) or told.exists()
    note = (
        "Hộ nghèo, hộ cận nghèo đã nêu nhu cầu viễn thông, internet; xét vào ngày được kết nối, chưa được thì vào ngày cuối kỳ hoặc "
        "ngày thôi nhu cầu."
    )
    return [
        ResultLine(
            "households_telecom_needed", "Hộ có nhu cầu dùng dịch vụ viễn thông, internet", len(found.needed) if ever else None, "hộ",
            tuple(sorted(found.needed)), note,
        ),
        ResultLine(
            "households_telecom_served", "Trong đó đã được kết nối, đáp ứng nhu cầu", len(found.given) if ever else None, "hộ",
            tuple(sorted(found.given)), "Chỉ tính kết nối từ ngày nêu nhu cầu trở đi.",
        ),
    ]  # fmt: skip


def cadre_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T04: of those who work for poverty reduction on the last day, how many finished a course in the period; a person once."""
    rows = Cadre.objects.in_ward(ward_id).counting().filter(from_on__lte=last)
    working = dict(rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=last)).values_list("pk", "sex"))
    courses = CadreTraining.objects.in_ward(ward_id).counting().filter(cadre__voided_at__isnull=True)
    trained = set(_inside(courses, "to_on", first, last).values_list("cadre", flat=True)) & set(working)
    ever = rows.exists()
    women = sum(working[pk] == Sex.FEMALE for pk in trained)
    note = "Người đang làm công tác giảm nghèo vào ngày cuối kỳ và học xong ít nhất một lớp trong kỳ; mỗi người tính một lần."
    return [
        ResultLine("cadres_trained", "Cán bộ giảm nghèo được tập huấn", len(trained) if ever else None, "người", note=note),
        ResultLine("cadres_trained_women", "Trong đó phụ nữ", women if ever else None, "người"),
        ResultLine("cadres_in_poverty_work", "Cán bộ làm công tác giảm nghèo", len(working) if ever else None, "người"),
    ]
