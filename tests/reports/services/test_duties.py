"""The scheduler's work: each period opened once, each reminder sent once, missed days caught up."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.kernel.periods import parse_period, periods_of
from programs.models import Assignment
from reports.models import DutyRun, Notice, Reminder, ReportDraft, ReportingPeriod
from reports.rules.states import DraftState, PeriodState
from reports.selectors.owing import who_owes
from reports.selectors.periods import duties_of
from reports.services.duties import duties_run
from reports.services.periods import period_open
from reports.services.reminding import mails_send
from reports.tasks import run_daily_duties
from tests.factories import person
from tests.programs.factories import join
from tests.reports.factories import load_plan


def walk(ward: Ward, first: date, last: date, step: int = 1) -> None:
    day = first
    while day <= last:
        duties_run(ward, day)
        day += timedelta(days=step)


def test_a_year_opens_every_period_once_and_reminds_three_times_each(ward: Ward, officer: User) -> None:
    walk(ward, date(2026, 1, 1), date(2026, 12, 31), step=2)
    rows = ReportingPeriod.objects.in_ward(ward.pk)
    assert {row.period for row in rows} == set(periods_of(2026))
    assert Reminder.objects.count() == Notice.objects.count() == 6 * 3
    assert all(row.state == PeriodState.LATE for row in rows)


def test_doing_a_day_twice_does_no_harm(ward: Ward, officer: User) -> None:
    for _ in range(3):
        walk(ward, date(2026, 6, 10), date(2026, 6, 13))
    assert Notice.objects.filter(user=officer).count() == Reminder.objects.count()
    assert Reminder.objects.filter(period__kind="quarterly").count() == 1


def test_missed_days_are_caught_up_with_one_notice(ward: Ward, officer: User) -> None:
    duties_run(ward, date(2026, 6, 1))
    duties_run(ward, date(2026, 6, 18))
    period = ReportingPeriod.objects.get(kind="quarterly")
    assert sorted(Reminder.objects.filter(period=period).values_list("offset", flat=True)) == [-7, -2]
    notices = Notice.objects.filter(text__contains="quý II")
    assert [notice.text for notice in notices] == ["Báo cáo quý II năm 2026: hạn nộp nội bộ 19/06/2026, còn 1 ngày."]


def test_a_ward_that_begins_late_is_not_scolded_for_what_is_over(ward: Ward, officer: User) -> None:
    duties_run(ward, date(2026, 11, 23))
    assert {row.period.code for row in ReportingPeriod.objects.all()} == {"2026", "2026-Q4"}
    assert not Notice.objects.exists()


def test_an_open_period_becomes_late_after_its_last_day(ward: Ward, officer: User) -> None:
    walk(ward, date(2026, 6, 1), date(2026, 6, 19))
    period = ReportingPeriod.objects.get(kind="quarterly")
    assert period.state == PeriodState.OPEN
    duties_run(ward, date(2026, 6, 20))
    period.refresh_from_db()
    assert period.state == PeriodState.LATE
    assert Notice.objects.filter(text__contains="đã quá hạn 1 ngày").exists()


def test_an_issued_period_reminds_nobody(ward: Ward, officer: User) -> None:
    duties_run(ward, date(2026, 6, 1))
    ReportingPeriod.objects.update(state=PeriodState.ISSUED)
    walk(ward, date(2026, 6, 2), date(2026, 6, 30))
    assert not Notice.objects.exists()


def test_only_those_who_owe_are_reminded(
    ward: Ward, other_ward: Ward, officer: User, signer: User, committee: User, agency_member: User
) -> None:
    load_plan(ward)
    join(agency_member, ward, "TYT")
    outsider = person(ward, Role.AGENCY_MEMBER)
    period = period_open(ward, parse_period("2023-H1"), by=None, today=date(2023, 6, 1))
    assert {owing.user for owing in who_owes(period, date(2023, 6, 1))} == {officer, agency_member}
    lead = Assignment.objects.get(plan__ward=ward, kind="lead", agency__code="TYT")
    lead.notes.create(text="Đã tổ chức uống vitamin A", state="in_progress", by=agency_member, at="2023-05-01T02:00Z")
    assert {owing.user for owing in who_owes(period, date(2023, 6, 1))} == {officer}
    ReportDraft.objects.filter(period=period).update(state=DraftState.WAITING)
    assert {owing.user for owing in who_owes(period, date(2023, 6, 1))} == {signer}
    assert outsider not in {owing.user for owing in who_owes(period, date(2023, 6, 1))}


def test_letters_go_out_once_where_a_server_is_configured(ward: Ward, officer: User, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(pk=officer.pk).update(email="can.bo@example.vn")
    walk(ward, date(2026, 6, 11), date(2026, 6, 12))
    assert mail.outbox == []
    settings.EMAIL_HOST = "mail.example.vn"
    for _ in range(3):
        mails_send(ward)
    assert [letter.to for letter in mail.outbox] == [["can.bo@example.vn"]]
    assert "hạn nộp nội bộ" in mail.outbox[0].body


def test_a_letter_that_failed_is_tried_again(ward: Ward, officer: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_HOST = "mail.example.vn"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(pk=officer.pk).update(email="can.bo@example.vn")

    def down(*args: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr("reports.services.reminding.send_mail", down)
        walk(ward, date(2026, 6, 11), date(2026, 6, 12))
    assert Reminder.objects.filter(mailed_at__isnull=True).count() == 1
    Reminder.objects.update(mail_taken_at="2020-01-01T00:00Z")
    assert mails_send(ward) == 1


def test_due_days_do_not_move_when_the_calendar_does(ward: Ward, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = period_open(ward, parse_period("2026-Q2"), by=officer, today=date(2026, 6, 1))
    monkeypatch.setattr("reports.selectors.periods.load_holidays", lambda: {date(2026, 6, 19): None})
    again = period_open(ward, parse_period("2026-Q2"), by=officer, today=date(2026, 6, 2))
    assert (again.pk, again.internal_due) == (row.pk, date(2026, 6, 19))
    line = next(line for line in duties_of(ward, 2026, date(2026, 6, 2)) if line.period.code == "2026-Q2")
    assert line.days.internal_due == date(2026, 6, 19)


def test_a_duty_before_the_plan_does_not_apply(ward: Ward, officer: User) -> None:
    load_plan(ward)
    states = {line.period.code: line.state for line in duties_of(ward, 2023, date(2023, 5, 1))}
    assert states["2023-Q1"] is PeriodState.NOT_APPLICABLE
    assert states["2023-Q4"] is PeriodState.UPCOMING


def test_the_task_looks_after_every_ward(ward: Ward, other_ward: Ward) -> None:
    run_daily_duties()
    assert DutyRun.objects.count() == 2
