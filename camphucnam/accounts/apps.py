"""Application registration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles, wards, sign-in."""

    name = "camphucnam.accounts"
    label = "accounts"
    verbose_name = "Người dùng"
