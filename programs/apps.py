"""Application registration."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Kế hoạch."""

    name = "programs"
    verbose_name = "Kế hoạch"
