"""Addresses of the import pages."""

from django.urls import URLPattern, path

from households.views import import_steps, imports

urlpatterns: list[URLPattern] = [
    path("ho/nhap/", imports.import_list, name="imports"),
    path("ho/nhap/tai-len/", imports.upload, name="import_upload"),
    path("ho/nhap/mau.xlsx", import_steps.template, name="import_template"),
    path("ho/nhap/<int:pk>/", imports.import_page, name="import"),
    path("ho/nhap/<int:pk>/doc-lai/", imports.reread, name="import_reread"),
    path("ho/nhap/<int:pk>/ghi/", import_steps.commit, name="import_commit"),
    path("ho/nhap/<int:pk>/bo/", import_steps.discard, name="import_discard"),
    path("ho/nhap/<int:pk>/hoan-tac/", import_steps.undo, name="import_undo"),
    path("ho/nhap/<int:pk>/loi.xlsx", import_steps.problems, name="import_problems"),
]
