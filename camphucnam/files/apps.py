"""Application registration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Tệp minh chứng."""

    name = "camphucnam.files"
    verbose_name = "Tệp minh chứng"
