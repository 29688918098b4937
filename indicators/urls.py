"""Addresses of targets and of the committee's page."""

from django.urls import path

from indicators.views import behind, dashboard, editing, entry, targets

app_name = "indicators"
urlpatterns = [
    path("tong-quan/", dashboard.dashboard, name="dashboard"),
    path("tong-quan/dien-bien/<str:table>/<int:column>/", behind.movement_behind, name="movement_behind"),
    path("chi-tieu/", targets.target_list, name="targets"),
    path("chi-tieu/cua-don-vi/", entry.own_targets, name="own_targets"),
    path("chi-tieu/so-lieu/<int:pk>/rut/", entry.withdraw, name="withdraw"),
    path("chi-tieu/<int:year>/<str:code>/", targets.target_page, name="target"),
    path("chi-tieu/<int:year>/<str:code>/ho/", behind.target_behind, name="target_behind"),
    path("chi-tieu/<int:year>/<str:code>/nhap/", entry.enter, name="enter"),
    path("ke-hoach/cac-lan/<int:pk>/chi-tieu/", editing.plan_targets, name="plan_targets"),
    path("ke-hoach/cac-lan/<int:pk>/chi-tieu/them/", editing.add, name="add"),
    path("ke-hoach/du-thao/<int:pk>/chi-tieu/<str:code>/sua/", editing.change, name="change"),
    path("ke-hoach/du-thao/<int:pk>/chi-tieu/<str:code>/bo/", editing.retire, name="retire"),
    path("ke-hoach/du-thao/<int:pk>/chi-tieu/<str:code>/khoi-phuc/", editing.restore, name="restore"),
]
