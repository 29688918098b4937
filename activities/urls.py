"""Addresses of this application."""

from django.urls import path

from activities.views import activities, cadres, information, participants
from activities.views.catalogue import BOOK
from registers.views.entries import entries_of

entries = entries_of(BOOK)

app_name = "activities"
urlpatterns = [
    path("hoat-dong/", activities.activity_list, name="list"),
    path("hoat-dong/<int:pk>/", activities.activity_page, name="activity"),
    path("hoat-dong/<int:pk>/diem-danh/", participants.attendance, name="attendance"),
    path("hoat-dong/<int:pk>/dan-danh-sach/", participants.add_list, name="add_list"),
    path("hoat-dong/<int:pk>/danh-sach-ky/", participants.sheet, name="sheet"),
    path("hoat-dong/tep/<int:pk>/", participants.activity_file, name="file"),
    path("truyen-thanh/", information.stations, name="stations"),
    path("truyen-thanh/<int:pk>/", information.station, name="station"),
    path("ket-noi-vien-thong/", information.connections, name="connections"),
    path("can-bo-giam-ngheo/", cadres.cadres, name="cadres"),
    path("can-bo-giam-ngheo/<int:pk>/", cadres.cadre, name="cadre"),
    path("so-hoat-dong/ghi/<slug:word>/", entries.add, name="add"),
    path("so-hoat-dong/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("so-hoat-dong/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("so-hoat-dong/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
]
