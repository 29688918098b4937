"""Addresses of this application."""

from django.urls import path

from registers.views.entries import entries_of
from welfare.views import assistance, batches, education, household, housing, insurance, legal, rates, relief
from welfare.views.catalogue import BOOK

entries = entries_of(BOOK)

app_name = "welfare"
urlpatterns = [
    path("an-sinh/muc-dinh-muc/", rates.rates, name="rates"),
    path("an-sinh/bao-hiem-y-te/", insurance.insurance, name="insurance"),
    path("an-sinh/bao-hiem-y-te/ly-do/<int:pk>/", insurance.insurance_reason, name="insurance_reason"),
    path("an-sinh/bao-hiem-y-te/dot/", batches.batches, name="batches"),
    path("an-sinh/bao-hiem-y-te/dot/<int:pk>/", batches.batch, name="batch"),
    path("an-sinh/bao-hiem-y-te/dot/<int:pk>/danh-sach/", batches.batch_sheet, name="batch_sheet"),
    path("an-sinh/bao-hiem-y-te/dot/<int:pk>/bang-tinh/", batches.batch_book, name="batch_book"),
    path("an-sinh/bao-tro-xa-hoi/", assistance.assistance, name="assistance"),
    path("an-sinh/bao-tro-xa-hoi/can-doi-chieu/", assistance.assistance_gaps, name="assistance_gaps"),
    path("an-sinh/bao-tro-xa-hoi/<int:pk>/", assistance.assistance_case, name="assistance_case"),
    path("an-sinh/giao-duc/", education.schooling, name="schooling"),
    path("an-sinh/giao-duc/ghi/<int:pk>/", education.schooling_note, name="schooling_note"),
    path("an-sinh/giao-duc/ho-tro/", education.school_supports, name="school_supports"),
    path("an-sinh/tro-giup-phap-ly/", legal.legal_aid, name="legal_aid"),
    path("an-sinh/tro-giup-phap-ly/<int:pk>/", legal.legal_aid_case, name="legal_aid_case"),
    path("an-sinh/nha-o/", housing.housing, name="housing"),
    path("an-sinh/nha-o/kho-khan/", housing.housing_wanting, name="housing_wanting"),
    path("an-sinh/nha-o/<int:pk>/", housing.housing_case, name="housing_case"),
    path("an-sinh/nha-o/tep/<int:pk>/", housing.housing_file, name="housing_file"),
    path("an-sinh/cuu-doi/", relief.relief, name="relief"),
    path("an-sinh/cuu-doi/<int:pk>/", relief.relief_round, name="relief_round"),
    path("an-sinh/cuu-doi/<int:pk>/danh-sach/", relief.relief_sheet, name="relief_sheet"),
    path("an-sinh/ho/<str:code>/", household.household_policies, name="household"),
    path("an-sinh/ghi/<slug:word>/", entries.add, name="add"),
    path("an-sinh/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("an-sinh/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("an-sinh/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
]
