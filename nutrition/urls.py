"""Addresses of this application."""

from django.urls import URLPattern

app_name = "nutrition"
urlpatterns: list[URLPattern] = []
