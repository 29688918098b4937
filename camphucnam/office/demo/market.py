"""A job fair and labour-market bulletins of the demonstration year. Every employer is invented."""

from datetime import date
from random import Random
from typing import Any

from activities import models as a
from activities.rules.words import ActivityKind, ActivityState
from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from camphucnam.office.demo.register import RegisterWriter
from livelihoods import models as m
from programs.models import Agency, SubProject
from registers.models import Kept

OFFERED = (
    ("Cơ sở đóng gói Ví Dụ", "Công nhân đóng gói", 20),
    ("Nhà hàng Ví Dụ", "Phụ bếp, phục vụ bàn", 8),
    ("Xưởng may Ví Dụ", "Thợ may", 35),
)
CHANNELS = ("loudspeaker", "posted", "chat")
N_PEOPLE = 9


class MarketWriter:
    """Writes them for people who look for work."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.groups, self.by, self.year = random, writer.ward, list(writer.groups), by, year
        rows = m.JobSeeker.objects.in_ward(self.ward.pk).filter(referrals__isnull=True).select_related("member__household")
        self.seekers = list(rows.order_by("pk")[:N_PEOPLE])

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def write(self) -> None:
        """One fair that is over with two people hired, one that is planned, a bulletin of each quarter."""
        fair = self._fair(date(self.year, 5, 20), ActivityState.DONE)
        self._fair(date(self.year, 11, 18), ActivityState.PLANNED)
        vacancies = m.Vacancy.objects.bulk_create(
            self.row(
                m.Vacancy, employer=employer, job=job, positions=positions, fair=fair, from_on=date(self.year, 5, 10),
                to_on=date(self.year, 6, 30), source=fair.activity.title, search_text=fold(f"{job}, {employer}"),
                wage_from_dong=6_000_000,
            )
            for employer, job, positions in OFFERED
        )  # fmt: skip
        self._came(fair, vacancies)
        self._bulletins()

    def _fair(self, day: date, state: ActivityState) -> Any:
        title = f"Phiên giao dịch việc làm tháng {day.month}/{self.year}"
        over = {"from_on": day, "to_on": day, "headcount": 86, "headcount_women": 47, "result": "Đã tổ chức theo kế hoạch (ví dụ)."}
        activity = self.row(
            a.Activity, kind=ActivityKind.JOB_FAIR, title=title, search_text=fold(title),
            subproject=SubProject.objects.in_ward(self.ward.pk).filter(code="DA4.TDA2").order_by("pk").first(),
            agency=Agency.objects.get(ward=self.ward, code="BCD"), place="Nhà văn hóa phường (ví dụ)", planned_from_on=day,
            planned_to_on=day, expected_participants=100, state=state, **(over if state is ActivityState.DONE else {}),
        )  # fmt: skip
        activity.save()
        activity.groups.set(self.groups)
        fair = self.row(m.JobFair, activity=activity, organiser="Trung tâm Dịch vụ việc làm (ví dụ)")
        fair.save()
        return fair

    def _came(self, fair: m.JobFair, vacancies: list[m.Vacancy]) -> None:
        day = fair.activity.first_day
        states = ("placed", "interviewed", "refused")
        for n, seeker in enumerate(self.seekers):
            person = seeker.member
            listed = self.row(a.Participation, activity=fair.activity, household=person.household, member=person)
            listed.save()
            a.Attendance.objects.create(participation=listed, on=day, is_present=seeker != self.seekers[-1], recorded_by=self.by)
            self.row(m.JobSupport, seeker=seeker, kind="counsel", given_on=day, fair=fair).save()
            if n < 2 * len(states) and seeker != self.seekers[-1]:
                self._met(seeker, vacancies[n % len(vacancies)], day, states[n % len(states)])

    def _met(self, seeker: m.JobSeeker, vacancy: m.Vacancy, day: date, state: str) -> None:
        closed = None if state == "interviewed" else day
        referral = self.row(m.Referral, seeker=seeker, vacancy=vacancy, referred_on=day, interviewed_on=day, closed_on=closed, state=state)
        referral.save()
        if state == "placed":
            job = {"employer": vacancy.employer, "job": vacancy.job, "wage_dong": vacancy.wage_from_dong}
            self.row(m.Placement, seeker=seeker, referral=referral, started_on=day, has_contract=True, **job).save()

    def _bulletins(self) -> None:
        for quarter in range(1, 4):
            day = date(self.year, 3 * quarter, 5)
            number, period = f"{quarter:02d}/BT", f"quý {quarter}/{self.year}"
            bulletin = self.row(
                m.LabourBulletin, number=number, period=period, issued_on=day, source="Trung tâm Dịch vụ việc làm (ví dụ)",
                content="Nhu cầu tuyển dụng, mức lương phổ biến, lịch phiên giao dịch việc làm (ví dụ).",
                search_text=fold(f"Bản tin số {number}, {period}"),
            )  # fmt: skip
            bulletin.save()
            spread = self.row(m.BulletinSpread, bulletin=bulletin, channel=CHANNELS[quarter - 1], spread_on=day.replace(day=7))
            spread.save()
            spread.groups.set(self.groups[: 4 * quarter])
            m.JobSupport.objects.bulk_create(
                self.row(m.JobSupport, seeker=seeker, kind="inform", given_on=day.replace(day=8), bulletin=bulletin)
                for seeker in self.seekers[: 2 * quarter]
            )


def write_market(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """Fairs and bulletins, after seekers and activities."""
    MarketWriter(random, writer, people["canbo"], year).write()
