"""Inspection and supervision of the demonstration year. Every name and every finding is invented."""

from datetime import date
from random import Random
from typing import Any

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months
from camphucnam.kernel.text import fold
from camphucnam.office.demo.register import RegisterWriter
from households.models import Household
from oversight import models as m
from oversight.rules import periods
from oversight.rules.words import FindingKind, Judgement, OversightKind, Verdict
from oversight.selectors.results import oversight_results
from oversight.services.evaluation import frozen
from programs.models import Agency, Policy, SubProject
from registers.models import Kept

# kind, what, period, code, agency, month of the visit (0: not held)
PLANNED = (
    (OversightKind.INSPECTION, "Kiểm tra việc rà soát hộ nghèo, hộ cận nghèo ở tổ dân phố", "t03", "DA6.TDA2", "LDTBXH", 3),
    (OversightKind.INSPECTION, "Kiểm tra mô hình giảm nghèo đã hỗ trợ", "q2", "DA2", "LDTBXH", 5),
    (OversightKind.SUPERVISION, "Giám sát việc cấp thẻ bảo hiểm y tế cho hộ nghèo", "t06", "CS2", "MTTQ", 6),
    (OversightKind.INSPECTION, "Kiểm tra hỗ trợ nhà ở cho hộ nghèo", "q3", "CS5", "DCDT", 0),
    (OversightKind.SUPERVISION, "Giám sát việc bình xét hộ vay vốn chính sách", "t09", "CS1", "MTTQ", 0),
    (OversightKind.INSPECTION, "Kiểm tra kết quả thực hiện kế hoạch năm", "q4", "DA6.TDA2", "LDTBXH", 0),
)
FINDINGS = (
    (FindingKind.GOOD, "Hồ sơ rà soát đầy đủ, niêm yết công khai (ví dụ)."),
    (FindingKind.SHORTCOMING, "Phiếu rà soát ghi thiếu ngày (ví dụ)."),
    (FindingKind.WRONG_BENEFICIARY, "Hộ đủ điều kiện nhưng chưa có trong danh sách hỗ trợ (ví dụ)."),
)
SEEN = ("Đúng như hồ sơ (ví dụ)", "Nhà xuống cấp (ví dụ)", "Đã nhận đủ hỗ trợ (ví dụ)")
# agency, text, months until due, answered, verdict
ASKED = (
    ("LDTBXH", "Bổ sung ngày vào các phiếu rà soát còn thiếu (ví dụ).", 1, True, Verdict.ACCEPTED),
    ("TYT", "Rà lại danh sách người được cấp thẻ bảo hiểm y tế (ví dụ).", 1, False, ""),
    ("TCKH", "Đối chiếu chứng từ hỗ trợ mô hình (ví dụ).", 2, True, ""),
    ("VHTT", "Niêm yết danh sách hộ được hỗ trợ tại nhà văn hóa tổ (ví dụ).", 1, True, Verdict.RETURNED),
)


