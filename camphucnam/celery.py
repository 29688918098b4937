"""The Celery application: a nudge only. What must be done is written in Job rows (camphucnam.jobs)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
app = Celery("camphucnam")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep-jobs": {"task": "camphucnam.jobs.tasks.sweep", "schedule": 10.0},
    "prune-forms-and-sessions": {"task": "camphucnam.ui.tasks.prune", "schedule": 6 * 3600.0},
    "forget-stray-uploads": {"task": "households.tasks.forget_stray_uploads", "schedule": 6 * 3600.0},
    "forget-stray-files": {"task": "camphucnam.files.tasks.forget_stray_files", "schedule": 6 * 3600.0},
    "run-daily-duties": {"task": "reports.tasks.run_daily_duties", "schedule": 300.0},
}
