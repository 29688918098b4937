"""Addresses of the plan."""

from django.urls import path

from programs.views import beneficiaries, desks, entitlements, matrix, memberships, papers, plan, registers, unserved, work

app_name = "programs"
urlpatterns = [
    path("ke-hoach/", plan.plan_page, name="plan"),
    path("ke-hoach/van-ban/", papers.standing_paper, name="standing_paper"),
    path("ke-hoach/van-ban/<int:pk>/", papers.paper, name="paper"),
    path("ke-hoach/van-ban/<int:pk>/pdf/", papers.paper_pdf, name="paper_pdf"),
    path("ke-hoach/van-ban/<int:pk>/docx/", papers.paper_docx, name="paper_docx"),
    path("ke-hoach/luu-y/", plan.findings_page, name="findings"),
    path("ke-hoach/don-vi/", work.agencies_page, name="agencies"),
    path("ke-hoach/don-vi/<int:pk>/", work.agency_page, name="agency"),
    path("ke-hoach/tieu-du-an/<int:pk>/", plan.subproject_page, name="subproject"),
    path("ke-hoach/chinh-sach/<int:pk>/", plan.policy_page, name="policy"),
    path("ke-hoach/nhiem-vu/<int:pk>/", work.assignment_page, name="assignment"),
    path("du-an/", desks.desks, name="desks"),
    path("du-an/<str:code>/", desks.desk, name="desk"),
    path("du-an/<str:code>/ket-qua/<str:line>/", desks.behind, name="desk_behind"),
    path("so-theo-doi/", registers.register_list, name="registers"),
    path("ho/<str:code>/quyen-loi/", entitlements.entitlements, name="entitlements"),
    path("ho/<str:code>/quyen-loi/phieu/", entitlements.answer_paper, name="answer_paper"),
    path("ke-hoach/ma-tran/", matrix.matrix, name="matrix"),
    path("quyen-loi/<str:code>/", beneficiaries.beneficiaries, name="beneficiaries"),
    path("chua-duoc-ho-tro/", unserved.unserved, name="unserved"),
    path("viec-cua-toi/", work.my_work, name="my_work"),
    path("nguoi-dung/<int:pk>/co-quan/", memberships.memberships, name="memberships"),
    path("nguoi-dung/<int:pk>/co-quan/them/", memberships.add_membership, name="add_membership"),
    path("co-quan/thanh-vien/<int:pk>/thoi/", memberships.end_membership, name="end_membership"),
]
