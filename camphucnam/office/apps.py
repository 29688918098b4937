"""Application registration."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Composition on top: first pages, reference data, the demonstration ward."""

    name = "camphucnam.office"
    label = "office"
    verbose_name = "Văn phòng"
