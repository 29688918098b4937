"""Addresses of this application."""

from django.urls import path

from reports.views import calendar, deadlines, issued, notices, report, signing, statutory, today, writing

app_name = "reports"
urlpatterns = [
    path("viec-hom-nay/", today.today_page, name="today"),
    path("cho-ky/", signing.to_sign, name="to_sign"),
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/<int:pk>/da-xem/", notices.put_away, name="put_away"),
    path("bao-cao/han-sap-toi/", deadlines.next_deadlines, name="next_deadlines"),
    path("bao-cao/", calendar.calendar, name="calendar"),
    path("bao-cao/bieu/<int:number>/", statutory.form_page, name="form"),
    path("bao-cao/bieu/<int:number>/excel/", statutory.form_xlsx, name="form_xlsx"),
    path("bao-cao/bieu/<int:number>/ho/", statutory.form_behind, name="form_behind"),
    path("bao-cao/ban-hanh/<int:pk>/", issued.issued_page, name="issued"),
    path("bao-cao/ban-hanh/<int:pk>/vao-so/", issued.register, name="register"),
    path("bao-cao/ban-hanh/<int:pk>/tao-lai/", issued.redraw, name="redraw"),
    path("bao-cao/tep/<int:pk>/", issued.download, name="download"),
    path("bao-cao/<str:code>/", report.report_page, name="report"),
    path("bao-cao/<str:code>/mo/", calendar.open_period, name="open"),
    path("bao-cao/<str:code>/ngay/", writing.days, name="days"),
    path("bao-cao/<str:code>/muc/<str:section_code>/", writing.narrative, name="narrative"),
    path("bao-cao/<str:code>/xem-thu/", writing.preview, name="preview"),
    path("bao-cao/<str:code>/trinh-ky/", writing.send, name="send"),
    path("bao-cao/<str:code>/rut-lai/", writing.withdraw, name="withdraw"),
    path("bao-cao/<str:code>/ky/", signing.sign, name="sign"),
    path("bao-cao/<str:code>/tra-lai/", signing.give_back, name="give_back"),
    path("bao-cao/<str:code>/ban-hanh/", writing.issue, name="issue"),
    path("bao-cao/<str:code>/thay-the/", writing.correct, name="correct"),
]
