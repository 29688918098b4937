"""Work, training, models, groups and loans of the demonstration year. Employers, companies and groups are invented."""

from datetime import date, timedelta
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from camphucnam.office.demo.register import RegisterWriter
from households.models import Household, Member
from livelihoods import models as m
from livelihoods.rules.counting import JOB_CLASSES, TRAINED_CLASSES
from livelihoods.selectors.population import classes_on
from registers.models import Kept

N_PEOPLE = 40
LAST = 4  # place of the learner of a class of five who drops out
JOBS = (("Công nhân chế biến thủy sản", 6_500_000), ("Phụ bếp nhà hàng", 6_000_000), ("Bảo vệ", 5_800_000), ("Công nhân may", 7_000_000))
WISHES = ("Làm gần nhà", "Việc có hợp đồng lao động", "Việc theo ca để chăm con nhỏ", "Việc phổ thông, bao ăn trưa")
COURSES = (("Nấu ăn", "duoi_3_thang"), ("Sửa chữa xe máy", "so_cap"))
MODELS = (("Nuôi gà thả vườn", "chan_nuoi"), ("Làm nước mắm truyền thống", "nghe"), ("Quầy bún cá của phụ nữ", "kinh_doanh"))
EXAMPLE = "(ví dụ)"


class LivelihoodWriter:
    """Writes the registers for adults of households that are followed."""

    def __init__(self, random: Random, writer: RegisterWriter, by: User, year: int) -> None:
        self.random, self.ward, self.by, self.year = random, writer.ward, by, year
        followed = [row.pk for home, row in writer.rows_by_home() if home.steps and home.left_on is None]
        adults = Member.objects.filter(
            household__in=followed,
            left_on__isnull=True,
            joined_on__isnull=True,
            birth_on__lt=date(year - 20, 1, 1),
            birth_on__gt=date(year - 55, 1, 1),
        )
        self.people = list(adults.select_related("household").order_by("household__code", "sort_order")[:N_PEOPLE])
        self.classes = classes_on(self.ward.pk, date(year, 4, 10), {person.household_id for person in self.people})

    def row(self, table: type[Kept], /, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=self.by, **fields)

    def day(self, month: int, day: int = 5) -> date:
        """A day of the year, moved by up to a fortnight."""
        return date(self.year, month, day) + timedelta(days=self.random.randint(0, 14))

    def write(self) -> None:
        """Everything; nothing for a ward without such people."""
        if self.people:
            self.write_work(self.people[:18])
            self.write_training(sorted(self.people, key=lambda person: not self._may_learn(person))[:10])
            self.write_models(self.people[:12])
            self.write_groups(self.people[12:20])
            self.write_loans(self.people[20:])

    def write_work(self, people: list[Member]) -> None:
        """Vacancies, seekers, introductions, placements, two contracts abroad."""
        vacancies = m.Vacancy.objects.bulk_create(
            self.row(
                m.Vacancy,
                employer=f"Cơ sở Ví Dụ {number + 1}",
                job=job,
                place=f"Phường bên {EXAMPLE}",
                wage_from_dong=wage,
                wage_to_dong=wage + 1_500_000,
                positions=4,
                from_on=date(self.year, 2, 1),
                source=f"Trung tâm Dịch vụ việc làm {EXAMPLE}",
                search_text=fold(f"{job}, Cơ sở Ví Dụ {number + 1}"),
            )
            for number, (job, wage) in enumerate(JOBS)
        )
        seekers = m.JobSeeker.objects.bulk_create(
            self.row(m.JobSeeker, member=person, wishes=WISHES[n % len(WISHES)], from_on=self.day(2), source=f"Khảo sát nhu cầu {EXAMPLE}")
            for n, person in enumerate(people)
        )
        m.JobSupport.objects.bulk_create(
            self.row(m.JobSupport, seeker=seeker, kind="counsel", given_on=self.day(3, 10), note="Tư vấn tại nhà văn hóa tổ dân phố")
            for seeker in seekers[::2]
        )
        states = ("placed", "interviewed", "refused", "referred")
        referrals = m.Referral.objects.bulk_create(
            self._referral(n, seeker, vacancies, states[n % 4]) for n, seeker in enumerate(seekers[:12])
        )
        m.Placement.objects.bulk_create(self._placement(n, row) for n, row in enumerate(row for row in referrals if row.state == "placed"))
        m.WorkAbroad.objects.bulk_create(
            self.row(
                m.WorkAbroad,
                member=person,
                country=country,
                company=f"Công ty Ví Dụ {country}",
                signed_on=date(self.year, 3, 15),
                state=state,
                departed_on=departed,
                support="Vay vốn, hỗ trợ học ngoại ngữ",
            )
            for person, country, state, departed in zip(
                people[-2:], ("Nhật Bản", "Hàn Quốc"), ("departed", "preparing"), (date(self.year, 8, 20), None), strict=False
            )
        )

    def _referral(self, n: int, seeker: m.JobSeeker, vacancies: list[m.Vacancy], state: str) -> m.Referral:
        on = self.day(4)
        days = {
            "interviewed_on": on + timedelta(days=5) if state != "referred" else None,
            "closed_on": on + timedelta(days=9) if state in {"placed", "refused"} else None,
        }
        return self.row(m.Referral, seeker=seeker, vacancy=vacancies[n % len(vacancies)], referred_on=on, state=state, **days)

    def _placement(self, n: int, row: m.Referral) -> m.Placement:
        asked = {"checked_on": row.closed_on + timedelta(days=100), "still_working": True} if n == 0 and row.closed_on else {}
        return self.row(
            m.Placement,
            seeker=row.seeker,
            referral=row,
            employer=row.vacancy.employer,
            job=row.vacancy.job,
            started_on=row.closed_on,
            has_contract=n != 1,
            wage_dong=row.vacancy.wage_from_dong,
            **asked,
        )

    def write_training(self, people: list[Member]) -> None:
        """Two classes, one completed with certificates."""
        for n, (occupation, level) in enumerate(COURSES):
            begin = date(self.year, 4 + 5 * n, 10)
            course = self.row(
                m.VocationalClass,
                occupation=occupation,
                level=level,
                provider=f"Trung tâm Giáo dục nghề nghiệp {EXAMPLE}",
                seats=20,
                from_on=begin,
                to_on=begin + timedelta(days=80),
                search_text=fold(f"{occupation}, Trung tâm Giáo dục nghề nghiệp {EXAMPLE}"),
            )
            course.save()
            m.Enrolment.objects.bulk_create(
                self._learner(course, person, n, place) for place, person in enumerate(people[n * 5 : n * 5 + 5])
            )

    def _may_learn(self, person: Member) -> bool:
        return bool(self.classes.get(person.household_id, frozenset()) & TRAINED_CLASSES)

    def _learner(self, course: m.VocationalClass, person: Member, n: int, place: int) -> m.Enrolment:
        named = self._may_learn(person)
        result = {"state": "completed"} if place < LAST else {"state": "dropped", "drop_reason": "Ốm dài ngày"}
        ended = {**result, "ended_on": course.to_on} if n == 0 else {}
        paper = {"certificate_number": f"{place + 1:02d}/VD", "certificate_on": course.to_on} if n == 0 and place < LAST - 1 else {}
        return self.row(
            m.Enrolment,
            vocational_class=course,
            member=person,
            enrolled_on=course.from_on,
            is_eligible=named,
            override_reason="" if named else f"Lớp còn chỗ, Ban Chỉ đạo đồng ý {EXAMPLE}",
            **ended,
            **paper,
        )

    def write_models(self, people: list[Member]) -> None:
        """Three models, the third one repeats the first."""
        first = None
        for n, (name, kind) in enumerate(MODELS):
            model = self.row(
                m.LivelihoodModel,
                name=f"{name} {EXAMPLE}",
                kind=kind,
                is_group=True,
                place=f"Tổ dân phố {EXAMPLE}",
                leader=people[n % len(people)],
                priority="woman" if people[n % len(people)].sex == "female" else "",
                copy_of=first if n == len(MODELS) - 1 else None,
                state="running",
                proposed_on=date(self.year, 2, 1),
                approved_on=date(self.year, 2, 20),
                started_on=date(self.year, 3, 5 + n),
                decision=f"{20 + n}/QĐ-UBND",
                search_text=fold(name),
            )
            model.save()
            first = first or model
            self._inside(model, people[n * 4 : n * 4 + 4])

    def _inside(self, model: m.LivelihoodModel, people: list[Member]) -> None:
        homes = list({person.household_id: person.household for person in people}.values())
        start = model.started_on or model.proposed_on
        m.ModelParticipant.objects.bulk_create(self._part(model, home, start) for home in homes)
        m.ModelInput.objects.create(
            ward=self.ward,
            recorded_by=self.by,
            model=model,
            item="Giống, vật tư ban đầu",
            quantity=len(homes),
            unit="bộ",
            value_dong=4_000_000 * len(homes),
            given_on=start + timedelta(days=7),
            source=f"Quỹ Vì người nghèo {EXAMPLE}",
        )
        m.ModelIncome.objects.bulk_create(
            self.row(
                m.ModelIncome,
                model=model,
                household=home,
                moment=moment,
                asked_on=on,
                source="Hỏi tại hộ",
                amount_dong=(1_200_000 if moment == "before" else 1_600_000) + 50_000 * self.random.randint(0, 6),
            )
            for home in homes
            for moment, on in (("before", start), ("after", date(self.year, 10, 15)))
        )

    def _part(self, model: m.LivelihoodModel, home: Household, start: date) -> m.ModelParticipant:
        named = bool(self.classes.get(home.pk, frozenset()) & JOB_CLASSES)
        reason = "" if named else f"Hộ góp đất làm mô hình, Ban Chỉ đạo đồng ý {EXAMPLE}"
        part: m.ModelParticipant = self.row(
            m.ModelParticipant, model=model, household=home, from_on=start, is_eligible=named, override_reason=reason
        )
        return part

    def write_groups(self, people: list[Member]) -> None:
        """One production group with a contract, a season and a training."""
        group = self.row(
            m.ProductionGroup,
            name=f"Tổ nuôi rong nho {EXAMPLE}",
            product="Rong nho",
            area=f"Khu bãi triều {EXAMPLE}",
            area_m2=4500,
            founded_on=date(self.year, 1, 20),
            search_text=fold(f"Tổ nuôi rong nho {EXAMPLE}"),
        )
        group.save()
        homes = {person.household_id for person in people}
        m.GroupMember.objects.bulk_create(
            self.row(m.GroupMember, group=group, household_id=home, from_on=group.founded_on) for home in sorted(homes)
        )
        self.row(
            m.LinkageContract,
            group=group,
            buyer="Công ty Ví Dụ Biển",
            product="Rong nho tươi",
            quantity=12,
            unit="tấn",
            from_on=date(self.year, 3, 1),
            to_on=date(self.year, 12, 31),
            number=f"01/HĐ {EXAMPLE}",
        ).save()
        self.row(
            m.SeasonResult,
            group=group,
            season="Vụ xuân hè",
            ended_on=date(self.year, 7, 15),
            quantity=5,
            unit="tấn",
            revenue_dong=250_000_000,
        ).save()
        self.row(
            m.GroupTraining, group=group, topic="Kỹ thuật thu hoạch, sơ chế", held_on=date(self.year, 4, 18), n_attended=len(homes)
        ).save()

    def write_loans(self, people: list[Member]) -> None:
        """Loans in every standing, one of them misused, and one confirmation."""
        starts = (date(self.year - 3, 5, 10), date(self.year - 1, 12, 5), date(self.year, 3, 20), date(self.year - 3, 12, 15))
        for n, person in enumerate(people[:10]):
            begin = starts[n % len(starts)]
            loan = self.row(
                m.Loan,
                household=person.household,
                borrower=person,
                programme="ho_ngheo" if n % 2 else "ho_can_ngheo",
                amount_dong=20_000_000 + 10_000_000 * (n % 4),
                disbursed_on=begin,
                due_on=begin.replace(year=begin.year + 3),
                purpose="Mua ngư cụ, vật tư sản xuất",
                trust_organisation="phu_nu" if n % 2 else "nong_dan",
                savings_group=f"Tổ TK&VV {EXAMPLE}",
                source=f"Danh sách của phòng giao dịch {EXAMPLE}",
            )
            loan.save()
            if n % 3 == 0:
                self.row(
                    m.LoanBalance, loan=loan, on=date(self.year, 9, 30), outstanding_dong=loan.amount_dong // 2, source="Sổ của tổ"
                ).save()
            self.row(
                m.LoanUseCheck,
                loan=loan,
                on=date(self.year, 6, 12),
                is_right=n != 1,
                finding="Đã mua vật tư" if n != 1 else "Dùng để trả nợ khác",
                checked_by=f"Cán bộ Hội {EXAMPLE}",
            ).save()


def write_livelihoods(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """Work, training, models, groups and loans."""
    LivelihoodWriter(random, writer, people["canbo"], year).write()
