"""Reminders: in the application always, by e-mail where a server is configured; each one once, missed ones caught up."""

import logging
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from reports.models import Notice, Reminder, ReportingPeriod
from reports.rules.calendar import load_calendar
from reports.rules.deadlines import reminder_days
from reports.rules.states import PeriodState
from reports.selectors.owing import Owing, who_owes

log = logging.getLogger(__name__)
LIVE = (PeriodState.OPEN, PeriodState.LATE)
# A letter that a stopped worker took along is tried again after this time.
MAIL_PATIENCE = timedelta(minutes=30)


def sentence(owing: Owing, due: date, today: date) -> str:
    """``Báo cáo Quý II/2026: hạn nộp nội bộ 19/06/2026, còn 2 ngày.``"""
    left = (due - today).days
    when = f"còn {left} ngày" if left > 0 else "hạn là hôm nay" if left == 0 else f"đã quá hạn {-left} ngày"
    return f"{owing.what}: hạn nộp nội bộ {format_dmy(due)}, {when}."


def _url(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def _remind(period: ReportingPeriod, owing: Owing, offsets: list[int], today: date) -> Reminder | None:
    """One notice for everything that is due now. A reminder that was sent already is left alone."""
    try:
        with transaction.atomic():
            rows = [Reminder.objects.create(period=period, user=owing.user, offset=offset) for offset in offsets]
            newest = rows[-1]
            text = sentence(owing, period.internal_due, today)
            newest.notice = Notice.objects.create(ward=period.ward, user=owing.user, text=text, url=_url(owing.page))
            newest.save(update_fields=["notice"])
    except IntegrityError:  # another scheduler was faster
        return None
    return newest


def reminders_send(ward: Ward, since: date, today: date) -> int:
    """Send every reminder whose day has come, to those who owe something; the number of notices.

    Reminders of days before ``since``, when nobody looked after the ward yet, are not sent any more.
    """
    sent = 0
    for period in ReportingPeriod.objects.in_ward(ward.pk).filter(state__in=LIVE).select_related("ward"):
        days = reminder_days(period.internal_due, load_calendar().reminder_offsets)
        due = sorted(offset for offset, day in days.items() if since <= day <= today)
        if not due:
            continue
        done = set(Reminder.objects.filter(period=period, offset__in=due).values_list("user_id", "offset"))
        for owing in who_owes(period, today):
            offsets = [offset for offset in due if (owing.user.pk, offset) not in done]
            if offsets and _remind(period, owing, offsets, today):
                sent += 1
    return sent


def mails_send(ward: Ward) -> int:
    """Send the reminders by e-mail that were not sent yet; nothing where no mail server is configured."""
    if not settings.EMAIL_HOST:
        return 0
    now = timezone.now()
    rows = Reminder.objects.in_ward(ward.pk).filter(notice__isnull=False, mailed_at__isnull=True).exclude(user__email="")
    fresh = rows.filter(created_at__gte=now - timedelta(days=1)).select_related("user", "notice")
    return sum(_mail(row) for row in fresh.order_by("pk"))


def _mail(row: Reminder) -> bool:
    """Take the letter by compare-and-set, then send it, so that two schedulers do not send it twice."""
    now = timezone.now()
    free = Reminder.objects.filter(pk=row.pk, mailed_at__isnull=True).exclude(mail_taken_at__gte=now - MAIL_PATIENCE)
    if row.notice is None or not free.update(mail_taken_at=now):
        return False
    try:
        send_mail("Nhắc nộp báo cáo giảm nghèo", row.notice.text, settings.DEFAULT_FROM_EMAIL, [row.user.email])
    except (SMTPException, OSError):
        log.warning("reminder %s not mailed", row.pk, exc_info=True)
        return False
    Reminder.objects.filter(pk=row.pk).update(mailed_at=timezone.now())
    return True


def notice_put_away(notice: Notice, *, by: User) -> None:
    """The person has read it."""
    Notice.objects.visible_to(by).filter(pk=notice.pk, read_at__isnull=True).update(read_at=timezone.now())
