"""Application registration."""

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    """Hộ gia đình."""

    name = "households"
    verbose_name = "Hộ gia đình"
