"""Application registration."""

from django.apps import AppConfig


class WelfareConfig(AppConfig):
    """Chính sách an sinh."""

    name = "welfare"
    verbose_name = "Chính sách an sinh"
