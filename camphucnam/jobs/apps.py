"""Application registration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Việc chạy nền."""

    name = "camphucnam.jobs"
    label = "jobs"
    verbose_name = "Việc chạy nền"
