"""Wards and people for tests. Factories of other applications stand in tests/<app>/factories.py."""

from datetime import date

import factory

from camphucnam.accounts.models import RoleGrant, User, Ward, WardProfile
from camphucnam.accounts.roles import Role

PASSWORD = "một câu dài để thử 42"  # of every person made here


class ProfileFactory(factory.django.DjangoModelFactory):
    """Names of a ward since long ago."""

    class Meta:
        model = WardProfile

    from_on = date(2000, 1, 1)
    name = "phường Ví Dụ"
    authority_name = "ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ"
    parent_name = "ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ"
    place_name = "Ví Dụ"


class WardFactory(factory.django.DjangoModelFactory):
    """A ward with one profile; ``WardFactory(profile__name="phường …")``."""

    class Meta:
        model = Ward
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"W{n:04d}")
    profile = factory.RelatedFactory(ProfileFactory, factory_related_name="ward")


class UserFactory(factory.django.DjangoModelFactory):
    """A person without a role; the password is PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi.{n}")
    full_name = factory.Sequence(lambda n: f"Người Ví Dụ {n}")
    password = factory.django.Password(PASSWORD)


class RoleGrantFactory(factory.django.DjangoModelFactory):
    """A role since long ago, without an end."""

    class Meta:
        model = RoleGrant

    role = Role.OFFICER
    from_on = date(2020, 1, 1)


def person(ward: Ward, role: Role, **fields: object) -> User:
    """Somebody who holds one role in a ward."""
    fields.setdefault("full_name", f"{role.label} Ví Dụ")
    user = UserFactory(**fields)
    RoleGrantFactory(user=user, ward=ward, role=role)
    return user
