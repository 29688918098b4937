"""Who speaks for each agency in the demonstration, and what they noted during the year."""

from datetime import UTC, date, datetime

from camphucnam.accounts.models import User, Ward
from programs.models import Agency, AgencyMembership, Assignment, ProgressNote
from programs.rules.words import AssignmentState

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


def write_progress(ward: Ward, speakers: dict[str, User], year: int) -> None:
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
