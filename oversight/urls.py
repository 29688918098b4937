"""Addresses of this application."""

from django.urls import path

from oversight.views import evaluation, household, papers, plan, recommendations, visits
from oversight.views.catalogue import BOOK
from registers.views.entries import entries_of

entries = entries_of(BOOK)

app_name = "oversight"
urlpatterns = [
    path("giam-sat/", plan.plan_list, name="list"),
    path("giam-sat/ke-hoach-nam/", plan.plan_pdf, name="plan_pdf"),
    path("giam-sat/ke-hoach/<int:pk>/", plan.item, name="item"),
    path("giam-sat/ke-hoach/<int:pk>/ghi-cuoc/", visits.hold, name="hold"),
    path("giam-sat/cuoc/", visits.visit_list, name="visits"),
    path("giam-sat/cuoc/<int:pk>/", visits.visit, name="visit"),
    path("giam-sat/cuoc/<int:pk>/bien-ban/", papers.minutes, name="minutes"),
    path("giam-sat/tep/<int:pk>/", visits.evidence, name="file"),
    path("giam-sat/kien-nghi/", recommendations.recommendation_list, name="recommendations"),
    path("giam-sat/kien-nghi/<int:pk>/", recommendations.recommendation, name="recommendation"),
    path("giam-sat/kien-nghi/<int:pk>/tra-loi/", recommendations.answer, name="answer"),
    path("giam-sat/tra-loi/<int:pk>/tep/", recommendations.answer_file, name="answer_file"),
    path("giam-sat/kien-nghi-gui-don-vi-toi/", recommendations.mine, name="mine"),
    path("giam-sat/danh-gia/", evaluation.evaluations, name="evaluations"),
    path("giam-sat/danh-gia/<int:pk>/", evaluation.evaluation, name="evaluation"),
    path("giam-sat/danh-gia/<int:year>/<str:code>/", evaluation.evaluate, name="evaluate"),
    path("giam-sat/ho/<str:code>/", household.household, name="household"),
    path("giam-sat/so/ghi/<slug:word>/", entries.add, name="add"),
    path("giam-sat/so/ghi/<slug:word>/<int:pk>/", entries.add_to, name="add_to"),
    path("giam-sat/so/buoc/<slug:word>/<int:pk>/<slug:step>/", entries.step, name="step"),
    path("giam-sat/so/huy/<slug:word>/<int:pk>/", entries.void, name="void"),
]
