"""Application registration."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Kinh phí và hỗ trợ."""

    name = "support"
    verbose_name = "Kinh phí và hỗ trợ"
