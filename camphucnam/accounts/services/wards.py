"""Add the ward of the deployment, and keep its dated names."""

import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from camphucnam.accounts import journal
from camphucnam.accounts.models import User, Ward, WardProfile
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict

DATA = Path(__file__).resolve().parent.parent / "data" / "ward.toml"


@transaction.atomic
def ward_ensure() -> tuple[Ward | None, bool]:
    """The only ward, added from the data file when there is none; None where there are several."""
    wards = list(Ward.objects.order_by("pk")[:2])
    if wards:
        return (wards[0] if len(wards) == 1 else None), False
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return ward_add(raw["code"], raw["profiles"]), True


def ward_add(code: str, profiles: list[dict[str, object]]) -> Ward:
    """A ward with its dated names."""
    ward = Ward.objects.create(code=code)
    WardProfile.objects.bulk_create([WardProfile(ward=ward, **profile) for profile in profiles])
    return ward


@transaction.atomic
def ward_profile_save(profile: WardProfile, *, version: int, by: User) -> WardProfile:
    """Add dated names (no key yet) or change those of ``version``; EditConflict when somebody else was faster.

    Documents already issued keep the names that were frozen with them.
    """
    try:
        profile.full_clean(exclude=["version"])
    except ValidationError as error:
        raise DomainError(str(error.messages[0])) from None
    if profile.pk is None:
        profile.save()
    else:
        if not WardProfile.objects.filter(pk=profile.pk, version=version).update(version=F("version") + 1):
            raise EditConflict("Người khác vừa sửa bộ tên này nên lần sửa của bạn chưa được lưu. Xem lại rồi lưu lần nữa nếu vẫn cần.")
        profile.version = version + 1
        profile.save()
    journal.record("ward_changed", by=by, ward_id=profile.ward_id, target=profile, ap_dung_tu=format_dmy(profile.from_on), ten=profile.name)
    return profile
