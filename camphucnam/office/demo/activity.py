"""Events that leaders reported and progress that agencies noted in the demonstration year."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from camphucnam.accounts.models import User
from camphucnam.office.demo.register import RegisterWriter
from households.models import HouseholdEvent
from households.models.event import EventOutcome, EventState, Severity

EVENTS = (
    ("OM", Severity.SERIOUS, "Lao động chính ốm nặng, phải nằm viện dài ngày."),
    ("TT", Severity.URGENT, "Mái nhà tốc sau giông lốc, cần che chắn ngay."),
    ("ML", Severity.MODERATE, "Mất việc làm, thu nhập của hộ giảm."),
    ("TN", Severity.SERIOUS, "Tai nạn khi làm việc, chưa đi làm lại được."),
    ("SV", Severity.MODERATE, "Hộ có thêm trẻ mới sinh, chưa có thẻ bảo hiểm y tế."),
    ("PT", Severity.MODERATE, "Hỏng xe dùng để buôn bán hằng ngày."),
)
ANSWERS = {
    EventOutcome.SUPPORT: "Đã đề nghị hỗ trợ đột xuất từ Quỹ Vì người nghèo.",
    EventOutcome.REVIEW: "Đưa vào danh sách rà soát thường xuyên từ ngày 15.",
    EventOutcome.REFER: "Đã chuyển Trạm Y tế xem xét.",
}


def write_activity(random: Random, writer: RegisterWriter, people: dict[str, User], year: int) -> None:
    """About twenty events, most of them answered, the newest still open."""
    leaders = {writer.groups[n].pk: people[name] for n, name in enumerate(("totruong01", "totruong02")) if n < len(writer.groups)}
    near = [row for home, row in writer.rows_by_home() if home.steps and row.group_id in leaders and home.left_on is None]
    for number in range(min(20, len(near))):
        household = near[number]
        code, severity, text = EVENTS[number % len(EVENTS)]
        occurred = date(year, 1, 10) + timedelta(days=17 * number + random.randint(0, 6))
        reported = datetime(occurred.year, occurred.month, occurred.day, 2, 30, tzinfo=UTC) + timedelta(days=random.randint(0, 3))
        event = HouseholdEvent(
            household=household,
            type_code=code,
            occurred_on=occurred,
            severity=severity,
            description=text,
            reported_at=reported,
            reported_by=leaders[household.group_id],
        )
        if number < 15:
            event.state, event.outcome = EventState.ANSWERED, list(ANSWERS)[number % len(ANSWERS)]
            event.answer = ANSWERS[EventOutcome(event.outcome)]
            event.answered_at, event.answered_by = reported + timedelta(days=random.randint(1, 9)), people["canbo"]
        event.save()
