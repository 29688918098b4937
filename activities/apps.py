"""Application registration."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Hoạt động."""

    name = "activities"
    verbose_name = "Hoạt động"
