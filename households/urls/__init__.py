"""Addresses of this application."""

from django.urls import URLPattern, path

from households.urls import imports
from households.views import editing, events, export, groups, household, leader, leaderships, listing, members, picking, status

app_name = "households"
urlpatterns: list[URLPattern] = [
    *imports.urlpatterns,
    path("ho/", listing.household_list, name="list"),
    path("ho/them/", editing.add, name="add"),
    path("ho/them/dong/", editing.member_row, name="member_row"),
    path("ho/xuat-excel/", export.export, name="export"),
    path("ho/<str:code>/", household.household, name="household"),
    path("ho/<str:code>/sua/", editing.change, name="change"),
    path("ho/<str:code>/chuyen-to/", editing.move, name="move"),
    path("ho/<str:code>/chu-ho/", editing.change_head, name="change_head"),
    path("ho/<str:code>/thanh-vien/them/", members.add, name="add_member"),
    path("ho/<str:code>/thanh-vien/<int:pk>/sua/", members.change, name="change_member"),
    path("ho/<str:code>/thanh-vien/<int:pk>/roi-ho/", members.leave, name="member_leaves"),
    path("ho/<str:code>/quyet-dinh/", status.decide, name="decide"),
    path("ho/<str:code>/roi-danh-sach/", status.depart, name="depart"),
    path("ho/<str:code>/phan-loai/<int:pk>/dinh-chinh/", status.correct, name="correct"),
    path("ho/<str:code>/phieu/them/", status.assess, name="assess"),
    path("ho/<str:code>/bien-co/them/", leader.report, name="report_about"),
    path("chon/ho/", picking.household, name="pick_household"),
    path("chon/nguoi/", picking.person, name="pick_person"),
    path("to/", groups.group_list, name="groups"),
    path("to/them/", groups.add, name="add_group"),
    path("to/so-ho-dan-cu/", groups.baseline, name="baseline"),
    path("to/<str:code>/sua/", groups.change, name="change_group"),
    path("to/<str:code>/ket-thuc/", groups.end, name="end_group"),
    path("to/phu-trach/<int:pk>/", leaderships.leaderships, name="leaderships"),
    path("to/phu-trach/<int:pk>/<int:leadership>/ket-thuc/", leaderships.end_leadership, name="end_leadership"),
    path("to-toi/", leader.leader_home, name="leader_home"),
    path("to-toi/bao/", leader.report, name="report"),
    path("to-toi/da-bao/", leader.my_reports, name="my_reports"),
    path("bien-co/", events.event_inbox, name="inbox"),
    path("bien-co/<int:pk>/", events.event_page, name="event"),
    path("bien-co/<int:pk>/nhan/", events.take, name="take_event"),
    path("bien-co/<int:pk>/tra-loi/", events.answer, name="answer_event"),
    path("bien-co/<int:pk>/mo-lai/", events.reopen, name="reopen_event"),
]
