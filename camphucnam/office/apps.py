"""Application registration."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class OfficeConfig(AppConfig):
    """Composition on top: first pages, working registers, reference data, the demonstration ward."""

    name = "camphucnam.office"
    label = "office"
    verbose_name = "Văn phòng"

    def ready(self) -> None:
        """Install the working registers in every process: pages, commands and workers count from the same ones."""
        import_string("camphucnam.office.registers.install")()
