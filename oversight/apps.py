"""Application registration."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Giám sát, đánh giá."""

    name = "oversight"
    verbose_name = "Giám sát, đánh giá"
