"""Addresses of this application."""

from django.urls import path

from nutrition.views import children, giving, household, pregnancies, rounds
from nutrition.views.catalogue import BOOK
from registers.views.entries import entries_of

entries = entries_of(BOOK)

app_name = "nutrition"
urlpatterns = [
    path("dinh-duong/", children.children, name="children"),
    path("dinh-duong/nguoi/<int:pk>/", children.person, name="person"),
    path("dinh-duong/vitamin-a/", rounds.rounds, name="rounds"),
    path("dinh-duong/cho-uong/", giving.give, name="give"),
    path("dinh-duong/thai-ky/", pregnancies.pregnancies, name="pregnancies"),
    path("dinh-duong/thai-ky/<int:pk>/", pregnancies.pregnancy, name="pregnancy"),
    path("so-dinh-duong/ghi/<slug:word>/", entries.add, name="add"),
    path("so-dinh-duong/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("so-dinh-duong/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("so-dinh-duong/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
    path("ho/<str:code>/dinh-duong/", household.nutrition, name="household"),
]
