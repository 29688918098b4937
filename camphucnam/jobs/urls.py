"""Addresses of background work."""

from django.urls import path

from camphucnam.jobs.views import progress

app_name = "jobs"
urlpatterns = [
    path("<int:pk>/", progress.job_page, name="page"),
    path("<int:pk>/tien-do/", progress.job_progress, name="progress"),
]
