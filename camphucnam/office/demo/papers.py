"""Reports in work: every period of the year opened, the yearly one half written, the 6-month one waiting for a signature."""

from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.periods import PeriodKind, periods_of
from reports.services.drafting import draft_send, narrative_save
from reports.services.issuing import built_to_show
from reports.services.periods import draft_of, period_open

TEXTS = {
    "I": "Ban Chỉ đạo giảm nghèo phường đã họp định kỳ, phân công từng thành viên phụ trách tổ dân phố (ví dụ).",
    "III.1": "Các đơn vị phối hợp chặt chẽ; tổ trưởng báo kịp thời các biến cố của hộ (ví dụ).",
    "III.2": "Một số nội dung chưa có nguồn kinh phí nên chưa thực hiện (ví dụ).",
    "IV": "Tiếp tục rà soát thường xuyên; ưu tiên hộ sắp hết thời hạn 36 tháng (ví dụ).",
}


def write_papers(ward: Ward, officer: User, year: int) -> None:
    """Opened by the officer; the figures are those of the register."""
    today = timezone.localdate()
    for period in periods_of(year):
        if period.last_day >= today:
            continue
        draft = draft_of(period_open(ward, period, by=officer, today=today))
        if period.kind is PeriodKind.ANNUAL:
            for section, text in TEXTS.items():
                narrative_save(draft, section, text, version=0, by=officer)
        if period.kind is PeriodKind.HALF_YEAR:
            narrative_save(draft, "I", TEXTS["I"], version=0, by=officer)
            draft.refresh_from_db()
            draft_send(draft, built_to_show(draft), version=draft.version, by=officer)
