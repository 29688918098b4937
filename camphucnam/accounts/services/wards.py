"""Add the ward of the deployment from its data file."""

import tomllib
from pathlib import Path

from django.db import transaction

from camphucnam.accounts.models import Ward, WardProfile

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
