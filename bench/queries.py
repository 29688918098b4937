"""P2d: how many statements every page takes for 0, 1, 50 and 200 households. Run as ``python -m bench.queries``; prints goals as JSON."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.db import connection  # noqa: E402 the registry must stand first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402

from bench.dataset import add_officer, fill, make_ward  # noqa: E402
from bench.results import AT_MOST, EXACTLY, Goal  # noqa: E402
from camphucnam.accounts.models import User, Ward  # noqa: E402
from households.models import Household  # noqa: E402

SIZES = (0, 1, 50, 200)
FIRST_WARD = 900
MOST = 6
# Pages that do work by being opened, and pages that cannot be the same for all sizes.
LEFT_OUT = {"health"}


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Every named address without an argument, as it is written."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name and not entry.pattern.regex.groups and entry.name not in LEFT_OUT:
            yield reverse(f"{namespace}{entry.name}")


def officers() -> dict[int, User]:
    """An officer for a ward of every size, made when missing."""
    found = {}
    for number, size in enumerate(SIZES, FIRST_WARD):
        ward = Ward.objects.filter(pk=number).first()
        if ward is None:
            ward = make_ward(number)
            if size:
                fill(ward, size)
            add_officer(ward)
        found[size] = User.objects.get(username=ward.code.lower())
    return found


def count(client: Client, path: str) -> int | None:
    """Statements of a second visit; None where the officer gets no page there."""
    if client.get(path).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def paths_for(size: int, ward: Ward) -> dict[str, str]:
    """Name of a page → its address for this ward: all without an argument, the whole list, one household."""
    paths = {path: path for path in addresses()} | {"/ho/?pham_vi=tat_ca": "/ho/?pham_vi=tat_ca"}
    code = Household.objects.filter(ward=ward).order_by("-pk").values_list("code", flat=True).first()
    return paths | ({"/ho/…/": f"/ho/{code}/"} if code else {})


def main() -> None:
    """Count and print."""
    counts: dict[str, dict[int, int]] = {}
    for size, officer in officers().items():
        client = Client()
        client.force_login(officer, backend="camphucnam.accounts.backends.OfficeBackend")
        for name, path in paths_for(size, officer.grants.get().ward).items():
            n_queries = count(client, path)
            if n_queries is not None:
                counts.setdefault(name, {})[size] = n_queries
    most = {name: max(by_size.values()) for name, by_size in counts.items()}
    uneven = {name: by_size for name, by_size in counts.items() if len({by_size[size] for size in by_size if size >= 50}) > 1}
    over = {name: n for name, n in sorted(most.items(), key=lambda item: -item[1]) if n > MOST}
    goals = [
        Goal(
            "P2d",
            f"statements of the dearest of {len(most)} pages: {max(most, key=most.__getitem__)}",
            max(most.values()),
            AT_MOST,
            MOST,
            unit="",
            detail=counts,
        ),
        Goal(
            "P2d",
            f"pages with more than {MOST} statements{': ' + ', '.join(f'{n} {c}' for n, c in over.items()) if over else ''}",
            len(over),
            unit="",
        ),
        Goal(
            "P2d",
            f"pages whose statements grow from 50 to 200 households{': ' + ', '.join(uneven) if uneven else ''}",
            len(uneven),
            EXACTLY,
            0,
            unit="",
        ),
    ]
    print(json.dumps([asdict(goal) for goal in goals]))


if __name__ == "__main__":
    sys.exit(main())
