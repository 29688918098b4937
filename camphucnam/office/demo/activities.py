"""Activities, loudspeaker stations, connections and cadres of the demonstration year. Every name is invented."""

from datetime import date, timedelta
from random import Random
from typing import Any

from activities import models as m
from activities.rules.words import ActivityKind as Kind
from activities.rules.words import ActivityState as State
from activities.rules.words import CadrePosition, ServiceKind, StationState
from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from camphucnam.office.demo.register import RegisterWriter
from households.models import Member
from households.models.member import Sex
from programs.models import Agency, SubProject
from registers.models import Kept

N_PEOPLE, N_STATIONS = 24, 6
# month, kind, title, (sub-)project, agency, state
PLANNED = (
    (2, Kind.TRAINING, "Tập huấn nghiệp vụ rà soát hộ nghèo, hộ cận nghèo", "DA6.TDA1", "LDTBXH", State.DONE),
    (3, Kind.COMMUNICATION, "Truyền thông chính sách giảm nghèo tại tổ dân phố", "DA5.TDA1", "VHTT", State.DONE),
    (4, Kind.MODEL, "Hướng dẫn kỹ thuật nuôi gà thả vườn", "DA2", "BCD", State.DONE),
    (5, Kind.VISIT, "Thăm, tặng quà hộ nghèo có người bệnh nặng", "", "MTTQ", State.CANCELLED),
    (6, Kind.FUND_DRIVE, "Vận động ủng hộ Quỹ Vì người nghèo", "", "MTTQ", State.DONE),
    (7, Kind.SURVEY, "Khảo sát nhu cầu học nghề, việc làm", "DA4.TDA2", "BCD", State.UNDER_WAY),
    (9, Kind.COMMUNICATION, "Truyền thông dinh dưỡng cho bà mẹ và trẻ em", "DA3.TDA2", "TYT", State.PLANNED),
    (10, Kind.TRAINING, "Tập huấn lập kế hoạch có sự tham gia", "DA6.TDA1", "LDTBXH", State.PLANNED),
)


