"""Application registration."""

from django.apps import AppConfig

from camphucnam.accounts import checks


class AccountsConfig(AppConfig):
    """People, roles, wards, sign-in."""

    name = "camphucnam.accounts"
    label = "accounts"
    verbose_name = "Người dùng"
    system_checks = (checks.no_demo_accounts,)
