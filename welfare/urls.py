"""Addresses of this application."""

from django.urls import path

from registers.views.entries import entries_of
from welfare.views import rates
from welfare.views.catalogue import BOOK

entries = entries_of(BOOK)

app_name = "welfare"
urlpatterns = [
    path("an-sinh/muc-dinh-muc/", rates.rates, name="rates"),
    path("an-sinh/ghi/<slug:word>/", entries.add, name="add"),
    path("an-sinh/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("an-sinh/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("an-sinh/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
]
