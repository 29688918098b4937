"""Addresses of this application."""

from django.urls import URLPattern

app_name = "activities"
urlpatterns: list[URLPattern] = []
