"""Addresses of this application."""

from django.urls import URLPattern

app_name = "livelihoods"
urlpatterns: list[URLPattern] = []
