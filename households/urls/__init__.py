"""Addresses of this application."""

from django.urls import URLPattern

from households.urls import imports

app_name = "households"
urlpatterns: list[URLPattern] = [*imports.urlpatterns]
