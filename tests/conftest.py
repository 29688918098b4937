"""People, wards and clients that every test file may use."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.audit import guards
from indicators import guards as target_guards
from programs import guards as program_guards
from reports import guards as report_guards
from tests.factories import WardFactory, person


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Test databases are emptied between tests, which the triggers of the log would refuse (tests/audit installs them again)."""
    with django_db_blocker.unblock():
        guards.remove(connection)
        target_guards.remove(connection)
        program_guards.remove(connection)
        report_guards.remove(connection)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Caches of the process do not reach into the next test."""
    yield
    cache.clear()


@pytest.fixture
def ward(db) -> Ward:
    """The ward of most tests."""
    return WardFactory(code="22414")


@pytest.fixture
def other_ward(db) -> Ward:
    """A ward whose data nobody of ``ward`` may see."""
    return WardFactory(code="99999", profile__name="phường Ví Dụ Khác")


@pytest.fixture
def officer(ward: Ward) -> User:
    return person(ward, Role.OFFICER)


@pytest.fixture
def leader(ward: Ward) -> User:
    """Leads no group until a test of households says which."""
    return person(ward, Role.GROUP_LEADER)


@pytest.fixture
def agency_member(ward: Ward) -> User:
    return person(ward, Role.AGENCY_MEMBER)


@pytest.fixture
def committee(ward: Ward) -> User:
    return person(ward, Role.COMMITTEE_MEMBER)


@pytest.fixture
def signer(ward: Ward) -> User:
    return person(ward, Role.SIGNER)


@pytest.fixture
def administrator(ward: Ward) -> User:
    return person(ward, Role.ADMINISTRATOR)


@pytest.fixture
def other_officer(other_ward: Ward) -> User:
    return person(other_ward, Role.OFFICER)


@pytest.fixture
def client_of(db) -> Callable[[User], Client]:
    """``client_of(user)``: a browser in which the person has signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="camphucnam.accounts.backends.OfficeBackend")
        return client

    return sign_in
