"""Who speaks for each agency in the demonstration, what they noted, and what passed between them and the officer."""

from datetime import UTC, date, datetime

from camphucnam.accounts.models import User, Ward
from programs.models import (
    Agency,
    AgencyMembership,
    Assignment,
    AssignmentComment,
    AssignmentNudge,
    AssignmentPartner,
    ProgressNote,
)
from programs.rules.words import AssignmentState, Rhythm

# agency, state, month and day, what was noted
NOTES = (
    ("TYT", AssignmentState.IN_PROGRESS, (3, 14), "Đã lập kế hoạch khám sức khỏe cho người thuộc hộ nghèo, hộ cận nghèo (ví dụ)."),
    ("TYT", AssignmentState.DONE, (11, 28), "Đã khám, tư vấn tại trạm và tại nhà cho người thuộc hộ nghèo, hộ cận nghèo (ví dụ)."),
    ("TRUONG", AssignmentState.IN_PROGRESS, (9, 15), "Đã rà soát học sinh thuộc hộ nghèo, hộ cận nghèo đầu năm học (ví dụ)."),
    ("VHTT", AssignmentState.IN_PROGRESS, (5, 22), "Phát tin trên đài truyền thanh phường mỗi tuần hai buổi (ví dụ)."),
    ("TCKH", AssignmentState.IN_PROGRESS, (4, 28), "Đang tổng hợp nhu cầu kinh phí của các bộ phận (ví dụ)."),
    ("DCDT", AssignmentState.BLOCKED, (8, 10), "Chưa có nguồn hỗ trợ nhà ở trong năm, đã đề nghị Quỹ Vì người nghèo (ví dụ)."),
    ("TPHT", AssignmentState.IN_PROGRESS, (6, 12), "Đã niêm yết thông tin trợ giúp pháp lý miễn phí tại trụ sở (ví dụ)."),
    ("MTTQ", AssignmentState.IN_PROGRESS, (10, 17), "Đã phát động tháng cao điểm Vì người nghèo (ví dụ)."),
    ("LDTBXH", AssignmentState.IN_PROGRESS, (9, 5), "Đã tham mưu kế hoạch rà soát hộ nghèo, hộ cận nghèo cuối năm (ví dụ)."),
    ("BCD", AssignmentState.IN_PROGRESS, (6, 20), "Ban Chỉ đạo đã họp sơ kết sáu tháng đầu năm (ví dụ)."),
)
# assignment, rhythm, (first) due day, partner agencies
TERMS = (
    ("TCKH.1", Rhythm.QUARTERLY, (6, 15), ()),
    ("DCDT.1", Rhythm.ONCE, (9, 30), ("MTTQ", "TDP")),
    ("TYT.2", Rhythm.QUARTERLY, (9, 15), ("TDP",)),
    ("VHTT.1", Rhythm.MONTHLY, (5, 31), ("TDP", "MTTQ")),
    ("TRUONG.1", Rhythm.ONCE, (12, 31), ("TDP",)),
    ("MTTQ.3", Rhythm.ONCE, (11, 18), ()),
)
COMMENTS = (
    ("DCDT.1", "canbo", (8, 14), "Đề nghị gửi danh sách hộ cần sửa nhà trước khi họp Ban Chỉ đạo (ví dụ)."),
    ("DCDT.1", "mattran", (8, 16), "Quỹ Vì người nghèo đang xét hai trường hợp (ví dụ)."),
    ("VHTT.1", "uyvien", (6, 5), "Nên phát thêm vào buổi chiều (ví dụ)."),
)
NUDGES = (("TCKH.1", (10, 2), "Chưa thấy tổng hợp của quý III (ví dụ)"), ("DCDT.1", (10, 9), ""))


def write_progress(ward: Ward, speakers: dict[str, User], people: dict[str, User], year: int) -> None:
    """Memberships of the speakers, and the notes on the first assignment of each agency; only for a year with a plan."""
    agencies = {agency.code: agency for agency in Agency.objects.filter(ward=ward)}
    for code, user in speakers.items():
        if code in agencies:
            AgencyMembership.objects.create(user=user, agency=agencies[code], from_on=date(year - 2, 1, 1), is_lead_contact=True)
    for code, state, (month, day), text in NOTES:
        assignment = Assignment.objects.filter(plan__ward=ward, plan__year=year, agency__code=code).order_by("order").first()
        if assignment is None or code not in speakers:
            continue
        at = datetime(year, month, day, 2, 0, tzinfo=UTC)
        ProgressNote.objects.create(assignment=assignment, text=text, state=state, by=speakers[code], at=at)
        Assignment.objects.filter(pk=assignment.pk).update(state=state, state_at=at, version=assignment.version + 1)
    _write_exchange(ward, people, year)


def _at(year: int, month_and_day: tuple[int, int]) -> datetime:
    return datetime(year, *month_and_day, 2, 0, tzinfo=UTC)


def _write_exchange(ward: Ward, people: dict[str, User], year: int) -> None:
    """Due days, partners, comments and reminders; invented, like everything here."""
    assignments = {row.code: row for row in Assignment.objects.filter(plan__ward=ward, plan__year=year)}
    agencies = {agency.code: agency for agency in Agency.objects.filter(ward=ward)}
    for code, rhythm, day, partners in TERMS:
        if code in assignments:
            changes = {"rhythm": rhythm, "due_on": date(year, *day), "due_source": "Ví dụ, không có trong kế hoạch"}
            Assignment.objects.filter(pk=assignments[code].pk).update(**changes)
            AssignmentPartner.objects.bulk_create(
                AssignmentPartner(assignment=assignments[code], agency=agencies[name]) for name in partners
            )
    AssignmentComment.objects.bulk_create(
        AssignmentComment(assignment=assignments[code], by=people[name], at=_at(year, day), text=text)
        for code, name, day, text in COMMENTS
        if code in assignments
    )
    AssignmentNudge.objects.bulk_create(
        AssignmentNudge(assignment=assignments[code], by=people["canbo"], at=_at(year, day), on=date(year, *day), text=text)
        for code, day, text in NUDGES
        if code in assignments
    )
