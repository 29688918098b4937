"""Addresses of the log."""

from django.urls import path

from camphucnam.audit.views.log import log

app_name = "audit"
urlpatterns = [path("", log, name="log")]
