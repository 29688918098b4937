"""Addresses of this application."""

from django.urls import URLPattern

app_name = "support"
urlpatterns: list[URLPattern] = []
