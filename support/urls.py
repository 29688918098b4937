"""Addresses of this application."""

from django.urls import path

from registers.views.entries import entries_of
from support.views import batches, budget, grants, household, lines, treasury, untied
from support.views.catalogue import BOOK

entries = entries_of(BOOK)

app_name = "support"
urlpatterns = [
    path("kinh-phi/", budget.budget, name="budget"),
    path("kinh-phi/dong/<int:pk>/", lines.line, name="line"),
    path("kinh-phi/chi/<int:pk>/", lines.disbursement, name="disbursement"),
    path("kinh-phi/nhap/", treasury.upload, name="treasury"),
    path("kinh-phi/nhap/mau/", treasury.template, name="treasury_template"),
    path("ho-tro/", grants.grant_list, name="grants"),
    path("ho-tro/<int:pk>/", grants.grant, name="grant"),
    path("ho-tro/trung/", grants.conflicts, name="conflicts"),
    path("ho-tro/chua-gan/", untied.untied, name="untied"),
    path("ho-tro/dot/", batches.batch_list, name="batches"),
    path("ho-tro/dot/<int:pk>/", batches.batch, name="batch"),
    path("ho-tro/dot/<int:pk>/them-ho/", batches.fill, name="fill"),
    path("ho-tro/dot/<int:pk>/ky-nhan/", batches.receipts, name="receipts"),
    path("so-ho-tro/ghi/<slug:word>/", entries.add, name="add"),
    path("so-ho-tro/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("so-ho-tro/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("so-ho-tro/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
    path("ho/<str:code>/ho-tro/", household.grants, name="household"),
]
