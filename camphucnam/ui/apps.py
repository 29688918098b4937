"""Application registration."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Giao diện."""

    name = "camphucnam.ui"
    label = "ui"
    verbose_name = "Giao diện"
