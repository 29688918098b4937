"""The register in Django's admin: stored columns only, joined, nothing computed per row – easier work than the product's list."""

from django.contrib import admin
from django.http import HttpRequest

from households.models import Household


class OpenSite(admin.AdminSite):
    """Everyone who has signed in may look; the product's people have no ``is_staff``."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class HouseholdAdmin(admin.ModelAdmin):
    """Fifty rows of eight columns, search by name, as the documentation of the admin advises."""

    list_display = ("code", "head_name", "group", "address", "area_type", "poverty_causes", "lacks_labour", "created_at")
    list_select_related = ("group",)
    list_per_page = 50
    search_fields = ("head_name",)
    ordering = ("head_sort_key", "code")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


site = OpenSite()
site.register(Household, HouseholdAdmin)