class ActivityWriter:
    """Writes the registers for households that are followed."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.groups, self.by, self.year = random, writer.ward, list(writer.groups), by, year
        followed = [row.pk for home, row in writer.rows_by_home() if home.steps and home.left_on is None]
        heads = Member.objects.filter(household__in=followed, is_head=True, left_on__isnull=True, joined_on__isnull=True)
        self.people = list(heads.select_related("household").order_by("household__code")[:N_PEOPLE])
        self.agencies = {row.code: row for row in Agency.objects.in_ward(self.ward.pk)}
        self.subprojects = {row.code: row for row in SubProject.objects.in_ward(self.ward.pk).order_by("pk")}

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def write(self) -> None:
        """Everything."""
        activities = m.Activity.objects.bulk_create(self._activity(*plan) for plan in PLANNED)
        for row in activities:
            if row.kind == Kind.COMMUNICATION:
                row.groups.set(self.groups[:4])
        self._people([row for row in activities if row.state == State.DONE])
        self._takings(next(row for row in activities if row.kind == Kind.FUND_DRIVE))
        self._stations()
        self._connections()
        self._cadres([row for row in activities if row.subproject and row.subproject.code == "DA6.TDA1" and row.state == State.DONE])

    def _activity(self, month: int, kind: Kind, title: str, code: str, agency: str, state: State) -> m.Activity:
        planned = date(self.year, month, 10)
        began = planned + timedelta(days=2) if state in (State.DONE, State.UNDER_WAY) else None
        over = (
            {"to_on": began, "result": "Đã thực hiện theo kế hoạch (ví dụ).", "cost_dong": month * 1_000_000} if state is State.DONE else {}
        )
        counted = {"headcount": 40 + month, "headcount_women": 20 + month} if kind is Kind.COMMUNICATION and state is State.DONE else {}
        return self.row(
            m.Activity, kind=kind, title=title, search_text=fold(title), subproject=self.subprojects.get(code),
            agency=self.agencies[agency],
            place="Hội trường phường (ví dụ)", planned_from_on=planned, planned_to_on=planned, expected_participants=40,
            planned_cost_dong=month * 1_200_000, state=state, from_on=began,
            cancel_reason="Chuyển sang đợt sau (ví dụ)" if state is State.CANCELLED else "", **over, **counted,
        )  # fmt: skip

    def _people(self, activities: list[m.Activity]) -> None:
        rows = [
            self.row(
                m.Participation, activity=activity, household=person.household, member=person,
                is_eligible=True if activity.subproject else None, basis="Dữ liệu minh họa" if activity.subproject else "",
            )
            for n, activity in enumerate(activities)
            for person in self.people[n * 3 : n * 3 + 8]
        ]  # fmt: skip
        made = m.Participation.objects.bulk_create(rows)
        m.Attendance.objects.bulk_create(
            m.Attendance(participation=row, on=row.activity.first_day, is_present=self.random.random() < 0.85, recorded_by=self.by)
            for row in made
        )

    def _takings(self, drive: m.Activity) -> None:
        m.Taking.objects.bulk_create(
            self.row(
                m.Taking, activity=drive, received_on=drive.from_on, source=f"Nhân dân {group.name}", group=group,
                amount_dong=self.random.randint(5, 30) * 100_000,
            )
            for group in self.groups
        )  # fmt: skip

    def _stations(self) -> None:
        stations = m.Station.objects.bulk_create(
            self.row(
                m.Station, name=f"Cụm loa {group.name}", group=group, place="Nhà sinh hoạt cộng đồng (ví dụ)", equipment="Tăng âm, loa nén",
                n_speakers=2 + n % 3, from_on=date(self.year - 3, 1, 1),
            )
            for n, group in enumerate(self.groups[:N_STATIONS])
        )  # fmt: skip
        states = (StationState.WORKING, StationState.WORKING, StationState.DAMAGED)
        m.StationCheck.objects.bulk_create(
            self.row(m.StationCheck, station=row, on=date(self.year, 4, 2), state=states[n % 3]) for n, row in enumerate(stations)
        )
        topics = ("Chính sách bảo hiểm y tế", "Vay vốn giải quyết việc làm", "Rà soát hộ nghèo, hộ cận nghèo")
        m.Broadcast.objects.bulk_create(
            self.row(m.Broadcast, station=row, on=date(self.year, 1 + n, 15), topic=topics[n % 3], minutes=10, times=2)
            for row in stations
            for n in range(6)
        )

    def _connections(self) -> None:
        kinds = list(ServiceKind)
        m.Connection.objects.bulk_create(
            self.row(
                m.Connection, household=person.household, kind=kinds[n % 2], provider="Nhà mạng Ví Dụ",
                connected_on=date(self.year, 2 + n % 5, 8), source="Danh sách của nhà mạng (ví dụ)",
            )
            for n, person in enumerate(self.people[:6])
        )  # fmt: skip

    def _cadres(self, courses: list[m.Activity]) -> None:
        names = [(f"Cán bộ Ví Dụ {n + 1:02d}", Sex.FEMALE if n % 2 else Sex.MALE, group) for n, group in enumerate(self.groups)]
        cadres = m.Cadre.objects.bulk_create(
            self.row(
                m.Cadre, full_name=name, search_text=fold(name), sex=sex, position=CadrePosition.GROUP_LEADER, group=group,
                from_on=date(self.year - 2, 1, 1),
            )
            for name, sex, group in names
        )  # fmt: skip
        m.CadreTraining.objects.bulk_create(
            self.row(
                m.CadreTraining, cadre=cadre, activity=course, course=course.title, organiser=course.agency.name, from_on=course.from_on,
                to_on=course.to_on,
            )
            for course in courses
            for cadre in cadres[: len(cadres) * 2 // 3]
        )  # fmt: skip


def write_activities(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The registers of activities of the demonstration year."""
    ActivityWriter(random, writer, people["canbo"], year).write()
