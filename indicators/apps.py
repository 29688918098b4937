"""Application registration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Chỉ tiêu."""

    name = "indicators"
    verbose_name = "Chỉ tiêu"
