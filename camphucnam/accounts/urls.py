"""Addresses of accounts."""

from django.urls import path

from camphucnam.accounts.views import people, sign_in, ward

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("mat-khau/", sign_in.change_password, name="change_password"),
    path("phuong/", sign_in.choose_ward, name="choose_ward"),
    path("phuong/ten/", ward.ward_names, name="ward_names"),
    path("phuong/ten/them/", ward.change_ward_names, name="add_ward_names"),
    path("phuong/ten/<int:pk>/sua/", ward.change_ward_names, name="change_ward_names"),
    path("nguoi-dung/", people.people_list, name="people"),
    path("nguoi-dung/them/", people.add_person, name="add_person"),
    path("nguoi-dung/<int:pk>/", people.person_page, name="person"),
    path("nguoi-dung/<int:pk>/sua/", people.change_person, name="change_person"),
    path("nguoi-dung/<int:pk>/khoa/", people.lock_person, name="lock_person"),
    path("nguoi-dung/<int:pk>/mat-khau-tam/", people.reset_password, name="reset_password"),
    path("nguoi-dung/<int:pk>/vai-tro/", people.grant_role, name="grant_role"),
    path("nguoi-dung/vai-tro/<int:pk>/thu/", people.end_role, name="end_role"),
]
