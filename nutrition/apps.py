"""Application registration."""

from django.apps import AppConfig


class NutritionConfig(AppConfig):
    """Dinh dưỡng."""

    name = "nutrition"
    verbose_name = "Dinh dưỡng"
