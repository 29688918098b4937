"""Addresses of this application."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