class OversightWriter:
    """Writes the plan of inspection with its visits, recommendations and an evaluation."""

    def __init__(self, random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
        self.random = random
        self.ward, self.groups, self.people, self.by, self.year = writer.ward, list(writer.groups), people, people["canbo"], year
        followed = [row.pk for home, row in writer.rows_by_home() if home.steps and home.left_on is None]
        self.homes = list(Household.objects.filter(pk__in=followed).order_by("code")[:8])
        self.agencies = {row.code: row for row in Agency.objects.in_ward(self.ward.pk)}
        self.subprojects = {row.code: row for row in SubProject.objects.in_ward(self.ward.pk).order_by("pk")}
        self.policies = {row.code: row for row in Policy.objects.in_ward(self.ward.pk).order_by("pk")}

    def row(self, table: type[Kept], /, by: User | None = None, **fields: Any) -> Any:
        """A row of the ward, not yet written."""
        return table(ward=self.ward, recorded_by=by or self.by, **fields)

    def write(self) -> None:
        """Everything."""
        items = m.PlanItem.objects.bulk_create(self._item(*line) for line in PLANNED)
        for row, (_, _, _, code, _, _) in zip(items, PLANNED, strict=True):
            if code in self.subprojects:
                row.subprojects.add(self.subprojects[code])
            elif code in self.policies:
                row.policies.add(self.policies[code])
            row.groups.set(self.groups[:2])
        held = [(row, line[5]) for row, line in zip(items, PLANNED, strict=True) if line[5]]
        visits = m.Visit.objects.bulk_create(self._visit(row, month) for row, month in held)
        self._homes(visits)
        findings = m.Finding.objects.bulk_create(self._finding(visits[0], *line) for line in FINDINGS)
        asked = m.Recommendation.objects.bulk_create(self._asked(n, visits, findings) for n in range(len(ASKED)))
        self._answers(asked)
        self._evaluations()

    def _item(self, kind: OversightKind, subject: str, period: str, code: str, agency: str, month: int) -> m.PlanItem:
        first, last = periods.days_of(self.year, period)
        return self.row(
            m.PlanItem, kind=kind, subject=subject, search_text=fold(subject), target="Hộ nghèo, hộ cận nghèo (ví dụ)",
            planned_from_on=first, planned_to_on=last, agency=self.agencies[agency],
        )  # fmt: skip

    def _visit(self, item: m.PlanItem, month: int) -> m.Visit:
        return self.row(
            m.Visit, item=item, kind=item.kind, subject=item.subject, search_text=item.search_text, held_on=date(self.year, month, 15),
            agency=item.agency, participants="Cán bộ Ví Dụ 01; tổ trưởng Ví Dụ 01; đại diện Mặt trận Ví Dụ", group=self.groups[0],
            place="Nhà sinh hoạt cộng đồng (ví dụ)",
            minutes="Đoàn nghe tổ dân phố báo cáo, xem hồ sơ và thăm một số hộ (ví dụ).\nHộ được thăm nắm được chính sách (ví dụ).",
        )  # fmt: skip

    def _homes(self, visits: list[m.Visit]) -> None:
        m.VisitHousehold.objects.bulk_create(
            self.row(m.VisitHousehold, visit=visit, household=home, seen=self.random.choice(SEEN))
            for k, visit in enumerate(visits)
            for home in self.homes[k * 2 : k * 2 + 4]
        )

    def _finding(self, visit: m.Visit, kind: FindingKind, text: str) -> m.Finding:
        home = self.homes[0] if kind is FindingKind.WRONG_BENEFICIARY and self.homes else None
        kept = kind if home or kind is not FindingKind.WRONG_BENEFICIARY else FindingKind.SHORTCOMING
        return self.row(m.Finding, visit=visit, kind=kept, text=text, household=home)

    def _asked(self, n: int, visits: list[m.Visit], findings: list[m.Finding]) -> m.Recommendation:
        agency, text, months, _, _ = ASKED[n]
        visit = visits[n % len(visits)]
        return self.row(
            m.Recommendation, visit=visit, finding=findings[1] if not n else None, agency=self.agencies[agency], text=text,
            issued_on=visit.held_on, due_on=add_months(visit.held_on, months),
        )  # fmt: skip

    def _answers(self, asked: list[m.Recommendation]) -> None:
        speakers = {"TYT": "tramyte", "TCKH": "taichinh", "VHTT": "vanhoa"}
        rows = []
        for row, (agency, _, _, answered, verdict) in zip(asked, ASKED, strict=True):
            answered_on = add_months(row.issued_on, 1)
            judged = {"judged_on": add_months(answered_on, 1), "judged_by": self.by} if verdict else {}
            note = "Niêm yết thêm ở bảng tin của tổ (ví dụ)." if verdict == Verdict.RETURNED else ""
            if answered:
                by = self.people[speakers.get(agency, "canbo")]
                text = "Đơn vị đã thực hiện theo kiến nghị (ví dụ)."
                rows.append(
                    self.row(
                        m.Answer, by, recommendation=row, answered_on=answered_on, text=text, verdict=verdict, verdict_note=note, **judged
                    )
                )
        m.Answer.objects.bulk_create(rows)
        m.Reminder.objects.bulk_create(
            [self.row(m.Reminder, recommendation=asked[1], on=add_months(asked[1].due_on, 1), how="Gọi điện cho đầu mối (ví dụ)")]
        )

    def _evaluations(self) -> None:
        part = self.subprojects["DA6.TDA2"]
        m.Evaluation.objects.bulk_create(
            [
                self.row(
                    m.Evaluation, year=self.year, code=part.code, name=part.name, assigned="Kiểm tra, giám sát theo kế hoạch năm (ví dụ).",
                    reached="Đã thực hiện 3 trong 6 nội dung (ví dụ).", figures_to_on=date(self.year, 12, 31), judgement=Judgement.PARTLY,
                    figures=frozen(oversight_results(self.ward.pk, date(self.year, 1, 1), date(self.year, 12, 31))),
                    conclusion="Cần thực hiện nốt các nội dung còn lại (ví dụ).",
                )
            ]
        )  # fmt: skip


def write_oversight(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """The registers of oversight of the demonstration year."""
    OversightWriter(random, writer, people, year).write()
