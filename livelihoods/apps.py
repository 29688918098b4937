"""Application registration."""

from django.apps import AppConfig


class LivelihoodsConfig(AppConfig):
    """Sinh kế, việc làm."""

    name = "livelihoods"
    verbose_name = "Sinh kế, việc làm"
