"""Application registration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Nhật ký."""

    name = "camphucnam.audit"
    label = "audit"
    verbose_name = "Nhật ký"
