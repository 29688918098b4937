"""Every address × role: opens, is not found, or leads to the sign-in page, exactly as tests/url_expectations/ says."""

import importlib
import inspect
import pkgutil
import re
import secrets
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.url_expectations as expectations
from camphucnam.accounts.roles import Role
from tests.factories import WardFactory, person
from tests.url_expectations import GET, POST, ROLES, Row, World

MODULES = [importlib.import_module(f"tests.url_expectations.{module.name}") for module in pkgutil.iter_modules(expectations.__path__)]
MODULES.sort(key=lambda module: getattr(module, "ORDER", 0))
EXPECTED: dict[str, Row] = {name: row for module in MODULES for name, row in module.EXPECTED.items()}
ONLY_IN_DEBUG = {"gallery"}
ROLE_OF = {
    "leader": Role.GROUP_LEADER,
    "agency": Role.AGENCY_MEMBER,
    "committee": Role.COMMITTEE_MEMBER,
    "officer": Role.OFFICER,
    "signer": Role.SIGNER,
    "administrator": Role.ADMINISTRATOR,
}
ABSENT = 999_999_999


def names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Names of all addresses of the resolver, with their name spaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}"


ALL = sorted(set(names(get_resolver().url_patterns)) - ONLY_IN_DEBUG)


@pytest.fixture
def world(db) -> World:
    world = World()
    world.ward = WardFactory(code="22414")
    world.people = {name: person(world.ward, role) for name, role in ROLE_OF.items()}
    world.people["other_officer"] = person(WardFactory(code="99999"), Role.OFFICER)
    for module in MODULES:
        getattr(module, "build", lambda world: None)(world)
    return world


def answer(world: World, role: str, method: str, url: str, row: Row) -> tuple[int, str]:
    """Status and target of one request; whatever it wrote is rolled back."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if role != "anonymous":
            client.force_login(world.people[role], backend="camphucnam.accounts.backends.OfficeBackend")
        data = {"submission_key": secrets.token_urlsafe(18), **row.data} if method == POST else None
        response = getattr(client, method)(url, data)
        if response.streaming:
            b"".join(response.streaming_content)  # the client closes the file when all is read
        transaction.set_rollback(True)
    return response.status_code, response.headers.get("Location", "")


def is_right(role: str, method: str, row: Row, status: int, target: str) -> bool:
    to_sign_in = status == 302 and target.startswith(reverse("accounts:sign_in") + "?next=")
    if row.lets_in(role):
        wanted = method in row.methods
        return (status in row.ok if wanted else status in {*row.ok, 400, 405}) and (role == "anonymous" or not to_sign_in)
    if status == 405:  # said to everyone, whatever the id
        return method not in row.methods
    return to_sign_in if role == "anonymous" else status == 404


def test_every_address_has_an_expectation() -> None:
    assert None not in ALL, "every address needs a name"
    missing, stale = sorted(set(ALL) - EXPECTED.keys()), sorted(EXPECTED.keys() - set(ALL))
    assert not missing, f"say who may open them in tests/url_expectations/: {missing}"
    assert not stale, f"no such address any more: {stale}"


@pytest.mark.parametrize("name", [name for name in ALL if name in EXPECTED])
def test_address_opens_for_its_roles_only(name: str, world: World) -> None:
    row, wrong = EXPECTED[name], []
    url = reverse(name, args=row.args(world) if row.args else []) + row.query
    for role in ROLES:
        for method in (GET, POST):
            status, target = answer(world, role, method, url, row)
            if not is_right(role, method, row, status, target):
                wrong.append(f"{role} {method}: {status} {target}")
    assert not wrong, f"{url}: " + "; ".join(wrong)


@pytest.mark.parametrize("name", [name for name, row in EXPECTED.items() if row.args and row.absent_is_404 and name in ALL])
def test_absent_ids_are_not_found(name: str, world: World) -> None:
    row = EXPECTED[name]
    url = reverse(name, args=[ABSENT if isinstance(arg, int) else f"{arg}-khong-co" for arg in row.args(world)])
    answers = {role: answer(world, role, row.methods[0], url, row) for role in ROLES if row.lets_in(role)}
    assert all(status == 404 for status, _ in answers.values()), f"{url}: {answers}"


def test_no_two_modules_hang_different_things_on_one_name() -> None:
    """A name that a later module takes would ask an address about somebody else's id, and pass by accident."""
    owners: dict[str, set[str]] = {}
    for module in MODULES:
        for name in re.findall(r"world\.(\w+)(?=(?:, world\.\w+)* = )", inspect.getsource(module)):
            owners.setdefault(name, set()).add(module.__name__)
    assert not {name: sorted(found) for name, found in owners.items() if len(found) > 1}
