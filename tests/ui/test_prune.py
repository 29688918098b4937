"""Housekeeping."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from camphucnam.celery import app
from camphucnam.ui import tasks


def test_sessions_that_are_over_are_forgotten(client_of, officer, leader):
    client_of(officer)
    client_of(leader)
    Session.objects.filter(pk=Session.objects.first().pk).update(expire_date=timezone.now() - timedelta(seconds=1))
    tasks.prune()
    assert Session.objects.count() == 1


def test_an_expired_session_opens_nothing(client_of, officer):
    client = client_of(officer)
    assert client.get("/mat-khau/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/mat-khau/").status_code == 302


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
