"""Addresses of this application."""

from django.urls import path

from livelihoods.views import credit, fairs, household, initiatives, jobs, training
from livelihoods.views.catalogue import BOOK
from registers.views.entries import entries_of

entries = entries_of(BOOK)

app_name = "livelihoods"
urlpatterns = [
    path("viec-lam/nguoi-tim-viec/", jobs.seekers, name="seekers"),
    path("viec-lam/nguoi-tim-viec/<int:pk>/", jobs.seeker, name="seeker"),
    path("viec-lam/vi-tri/", jobs.vacancies, name="vacancies"),
    path("viec-lam/vi-tri/<int:pk>/", jobs.vacancy, name="vacancy"),
    path("viec-lam/da-nhan-viec/", jobs.placements, name="placements"),
    path("viec-lam/nuoc-ngoai/", jobs.abroad_list, name="abroad_list"),
    path("viec-lam/nuoc-ngoai/<int:pk>/", jobs.abroad, name="abroad"),
    path("viec-lam/phien-giao-dich/", fairs.fairs, name="fairs"),
    path("viec-lam/phien-giao-dich/<int:pk>/", fairs.fair, name="fair"),
    path("viec-lam/phien-giao-dich/cua-hoat-dong/<int:pk>/", fairs.fair_of, name="fair_of"),
    path("viec-lam/ban-tin/", fairs.bulletins, name="bulletins"),
    path("viec-lam/ban-tin/<int:pk>/", fairs.bulletin, name="bulletin"),
    path("viec-lam/ban-tin/<int:pk>/tep/", fairs.bulletin_file, name="bulletin_file"),
    path("hoc-nghe/lop/", training.classes, name="classes"),
    path("hoc-nghe/lop/<int:pk>/", training.class_page, name="class"),
    path("sinh-ke/mo-hinh/", initiatives.models, name="models"),
    path("sinh-ke/mo-hinh/<int:pk>/", initiatives.model, name="model"),
    path("sinh-ke/to-san-xuat/", initiatives.groups, name="groups"),
    path("sinh-ke/to-san-xuat/<int:pk>/", initiatives.group, name="group"),
    path("tin-dung/mon-vay/", credit.loans, name="loans"),
    path("tin-dung/mon-vay/<int:pk>/", credit.loan, name="loan"),
    path("tin-dung/xac-nhan/", credit.confirmations, name="confirmations"),
    path("tin-dung/xac-nhan/<int:pk>/", credit.confirmation, name="confirmation"),
    path("tin-dung/xac-nhan/<int:pk>/ban-in/", credit.confirmation_pdf, name="confirmation_pdf"),
    path("so-sinh-ke/ghi/<slug:word>/", entries.add, name="add"),
    path("so-sinh-ke/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("so-sinh-ke/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("so-sinh-ke/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
    path("ho/<str:code>/sinh-ke/", household.livelihoods, name="household"),
]
